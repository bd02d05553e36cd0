"""A PDF as a reader with a ruler sees it, and the elements of the bulletin that its letters are of.

Lengths are millimetres from the top left corner of the sheet; sizes of type are points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from html.parser import HTMLParser
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

from fontTools.ttLib import TTFont
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt

POINT = 25.4 / 72  # mm
ASCENT, DESCENT = 0.88, 0.12  # of the shipped faces: the em box of a letter, from its baseline

_LEADER = re.compile(r"\.{4,}\d+\Z")  # of the contents

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Glyph:
    """A letter. ``left`` to ``right`` is its advance; ``ink`` is its black part, if it has any."""

    text: str
    left: float
    right: float
    baseline: float
    face: str
    size: float
    colour: object
    ink: Box | None

    @property
    def box(self) -> Box:
        """The em box: the advance, from ascent to descent."""
        em = self.size * POINT
        return self.left, self.baseline - ASCENT * em, self.right, self.baseline + DESCENT * em


@dataclass(frozen=True)
class Line:
    """What stands on one baseline of a page, from its first letter to its last one."""

    page: int
    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def baseline(self) -> float:
        return self.glyphs[0].baseline

    @property
    def middle(self) -> float:
        """The height of the middle of the em box of its first letter."""
        return (self.glyphs[0].box[1] + self.glyphs[0].box[3]) / 2

    @property
    def faces(self) -> set[str]:
        """The faces of its Han, or of all its letters where it has none."""
        return {glyph.face for glyph in self.glyphs if is_han(glyph.text)} or {
            glyph.face for glyph in self.glyphs if not glyph.text.isspace()
        }

    @property
    def sizes(self) -> set[float]:
        return {glyph.size for glyph in self.glyphs}

    @property
    def colours(self) -> set[object]:
        return {glyph.colour for glyph in self.glyphs}

    def part(self, text: str) -> Line:
        """The piece of the line that says this, blanks aside. Raises ValueError if none does."""
        letters = [glyph for glyph in self.glyphs if not glyph.text.isspace()]
        starts = [number for number, glyph in enumerate(letters) for _ in glyph.text]
        text = without_blanks(text)
        at = "".join(glyph.text for glyph in letters).index(text)
        return Line(self.page, tuple(letters[starts[at] : starts[at + len(text) - 1] + 1]))


@dataclass(frozen=True)
class Rule:
    """A horizontal bar of ink."""

    left: float
    right: float
    top: float
    bottom: float
    colour: object

    @property
    def thickness(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Page:
    """A sheet: its lines and rules from the top down; ``posts`` are upright rules.

    ``number`` counts from 1.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    posts: tuple[Rule, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def read(pdf: bytes) -> tuple[Page, ...]:
    """The pages of a PDF."""
    resources = PDFResourceManager()
    pages = []
    for number, page in enumerate(PDFPage.get_pages(BytesIO(pdf)), 1):
        ruler = _Ruler(resources, page.mediabox[3])
        PDFPageInterpreter(resources, ruler).process_page(page)
        width, height = (length * POINT for length in page.mediabox[2:])
        pages.append(
            Page(
                number,
                width,
                height,
                tuple(_lines(number, ruler.glyphs)),
                tuple(_whole(ruler.rules)),
                tuple(ruler.posts),
            )
        )
    return tuple(pages)


def _lines(page: int, glyphs: Sequence[Glyph]) -> Iterator[Line]:
    for _baseline, row in groupby(
        sorted(glyphs, key=lambda glyph: (round(glyph.baseline, 1), glyph.left)),
        key=lambda glyph: round(glyph.baseline, 1),
    ):
        letters = list(row)
        while letters and letters[-1].text.isspace():
            letters.pop()
        while letters and letters[0].text.isspace():
            letters.pop(0)
        if letters:
            yield Line(page, tuple(letters))


def _whole(rules: Sequence[Rule]) -> Iterator[Rule]:
    """Rules from the top down, those joined that touch end to end or lie on each other."""
    waiting: Rule | None = None
    for rule in sorted(
        rules, key=lambda rule: (round(rule.top, 2), round(rule.bottom, 2), rule.left)
    ):
        if (
            waiting
            and abs(waiting.top - rule.top) < 0.01
            and abs(waiting.bottom - rule.bottom) < 0.01
            and rule.left <= waiting.right + 0.01
        ):
            waiting = Rule(
                waiting.left,
                max(waiting.right, rule.right),
                waiting.top,
                waiting.bottom,
                waiting.colour,
            )
        else:
            if waiting:
                yield waiting
            waiting = rule
    if waiting:
        yield waiting


class _Ruler(PDFTextDevice):
    """Takes the measure of everything that a page draws."""

    def __init__(self, resources: PDFResourceManager, height: float) -> None:
        super().__init__(resources)
        self.height = height
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.posts: list[Rule] = []

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, *others: Any
    ) -> float:
        _rise, cid, _colour_space, graphicstate = others
        advance: float = font.char_width(cid) * fontsize * scaling

        def place(x: float, y: float) -> tuple[float, float]:
            right, up = apply_matrix_pt(matrix, (x, y))
            return right * POINT, (self.height - up) * POINT

        left, baseline = place(0, 0)
        right, _ = place(advance, 0)
        bounds = _bounds(font, cid)
        ink = bounds and (
            *place(bounds[0] * fontsize, bounds[3] * fontsize),
            *place(bounds[2] * fontsize, bounds[1] * fontsize),
        )
        face = font.fontname.rpartition("+")[2].removeprefix("Bulletinc").removesuffix("-Regular")
        size = round(fontsize * matrix[3], 2)
        self.glyphs.append(
            Glyph(
                font.to_unichr(cid),
                left,
                right,
                baseline,
                face.removeprefix("-"),
                size,
                graphicstate.ncolor,
                ink,
            )
        )
        return advance

    def paint_path(
        self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        """Take the bars of a border for rules: it is a ring of which a clip shows one side."""
        assert self.ctm is not None
        if stroke:
            self._stroke(graphicstate, path)
            return
        assert fill
        corners: list[list[tuple[float, float]]] = []
        for operator, *numbers in path:
            if operator == "m":
                corners.append([])
            if numbers:
                corners[-1].append(apply_matrix_pt(self.ctm, (numbers[-2], numbers[-1])))
        boxes = [
            (min(xs), min(ys), max(xs), max(ys))
            for xs, ys in (zip(*corner, strict=True) for corner in corners)
        ]
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        heights = sorted({y for box in boxes for y in (box[1], box[3])})
        for low, high in pairwise(heights):
            around = [box for box in boxes if box[1] <= low and high <= box[3]]
            if len(around) % 2 and (high - low) * POINT < 2:
                bar = (
                    left * POINT,
                    right * POINT,
                    (self.height - high) * POINT,
                    (self.height - low) * POINT,
                )
                self.rules.append(Rule(*bar, graphicstate.ncolor))
        assert evenodd or len(boxes) == 1

    def _stroke(self, graphicstate: Any, path: Sequence[Any]) -> None:
        """Take the lines of a table, a frame or a chart for rules and posts."""
        assert self.ctm is not None
        ends = [apply_matrix_pt(self.ctm, step[-2:]) for step in path if step[0] in "ml"]
        if path[-1][0] == "h":
            ends.append(ends[0])
        for one, other in pairwise(ends):
            self._line(graphicstate, *sorted((one, other)))

    def _line(
        self, graphicstate: Any, one: tuple[float, float], other: tuple[float, float]
    ) -> None:
        (x1, y1), (x2, y2) = one, other
        half = graphicstate.linewidth / 2  # which pdfminer has scaled
        flat = abs(y1 - y2) < abs(x1 - x2)
        across, along = (0.0, half) if flat else (half, 0.0)
        low, high = min(y1, y2) - along, max(y1, y2) + along
        line = Rule(
            (x1 - across) * POINT,
            (x2 + across) * POINT,
            (self.height - high) * POINT,
            (self.height - low) * POINT,
            graphicstate.scolor,
        )
        (self.rules if flat else self.posts).append(line)


def _bounds(font: Any, cid: int) -> Box | None:
    """Left, bottom, right and top of a glyph's outline, in ems; ``None`` for a blank."""
    table = _embedded(font)
    unit, glyph = table["head"].unitsPerEm, table["glyf"][table.getGlyphName(cid)]
    return (
        (glyph.xMin / unit, glyph.yMin / unit, glyph.xMax / unit, glyph.yMax / unit)
        if glyph.numberOfContours
        else None
    )


@cache
def _embedded(font: Any) -> Any:
    """The font file that the PDF carries; its glyphs have the numbers that the page uses."""
    return TTFont(BytesIO(font.fontfile.get_data()), lazy=True)


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or other block of the bulletin, as it stands on the pages.

    ``roles`` are the classes of its elements, the innermost first: its own, then those around it.
    A heading's has its marker (``heading 一、``), an element without a class is called by its tag.
    ``lines`` are its lines, without what else stands next to it. ``letters`` are its letters, each
    with its roles.
    """

    roles: tuple[str, ...]
    lines: tuple[Line, ...]
    letters: tuple[tuple[tuple[str, ...], Glyph], ...]

    @property
    def role(self) -> str:
        return self.roles[0]


def _without_leader(line: Line) -> tuple[Glyph, ...]:
    """The letters of a line without the dots and the page number of the contents."""
    leader = _LEADER.search("".join(glyph.text[:1] for glyph in line.glyphs))
    return line.glyphs[: leader.start()] if leader else line.glyphs


def blocks(html: bytes, lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of a bulletin by its HTML, each found on the lines of its PDF.

    The lines have to say the same in the same order.
    """
    reader = _Roles()
    reader.feed(html.decode())
    drawn = [
        (line, glyph)
        for line in lines
        for glyph in _without_leader(line)
        if not glyph.text.isspace()
    ]
    assert "".join(glyph.text for _, glyph in drawn) == "".join(
        letter for *_, letter in reader.letters
    )
    spread = [(line, glyph) for line, glyph in drawn for _ in glyph.text]
    found = []
    for number, pairs in groupby(
        zip(reader.letters, spread, strict=True), key=lambda pair: pair[0][0]
    ):
        said = [(roles, line, glyph) for (_, roles, _), (line, glyph) in pairs]
        rows = groupby(said, key=lambda each: id(each[1]))
        lines = [_cut(row[0][1], row[0][2], row[-1][2]) for row in (list(row) for _, row in rows)]
        found.append(
            Block(
                reader.blocks[number],
                tuple(lines),
                tuple((roles, glyph) for roles, _, glyph in said),
            )
        )
    return tuple(found)


def _cut(line: Line, first: Glyph, last: Glyph) -> Line:
    return Line(line.page, line.glyphs[line.glyphs.index(first) : line.glyphs.index(last) + 1])


class _Roles(HTMLParser):
    """The letters of a page below its masthead, with the number of their block and their roles."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []  # tag and role
        self.blocks: list[tuple[str, ...]] = []
        self.letters: list[tuple[int, tuple[str, ...], str]] = []

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(role for _, role in reversed(self.open))

    @property
    def is_in_block(self) -> bool:
        return any(
            tag in {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6"} or role.startswith("paragraph")
            for tag, role in self.open
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"meta", "img"}:
            return
        given, was_in_block = dict(attrs), self.is_in_block
        self.open.append(
            (tag, " ".join(filter(None, (given.get("class"), given.get("data-marker")))) or tag)
        )
        if self.is_in_block and not was_in_block:
            self.blocks.append(self.roles)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.is_in_block and "masthead" not in self.roles:
            self.letters += [
                (len(self.blocks) - 1, self.roles, letter) for letter in without_blanks(data)
            ]


def is_han(text: str) -> bool:
    return any("\u3400" <= letter <= "\u9fff" or letter >= "\U00020000" for letter in text)


def without_blanks(text: str) -> str:
    return "".join(text.split())
