"""The official layout in numbers, an issue on paper, and what holds of every such page.

The numbers are the standard's. They are written a second time on purpose: a value of the theme that
strays has to fail. Lengths are millimetres from the top left corner of the sheet, and may be off by
what a printer cannot show.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

import bulletinc
from bulletinc.syntax import Document, Masthead
from tests.support.engines import chosen_engine
from tests.support.pages import POINT, Block, Glyph, Line, Page, Rule, blocks, read
from tests.support.places import EXAMPLES, REFERENCE

# Tables and pictures have rulers of their own, in the tests of parts.
WITH_PARTS = {"zhuanbao"}
SOURCES = [
    *(path for path in EXAMPLES if path.stem not in WITH_PARTS),
    *sorted(REFERENCE.glob("*.txt")),
]

LEFT, RIGHT, TOP, FOOT = 28, 184, 37, 262  # the type area
MIDDLE = (LEFT + RIGHT) / 2
LINES, CHARACTERS = 22, 28
PITCH = 225 / 22
EM, EM_SMALL = 15.75 * POINT, 14 * POINT  # 3号, as it fits 28 characters into 156 mm, and 4号

# A face and a size for each role that has its own; everything else is body.
BODY = ("FangSong", 15.75)
TYPE = {
    "title": ("XiaoBiaoSong", 22),
    "record": ("FangSong", 14),
    **dict.fromkeys(
        ["subtitle", "byline", "note", "attribution", "heading （一）"], ("KaiTi", 15.75)
    ),
    **dict.fromkeys(
        ["heading 【】", "heading 一、", "heading", "glossary-heading", "headline", "label"],
        ("HeiTi", 15.75),
    ),
    **dict.fromkeys(["strong", "unit", "dfn"], ("HeiTi", 15.75)),
}
CENTRED = {"title", "subtitle", "byline", "document-number"}
NOT_JUSTIFIED = CENTRED | {"attribution", "heading", "organ", "day"}
FLUSH_LEFT = {"salutation", "heading 【】", "glossary-heading"}
HEADINGS = {
    "title",
    "headline",
    "glossary-heading",
    *(f"heading {marker}" for marker in ["【】", "一、", "（一）", "1.", "（1）", "①"]),
}
ATTACHED = {"attribution", "organ", "day"}  # to the text above
ROOM_BELOW = {"title", "byline", "document-number", "note", "contents"}  # a blank line

NEVER_FIRST = "。，、；：！？”’）】》"
NEVER_LAST = "“‘（【《"


def blank_half(glyph: Glyph) -> float:
    """What a sign at the edge of a line may give of its width: the half of it that is blank."""
    return glyph.size * POINT / 2 if glyph.text in NEVER_FIRST + NEVER_LAST else 0.0


def starts(line: Line, at: float) -> bool:
    """Whether a line begins at a place, or an opening sign a little before it."""
    return at - blank_half(line.glyphs[0]) - 0.3 <= line.left <= at + 0.3


def ends(line: Line, at: float, tolerance: float = 0.3) -> bool:
    """Whether a line ends at a place, or a closing sign a little behind it."""
    return at - tolerance <= line.right <= at + blank_half(line.glyphs[-1]) + tolerance


def is_squeezed(line: Line) -> bool:
    """Whether signs of a line have given some of their blank halves to more letters."""
    return any(
        after.left - before.left < max(line.sizes) * POINT * 0.99
        for before, after in pairwise(line.glyphs)
    )


def near(length: float, tolerance: float = 0.3) -> object:
    return pytest.approx(length, abs=tolerance)


@dataclass(frozen=True)
class Issue:
    """A bulletin on paper.

    ``above`` are the lines above the red rule, ``body`` the other ones but the page numbers.
    """

    document: Document
    pages: tuple[Page, ...]
    red: tuple[Rule, ...]
    above: tuple[Line, ...]
    body: tuple[Line, ...]
    blocks: tuple[Block, ...]

    @property
    def masthead(self) -> Masthead:
        assert self.document.masthead
        return self.document.masthead

    def on(self, page: Page) -> list[Line]:
        return [line for line in self.body if line.page == page.number]

    def running(self) -> list[Block]:
        """The blocks that are set from edge to edge."""
        return [
            block
            for block in self.blocks
            if "colophon" not in block.roles and block.role not in NOT_JUSTIFIED
        ]


def built(source: Path | str, theme: Path | None = None) -> Issue:
    made = bulletinc.build(
        source,
        ("html", "pdf"),
        theme=str(theme) if theme else None,
        engine=chosen_engine(),
        shipped_fonts=True,
    )
    pages = read(made["pdf"])
    red = tuple(rule for rule in pages[0].rules if is_red(rule.colour))
    lines = [line for page in pages for line in page.lines if line not in numbers(page)]
    above = tuple(
        line for line in lines if red and line.page == 1 and line.baseline < red[0].bottom
    )
    body = tuple(line for line in lines if line not in above and line.text != "★")
    return Issue(bulletinc.parse(source), pages, red, above, body, blocks(made["html"], body))


def numbers(page: Page) -> list[Line]:
    return [line for line in page.lines if line.baseline > FOOT + 1]


def is_red(colour: object) -> bool:
    return (
        isinstance(colour, tuple)
        and len(colour) == 3
        and colour[0] > 0.85
        and max(colour[1:]) < 0.15
    )


def row(line: Line) -> float:
    """Which of the 22 lines of the grid a line stands on: 0 to 21 and no fraction, if its letters
    stand in the middle of it.
    """
    return (line.middle - TOP) / PITCH - 0.5


def together(issue: Issue) -> list[list[Line]]:
    """The lines of the text in groups that no page may divide.

    The first two and the last two of a paragraph; a heading and what follows it; an attribution of
    its own or a signature and what it follows.
    """
    groups: list[list[Line]] = [[]]
    before = ""
    for block in issue.blocks:
        for number, line in enumerate(block.lines):
            goes_on = (
                not 2 <= number <= len(block.lines) - 2
                if number
                else block.role in ATTACHED or before in HEADINGS
            )
            if not goes_on:
                groups.append([])
            groups[-1].append(line)
        before = block.role
    return [group for group in groups if group]


def black(issue: Issue) -> list[Rule]:
    return [rule for page in issue.pages for rule in page.rules if not is_red(rule.colour)]


def check_lines_on_grid(issue: Issue) -> None:
    """Every line of the text stands on the grid of 22 lines."""
    lines = [line for block in issue.blocks if "record" not in block.roles for line in block.lines]
    assert [
        (line.page, row(line), line.text)
        for line in lines
        if abs(row(line) - round(row(line))) * PITCH > 0.3
    ] == []


def check_pages_filled(issue: Issue) -> None:
    """A page ends early only where the next lines belong together and do not fit."""
    groups = {group[0]: group for group in together(issue)}
    organs = [block.lines[0] for block in issue.blocks if block.role == "organ"]
    for page, following in pairwise(issue.pages):
        last = next(block for block in reversed(issue.blocks) if block.lines[0].page <= page.number)
        block = next(block for block in issue.blocks if block.lines[-1].page > page.number)
        free = LINES - 1 - round(row(issue.on(page)[-1]))
        if ROOM_BELOW & {*last.roles} - {*block.roles}:
            free -= 1
        if "colophon" in block.roles:
            height = FOOT - block.lines[0].middle + 1.5 * PITCH  # from the blank line above it
            assert 0 <= free * PITCH < height, f"page {page.number}"
        elif block.role != "glossary-heading":  # which begins a page
            first = next(line for line in block.lines if line.page == following.number)
            above = any(line in organs for line in groups[first])  # a blank line
            assert 0 <= free < len(groups[first]) + above, f"page {page.number}"


def check_groups_whole(issue: Issue) -> None:
    """No page divides lines that belong together."""
    torn = [group for group in together(issue) if len({line.page for line in group}) > 1]
    assert [[line.text for line in group] for group in torn] == []


def check_colophon_at_foot(issue: Issue) -> None:
    """The last rule of the colophon lies on the lower edge of the type area."""
    rules = black(issue)
    assert {*rules} <= {*issue.pages[-1].rules}
    assert rules[-1].bottom == near(262, 0.05)
    assert [(rule.left, rule.right) for rule in rules] == [(near(LEFT), near(RIGHT))] * len(rules)
    assert [rule.thickness for rule in rules] == [
        near(0.35, 0.01),
        *[near(0.25, 0.01)] * (len(rules) - 2),
        near(0.35, 0.01),
    ]


def check_colophon_indents(issue: Issue) -> None:
    """Lines of the colophon are a character in from both ends of its rules."""
    for block in issue.blocks:
        if "record" in block.roles:
            assert block.lines[0].left > LEFT + EM_SMALL - 0.3
            for line in block.lines:
                assert line.right < RIGHT - EM_SMALL + blank_half(line.glyphs[-1]) + 0.3
        if "distribution" in block.roles:
            label, lines = block.lines[0].text.index("：") + 1, block.lines
            assert lines[0].left == near(LEFT + EM_SMALL)
            for line in lines[1:]:
                assert line.left == near(lines[0].glyphs[label].left)
        if "copies_text" in block.roles:
            assert block.lines[0].right == near(RIGHT - EM_SMALL)
