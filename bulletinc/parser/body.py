"""The body: lines → sections, items, paragraphs.

Three arrangements of a body are known. In ``sections`` (【】) and in ``items`` (headlines without sections) every text
belongs to an item, which a headline, a label or a lead opens and an attribution or tag closes. In an ``article`` text makes
plain paragraphs, and only a label or a lead makes an item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from bulletinc.parser import attribution, closing, heading, headline
from bulletinc.parser.automaton import Token
from bulletinc.parser.inlines import indicators, paragraph
from bulletinc.parser.lines import BodyLine, drawn_together, text_of, trimmed, visible
from bulletinc.syntax import (
    Block,
    Contents,
    ContentsEntry,
    EditorNote,
    HeadlineForm,
    Indicator,
    Item,
    Paragraph,
    Residue,
    Section,
    Text,
)
from bulletinc.text.source import Span

Arrangement: TypeAlias = Literal["sections", "items", "article"]
_SECTION = 0  # the rank of 【】: above every numbered heading


def arrangement(lines: Sequence[BodyLine], *, reports: bool) -> Arrangement:
    """How a body is arranged, judged from all its lines. ``reports``: its kind holds reports unless it has chapters."""
    headlines = 0
    for line in lines:
        if line.form == "section":
            return "sections"
        if (
            line.form == "heading"
            and line.opening
            and line.opening.kind == "CHAPTER"
            and heading.split(line)
        ):
            return "article"
    if reports:
        return "items"
    for index, line in enumerate(lines):
        if line.form != "paragraph":
            continue
        opens = (
            line.pieces[0].kind == "LEAD"
            or headline.split(line.pieces, opens_item=False) is not None
        )
        if opens:
            return "items"
        headlines += headline.is_bare(line) and _has_text(lines, index + 1)
    return "items" if headlines > 1 else "article"


def build_body(lines: Sequence[BodyLine], itemised: bool) -> tuple[Block, ...]:
    """The blocks of the body. ``itemised``: every text belongs to an item."""
    body = _Body(itemised)
    for index, line in enumerate(lines):
        body.add(line, lines[index - 1] if index else None, _has_text(lines, index + 1))
    return body.close()


def _has_text(lines: Sequence[BodyLine], index: int) -> bool:
    """Whether running text stands on the line."""
    return (
        index < len(lines)
        and lines[index].form in ("paragraph", "heading", "bullet")
        and not headline.is_headline(lines[index])
    )


class _OpenItem:
    """An item that may still grow. Nodes are frozen, so it is one only when it is closed."""

    def __init__(self, span: Span, label: Text | None) -> None:
        self.start, self.end = span
        self.label = label
        self.unit_led = False  # opened by nothing but the name of a unit: 白河镇：近日，…
        self.headline: Text | None = None
        self.headline_form: HeadlineForm | None = None
        self.lead: Text | None = None
        self.paragraphs: list[Paragraph] = []
        self.tag: Text | None = None
        self.indicators: tuple[Indicator, ...] = ()
        self.attribution: Text | None = None
        self.attribution_alone = False
        self.sources: tuple[Text, ...] = ()

    @property
    def finished(self) -> bool:
        """A tag or an attribution ends an item."""
        return self.tag is not None or self.attribution is not None

    def close(self) -> Item:
        return Item(
            span=Span(self.start, self.end),
            label=self.label,
            headline=self.headline,
            headline_form=self.headline_form,
            lead=self.lead,
            children=tuple(self.paragraphs),
            tag=self.tag,
            indicators=self.indicators,
            attribution=self.attribution,
            attribution_alone=self.attribution_alone,
            sources=self.sources,
        )


class _OpenSection:
    """A section that may still grow: its node without children, its rank, and the children so far."""

    def __init__(self, rank: int, node: Section) -> None:
        self.rank = rank
        self.node = node
        self.children: list[Block] = []

    def close(self) -> Section:
        if not self.children:
            return self.node
        end = max(self.node.span.end, self.children[-1].span.end)
        return replace(
            self.node, span=Span(self.node.span.start, end), children=tuple(self.children)
        )


class _Body:
    """Takes the lines one by one; ``close`` gives the blocks."""

    def __init__(self, itemised: bool) -> None:
        self._itemised = itemised
        self._blocks: list[Block] = []
        self._sections: list[_OpenSection] = []
        self._item: _OpenItem | None = None
        self._note: tuple[BodyLine, Text] | None = (
            None  # 编者按 on a line of its own: the next paragraph is its text
        )
        self._contents: tuple[Text, list[Text], bool] | None = None

    def close(self) -> tuple[Block, ...]:
        self._end_sections(_SECTION)
        return tuple(self._blocks)

    def add(self, line: BodyLine, previous: BodyLine | None, text_follows: bool) -> None:
        if self._contents and self._enters_contents(line):
            return
        self._end_contents()
        match line.form:
            case "rule":
                pass
            case "residue":
                self._append(Residue(line.span, line.text))
            case "section" if line.opening:
                self._open_section(line, line.opening)
            case "brief" if line.opening:
                self._open_item(line, label=_name(line.opening))
                self._add_text(line, line.pieces, opens_item=False)
            case "contents" if line.opening:
                self._end_item()
                self._contents = (_unframed(line.opening), [], False)
            case "editor_note" if line.opening:
                self._add_note(line, line.opening)
            case "heading" if line.opening and (found := heading.split(line)):
                self._open_heading(line, line.opening, found)
            case _:
                self._add_paragraph(line, previous, text_follows)

    # ------------------------------------------------------------ blocks beside the items

    def _add_note(self, line: BodyLine, label: Token) -> None:
        self._end_item()
        name = Text(
            Span(label.start, label.start + len(label.text.rstrip())),
            "".join(label.text.split()).strip("【】：:*"),
        )
        text = paragraph(line.pieces)
        self._blocks_here().append(EditorNote(line.span, name, (text,) if text else ()))
        self._note = None if text else (line, name)

    def _enters_contents(self, line: BodyLine) -> bool:
        """Whether the line is an entry of the contents that are open.

        Entries have bullets or numbers, or are short lines, and follow each other at once; where a blank line stands before
        the first bullet, as scans have it, it may stand before all.
        """
        if self._contents is None:
            return False
        head, entries, spaced = self._contents
        if line.apart and (line.form != "bullet" or not (spaced or not entries)):
            return False
        numbered = line.form == "heading" and not any(piece.kind == "STOP" for piece in line.pieces)
        if not (line.form == "bullet" or numbered or headline.is_bare(line)):
            return False
        self._contents = (head, entries, spaced if entries else line.apart)
        pieces = (
            line.pieces
            if line.form == "bullet" or line.opening is None
            else (line.opening, *line.pieces)
        )
        if visible(pieces).strip():
            entries.append(text_of(pieces))
        return True

    def _end_contents(self) -> None:
        if self._contents:
            head, entries, _ = self._contents
            self._contents = None
            end = entries[-1].span.end if entries else head.span.end
            listed = tuple(ContentsEntry(entry.span, entry.text) for entry in entries)
            self._blocks_here().append(Contents(Span(head.span.start, end), head, listed))

    # ------------------------------------------------------------ sections

    def _open_section(self, line: BodyLine, opening: Token) -> None:
        self._end_sections(_SECTION)
        name = _name(opening)
        self._sections.append(_OpenSection(_SECTION, Section(line.span, name, 1, "【】")))

    def _open_heading(self, line: BodyLine, opening: Token, found: heading.Heading) -> None:
        self._end_sections(found.level)
        numbering = Text(
            Span(opening.start, opening.start + len(opening.text.rstrip())), opening.text.rstrip()
        )
        title = text_of(found.title)
        end = title.span.end if found.rest else line.span.end
        node = Section(
            Span(line.span.start, end),
            title,
            found.level,
            found.marker,
            numbering,
            found.stop,
            run_in=bool(found.rest),
        )
        self._sections.append(_OpenSection(found.level, node))
        if found.rest:
            self._add_text(line, found.rest, opens_item=False)

    def _end_sections(self, rank: int) -> None:
        """Close the sections that a heading of this rank ends."""
        self._end_item()
        self._end_contents()
        while self._sections and self._sections[-1].rank >= rank:
            section = self._sections.pop().close()
            self._blocks_here().append(section)

    def _blocks_here(self) -> list[Block]:
        return self._sections[-1].children if self._sections else self._blocks

    def _append(self, block: Block) -> None:
        self._end_item()
        self._blocks_here().append(block)

    # ------------------------------------------------------------ items and paragraphs

    def _open_item(self, line: BodyLine, label: Text | None = None) -> _OpenItem:
        self._end_item()
        self._item = _OpenItem(line.span, label)
        return self._item

    def _end_item(self) -> None:
        self._note = None
        if self._item:
            item, self._item = self._item, None
            self._blocks_here().append(item.close())

    def _add_paragraph(self, line: BodyLine, previous: BodyLine | None, text_follows: bool) -> None:
        pieces = ((line.opening,) if line.opening else ()) + line.pieces
        if self._note:
            note, name = self._note
            text = paragraph(pieces)
            self._blocks_here()[-1] = EditorNote(
                Span(note.span.start, line.span.end), name, (text,) if text else ()
            )
            self._note = None
            return
        if line.pieces and line.pieces[0].kind == "LEAD":
            item = self._open_item(line)
            item.lead = _lead(line.pieces[0])
            self._add_text(line, _after_colon(line.pieces[1:]), opens_item=False)
        elif not self._itemised:
            if self._item and (self._item.lead is None or self._item.finished):
                self._end_item()
            self._add_text(line, pieces, opens_item=False)
        elif self._is_headline(line, previous, text_follows):
            item = self._open_item(line)
            item.headline, item.headline_form = text_of(line.pieces), "line"
        else:
            self._add_text(line, pieces, opens_item=True)

    def _is_headline(self, line: BodyLine, previous: BodyLine | None, text_follows: bool) -> bool:
        if line.form != "paragraph" or not line.pieces:
            return False
        if line.hashes:
            return True
        return (
            text_follows
            and headline.is_headline(line)
            and not (self._item and previous and headline.is_cut(previous))
        )

    def _add_text(self, line: BodyLine, pieces: tuple[Token, ...], opens_item: bool) -> None:
        """Text of a line: a paragraph, with the headline that runs into it and the tag and attribution that close it."""
        pieces = trimmed(pieces)
        text, tag, bracket = closing.split(pieces)
        item = self._item
        if opens_item:
            starts = item is None or item.finished or (item.unit_led and _is_unit_led(text))
            if not visible(text).strip() and item and not (item.attribution or (item.tag and tag)):
                pass  # （柳荫街道） alone on its line closes the item that is open
            elif found := headline.split(text, opens_item=starts):
                item = self._open_item(line)
                item.headline, item.headline_form, text = (
                    text_of(found.headline),
                    found.form,
                    found.rest,
                )
            elif starts:
                item = self._open_item(line)
                item.unit_led = _is_unit_led(text)
        if item is None:
            self._add_plain(pieces, line.bold)
            return
        item.end = line.span.end
        node = paragraph(text, line.bold)
        if node:
            item.paragraphs.append(node)
        if tag:
            item.tag = _typed(tag)
            item.indicators = tuple(
                code for piece in tag if piece.kind == "tag" for code in indicators(piece)
            )
        if bracket:
            item.attribution, item.sources = _typed(bracket), attribution.sources(bracket[0])
            item.attribution_alone = node is None and tag == ()

    def _add_plain(self, pieces: tuple[Token, ...], bold: bool) -> None:
        node = paragraph(pieces, bold)
        if node:
            self._blocks_here().append(node)


def _is_unit_led(pieces: tuple[Token, ...]) -> bool:
    return bool(pieces) and any(piece.kind == "UNIT" for piece in (pieces[0], *pieces[0].parts[:1]))


def _typed(pieces: tuple[Token, ...]) -> Text:
    return Text(Span(pieces[0].start, pieces[-1].end), visible(pieces).strip())


def _name(opening: Token) -> Text:
    """【简 讯】 → 简讯: inner spaces of a section's name do not count."""
    bracket = opening.text.rstrip()
    return Text(
        Span(opening.start, opening.start + len(bracket)),
        drawn_together(bracket.strip("*")[1:-1].strip()),
    )


def _unframed(heading_piece: Token) -> Text:
    text = "".join(heading_piece.text.split()).strip("【】≡＝=—-：:")
    return Text(Span(heading_piece.start, heading_piece.end), text)


def _lead(piece: Token) -> Text:
    return Text(Span(piece.start, piece.end), piece.text.strip("*：: \u3000"))


def _after_colon(pieces: tuple[Token, ...]) -> tuple[Token, ...]:
    return pieces[1:] if pieces and pieces[0].kind == "STOP" and pieces[0].text in "：:" else pieces
