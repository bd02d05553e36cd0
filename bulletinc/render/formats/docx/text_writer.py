"""The text of the document, paragraph by paragraph.

A paragraph has a style, a piece of it may have one, and nothing else says how it looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Pt

from bulletinc.render.formats.docx.ooxml import display_text, put
from bulletinc.render.formats.docx.word_measures import eighths, twips
from bulletinc.render.links import ContentsLinks
from bulletinc.render.placed_pictures import PlacedPicture
from bulletinc.syntax import Invalid, Node, Text
from bulletinc.text.source import Span

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_POINTS = 0.75  # to a pixel, as CSS has it
_IMAGES = (
    (b"\x89PNG", CONTENT_TYPE.PNG, "png"),
    (b"<svg", "image/svg+xml", "svg"),
    (b"", CONTENT_TYPE.JPEG, "jpeg"),
)
_SVG_EXTENSION = (
    f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{{{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
    ' r:embed="{relation}"/></a:ext></a:extLst>'
)
_KEPT = {"body": "body-end", "item": "item-end"}  # styles, and those that stay with the next
_HALF_A_PAGE = 11 * 28  # characters


class ParagraphWriter:
    """A paragraph that is being written."""

    def __init__(self, element: Any, part: Any) -> None:
        self._element = element
        self._part = part

    def text(self, node: Text | Invalid | None, style: str = "") -> None:
        """Write what a node says, as the page shows it."""
        if node:
            self.letters(display_text(node.text), style)

    def letters(self, letters: str, style: str = "") -> None:
        """Write these letters as they are."""
        if letters:
            text = put(self._piece(style), "t")
            text.text = letters
            if letters != letters.strip():
                text.set(_SPACE, "preserve")

    def tab(self) -> None:
        """Go to the tab stop: what follows stands at the right."""
        put(self._piece(), "tab")

    def rows(self, rows: Iterable[str]) -> None:
        """Write a text that is broken into rows."""
        for number, row in enumerate(rows):
            if number:
                put(self._piece(), "br")
            self.letters(row)

    def field(self, instruction: str, result: str) -> None:
        """Write a field: Word computes it, and shows ``result`` until then."""
        piece = put(self._element, "fldSimple", instr=f" {instruction} ")
        put(put(piece, "r"), "t").text = result

    def bookmark(self, name: str) -> None:
        """Name this place, so that a field may tell its page."""
        number = name.lstrip("p")
        put(self._element, "bookmarkStart", id=number, name=name)
        put(self._element, "bookmarkEnd", id=number)

    def page_of(self, name: str, typed: str) -> None:
        """Write the page of a named place, which Word computes when it opens the file.

        Until then it is as it was typed, if it was.
        """
        for kind in ("begin", "instr", "separate", "result", "end"):
            piece = self._piece()
            if kind == "instr":
                text = put(piece, "instrText")
                text.text = f" PAGEREF {name} \\h "
                text.set(_SPACE, "preserve")
            elif kind == "result":
                put(piece, "t").text = typed
            elif kind == "begin":
                put(piece, "fldChar", fldCharType=kind, dirty=True)
            else:
                put(piece, "fldChar", fldCharType=kind)

    def picture(
        self,
        data: bytes,
        description: str,
        width: float,
        height: float,
        vector: bytes = b"",
        title: str = "",
    ) -> None:
        """Write a picture in this size; the same one is kept in the file once.

        ``vector`` is the same as SVG, which newer programs show instead.
        """
        relation, name = self._image(data)
        root = self._element.getroottree().getroot()
        number = 1 + sum(1 for _inline in root.iter(qn("wp:inline")))
        inline: Any = CT_Inline.new_pic_inline(number, relation, name, Pt(width), Pt(height))
        inline.docPr.set("descr", description)
        if title:
            inline.docPr.set("title", title)
        if vector:
            self._add_vector(inline, vector)
        for side in "TBLR":  # without this LibreOffice keeps text away from it
            inline.set(f"dist{side}", "0")
        put(self._piece(), "drawing").append(inline)

    def _add_vector(self, inline: Any, vector: bytes) -> None:
        """Tell of the SVG in the extension that Microsoft has documented for it (MS-ODRAWXML)."""
        relation, _name = self._image(vector)
        (blip,) = inline.iter(qn("a:blip"))
        blip.append(parse_xml(_SVG_EXTENSION.format(relation=relation)))

    def _image(self, data: bytes) -> tuple[str, str]:
        """The relation to the part that holds a picture, and the name of its file."""
        relations = [
            (key, relation.target_part)
            for key, relation in self._part.rels.items()
            if relation.reltype == RELATIONSHIP_TYPE.IMAGE
        ]
        for key, image in relations:
            if image.blob == data:
                return key, image.partname.filename
        kind, suffix = next(
            (kind, suffix) for mark, kind, suffix in _IMAGES if data.startswith(mark)
        )
        name = f"image{1 + len(relations)}.{suffix}"
        image = ImagePart(PackURI(f"/word/media/{name}"), kind, data)
        return self._part.relate_to(image, RELATIONSHIP_TYPE.IMAGE), name

    def _piece(self, style: str = "") -> Any:
        piece = put(self._element, "r")
        if style:
            put(put(piece, "rPr"), "rStyle", val=style)
        return piece


def fit(data: bytes, widest: float, highest: float) -> tuple[float, float]:
    """A picture's own size, or a smaller one so that it fits; its pixels are those of CSS."""
    from PIL import Image

    with Image.open(BytesIO(data)) as picture:
        width, height = (pixels * _POINTS for pixels in picture.size)
    scale = min(1.0, widest / width, highest / height)
    return width * scale, height * scale


class TextWriter:
    """Writes paragraphs at the end of the body or of a footer; in a frame, if one is given.

    ``pictures`` are those of the document, by the span of their figure; ``links`` are the places
    that its contents lead to; ``turned_page`` is the form of a page on its side, if there is one.
    """

    def __init__(
        self,
        root: Any,
        part: Any,
        frame: Mapping[str, object] | None = None,
        pictures: Mapping[Span, PlacedPicture] | None = None,
        links: ContentsLinks | None = None,
        turned_page: Any = None,
    ) -> None:
        self.pictures = pictures or {}
        self.links = links or ContentsLinks()
        self.turned_page = turned_page
        self._root = root
        self._part = part
        self._frame = frame
        self._page = root.find(qn("w:sectPr"))  # which is the last in a body

    @property
    def is_empty(self) -> bool:
        """Whether there is no paragraph yet."""
        return self._root.find(qn("w:p")) is None

    def paragraph(self, style: str) -> ParagraphWriter:
        """Begin a paragraph at the end."""
        return self.start(self.add("p"), style)

    def keep_last_with_next(self) -> None:
        """Have the paragraph written last end on the page of the next.

        Word parts it for that. LibreOffice moves it whole: one of half a page and more
        would leave too large a hole.
        """
        last: Any = None if self._page is None else self._page.getprevious()
        style = None if last is None else last.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and len(last.text) <= _HALF_A_PAGE:
            name = style.get(qn("w:val"))
            style.set(qn("w:val"), _KEPT.get(name, name))

    def mark(self, line: ParagraphWriter, node: Node) -> None:
        """Name the place where a section, item or annex begins, if the contents lead there."""
        if name := self.links.anchor(node):
            line.bookmark(name)

    def set_in_columns(self, columns: int, gap: float, write: Callable[[], None]) -> None:
        """Set what ``write`` writes in columns, and the rest of the page before and after as ever.

        The marks of sections stand in the paragraphs that end them.
        """
        before: Any = self._page.getprevious()
        if before is None or before.tag != qn("w:p"):
            write()
            return
        before.get_or_add_pPr().append(deepcopy(self._page))
        put(self._page, "type", val="continuous")
        write()
        in_columns = deepcopy(self._page)
        put(in_columns, "cols", num=columns, space=twips(gap))
        last: Any = self._page.getprevious()
        (last if last.tag == qn("w:p") else self.add("p")).get_or_add_pPr().append(in_columns)

    def end_section(self, page: Any = None) -> None:
        """Begin a new page here; those since the last such place have the form of ``page``, or that
        of the last ones.
        """
        place = put(self.add("p"), "pPr")
        put(place, "pStyle", val="page-end")
        place.append(deepcopy(self._page if page is None else page))
        self._page.remove_all("w:type")

    def crossed_cells(
        self,
        widths: Sequence[float],
        heights: tuple[float, float],
        colour: str,
        thickness: float,
        style: str,
    ) -> ParagraphWriter:
        """Write a table of three cells, with a rule across the outer ones.

        ``heights`` are those of the cells above and below the rule. Returns the paragraph of the
        cell in the middle.
        """
        table = self.add("tbl")
        properties = put(table, "tblPr")
        put(properties, "tblW", w=twips(sum(widths)), type="dxa")
        put(properties, "tblLayout", type="fixed")
        margins = put(properties, "tblCellMar")
        for side in ("left", "right"):
            put(margins, side, w=0, type="dxa")
        grid = put(table, "tblGrid")
        for width in widths:
            put(grid, "gridCol", w=twips(width))
        cells = []
        for height, side, merged in zip(
            heights, ("bottom", "top"), ("restart", "continue"), strict=True
        ):
            row = put(table, "tr")
            put(put(row, "trPr"), "trHeight", val=twips(height), hRule="exact")
            for number, width in enumerate(widths):
                cell = put(row, "tc")
                form = put(cell, "tcPr")
                put(form, "tcW", w=twips(width), type="dxa")
                if number == len(widths) // 2:
                    put(form, "vMerge", val=merged)
                    put(form, "vAlign", val="center")
                else:
                    put(
                        put(form, "tcBorders"),
                        side,
                        val="single",
                        sz=eighths(thickness),
                        space=0,
                        color=colour,
                    )
                cells.append(self.start(put(cell, "p"), style))
        return cells[len(widths) // 2]

    def add(self, name: str) -> Any:
        """Add an element at the end."""
        made = put(self._root, name)
        if self._page is not None:
            self._page.addprevious(made)
        return made

    def start(self, paragraph: Any, style: str) -> ParagraphWriter:
        """Begin to write into a paragraph, at the end or in a cell."""
        form = put(paragraph, "pPr")
        put(form, "pStyle", val=style)
        if self._frame:
            put(form, "framePr", **self._frame)
        return ParagraphWriter(paragraph, self._part)
