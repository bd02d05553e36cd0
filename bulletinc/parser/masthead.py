"""The masthead: which of the first lines belong to it, and what they say.

A line belongs if its marks (issue number, date, secrecy …) say so, or if it ends with a kind word. A plain line belongs only
between such lines: the first is the issuer, or the first half of a name that goes on on the next line. Without an issue
number, a kind word that ends ordinary titles too (报告, 通报) makes no masthead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bulletinc.kinds import masthead_words, title_words
from bulletinc.parse.grammar import Piece, read
from bulletinc.parse.lines import Line, drawn_together, trimmed
from bulletinc.parse.numerals import date_in, number_in
from bulletinc.source import Source, Span
from bulletinc.syntax import Invalid, Masthead, Text

_LONGEST = 120
_MOST_LINES = 16
_MARKS = {"ISSUE_NUMBER", "TOTAL_NUMBER", "DATE", "SECRECY", "URGENCY", "serial", "signer"}
_NUMBERS = {"ISSUE_NUMBER", "TOTAL_NUMBER"}
_WORDS = {"WORDS", "STRAY", "ISSUING", "SPACE"}
_MARKUP = "#>* \t"
_PUNCTUATION = "，。；：！？,;:"
_ISSUER_ENDS = ("办公室", "办", "局", "委", "委员会", "政府", "中心", "部", "院", "会", "镇", "街道", "公司", "处", "厅", "组", "集团", "队", "指挥部", "社", "站")


class Found(NamedTuple):
    """A masthead and how many of the lines it took. ``passed`` are lines among these that are none of it (residue)."""

    masthead: Masthead | None
    taken: int
    passed: tuple[Line, ...]


class _Marked(NamedTuple):
    """A line read as one of the masthead's. ``name``: it ends with a kind word."""

    line: Line
    parts: tuple[Piece, ...]
    name: bool = False

    def kinds(self) -> set[str]:
        return {part.kind for whole in self.parts for part in (whole, *whole.parts)}


def find_masthead(source: Source, lines: Sequence[Line]) -> Found:
    """The masthead at the beginning of the lines."""
    marked: list[_Marked] = []
    passed: list[Line] = []
    last = -1  # the last line that belongs by itself
    seen = 0  # how many lines were looked at when it was met
    for count, line in enumerate(lines[:_MOST_LINES]):
        if line.form in ("residue", "rule"):
            passed += [line] if line.form == "residue" else []
            continue
        candidate = _marked(source, line)
        if candidate is None or (candidate.name and any(other.name for other in marked)):
            break
        marked.append(candidate)
        if candidate.name or _belongs(candidate):
            last, seen = len(marked), count + 1
        elif len(marked) - last > 2 and last >= 0:
            break
    if last < 0:
        return Found(None, 0, ())
    marked, rest = marked[:last], marked[last:]
    numbered = any(other.kinds() & _NUMBERS for other in marked)
    if not numbered and not _stands_alone(marked):
        return Found(None, 0, ())
    issued = any(not other.name and _words(other.parts) for other in marked)
    if rest and numbered and not issued and _text(rest[0].parts).text.endswith(_ISSUER_ENDS) and rest[0].line is lines[seen]:
        marked, seen = [*marked, rest[0]], seen + 1
    return Found(_build(marked), seen, tuple(line for line in passed if line in lines[:seen]))


def _marked(source: Source, line: Line) -> _Marked | None:
    """The line read as a masthead's; ``None`` where it cannot be one's."""
    start, end = line.span
    if end - start > _LONGEST or line.form not in ("paragraph", "heading", "subtitle"):
        return None
    typed = source.text[start:end]
    text = typed.strip(_MARKUP)
    parts = read(text, start + typed.index(text), "masthead_line").parts if text else ()
    words = _words(parts)
    if not parts or any(sign in word.text for word in words for sign in _PUNCTUATION):
        return None
    name = bool(words) and _is_name(words, numbered=bool(_Marked(line, parts).kinds() & _NUMBERS))
    return _Marked(line, parts, name)


def _is_name(words: tuple[Piece, ...], numbered: bool) -> bool:
    name = _joined(words)
    return name.endswith(masthead_words() + title_words()) and not (name.startswith("关于") and not numbered)


def _belongs(candidate: _Marked) -> bool:
    return bool(candidate.kinds() & _MARKS) and sum(len(word.text) for word in _words(candidate.parts)) <= 40


def _stands_alone(marked: list[_Marked]) -> bool:
    """Whether lines without any number are a masthead all the same: a name that ends no ordinary title."""
    names = [_joined(_words(other.parts)) for other in marked if other.name]
    return any(name.endswith(masthead_words()) for name in names)


def _words(parts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The words of a line that are no mark."""
    return tuple(part for part in parts if part.kind in ("WORDS", "STRAY"))


def _joined(pieces: tuple[Piece, ...]) -> str:
    return "".join("".join(piece.text.split()) for piece in pieces)


def _text(parts: tuple[Piece, ...]) -> Text:
    """The parts as typed; letters spaced out (简　报) are drawn together."""
    parts = trimmed(parts)
    return Text(Span(parts[0].start, parts[-1].end), drawn_together("".join(part.text for part in parts)))


def _build(marked: list[_Marked]) -> Masthead:
    lines: list[Text] = []  # of the name
    said: dict[str, Piece] = {}  # the first mark of each sort
    issue: list[Text] = []
    plain: list[tuple[Piece, ...]] = []
    dates: list[Piece] = []
    labels: list[Piece] = []
    named = next((index for index, other in enumerate(marked) if other.name), None)
    for index, other in enumerate(marked):
        parts = other.parts
        if named is not None and index < named and not other.kinds() & _MARKS and index == named - 1:
            lines.append(_text(parts))  # 陕西省政府性融资担保体系 / 简 报
            continue
        run: list[Piece] = []
        numbering: list[Piece] = []
        for part in parts:
            if part.kind in _WORDS:
                run.append(part)
                continue
            if run and any(word.kind != "SPACE" for word in run):
                _settle(tuple(run), other, index == named, lines, plain)
            run = []
            if part.kind in ("ISSUE_CODE", "ISSUE_YEAR", "ISSUE_NUMBER", "TOTAL_NUMBER", "bracket"):
                numbering.append(part)
                labels += [p for p in part.parts if p.kind == "ISSUE_LABEL"]
                for inner in (part, *part.parts):
                    said.setdefault(inner.kind, inner)
            elif part.kind in ("DATE", "TIME"):
                dates.append(part)
            else:
                said.setdefault(part.kind, part)
        if any(word.kind != "SPACE" for word in run):
            if numbering and named != index and not dates and _joined(tuple(run)) in ("专刊", "增刊", "特刊"):
                labels += _words(tuple(run))
                numbering += run
            else:
                _settle(tuple(run), other, index == named, lines, plain)
        if numbering:
            issue.append(Text(Span(numbering[0].start, numbering[-1].end), "".join(_between(parts, numbering))))
    return _assemble(marked, lines, issue, said, labels, dates, plain)


def _between(parts: tuple[Piece, ...], ends: list[Piece]) -> list[str]:
    return [part.text for part in parts if ends[0].start <= part.start and part.end <= ends[-1].end]


def _settle(run: tuple[Piece, ...], other: _Marked, is_name: bool, lines: list[Text], plain: list[tuple[Piece, ...]]) -> None:
    """A run of words is the name on the line that names the bulletin, and the issuer or unplaced elsewhere."""
    if is_name and _joined(_words(run)).endswith(masthead_words() + title_words()):
        lines.append(_text(run))
    else:
        plain.append(trimmed(run))


def _assemble(
    marked: list[_Marked],
    lines: list[Text],
    issue: list[Text],
    said: dict[str, Piece],
    labels: list[Piece],
    dates: list[Piece],
    plain: list[tuple[Piece, ...]],
) -> Masthead:
    issuer_text = _text(plain[0]) if plain else None
    issuer = _text(tuple(p for p in plain[0] if p.kind != "ISSUING") or plain[0]) if plain else None
    date = next((part for part in dates if part.kind == "DATE"), None)
    return Masthead(
        span=Span(marked[0].line.span.start, marked[-1].line.span.end),
        name=Text(Span(lines[0].span.start, lines[-1].span.end), " ".join(line.text for line in lines)) if lines else None,
        name_lines=tuple(lines),
        issue=tuple(issue),
        issue_number=_number(said.get("ISSUE_NUMBER")),
        issue_year=_number(said.get("ISSUE_YEAR")),
        issue_code=said["ISSUE_CODE"].text.strip() if "ISSUE_CODE" in said else None,
        total_number=_number(said.get("TOTAL_NUMBER")),
        issue_label=" ".join(label.text for label in labels) or None,
        issuer=issuer,
        issuer_text=issuer_text,
        date=date_in(date.text) if date else None,
        date_text=Text(Span(dates[0].start, dates[-1].end), "".join(part.text for part in dates)) if dates else None,
        secrecy=_mark(said.get("SECRECY")),
        urgency=_mark(said.get("URGENCY")),
        serial=_value(said.get("serial")),
        signer=_value(said.get("signer")),
        unplaced=tuple(Invalid(text.span, text.text) for text in map(_text, plain[1:])),
    )


def _number(piece: Piece | None) -> int | None:
    return number_in(piece.text) if piece else None


def _mark(piece: Piece | None) -> Text | None:
    """秘　密 → 秘密; a remark such as 内部资料　注意保存 keeps its gap."""
    return _text((piece,)) if piece else None


def _value(piece: Piece | None) -> Text | None:
    """What stands after the mark: the number of 编号：…, the name of 签发人：…"""
    rest = trimmed(piece.parts[1:]) if piece else ()
    return Text(Span(rest[0].start, rest[-1].end), "".join(part.text for part in rest)) if rest else None
