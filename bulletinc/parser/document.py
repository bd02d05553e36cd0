"""Lines with their roles → the document: masthead, title, body, glossary, annexes, colophon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bulletinc.kinds import KindFeatures, holds_reports, recognise
from bulletinc.parser import siblings
from bulletinc.parser.body import Body
from bulletinc.parser.candidates.endings import glossary_term
from bulletinc.parser.colophon import build_colophon
from bulletinc.parser.inlines import paragraph
from bulletinc.parser.lines import Line, drawn_together, parted, text_of, visible
from bulletinc.parser.masthead import build_masthead
from bulletinc.parser.metadata import fields_of
from bulletinc.parser.numerals import number_in
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import (
    Annex,
    AnnexList,
    Block,
    ClosingNote,
    Colophon,
    Document,
    Entry,
    Field,
    Masthead,
    Residue,
    SignOff,
    Text,
)
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Span
from bulletinc.text.words import words

_MASTHEAD = frozenset(("above", "name", "mark", "issuer"))
_TITLE = frozenset(("headline", "headline-more", "subtitle"))
_COLOPHON = frozenset(("colophon", "colophon-more"))
_FRONT = frozenset(
    ("subtitle", "byline", "document-number", "addressee", "headline-more", "metadata")
)
_OPENERS = frozenset(("run-in", "label", "lead", "called", "brief"))
_BETWEEN = frozenset(("metadata", "document-number", "residue"))
# What may stand above the title of the whole.
_BEFORE_TITLE = frozenset(
    (
        "note", "note-more", "contents-heading", "contents-entry", "instruction-heading",
        "instruction-heading+text",
        "instruction", "residue", "document-number", "figure", "figure-caption",
    )
)  # fmt: skip
_GENRES = words("titles.endings")
_ONE_ARTICLE = ("专刊", "特刊")  # kinds of issue that hold one article


@dataclass(slots=True)
class _Front:
    """The title of the whole and what belongs to it."""

    title: Text | None = None
    subtitle: list[Text] = field(default_factory=list)
    byline: Text | None = None
    document_number: Text | None = None
    salutation: Text | None = None
    metadata: list[Field] = field(default_factory=list)


class _Parts:
    """The lines by the part of the document that they belong to, in their order."""

    def __init__(self, survey: Survey, reads: Sequence[LineRole]) -> None:
        reads = _one_glossary(survey, reads)
        self.masthead, reads = _first_masthead(reads)
        self.colophon = _largest_run(reads)
        above_body = next(
            (at for at, read in enumerate(reads) if read.role not in _MASTHEAD | _BETWEEN),
            len(reads),
        )
        self.metadata = [
            read
            for read in reads[:above_body]
            if read.role == "metadata" and read not in self.masthead
        ]
        self.glossary = [read for read in reads if read.role.startswith("glossary")]
        taken = {read.line for part in (self.masthead, self.metadata) for read in part}
        away = {read.line for part in (self.colophon, self.glossary) for read in part}
        # Colophon and glossary leave a break: what stands below belongs to no section above.
        rest = [
            LineRole(read.line, "break") if read.line in away else read
            for read in reads
            if read.line not in taken
        ]
        starts = [at for at, read in enumerate(rest) if read.role == "annex-label"]
        self.body = rest[: starts[0]] if starts else rest
        self.annexes = [rest[start:end] for start, end in pairwise([*starts, len(rest)])]


def _first_masthead(
    reads: Sequence[LineRole],
) -> tuple[list[LineRole], list[LineRole]]:
    """The masthead's lines, one below the other, and all lines: what looks like a masthead's
    further down is text.
    """
    start = next((at for at, read in enumerate(reads) if read.role in _MASTHEAD), len(reads))
    # 月度考核通报 / 县清洁办　2026-03-28: only the title of the whole may stand above.
    above = [read.role for read in reads[:start] if read.role not in _BETWEEN]
    if above and (not set(above) <= _TITLE or sum(read.role == "headline" for read in reads) > 1):
        start = len(reads)
    while start and reads[start - 1].role == "document-number":
        start -= 1
    end = start
    while end < len(reads) and reads[end].role in _MASTHEAD | _BETWEEN:
        end += 1
    while end > start and reads[end - 1].role in ("metadata", "residue"):
        end -= 1
    rest = [
        read._replace(role="text") if read.role in _MASTHEAD and not start <= at < end else read
        for at, read in enumerate(reads)
    ]
    return list(reads[start:end]) if end > start else [], rest


def _one_glossary(survey: Survey, reads: Sequence[LineRole]) -> list[LineRole]:
    """The lines with one heading of a glossary; another, and an entry without a term, is text."""
    headed = False
    found: list[LineRole] = []
    for read in reads:
        if read.role == "glossary-heading":
            found.append(read._replace(role="text") if headed else read)
            headed = True
        elif read.role == "glossary-entry" and _entry(survey, survey.lines[read.line]) is None:
            found.append(read._replace(role="text"))
        else:
            found.append(read)
    return found


def _largest_run(reads: Sequence[LineRole]) -> list[LineRole]:
    """The colophon's lines, with closing notes and residue among them; of two groups the longer."""
    runs: list[list[LineRole]] = [[]]
    for read in reads:
        if read.role in _COLOPHON or (read.role in ("closing-note", "residue") and runs[-1]):
            runs[-1].append(read)
        elif runs[-1]:
            runs.append([])
    for run in runs:
        while run and run[-1].role == "closing-note":
            run.pop()
    return max(runs, key=len)


def build_document(
    survey: Survey, reads: Sequence[LineRole], asides: Sequence[Line], kind: str | None
) -> Document:
    """The document of lines with their roles.

    A read with a negative index is residue: ``asides[~index]``.

    ``kind`` overrides what the text is recognised as.
    """
    parts = _Parts(survey, reads)
    masthead = _masthead(survey, parts.masthead, asides)
    titled = _is_titled(survey, parts.body, masthead)
    chapters = _chapters(survey, parts.body)
    itemised = not titled and _is_itemised(parts.body, masthead, chapters)
    front, rest = _take_front(survey, parts.body, titled=titled, itemised=itemised)
    body = _blocks(survey, rest, asides, itemised=itemised)
    ending = _take_ending(body)
    heading, entries = _glossary(survey, parts.glossary)
    article = titled and 2 * chapters.count("heading") > len(chapters)
    return Document(
        span=Span(0, len(survey.source.text)),
        kind=kind or recognise(_features(masthead, front, article=article)).name,
        metadata=(
            *(each for read in parts.metadata for each in fields_of(survey, read.line)),
            *front.metadata,
        ),
        masthead=masthead,
        title=front.title,
        subtitle=tuple(front.subtitle),
        byline=front.byline,
        document_number=front.document_number,
        salutation=front.salutation,
        body=tuple(body),
        annex_list=ending.annex_list,
        sign_off=ending.sign_off,
        closing_notes=tuple(ending.notes),
        glossary_heading=heading,
        glossary=tuple(entries),
        annexes=tuple(_annex(survey, lines, asides) for lines in parts.annexes),
        colophon=_colophon(survey, parts.colophon, asides),
    )


def _masthead(survey: Survey, reads: Sequence[LineRole], asides: Sequence[Line]) -> Masthead | None:
    if not reads:
        return None
    found = build_masthead(survey, [read for read in reads if read.line >= 0])
    lines = [asides[~read.line] for read in reads if read.line < 0]
    residue = [Residue(line.span, line.text) for line in lines]
    placed = sorted((*found.residue, *residue), key=lambda each: each.span)
    return replace(found, residue=tuple(placed))


def _colophon(survey: Survey, reads: Sequence[LineRole], asides: Sequence[Line]) -> Colophon | None:
    if not reads:
        return None
    lines = [
        (asides[~read.line], None) if read.line < 0 else (survey.lines[read.line], read.line)
        for read in reads
    ]
    return build_colophon(survey, lines)


def _is_titled(survey: Survey, reads: Sequence[LineRole], masthead: Masthead | None) -> bool:
    """Whether the first headline is the title of the whole, not that of one of several items."""
    heads = [at for at, read in enumerate(reads) if read.role == "headline"]
    if not heads or any(read.role not in _BEFORE_TITLE for read in reads[: heads[0]]):
        return False
    if any(read.role == "addressee" for read in reads[heads[0] + 1 : heads[0] + 6]):
        return True  # 关于…的通报 / 各乡镇：
    if len(heads) > 1:
        return masthead is None and _is_above_others(survey, reads, heads)
    if masthead is None or masthead.name is None:
        return True
    title = squeeze(survey.lines[reads[heads[0]].line].text).rstrip("）)")
    label = squeeze(masthead.issue_label or masthead.name.text)
    return (
        bool(_chapters(survey, reads))  # 一、基本情况
        or title.endswith(_GENRES)  # 关于防汛工作的通知
        or any(word in label for word in _ONE_ARTICLE)  # 清溪简报（专刊）
    )


def _is_above_others(survey: Survey, reads: Sequence[LineRole], heads: Sequence[int]) -> bool:
    """Whether the first of several headlines stands above sections or headlines of a lower rank."""
    first = heads[0]
    below = next((read.role for read in reads[first + 1 :] if read.role not in _FRONT), "end")
    if below in ("section", "headline"):
        return True
    hashes = {survey.lines[reads[at].line].hashes for at in heads[1:]}
    return survey.lines[reads[first].line].hashes == 1 and hashes == {2}  # # 简报 / ## 要闻


def _chapters(survey: Survey, reads: Sequence[LineRole]) -> list[str]:
    """The roles of the numbered headings of the first rank."""
    return [
        read.role for read in reads if read.role.startswith("heading") and _level(survey, read) == 1
    ]


def _is_itemised(
    reads: Sequence[LineRole], masthead: Masthead | None, chapters: Sequence[str]
) -> bool:
    """Whether text belongs to items: there are sections or headlines, or lines that open items."""
    roles = [read.role for read in reads]
    if "section" in roles or "headline" in roles:
        return True
    opener = next((at for at, role in enumerate(roles) if role in _OPENERS), None)
    if opener is not None:
        return not any(role.startswith("heading") for role in roles[:opener])
    return not chapters and masthead is not None and holds_reports(_features(masthead, _Front()))


def _level(survey: Survey, read: LineRole) -> int:
    opening = survey.lines[read.line].opening
    return siblings.LEVELS[opening.kind][0] if opening and read.line >= 0 else 0


def _features(masthead: Masthead | None, front: _Front, *, article: bool = False) -> KindFeatures:
    return KindFeatures(
        name=squeeze(masthead.name.text) if masthead and masthead.name else None,
        label=masthead.issue_label if masthead else None,
        title=squeeze(front.title.text) if front.title else None,
        article=article and front.title is not None,
        salutation=front.salutation is not None,
    )


def _take_front(
    survey: Survey, reads: Sequence[LineRole], *, titled: bool, itemised: bool
) -> tuple[_Front, list[LineRole]]:
    """The title and what belongs to it, and the reads that remain for the body."""
    front = _Front()
    left: list[LineRole] = []
    for at, read in enumerate(reads):
        if read.role in _BEFORE_TITLE and read.role not in _FRONT:
            left.append(read)
            continue
        if read.role == "metadata" and front.title:
            front.metadata += fields_of(survey, read.line)
        elif itemised or not _goes_in_front(
            front, survey.lines[read.line], read.role, titled=titled
        ):
            left += reads[at:]
            break
    return front, left


def _goes_in_front(front: _Front, line: Line, role: str, *, titled: bool) -> bool:
    """Put the line in its place in the front; ``False`` where the body begins."""
    text = Text(line.span, drawn_together(line.text.strip()))
    match role:
        case "headline" if titled and front.title is None:
            front.title = text
        case "headline-more" if front.title and not front.salutation:
            front.title = Text(
                Span(front.title.span.start, line.span.end), _joined(front.title.text, text.text)
            )
        case "subtitle":
            front.subtitle.append(text)
        case "byline" if front.byline is None:
            front.byline = text
        case "document-number" if front.document_number is None:
            front.document_number = text
        case "addressee" if front.salutation is None:
            front.salutation = text
        case _:
            return False
    return True


def _joined(first: str, second: str) -> str:
    """Two lines of a title: joined without a space, unless both sides are Latin."""
    latin = first[-1:].isascii() and second[:1].isascii() and first[-1:].isalnum()
    return f"{first} {second}" if latin and second[:1].isalnum() else first + second


def _blocks(
    survey: Survey, reads: Sequence[LineRole], asides: Sequence[Line], *, itemised: bool
) -> list[Block]:
    body = Body(survey, itemised=itemised)
    at = 0
    while at < len(reads):
        if reads[at].line < 0 and reads[at].role == "residue":
            body.residue(asides[~reads[at].line])
            at += 1
        else:
            at = body.take(reads, at)
    return body.close()


@dataclass(slots=True)
class _Ending:
    """What stands at the end of a body."""

    annex_list: AnnexList | None = None
    sign_off: SignOff | None = None
    notes: list[ClosingNote] = field(default_factory=list)


def _take_ending(blocks: list[Block]) -> _Ending:
    """Take annex list, sign-off and closing notes off the end of the blocks."""
    ending = _Ending()
    while blocks:
        last = blocks[-1]
        if isinstance(last, ClosingNote):
            ending.notes.insert(0, last)
        elif isinstance(last, SignOff) and ending.sign_off is None and ending.annex_list is None:
            ending.sign_off = last
        elif isinstance(last, AnnexList) and ending.annex_list is None:
            ending.annex_list = last
        else:
            break
        blocks.pop()
    return ending


def _annex(survey: Survey, reads: Sequence[LineRole], asides: Sequence[Line]) -> Annex:
    """An annex: its label, its title, and a small body."""
    first = survey.lines[reads[0].line]
    opened = first.opening.text.rstrip().rstrip("：:").rstrip() if first.opening else first.text
    start = first.span.start
    title = text_of(first.pieces) if visible(first.pieces).strip() else None
    rest: list[LineRole] = []
    subtitle: list[Text] = []
    for read in reads[1:]:
        line = survey.lines[read.line]
        if read.role == "annex-title" and not rest and read.line >= 0:
            more = text_of(line.whole)
            title = (
                Text(Span(title.span.start, more.span.end), _joined(title.text, more.text))
                if title
                else Text(more.span, drawn_together(more.text))
            )
        elif read.role == "subtitle" and not rest:
            subtitle.append(text_of(line.whole))
        else:
            rest.append(read)
    itemised = any(read.role in ("section", "headline") for read in rest)
    children = _blocks(survey, rest, asides, itemised=itemised)
    sign_off = children.pop() if children and isinstance(children[-1], SignOff) else None
    ends = [first.span.end, *(each.span.end for each in (title, sign_off) if each)]
    ends += [each.span.end for each in (*subtitle, *children)]
    return Annex(
        Span(start, max(ends)),
        Text(Span(start, start + len(opened)), squeeze(opened)),
        number_in(opened),
        title,
        tuple(subtitle),
        tuple(children),
        sign_off if isinstance(sign_off, SignOff) else None,
    )


def _glossary(survey: Survey, reads: Sequence[LineRole]) -> tuple[Text | None, list[Entry]]:
    heading: Text | None = None
    entries: list[Entry] = []
    for read in reads:
        line = survey.lines[read.line]
        if read.role == "glossary-heading":
            heading = heading or Text(line.span, squeeze(line.text).strip("【】：:"))
        elif entry := _entry(survey, line):
            entries.append(entry)
    return heading, entries


def _entry(survey: Survey, line: Line) -> Entry | None:
    """【term】指…, 1.【term】指…, 1.“term”：…, term——…: a number is drawn with the term."""
    start = line.span.start
    text = survey.source.text[start : line.span.end]
    marks = len(text) - len(text.lstrip("*"))
    found = glossary_term(text[marks:])
    if found is None:
        return None
    term, end, definition = (marks + at for at in found)
    number = text[: term - (text[term - 1] == "【")].strip("* ")
    typed = text[term:end].strip()
    _before, after = parted(line.whole, start + definition)
    node = paragraph(after)
    begin = start + (text.index(number) if number else term)
    if node is None:
        return None
    name = Text(Span(begin, start + end + (text[end : end + 1] == "】")), f"{number}{typed}")
    return Entry(line.span, name, node)
