"""Lines of pages joined to paragraphs, without page numbers and running heads.

A line goes on in the next if it is full and the next begins at the margin, in the same size. The
margins are found from all lines of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

from bulletinc.i18n import _
from bulletinc.readers.formats.pdf.page_lines import PageLine
from bulletinc.readers.formats.pdf.page_tables import tables
from bulletinc.readers.intermediate import (
    ImportNote,
    IntermediateDocument,
    IntermediateParagraph,
    TextRun,
)
from bulletinc.text.characters import squeeze
from bulletinc.text.source import excerpt

_NUMBER = re.compile(
    r"[—－–\-·〓\s]*[\d〓]{1,4}[—－–\-·〓\s]*|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4}"
)
# 报：, 抄 送：, 责任编辑：
_LABEL = re.compile(
    r"(?:报|送|发|主\s*送|抄\s*送|抄\s*报|编\s*辑|责\s*编|责任编辑|校\s*对|审\s*核|核\s*稿"
    r"|核\s*签|签\s*发|电\s*话|传\s*真|邮\s*箱|电子邮箱|联系人)\s*[:：]"
)
# 【文明实践】, · 要目, 一、, （一）, ①, 共印12份: a paragraph begins with these.
_OPENS = re.compile(
    r"【[^【】]{1,30}】|[·•●▪◆■]|[一二三四五六七八九十百]{1,5}、|附?[表图]\s?\d{1,3}[\s：:]"
    rf"|[（(][一二三四五六七八九十\d]{{1,3}}[）)]|[①-⑳]|共\s*印|{_LABEL.pattern}"
)
_LEADER = re.compile(r"\s*[.．·…‥]{4,}\s*\d{1,4}\s*\Z")  # ……………3
_SAME_SIZE = 0.08
_SAME_PLACE = 4.0  # points
_INDENT = 0.8  # ems from the margin
# Ems that the last line of a paragraph lacks at least. Ends of lines are estimated, so it has to
# be more where indented first lines tell paragraphs apart.
_SHORT, _SHORT_IF_INDENTED = 1.6, 5.0
_MANY_INDENTED = 0.15  # of the lines
_MARGIN = 71.0  # points, 25 mm: the type area of official papers begins at 37 mm (GB/T 9704, 5.2.1)
_SMALL = 0.9  # of the size of the text
_SECRECY = re.compile(r"秘\s*密|机\s*密|绝\s*密|内\s*部|特\s*急|加\s*急|编\s*号|\d{6}$")
_FULL_LINE = 12  # characters of lines that show where the margins are
_APART = 1.9  # of the usual distance between lines


@dataclass(frozen=True, slots=True)
class _TypeArea:
    """What the text is set in: margins, size and distance of lines, in points.

    ``slack``: how many ems a line that goes on may seem to lack.
    """

    left: float
    right: float
    size: float
    leading: float
    slack: float


def joined(pages: Sequence[Sequence[PageLine]], tops: Sequence[float] = ()) -> IntermediateDocument:
    """Join the lines to paragraphs, each with the page that it begins on.

    ``tops``: the heights of the upper edges of the pages.
    """
    kept, notes = _without_furniture(pages)
    notes += _without_heads(kept, tops)
    text = _without_rows(kept)
    joiner = _Joiner(_type_area(text), _is_mostly_heavy(text))
    for number, page in enumerate(kept, 1):
        rows, of_tables = _table_rows(page, number)
        notes += of_tables
        joiner.add_page(page, number, rows)
    return IntermediateDocument(joiner.finish(), tuple(notes), "page")


class _Joiner:
    """Joins lines to paragraphs. Where all text is heavy, nothing is bold."""

    def __init__(self, area: _TypeArea, all_heavy: bool) -> None:
        self._area = area
        self._all_heavy = all_heavy
        self._paragraphs: list[IntermediateParagraph] = []
        self._runs: list[TextRun] = []  # of the paragraph that is open
        self._page = 1  # that it begins on
        self._apart = True
        self._above: PageLine | None = None

    def add_page(self, lines: Sequence[PageLine], number: int, rows: AbstractSet[int]) -> None:
        """Add the lines of a page; those in ``rows`` belong to tables and stay apart."""
        for at, line in enumerate(lines):
            runs = [TextRun(text, heavy and not self._all_heavy) for text, heavy in line.runs]
            in_table = at in rows or at - 1 in rows
            if line.is_row:
                self._close()
                self._apart = self._above is None or not self._above.is_row
                self._runs, self._page = runs, number
            elif not in_table and self._goes_on(line, turned=at == 0):
                self._runs = [*self._runs, *_with_space(self._runs, runs)]
            else:
                self._close()
                self._apart = at == 0 or not self._is_alike(line)
                self._runs, self._page = runs, number
            self._above = line

    def finish(self) -> tuple[IntermediateParagraph, ...]:
        """Return the paragraphs."""
        self._close()
        return tuple(self._paragraphs)

    def _close(self) -> None:
        if self._runs:
            paragraph = IntermediateParagraph(tuple(self._runs), self._page, apart=self._apart)
            self._paragraphs.append(paragraph)
        self._runs = []

    def _goes_on(self, line: PageLine, *, turned: bool) -> bool:
        above = self._above
        return above is not None and _goes_on(above, line, self._area, turned=turned)

    def _is_alike(self, line: PageLine) -> bool:
        return self._above is not None and _is_alike(self._above, line, self._area)


def _is_mostly_heavy(pages: Sequence[Sequence[PageLine]]) -> bool:
    """Tell whether more than half of the characters are heavy."""
    runs = [run for page in pages for line in page for run in line.runs]
    return sum(len(text) for text, heavy in runs if heavy) * 2 > sum(len(text) for text, _ in runs)


def _table_rows(page: Sequence[PageLine], number: int) -> tuple[set[int], list[ImportNote]]:
    """Return which lines of a page are rows of tables, and a note for each table."""
    rows: set[int] = set()
    notes = []
    message = _(
        "a table became text, one paragraph for each line; compare it with the page: {text}"
    )
    for table in tables(page):
        # 报：… 　 送：… in two columns is a colophon.
        if not any(_LABEL.match(page[at].text) for at in table):
            rows.update(table)
            text = excerpt(page[table.start].text)
            notes.append(ImportNote(message.format(text=text), number))
    return rows, notes


def _without_furniture(
    pages: Sequence[Sequence[PageLine]],
) -> tuple[list[list[PageLine]], list[ImportNote]]:
    """Take out page numbers, also those of contents, and running heads.

    Notes name the numbers together, a head once.
    """
    heads = _running(pages)
    kept, numbers, notes, told = [], 0, list[ImportNote](), set[str]()
    for number, page in enumerate(pages, 1):
        rest = list(page)
        for at in (0, -1):
            while rest:
                line = rest[at]
                if _NUMBER.fullmatch(line.text.strip()):
                    numbers += 1
                elif (key := _key(line)) in heads:
                    if key[0] not in told:
                        told.add(key[0])
                        notes.append(
                            ImportNote(
                                _("a running head or foot was left out: {text}").format(
                                    text=excerpt(line.text)
                                ),
                                number,
                            )
                        )
                else:
                    break
                rest.pop(at)
        short = [_without_leader(line) for line in rest]
        numbers += sum(line is not before for line, before in zip(short, rest, strict=True))
        kept.append(short)
    if numbers:
        notes.append(ImportNote(_("page numbers were left out")))
    return kept, notes


def _without_leader(line: PageLine) -> PageLine:
    """Take dots and page number off an entry of the contents: the page computes them anew."""
    leader = _LEADER.search(line.text)
    if leader is None or not leader.start():
        return line
    left, runs = leader.start(), []
    for text, heavy in line.runs:
        if left > 0:
            runs.append((text[:left], heavy))
        left -= len(text)
    return replace(line, runs=runs)


def _without_heads(pages: Sequence[list[PageLine]], tops: Sequence[float]) -> list[ImportNote]:
    """Take out what stands small in the upper margin of a page, and note it."""
    notes = []
    size = _type_area(_without_rows(pages)).size
    for number, (page, top) in enumerate(zip(pages, tops, strict=False), 1):
        if len(page) < 2 or _SECRECY.match(page[0].text):
            continue
        first, second = page[0], page[1]
        if (
            top - first.y < _MARGIN
            and not first.is_row
            and first.size < size * _SMALL
            and first.y - second.y > size * _APART
            and len(first.parts) < 3
        ):
            notes.append(
                ImportNote(
                    _("text in the upper margin was left out: {text}").format(
                        text=excerpt(page.pop(0).text)
                    ),
                    number,
                )
            )
    return notes


def _without_rows(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    return [[line for line in page if not line.is_row] for page in pages]


def _running(pages: Sequence[Sequence[PageLine]]) -> set[tuple[str, int]]:
    """Lines that stand first or last on two pages or more, at the same height."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in _without_rows(pages):
        inner = [line for line in page if not _NUMBER.fullmatch(line.text.strip())]
        seen.update({_key(line) for line in (inner[:2] + inner[-2:])})
    return {key for key, count in seen.items() if count > 1}


def _key(line: PageLine) -> tuple[str, int]:
    return re.sub(r"\d+", "0", squeeze(line.text)), round(line.y / _SAME_PLACE)


def _type_area(pages: Sequence[Sequence[PageLine]]) -> _TypeArea:
    long = [line for page in pages for line in page if len(line.text) >= _FULL_LINE]
    lines = long or [line for page in pages for line in page]
    if not lines:
        return _TypeArea(0.0, 0.0, 1.0, 1.0, 0.0)
    size = Counter(round(line.size * 2) / 2 for line in lines for _each in line.text).most_common(
        1
    )[0][0]
    text = [line for line in lines if abs(line.size - size) <= size * _SAME_SIZE] or lines
    left = Counter(round(line.x) for line in text).most_common()
    most = left[0][1]
    # Of several places where lines begin, the margin is the leftmost that many do: short
    # paragraphs have more first lines than others.
    margin = min(place for place, count in left if count * 3 >= most)
    ends = sorted(line.end for line in text)
    indented = sum(_INDENT < (line.x - margin) / size < 3 for line in text)
    slack = _SHORT_IF_INDENTED if indented >= len(text) * _MANY_INDENTED else _SHORT
    return _TypeArea(
        margin,
        ends[int(len(ends) * 0.85)],
        size,
        _leading(pages, size),
        slack,
    )


def _leading(pages: Sequence[Sequence[PageLine]], size: float) -> float:
    """The commonest distance of two lines; that of a text of this size where there are no two."""
    drops = Counter(
        round(above.y - below.y)
        for page in pages
        for above, below in pairwise(page)
        if above.y > below.y
    )
    return drops.most_common(1)[0][0] if drops else size * 1.8


def _goes_on(before: PageLine, line: PageLine, area: _TypeArea, *, turned: bool) -> bool:
    if before.is_row or abs(before.size - line.size) > area.size * _SAME_SIZE:
        return False
    if _OPENS.match(line.text):
        return False
    if _LABEL.match(before.text) and line.x > before.x + area.size:
        # 报：… goes on below its text.
        return not turned
    if abs(line.size - area.size) > area.size * _SAME_SIZE:
        # A large line that reaches the margin was too long; any other was ended by its typist.
        return line.size > area.size and before.end > area.right - before.size / 2 and not turned
    if before.end < area.right - area.slack * area.size or line.x > area.left + _INDENT * area.size:
        return False
    return turned or before.y - line.y <= area.leading * _APART


def _is_alike(before: PageLine, line: PageLine, area: _TypeArea) -> bool:
    """Whether a line looks like another row of the same thing, such as a title."""
    same = abs(before.size - line.size) <= area.size * _SAME_SIZE
    return same and before.y - line.y <= max(area.leading, line.size * 2) * _APART


def _with_space(before: Sequence[TextRun], new: Sequence[TextRun]) -> list[TextRun]:
    """The runs of a line that goes on with others: words keep a space between them."""
    left, right = before[-1].text[-1:], new[0].text[:1]
    if left.isascii() and right.isascii() and left.isalnum() and right.isalpha():
        return [TextRun(" "), *new]
    return list(new)
