"""The text of a document in reading order: paragraphs, text boxes, tables.

Tracked changes are taken as accepted, fields give their result, hidden text is left out. What a
person should know is a note at its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from bulletinc.i18n import _
from bulletinc.readers.formats.docx.annotations import Annotations
from bulletinc.readers.formats.docx.drawings import TextBox, chart_line, chosen, in_order, pictures
from bulletinc.readers.formats.docx.fact_tables import as_bars, grid_of, is_of_facts, without_gaps
from bulletinc.readers.formats.docx.fields import OpenFields, is_placeholder
from bulletinc.readers.formats.docx.list_numbers import ListNumbers
from bulletinc.readers.formats.docx.style_lookup import StyleLookup
from bulletinc.readers.formats.docx.symbols import character_of
from bulletinc.readers.formats.docx.table_rows import as_text, as_typed, is_own_style, untaken
from bulletinc.readers.formats.docx.word_paragraph import (
    UNCOMPUTED,
    WordNote,
    WordParagraph,
    WordRun,
)
from bulletinc.readers.formats.docx.wordprocessingml import (
    MATH,
    MC,
    PROPERTIES,
    REFUSED,
    A,
    W,
    value,
)
from bulletinc.readers.intermediate import TrackedChange
from bulletinc.readers.superscripts import Script, to_script
from bulletinc.readers.tracked_notes import described
from bulletinc.text.source import excerpt

_ACCEPTED = frozenset(
    W + name
    for name in "ins moveTo hyperlink smartTag sdt sdtContent customXml fldSimple dir bdo".split()
)
_CODES = frozenset((W + "instrText", W + "delInstrText"))  # of fields
_BREAKS_OF_PAGES = frozenset(("page", "column"))
_KNOWN = (W, MC, MATH)
_PARAGRAPHLESS = frozenset((MATH + "oMath", MATH + "oMathPara", W + "r"))
# What a run holds, and is read where it stands outside of one, too.
_IN_RUNS = frozenset(
    W + name
    for name in (
        *"t tab ptab br cr noBreakHyphen sym fldChar ruby drawing pict object delText".split(),
        *("footnoteReference", "endnoteReference", "commentReference"),
    )
)
_JUSTIFIED = frozenset(("left", "start", "both", "distribute"))
_STOPS = re.compile("[，。；]")
_NO_TEXT = re.compile(r"[\t\r\n]")


class TextReader:
    """Reads the parts of one document that hold text; numbering counts on between calls."""

    def __init__(
        self,
        styles: StyleLookup,
        numbering: ListNumbers,
        annotations: Annotations,
        tracked: Mapping[Element, Sequence[TrackedChange]],
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._annotations = annotations
        self._tracked = tracked
        self._fields = OpenFields()
        self._placeholder = 0  # content controls that show what should be typed into them
        # A paragraph whose end was deleted: it goes on in the next.
        self._carried: WordParagraph | None = None

    def read(self, container: Element) -> list[WordParagraph]:
        """Return the paragraphs of a part of the text, in reading order."""
        self._fields.look_into(container)
        blocks = list(self._blocks(container))
        if self._carried is not None:
            blocks.append(self._carried)
            self._carried = None
        return blocks

    def _blocks(self, container: Element) -> Iterator[WordParagraph]:
        for child in container:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag in _PARAGRAPHLESS:  # on a line of its own, in no paragraph
                line = Element(W + "p")
                line.append(child)
                yield from self._paragraph(line)
            elif child.tag == W + "altChunk":
                note = WordNote(_("a file that is embedded here was left out"))
                yield WordParagraph(notes=[note])
            elif child.tag == MC + "AlternateContent":
                yield from self._blocks(chosen(child))
            elif child.tag not in PROPERTIES and child.tag not in REFUSED:
                shown = is_placeholder(child)
                self._placeholder += shown
                yield from self._blocks(child)
                self._placeholder -= shown

    # ------------------------------------------------------------ a paragraph

    def _paragraph(self, element: Element) -> Iterator[WordParagraph]:
        block = self._carried or WordParagraph()
        self._carried = None
        boxes: list[TextBox] = []
        properties = element.find(W + "pPr")
        style = self._styles.of_paragraph(properties)
        self._inlines(element, block, boxes, style)
        block.notes += [WordNote(described(each)) for each in self._tracked.get(element, ())]
        before, after = in_order(boxes)
        for box in before:
            yield from self._box(box)
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is not None and (
            mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
        ):
            self._carried = block
        else:
            self._finish(block, properties, style)
            yield block
        for box in after:
            yield from self._box(box)

    def _finish(self, block: WordParagraph, properties: Element | None, style: str | None) -> None:
        block.style = self._styles.name(style)
        block.level = self._styles.level(properties)
        if block.text.strip():
            block.number = self._numbering.label(properties)
        align = value(self._styles.paragraph_property(properties, "jc")) or "both"
        if align in _JUSTIFIED and _STOPS.search(block.text) and "\n" in block.text:
            block.join_lines()
        block.look = (block.style, "both" if align in _JUSTIFIED else align)
        if text := " ".join("".join(block.deleted).split()):
            message = _("tracked changes were taken as accepted; deleted: {text}")
            block.notes.append(WordNote(message.format(text=text)))
        for texts, message in (
            (block.hidden, _("hidden text was left out: {text}")),
            (block.struck, _("struck-out text was left out: {text}")),
            (block.codes, _("the code of a field was left out: {text}")),
            (block.placeholders, _("the text of an empty field was left out: {text}")),
        ):
            if text := " ".join("".join(texts).split()):
                block.notes.append(WordNote(message.format(text=text)).losing(text))

    def _inlines(
        self, element: Element, block: WordParagraph, boxes: list[TextBox], style: str | None
    ) -> None:
        for child in element:
            if child.tag == W + "r":
                self._run(child, block, boxes, style)
            elif child.tag in REFUSED:
                continue
            elif child.tag in _ACCEPTED or not child.tag.startswith(_KNOWN):
                shown = is_placeholder(child)
                self._placeholder += shown
                self._loose_text(child, block)
                self._inlines(child, block, boxes, style)
                self._placeholder -= shown
            elif child.tag == MC + "AlternateContent":
                self._inlines(chosen(child), block, boxes, style)
            elif child.tag.startswith(MATH):
                text = "".join(each.text or "" for each in child.iter(MATH + "t"))
                block.put(WordRun(text))
                block.notes.append(
                    WordNote(_("a formula became plain text: {text}").format(text=excerpt(text)))
                )
            elif child.tag in _IN_RUNS:
                run = Element(W + "r")
                run.append(child)
                self._run(run, block, boxes, style)
            elif child.tag not in PROPERTIES:
                self._annotations.mark(child, block)
                self._inlines(child, block, boxes, style)

    @staticmethod
    def _loose_text(child: Element, block: WordParagraph) -> None:
        """Take the text that stands in an element of another program, in no run."""
        if text := " ".join((child.text or "").split()):
            block.put(WordRun(text))

    def _run(
        self, run: Element, block: WordParagraph, boxes: list[TextBox], style: str | None
    ) -> None:
        properties = run.find(W + "rPr")
        if properties is not None and properties.find(W + "del") is not None:
            block.deleted += [each.text or "" for each in run.iter(W + "t")]
            return
        hidden = self._styles.is_on("vanish", properties, style)
        struck = any(self._styles.is_on(line, properties, style) for line in ("strike", "dstrike"))
        script = self._styles.script(properties, style)
        named = self._styles.name(
            None if properties is None else value(properties.find(W + "rStyle"))
        )
        bold = self._styles.is_on("b", properties, style) or (
            self._styles.is_heavy(properties, style) and not self._styles.is_heavy(None, style)
        )
        for child in self._children(run):
            text = self._text(child, block, boxes, style)
            if not text:
                continue
            left_out = (
                block.codes
                if self._fields.in_code
                else block.placeholders
                if self._placeholder
                else block.hidden
                if hidden
                else block.struck
                if struck
                else None
            )
            if left_out is None:
                look = named or (UNCOMPUTED if self._fields.uncomputed else "")
                self._put(block, WordRun(text, bold, look, origin=child), script)
            else:
                left_out.append(text)
                block.gap_at = block.counted

    @staticmethod
    def _put(block: WordParagraph, piece: WordRun, script: Script | None) -> None:
        text, told = to_script(piece.text, script) if script else (piece.text, "")
        first = block.counted + 1
        block.put(piece._replace(text=text))
        if told:
            block.notes.append(WordNote(told, first, block.counted))

    def _children(self, run: Element) -> Iterator[Element]:
        for child in run:
            if child.tag == MC + "AlternateContent":
                yield from self._children(chosen(child))
            elif child.tag in _IN_RUNS:
                yield child
            elif child.tag not in PROPERTIES and child.tag not in _CODES:
                # Of a newer edition, or another program's.
                if text := " ".join((child.text or "").split()):
                    loose = Element(W + "t")
                    loose.text = text
                    yield loose
                yield from self._children(child)

    def _text(
        self, child: Element, block: WordParagraph, boxes: list[TextBox], style: str | None
    ) -> str:
        """The characters that a child of a run stands for."""
        match child.tag.removeprefix(W):
            case "t":
                return _NO_TEXT.sub(" ", child.text or "")
            case "tab" | "ptab":
                return "\t"
            case "br":
                return "" if value(child, "type") in _BREAKS_OF_PAGES else "\n"
            case "cr":
                return "\n"
            case "noBreakHyphen":
                return "-"
            case "sym":
                return self._symbol(child, block)
            case "fldChar":
                self._fields.follow(child)
            case "ruby":
                for each in child.findall(f"{W}rubyBase"):
                    self._inlines(each, block, boxes, style)
                self._leave_out_ruby(child, block)
            case "footnoteReference" | "endnoteReference":
                self._annotations.refer(child, block)
            case "commentReference":
                self._annotations.tell(value(child, "id") or "", block)
            case "drawing" | "pict" | "object":
                boxes.append(self._drawn(child, block))
            case "delText":
                block.deleted.append(child.text or "")
        return ""

    @staticmethod
    def _leave_out_ruby(ruby: Element, block: WordParagraph) -> None:
        """Note the pronunciation that stands above characters, if there is one."""
        if text := "".join(
            each.text or "" for reading in ruby.findall(f"{W}rt") for each in reading.iter(W + "t")
        ):
            message = _("a pronunciation guide was left out: {text}").format(text=text)
            block.notes.append(WordNote(message, max(block.counted, 1)).losing(text))

    @staticmethod
    def _symbol(child: Element, block: WordParagraph) -> str:
        font, code = value(child, "font") or "?", (value(child, "char") or "").upper()
        if sign := character_of(font, code):
            return sign
        message = _("a symbol of the font {font} was left out ({code})")
        note = WordNote(message.format(font=font, code=code), block.counted + 1)
        block.notes.append(note.losing("?"))
        return ""

    @staticmethod
    def _drawn(child: Element, block: WordParagraph) -> TextBox:
        if chart := chart_line(child):
            return TextBox((chart,))
        for picture in pictures(child):
            block.picture = block.picture or picture.description
            note = WordNote(picture.message)
            if picture.identity:
                block.embedded.append((picture.identity, note, picture.description))
            else:
                block.notes.append(note)
            block.gap_at = block.counted
        return TextBox.of(child)

    def _box(self, box: TextBox) -> Iterator[WordParagraph]:
        fields, self._fields = self._fields, OpenFields()
        carried, self._carried = self._carried, None
        for content in box.contents:
            if isinstance(content, str):
                yield WordParagraph([WordRun(content)], look="art")
            elif content.tag == A + "txBody":
                for each in content.iter(A + "p"):
                    yield WordParagraph(
                        [WordRun("".join(text.text or "" for text in each.iter(A + "t")))],
                        look="drawing",
                    )
            else:
                yield from self.read(content)
        self._fields, self._carried = fields, carried

    # ------------------------------------------------------------ tables

    def _table(self, table: Element) -> Iterator[WordParagraph]:
        told = [WordNote(described(each)) for each in self._tracked.get(table, ())]
        yield from ([WordParagraph(notes=told)] if told else [])
        yield from untaken(table)
        grid = grid_of(table)
        rows = [[[] if cell is None else list(self._cell(cell)) for cell in row] for row in grid]
        if not self._is_own(table) and is_of_facts(rows):
            yield from as_bars(table, rows)
            return
        kept = without_gaps(grid, rows)
        yield from as_typed(kept) if self._is_own(table) else as_text(kept)

    def _is_own(self, table: Element) -> bool:
        """Tell whether the first cell of a table has a style of ours (表文28)."""
        first = table.find(f"{W}tr/{W}tc/{W}p/{W}pPr")
        return is_own_style(self._styles.name(self._styles.of_paragraph(first)))

    def _cell(self, cell: Element) -> Iterator[WordParagraph]:
        carried, self._carried = self._carried, None
        yield from self.read(cell)
        self._carried = carried
