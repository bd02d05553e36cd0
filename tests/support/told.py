"""What a PDF tells by its tags: its letters in the order in which reading software says them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from tests.support.pages import without_blanks

_PAGE_NUMBER = re.compile(r"[.\s]*\d+")  # after an entry of the contents
_NO_GLYPH = "\ufffd"


def told(pdf: bytes) -> str:
    """The letters of a PDF, without white space, figures and what its tags call no content."""
    marked = _Marked.read(pdf)
    root: Any = pypdf.PdfReader(BytesIO(pdf)).trailer["/Root"]
    said: list[str] = []
    before = ""
    for kind, places in _leaves(root["/StructTreeRoot"]):
        text = "".join(marked[place] for place in places)
        if kind == "/Figure":  # for which its alternative is told
            continue
        if before != "/Link" or not _PAGE_NUMBER.fullmatch(text):
            said.append(text)
        before = kind
    return without_blanks("".join(said))


def elements(element: Any) -> Iterator[Any]:
    """The elements of a structure tree, each before those below it."""
    yield element
    kids: Any = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        below: Any = kid.get_object()
        if isinstance(below, dict) and "/S" in below:
            yield from elements(below)


def _leaves(element: Any, page: Any = None) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The pieces of marked content below an element, in its order, those of one element at once."""
    page = element.get("/Pg", page)
    kids: Any = element.get("/K", [])
    own: list[tuple[int, int]] = []
    kind = str(element.get("/S", ""))
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid, int):
            own.append((page.indirect_reference.idnum, int(kid)))
            continue
        below: Any = kid.get_object()
        if below.get("/Type") == "/MCR":
            at = below.raw_get("/Pg").idnum if "/Pg" in below else page.indirect_reference.idnum
            own.append((at, int(below["/MCID"])))
        elif below.get("/Type") != "/OBJR":
            if own:
                yield kind, own
                own = []
            yield from _leaves(below, page)
    if own:
        yield kind, own


class _Marked(PDFTextDevice):
    """Gathers the letters of each piece of marked content."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.page: Any = 0
        self.open: list[int | None] = []
        self.found: dict[tuple[Any, int], str] = defaultdict(str)

    @classmethod
    def read(cls, pdf: bytes) -> dict[tuple[Any, int], str]:
        resources = PDFResourceManager()
        device = cls(resources)
        for page in PDFPage.get_pages(BytesIO(pdf)):
            device.page = page.pageid
            PDFPageInterpreter(resources, device).process_page(page)
        return device.found

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        del tag
        self.open.append(props.get("MCID") if isinstance(props, dict) else None)

    def end_tag(self) -> None:
        self.open.pop()

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, *others: Any
    ) -> float:
        del matrix
        _rise, cid, _colour_space, _state = others
        numbers = [number for number in self.open if number is not None]
        if numbers:
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = _NO_GLYPH
            self.found[self.page, numbers[-1]] += text
        advance: float = font.char_width(cid) * fontsize * scaling
        return advance
