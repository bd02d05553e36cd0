"""Lines with their roles → the document: masthead, title, body, glossary, annexes, colophon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bulletinc.kinds import KindFeatures, holds_reports, recognise
from bulletinc.parser import siblings
from bulletinc.parser.body import Body
from bulletinc.parser.colophon import build_colophon
from bulletinc.parser.glossary import build_glossary
from bulletinc.parser.lines import Line, drawn_together, text_of, visible
from bulletinc.parser.masthead import build_masthead
from bulletinc.parser.metadata import fields_of
from bulletinc.parser.numerals import number_in
from bulletinc.parser.parts import Parts
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import (
    Annex,
    AnnexList,
    Block,
    ClosingNote,
    Colophon,
    Document,
    Field,
    Masthead,
    Residue,
    SignOff,
    Text,
)
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Span
from bulletinc.text.words import words

_FRONT = frozenset(
    ("subtitle", "byline", "document-number", "addressee", "headline-more", "metadata")
)
_OPENERS = frozenset(("run-in", "label", "lead", "called", "brief"))
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


def build_document(
    survey: Survey, reads: Sequence[LineRole], asides: Sequence[Line], kind: str | None
) -> Document:
    """The document of lines with their roles.

    A read with a negative index is residue: ``asides[~index]``.

    ``kind`` overrides what the text is recognised as.
    """
    parts = Parts(survey, reads)
    masthead = _masthead(survey, parts.masthead, asides)
    titled = _is_titled(survey, parts.body, masthead)
    chapters = _chapters(survey, parts.body)
    itemised = not titled and _is_itemised(parts.body, masthead, chapters)
    front, rest = _take_front(survey, parts.body, titled=titled, itemised=itemised)
    body = _blocks(survey, rest, asides, itemised=itemised)
    ending = _take_ending(body)
    heading, entries = build_glossary(survey, parts.glossary)
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
