"""The Word document as LibreOffice prints it, with a ruler, beside the PDF of ours.

LibreOffice adds a quarter of a letter between Han and digits, whatever the document says. Hence
lines may break elsewhere, and a bulletin may take a page more or less.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pdfminer.pdfpage import PDFPage

import bulletinc
from bulletinc.syntax import Document
from tests.support.geometry import (
    BODY,
    CENTRED,
    EM,
    EM_SMALL,
    FOOT,
    LEFT,
    LINES,
    MIDDLE,
    PITCH,
    RIGHT,
    SOURCES,
    TOP,
    TYPE,
    is_red,
    near,
    numbers,
    row,
)
from tests.support.office_draft import DRAFT, SENTENCE
from tests.support.pages import POINT, Block, Line, Page, Rule, blocks, is_han
from tests.support.printed_word import SOFFICE, converted, measured

pytestmark = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")


@dataclass(frozen=True)
class Printed:
    """A bulletin as LibreOffice prints it. ``ours`` is how many pages the PDF of ours has."""

    document: Document
    pages: tuple[Page, ...]
    ours: int
    body: tuple[Line, ...]
    blocks: tuple[Block, ...]

    @property
    def red(self) -> list[Rule]:
        return rules(self.pages[0], red=True)

    @property
    def above(self) -> list[Line]:
        return [
            line for line in self.pages[0].lines if self.red and line.baseline < self.red[0].bottom
        ]


def rules(page: Page, *, red: bool) -> list[Rule]:
    return [
        rule for rule in page.rules if is_red(rule.colour) == red and rule.right - rule.left > 10
    ]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    made = {
        path.stem: bulletinc.build(path, ("html", "pdf", "docx"), shipped_fonts=True)
        for path in SOURCES
    }
    pdfs = converted(
        {name: each["docx"] for name, each in made.items()}, tmp_path_factory.mktemp("office")
    )
    found = {}
    for path in SOURCES:
        leaves = tuple(measured(pdfs[path.stem]))
        red = rules(leaves[0], red=True)
        lines = [line for page in leaves for line in page.lines if line not in numbers(page)]
        body = tuple(
            line for line in lines if not (red and line.page == 1 and line.baseline < red[0].bottom)
        )
        ours = sum(1 for _ in PDFPage.get_pages(BytesIO(made[path.stem]["pdf"])))
        found[path.stem] = Printed(
            bulletinc.parse(path), leaves, ours, body, blocks(made[path.stem]["html"], body)
        )
    return found


@pytest.fixture(params=[path.stem for path in SOURCES])
def issue(request: pytest.FixtureRequest, printed: dict[str, Printed]) -> Printed:
    return printed[request.param]


@pytest.fixture(params=[path.stem for path in SOURCES if bulletinc.parse(path).masthead])
def bulletin(request: pytest.FixtureRequest, printed: dict[str, Printed]) -> Printed:
    """An issue with a masthead."""
    return printed[request.param]


def test_it_takes_as_many_pages_as_the_pdf_or_one_more_or_less(issue: Printed) -> None:
    assert abs(len(issue.pages) - issue.ours) <= 1


def test_the_sheet_is_a4(issue: Printed) -> None:
    for page in issue.pages:
        assert (page.width, page.height) == (near(210), near(297))


def test_nothing_but_the_page_number_leaves_the_type_area(issue: Printed) -> None:
    for page in issue.pages:
        for line in page.lines:
            if line not in numbers(page):
                assert line.left > LEFT - 0.3, line.text
                assert line.right < RIGHT + 0.3, line.text
                assert line.glyphs[0].box[1] > TOP - 0.3, line.text
                assert line.glyphs[0].box[3] < FOOT + 0.3, line.text


def test_lines_stand_on_a_grid_of_22(issue: Printed) -> None:
    for page in issue.pages:
        rows = [
            row(block_line)
            for block in issue.blocks
            if "colophon" not in block.roles
            for block_line in block.lines
        ]
        assert [each for each in rows if abs(each - round(each)) * PITCH > 0.7] == []
        assert (
            len({round(line.middle) for line in page.lines if line not in numbers(page)}) <= LINES
        )


def test_some_page_is_full(printed: dict[str, Printed]) -> None:
    """22 lines fit; a grid that is a hair too high would leave room for 21 on each page. Where a
    paragraph stays with its signature, no page of a short issue may be full.
    """
    last = {
        name: max(
            round(row(line))
            for block in issue.blocks
            if "colophon" not in block.roles
            for line in block.lines
        )
        for name, issue in printed.items()
    }
    assert max(last.values()) == LINES - 1
    assert sum(each == LINES - 1 for each in last.values()) >= len(last) - 1


def test_every_element_has_its_face_and_size(issue: Printed) -> None:
    for block in issue.blocks:
        for roles, glyph in block.letters:
            face, size = next((TYPE[role] for role in roles if role in TYPE), BODY)
            assert glyph.size == near(16 if size == 15.75 else size, 0.01), (roles, glyph)
            assert glyph.face == face or not is_han(glyph.text), (roles, glyph)


def test_full_lines_are_as_wide_as_the_type_area(issue: Printed) -> None:
    for block in issue.blocks:
        if block.role in {"paragraph", "paragraph entry"}:
            for line in block.lines[:-1]:
                assert line.left == near(LEFT + (2 * EM if line is block.lines[0] else 0), 0.5), (
                    line.text
                )
                assert RIGHT - 1 < line.right < RIGHT + 0.3, line.text


def test_titles_are_centred(issue: Printed) -> None:
    for block in issue.blocks:
        if block.role in CENTRED:
            for line in block.lines:
                assert (line.left + line.right) / 2 == near(MIDDLE, 0.6), line.text


def test_page_numbers_stand_at_the_outer_side_7_mm_below_the_type_area(issue: Printed) -> None:
    for page in issue.pages:
        (line,) = numbers(page)
        assert line.text == f"— {page.number} —"
        assert (line.right if page.number % 2 else line.left) == near(
            RIGHT - EM_SMALL if page.number % 2 else LEFT + EM_SMALL
        )
        assert (line.faces, line.sizes) == ({"SongTi"}, {14})
        assert line.middle == near(FOOT + 7, 0.5)


def test_the_name_is_red_and_centred_above_a_red_rule(bulletin: Printed) -> None:
    (rule,) = bulletin.red
    assert (rule.left, rule.right, rule.thickness) == (
        near(LEFT),
        near(RIGHT),
        near(1.5 * POINT, 0.05),
    )
    name = [line for line in bulletin.above if line.faces == {"XiaoBiaoSong"}]
    masthead = bulletin.document.masthead
    assert masthead
    assert masthead.name
    assert "".join("".join(line.text.split()) for line in name) == "".join(
        masthead.name.text.split()
    )
    for line in name:
        assert all(is_red(colour) for colour in line.colours)
        assert (line.left + line.right) / 2 == near(MIDDLE, 0.6)


def test_the_red_rule_is_4_mm_below_issuer_and_date_which_stand_at_both_sides(
    bulletin: Printed,
) -> None:
    line = bulletin.above[-1]
    (size,) = line.sizes
    em = (15.75 if size == 16 else size) * POINT
    assert (line.left, line.right) == (near(LEFT + em), near(RIGHT - em))
    assert bulletin.red[0].top - line.glyphs[0].box[3] == near(4, 0.5)


def test_the_colophon_ends_with_its_last_rule_on_the_lower_edge_of_the_last_page(
    bulletin: Printed,
) -> None:
    black = [(page.number, rule) for page in bulletin.pages for rule in rules(page, red=False)]
    assert {number for number, _ in black} == {len(bulletin.pages)}
    found = [rule for _, rule in black]
    assert found[-1].bottom == near(FOOT, 0.1)
    assert [(rule.left, rule.right) for rule in found] == [(near(LEFT), near(RIGHT))] * len(found)
    assert [rule.thickness for rule in found] == [
        near(0.35, 0.02),
        *[near(0.25, 0.02)] * (len(found) - 2),
        near(0.35, 0.02),
    ]
    record = [line for block in bulletin.blocks if "record" in block.roles for line in block.lines]
    assert all(found[0].bottom < line.middle < FOOT for line in record)
    assert {line.page for line in record} == {len(bulletin.pages)}


def test_the_colophon_stays_at_the_foot_however_far_the_text_goes(tmp_path: Path) -> None:
    """Below the text while there is room, on a page of its own when there is none, and never over
    the text.
    """
    drafts = {
        str(count): DRAFT.format(text="字" * 28 * count, far="")
        for count in (1, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20)
    }
    pdfs = converted(
        {name: bulletinc.build(text, ("docx",))["docx"] for name, text in drafts.items()}, tmp_path
    )
    lengths = set()
    for pdf in pdfs.values():
        leaves = list(measured(pdf))
        last = leaves[-1]
        black = rules(last, red=False)
        assert black[-1].bottom == near(FOOT, 0.1)
        text = [line for line in last.lines if "字" in line.text]
        staff = next(line for line in last.lines if line.text.startswith("编辑"))
        assert all(line.middle < staff.middle - PITCH for line in text)
        lengths.add((len(leaves), bool(text)))
    assert lengths == {(1, True), (2, False), (2, True)}


def test_a_colophon_that_no_page_can_hold_goes_on_to_the_next(tmp_path: Path) -> None:
    text = DRAFT.format(text="", far="区委、区人大、区政府、区政协领导，" * 60)
    pdf = converted({"long": bulletinc.build(text, ("docx",))["docx"]}, tmp_path)["long"]
    assert (
        "".join(
            "".join(line.text.split())
            for page in measured(pdf)
            for line in page.lines
            if line not in numbers(page)
        ).count("区政协领导")
        == 60
    )


def test_a_theme_has_a_star_in_the_rule_and_its_page_numbers_in_the_middle(tmp_path: Path) -> None:
    (tmp_path / "layout.toml").write_text(
        '[masthead]\nrule-form = "star"\n[number]\nplace = "centre"\n', encoding="utf-8"
    )
    word = bulletinc.build(
        DRAFT.format(text=SENTENCE * 20, far=""), ("docx",), theme=str(tmp_path)
    )["docx"]
    leaves = list(measured(converted({"star": word}, tmp_path)["star"]))
    assert len(leaves) == 2
    for page in leaves:
        (line,) = numbers(page)
        assert (line.left + line.right) / 2 == near(MIDDLE)
    left, right = rules(leaves[0], red=True)
    star = next(line for line in leaves[0].lines if line.text == "★")
    assert (left.left, right.right) == (near(LEFT), near(RIGHT))
    assert (left.right, right.left) == (near(MIDDLE - 16 * POINT), near(MIDDLE + 16 * POINT))
    assert star.middle == near((left.top + left.bottom) / 2, 0.6)
    assert (star.left + star.right) / 2 == near(MIDDLE)
    issuing = next(line for line in leaves[0].lines if line.text.startswith("清溪区创城办"))
    assert left.top - issuing.glyphs[0].box[3] == near(4, 0.5)
    heading = next(line for line in leaves[0].lines if line.text == "【检查督导】")
    assert row(heading) == near(7, 0.1)
