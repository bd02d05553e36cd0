"""An outcome written as the draft was typed: what was not changed keeps every character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletinc.revision.merging import MergedLine
from bulletinc.revision.typed_lines import TypedLines
from bulletinc.revision.words import WordEdit, applied, word_edits

_COLUMNS = re.compile(r"\t+|\u3000+| {2,}")  # what parts the columns of a table


@dataclass(frozen=True, slots=True)
class Boldness:
    """How much may be kept of what was typed where something was changed.

    ``words``: only changed words are written anew. ``tables``: only the changed rows of a table.
    ``gaps``: empty lines as the draft has them elsewhere. ``indent``: the blanks before a line.
    """

    words: bool = True
    tables: bool = True
    gaps: bool = True
    indent: bool = True


# From the boldest to the canonical form.
STEPS = (
    Boldness(),
    Boldness(indent=False),
    Boldness(words=False, indent=False),
    Boldness(words=False, tables=False, indent=False),
    Boldness(words=False, tables=False, gaps=False, indent=False),
)


def retyped(lines: Sequence[MergedLine], typed: TypedLines, step: Boldness) -> str:
    """Write the outcome. Line ends are those of the draft."""
    writer = _Writer(typed, step, _whole_tables(lines, typed) if not step.tables else frozenset())
    pieces = [typed.head if lines and lines[0].draft == 0 else typed.head.strip(" \t\u3000")]
    for number, line in enumerate(lines):
        if number:
            pieces.append(writer.gap(lines[number - 1], line))
        pieces.append(writer.line(line, lines[number - 1] if number else None))
    return "".join([*pieces, typed.tail])


def _whole_tables(lines: Sequence[MergedLine], typed: TypedLines) -> frozenset[int]:
    """Return the numbers of lines that stand in a table of which something was changed."""
    found: set[int] = set()
    table: list[int] = []
    for number, line in enumerate([*lines, MergedLine("")]):
        if line.text.startswith("|"):
            table.append(number)
            continue
        here = [lines[each] for each in table]
        if any(_is_new(each, typed) for each in here) or any(
            one.draft is None or two.draft != one.draft + 1 for one, two in pairwise(here)
        ):
            found.update(table)
        table = []
    return frozenset(id(lines[each]) for each in found)


def _is_new(line: MergedLine, typed: TypedLines) -> bool:
    return line.draft is None or typed.version.units[line.draft].text != line.text


class _Writer:
    def __init__(self, typed: TypedLines, step: Boldness, anew: frozenset[int]) -> None:
        self._typed, self._step, self._anew = typed, step, anew
        text = typed.text
        self._end = next((sign for sign in ("\r\n", "\n", "\r") if sign in text), "\n")
        self._usual = {apart: self._usual_gap(apart=apart) for apart in (True, False)}
        self._indent = self._usual_indent()

    def line(self, line: MergedLine, above: MergedLine | None) -> str:
        """Return a line as it is typed, below another."""
        if self._step.words and line.draft is None and above and above.draft is not None:
            row = self._row(line.text, self._typed.chunk(above.draft))
            if row is not None and above.text.startswith("|"):
                return row
        if id(line) in self._anew or line.draft is None:
            indent = self._indent if self._step.indent and _is_paragraph(line.text) else ""
            return indent + self._canonical(line)
        unit = self._typed.version.units[line.draft]
        chunk = self._typed.chunk(line.draft)
        if unit.text == line.text or unit.key == "".join(line.text.split()):
            return chunk
        edited = self._edited(line.draft, unit.text, line.text) if self._step.words else None
        return self._canonical(line) if edited is None else edited

    @staticmethod
    def _row(text: str, above: str) -> str | None:
        """Return a row of a table typed as the one above is, with gaps and without ``|``."""
        gap = _COLUMNS.search(above.strip())
        if not text.startswith("|") or "|" in above or gap is None:
            return None
        return gap[0].join(cell.strip() for cell in text.strip("| ").split("|"))

    def gap(self, above: MergedLine, line: MergedLine) -> str:
        """Return the white space between two lines."""
        before, after = above.draft, line.draft
        if before is not None and after == before + 1:
            anew = id(above) in self._anew and id(line) in self._anew
            if not anew:
                return self._typed.gap(before)
        if self._step.gaps and not (id(above) in self._anew and id(line) in self._anew):
            for gap in self._near(before, after):
                if gap.count(self._end) >= 1 and self._is_apart(gap) == self._is_apart(
                    self._usual[line.apart]
                ):
                    return gap
            return self._usual[line.apart]
        return self._end * (2 if line.apart else 1)

    def _near(self, before: int | None, after: int | None) -> Iterator[str]:
        if before is not None and before + 1 < len(self._typed.spans):
            yield self._typed.gap(before)
        if after:
            yield self._typed.gap(after - 1)

    def _is_apart(self, gap: str) -> bool:
        return gap.count(self._end) > 1

    def _usual_gap(self, apart: bool) -> str:
        units = self._typed.version.units
        gaps = Counter(
            self._typed.gap(number - 1)
            for number in range(1, len(units))
            if units[number].apart == apart and self._end in self._typed.gap(number - 1)
        )
        return gaps.most_common(1)[0][0] if gaps else self._end * (2 if apart else 1)

    def _usual_indent(self) -> str:
        chunks = [
            self._typed.chunk(number)
            for number, unit in enumerate(self._typed.version.units)
            if _is_paragraph(unit.text)
        ]
        indents = Counter(chunk[: len(chunk) - len(chunk.lstrip())] for chunk in chunks)
        return indents.most_common(1)[0][0] if indents else ""

    def _canonical(self, line: MergedLine) -> str:
        return line.text + (f"{self._end}{line.rule}" if line.rule else "")

    def _edited(self, number: int, old: str, new: str) -> str | None:
        """Return a line as typed with only the changed words written anew."""
        places = self._typed.places(number)
        edits = []
        for edit in word_edits(old, new):
            touched = [place for place in places[edit.start : edit.end] if place]
            if len(touched) < edit.end - edit.start:
                return None
            if touched:
                edits.append(WordEdit(touched[0].start, touched[-1].end, edit.text))
            else:
                left = places[edit.start - 1] if edit.start else None
                right = places[edit.start] if edit.start < len(places) else None
                if left is None and right is None:
                    return None
                at = left.end if left else right.start if right else 0
                edits.append(WordEdit(at, at, edit.text))
        if any(one.end > two.start for one, two in pairwise(edits)):
            return None
        return applied(self._typed.chunk(number), edits)


def _is_paragraph(text: str) -> bool:
    return len(text) > 40 and "。" in text
