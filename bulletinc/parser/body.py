"""The body: lines with their roles → sections, items, paragraphs.

Nothing is decided here about what a line is.

Containers stand in each other: sections in 【】 or with signs hold items, items hold numbered
headings, tables and points. A heading belongs to the item that is open, unless it goes on with the
headings above that item.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bulletinc.parser import attribution, closing, headline, siblings
from bulletinc.parser.automaton import Token
from bulletinc.parser.blocks import BY_ROLE, end_of_block
from bulletinc.parser.containers import ITEM, NUMBERED, Container
from bulletinc.parser.inlines import indicators, paragraph
from bulletinc.parser.lines import Line, drawn_together, text_of, trimmed, visible
from bulletinc.parser.numerals import number_in
from bulletinc.parser.openings import in_brackets, section_parts, sign_and_rest, typed
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import (
    AnnexList,
    Block,
    ClosingNote,
    Residue,
    SignOff,
    Text,
)
from bulletinc.text.source import Span


class Body:
    """Takes the lines in order; ``blocks`` are the finished ones.

    ``itemised``: text belongs to items.
    """

    def __init__(self, survey: Survey, *, itemised: bool) -> None:
        self._survey = survey
        self._itemised = itemised
        self.blocks: list[Block] = []
        self._open: list[Container] = []
        self._ranks: list[str] = []

    # ------------------------------------------------------------ containers

    def _here(self) -> list[Block]:
        return self._open[-1].children if self._open else self.blocks

    def _close(self, rank: int) -> None:
        """Close what is open down to, and with, this rank."""
        while self._open and self._open[-1].rank >= rank:
            node = self._open.pop().close()
            self._here().append(node)

    def _item(self) -> Container | None:
        """The item that is open; numbered headings may be open inside."""
        for each in reversed(self._open):
            if each.is_item:
                return each
        return None

    def close(self) -> list[Block]:
        """The blocks of the body."""
        self._close(-1)
        return self.blocks

    def residue(self, line: Line) -> None:
        """What a web page or a scan left behind stands where it was typed."""
        self._here().append(Residue(line.span, line.text))

    def take(self, lines: Sequence[LineRole], at: int) -> int:
        """Put the line at ``at``, or the block that begins there, in its place; the next line's
        place.
        """
        role = lines[at].role
        if role == "break":
            self._close(-1)
            return at + 1
        if role in BY_ROLE:
            end = end_of_block(self._survey, lines, at)
            self._block(BY_ROLE[role].build(self._survey, lines[at:end]))
            return end
        line = self._survey.lines[lines[at].line]
        _PUT.get(role, Body._text)(self, line)
        return at + 1

    def _block(self, block: Block) -> None:
        item = self._item()
        if isinstance(block, AnnexList | SignOff | ClosingNote):
            self._ending(block, item)
            return
        if item and item.finished:
            self._close(ITEM)
        self._here().append(block)

    def _ending(self, block: AnnexList | SignOff | ClosingNote, item: Container | None) -> None:
        """A sign-off, annex list or closing note ends numbered headings, and items that have no
        headline.
        """
        headed = item is not None and ("headline" in item.fields or "label" in item.fields)
        if item is None or not headed or isinstance(block, ClosingNote):
            self._close(-1)
            self.blocks.append(block)
            return
        self._close(NUMBERED)
        name = "sign_off" if isinstance(block, SignOff) else "annex_list"
        if name in item.fields:
            item.children.append(block)
        else:
            item.fields[name] = block
        item.end = block.span.end
        item.finished = item.finished or isinstance(block, SignOff)

    # ------------------------------------------------------------ sections and headings

    def _section(self, line: Line) -> None:
        marker, heading, numbering = section_parts(line)
        rank = self._section_rank(marker)
        self._close(rank)
        fields = {
            "heading": heading,
            "level": rank + 1,
            "marker": marker,
            "numbering": numbering,
        }
        self._open.append(Container(rank, line.span.start, line.span.end, fields))

    def _section_rank(self, marker: str) -> int:
        """The same mark is the same rank.

        A new one is deeper only directly below another's line.
        """
        if marker in self._ranks:
            return self._ranks.index(marker)
        if not self._ranks:
            self._ranks.append(marker)
            return 0
        directly = self._open and self._open[-1].rank < ITEM and not self._open[-1].children
        if not directly or len(self._ranks) >= ITEM - 1:
            return 0
        rank = self._open[-1].rank + 1
        if rank < len(self._ranks):
            return rank
        self._ranks.append(marker)
        return rank

    def _heading(self, line: Line) -> None:
        found = siblings.split(line)
        if found is None or line.opening is None:
            self._text(line)
            return
        rank = NUMBERED + found.level
        number = number_in(line.opening.text)
        self._leave_item(found.level, number)
        self._close(rank)
        numbering = line.opening.text.rstrip()
        title = text_of(found.title)
        end = title.span.end if found.rest else line.span.end
        fields = {
            "heading": title,
            "level": found.level,
            "marker": found.marker,
            "numbering": Text(
                Span(line.opening.start, line.opening.start + len(numbering)), numbering
            ),
            "stop": found.stop,
            "run_in": bool(found.rest),
        }
        self._open.append(Container(rank, line.span.start, end, fields))
        if found.rest:
            self._add_text(line, found.rest)

    def _leave_item(self, level: int, number: int | None) -> None:
        """Close the item that is open where the heading goes on with those above it, or the item is
        finished.
        """
        item = self._item()
        if item is None:
            return
        at = self._open.index(item)
        inside = [each for each in self._open[at + 1 :] if each.rank == NUMBERED + level]
        above = [each for each in self._open[:at] if each.rank >= NUMBERED]
        goes_on = any(each.rank == NUMBERED + level for each in above) and not inside
        if item.finished or (goes_on and number != 1) or not item.is_headed:
            self._close(ITEM)

    # ------------------------------------------------------------ items

    def _new_item(self, line: Line, **fields: Any) -> Container:
        self._close(ITEM)
        item = Container(ITEM, line.span.start, line.span.end, fields)
        self._open.append(item)
        return item

    def _headline(self, line: Line) -> None:
        sign, pieces = sign_and_rest(line)
        self._new_item(line, **sign, headline=text_of(pieces), headline_form="line")

    def _headline_more(self, line: Line) -> None:
        item = self._item()
        before = item.fields.get("headline") if item else None
        if item is None or before is None:
            self._text(line)
            return
        more = text_of(line.whole)
        item.fields["headline"] = Text(
            Span(before.span.start, more.span.end), f"{before.text} {more.text}"
        )
        item.end = line.span.end

    def _detail(self, name: str) -> Callable[[Line], None]:
        """Put a line below the headline in its field: subtitle, byline, document number,
        salutation.
        """

        def put(line: Line) -> None:
            item = self._item()
            if item is None or item.children or "headline" not in item.fields:
                self._text(line)
                return
            text = Text(line.span, drawn_together(line.text.strip()))
            if name == "subtitle":
                item.fields[name] = (*item.fields.get(name, ()), text)
            elif name in item.fields:
                self._text(line)
                return
            else:
                item.fields[name] = text
            item.end = line.span.end

        return put

    def _label(self, line: Line) -> None:
        opening = line.opening
        if opening is None:
            self._text(line)
            return
        self._new_item(line, label=in_brackets(opening), label_form="brackets")
        self._add_text(line, line.pieces)

    def _label_headline(self, line: Line) -> None:
        """【视察调研】县人大常委会视察农村饮水安全工作: the label, and a headline with its text
        below.
        """
        self._label(line._replace(pieces=()))
        item = self._open[-1]
        item.fields |= {"headline": text_of(line.pieces), "headline_form": "line"}
        item.end = line.span.end

    def _called(self, line: Line) -> None:
        """纱厂社区：4月17日，…: the unit before the colon is the label."""
        before, after = headline.at_colon(line.pieces)
        self._new_item(line, label=text_of(before), label_form="colon")
        self._add_text(line, after)

    def _lead(self, line: Line) -> None:
        first = line.pieces[0]
        if first.kind == "LEAD":
            lead = Text(Span(first.start, first.end), first.text.strip("*：: \u3000"))
            rest = line.pieces[1:]
        else:
            before, rest = headline.at_colon(line.pieces)
            lead = text_of(before)
        if rest and rest[0].kind == "STOP" and rest[0].text in "：:":
            rest = rest[1:]
        self._new_item(line, lead=lead)
        found = headline.split(trimmed(rest), opens_item=False)
        item = self._open[-1]
        if found and found.form == "gap":  # 本刊综合：各单位推进垃圾分类　区城管委：…
            item.fields["headline"] = text_of(found.headline)
            item.fields["headline_form"] = "gap"
            rest = found.rest
        self._add_text(line, rest)

    def _brief(self, line: Line) -> None:
        sign, pieces = sign_and_rest(line)
        label = headline.at_label(pieces)
        if label is None:
            self._new_item(line, **sign)
            self._add_text(line, pieces)
        else:  # ◎ 马家店法庭：6月3日，…
            form = "dash" if visible(pieces).startswith("——", len(visible(label[0]))) else "colon"
            self._new_item(line, **sign, label=text_of(label[0]), label_form=form)
            self._add_text(line, label[1])

    def _run_in(self, line: Line) -> None:
        sign, pieces = sign_and_rest(line)
        found = headline.split(pieces, opens_item=True)
        if found is None:
            self._text(line)
            return
        if line.form == "heading" and line.opening:
            number = line.opening.text.rstrip()
            start = line.opening.start
            sign = {"sign": Text(Span(start, start + len(number)), number)}
        self._new_item(line, **sign, headline=text_of(found.headline), headline_form=found.form)
        self._add_text(line, found.rest)

    # ------------------------------------------------------------ text

    def _text(self, line: Line) -> None:
        item = self._item()
        if item and (item.finished or not self._goes_on(item)):
            self._close(ITEM)
            item = None
        if item is None and self._itemised and not self._under_heading():
            item = self._new_item(line)
        self._add_text(line, line.whole)

    def _goes_on(self, item: Container) -> bool:
        """Whether text below an item belongs to it: in an article only below a headline or a
        lead.
        """
        return self._itemised or "headline" in item.fields or "lead" in item.fields

    def _under_heading(self) -> bool:
        return bool(self._open) and self._open[-1].rank > NUMBERED

    def _closing(self, line: Line) -> None:
        """（柳荫街道） alone on its line closes the item that is open."""
        item = self._item()
        pieces = line.whole
        if attribution.is_credit_line(line.text.strip()):
            if item is None or "attribution" in item.fields:
                item = self._new_item(line)
            self._attribute(item, Token("CREDIT", *line.span, line.text.strip()), alone=True)
            item.end = line.span.end
            return
        _rest, tag, _bracket = closing.split(trimmed(pieces))
        taken = item and ("attribution" in item.fields or (tag and "tag" in item.fields))
        if item is None or taken:
            self._new_item(line)
        else:
            self._close(NUMBERED)
        self._add_text(line, pieces)

    def _attribute(self, item: Container, bracket: Token, *, alone: bool) -> None:
        span = Span(bracket.start, bracket.end)
        item.fields["attribution"] = Text(span, bracket.text.strip())
        item.fields["sources"] = attribution.sources(bracket)
        item.fields["attribution_alone"] = alone
        item.finished = True

    def _add_text(self, line: Line, pieces: tuple[Token, ...]) -> None:
        """Text of a line: a paragraph, with the tag and attribution that close the item."""
        item = self._item()
        pieces = trimmed(pieces)
        tag: tuple[Token, ...] = ()
        bracket: tuple[Token, ...] = ()
        if item:
            pieces, tag, bracket = closing.split(pieces)
        node = paragraph(pieces, line.bold)
        if node:
            self._here().append(node)
            if self._open:
                self._open[-1].end = max(self._open[-1].end, node.span.end)
        if item is None:
            return
        if tag:
            item.fields["tag"] = typed(tag)
            item.fields["indicators"] = tuple(
                code for piece in tag if piece.kind == "tag" for code in indicators(piece)
            )
            item.finished = True
        if bracket:
            self._attribute(item, bracket[0], alone=node is None and not tag)
            item.fields["attribution"] = typed(bracket)
        item.end = max(item.end, line.span.end)


_PUT: dict[str, Callable[[Body, Line], None]] = {
    "section": Body._section,
    "heading": Body._heading,
    "heading+text": Body._heading,
    "headline": Body._headline,
    "headline-more": Body._headline_more,
    "subtitle": lambda body, line: body._detail("subtitle")(line),
    "byline": lambda body, line: body._detail("byline")(line),
    "document-number": lambda body, line: body._detail("document_number")(line),
    "addressee": lambda body, line: body._detail("salutation")(line),
    "label": Body._label,
    "label+headline": Body._label_headline,
    "called": Body._called,
    "lead": Body._lead,
    "brief": Body._brief,
    "run-in": Body._run_in,
    "closing": Body._closing,
    "part": Body._text,
    "text": Body._text,
}
