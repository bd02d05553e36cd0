"""The PDF against the official layout, measured: GB/T 9704-2012 and the custom of 简报.

The numbers, in ``tests/support/geometry.py``, are those of the standard.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.engines import cached_by_engine, chosen_engine
from tests.support.geometry import (
    BODY,
    CENTRED,
    CHARACTERS,
    EM,
    EM_SMALL,
    FLUSH_LEFT,
    FOOT,
    LEFT,
    MIDDLE,
    NEVER_FIRST,
    NEVER_LAST,
    PITCH,
    RIGHT,
    ROOM_BELOW,
    SOURCES,
    TOP,
    TYPE,
    Issue,
    built,
    check_colophon_at_foot,
    check_colophon_indents,
    check_groups_whole,
    check_lines_on_grid,
    check_pages_filled,
    ends,
    is_red,
    is_squeezed,
    near,
    numbers,
    row,
    starts,
)
from tests.support.pages import POINT, is_han, without_blanks
from tests.support.places import ROOT

WITHOUT_MASTHEAD = {
    "gongzuo_baogao",
    "tongbao",
    *(path.stem for path in SOURCES if "gongzuo" in path.name),
}
BALANCED = 3  # characters that a line may lack where an engine evens a paragraph's lines out
pytestmark = pytest.mark.usefixtures("each_engine")


@cached_by_engine
def _issue(path: Path) -> Issue:
    return built(path)


@pytest.fixture(scope="module", params=SOURCES, ids=lambda path: path.stem)
def issue(request: pytest.FixtureRequest, each_engine: str) -> Issue:
    del each_engine
    return _issue(request.param)


@pytest.fixture(
    scope="module",
    params=[path for path in SOURCES if path.stem not in WITHOUT_MASTHEAD],
    ids=lambda path: path.stem,
)
def bulletin(request: pytest.FixtureRequest, each_engine: str) -> Issue:
    """An issue with a masthead."""
    del each_engine
    return _issue(request.param)


# The page


def test_the_sheet_is_a4(issue: Issue) -> None:
    for page in issue.pages:
        assert (page.width, page.height) == (near(210, 0.01), near(297, 0.01))


def test_nothing_but_the_page_number_leaves_the_type_area(issue: Issue) -> None:
    for page in issue.pages:
        inked = [
            glyph
            for line in page.lines
            if line not in numbers(page)
            for glyph in line.glyphs
            if glyph.ink
        ]
        for glyph in inked:
            assert glyph.ink
            assert glyph.ink[0] > LEFT - 0.3
            assert glyph.ink[1] > TOP - 0.3
            assert glyph.ink[2] < RIGHT + 0.3
            assert glyph.ink[3] < FOOT + 0.3


def test_the_lines_of_all_pages_stand_on_one_grid(issue: Issue) -> None:
    check_lines_on_grid(issue)


def test_pages_of_running_text_have_a_line_on_every_line_of_the_grid(issue: Issue) -> None:
    for page in issue.pages[1:]:
        if not any(
            (ROOM_BELOW | {"colophon", "organ"}) & {*block.roles}
            for block in issue.blocks
            for line in block.lines
            if line.page == page.number
        ):
            assert [round(row(line)) for line in issue.on(page)] == [*range(len(issue.on(page)))]


def test_a_page_ends_before_its_22nd_line_only_where_the_next_lines_belong_together_and_do_not_fit(
    issue: Issue,
) -> None:
    check_pages_filled(issue)


def test_lines_that_belong_together_are_on_one_page(issue: Issue) -> None:
    check_groups_whole(issue)


# Lines


def test_a_full_line_of_han_has_28_characters(issue: Issue) -> None:
    for block in issue.running():
        for number, (line, following) in enumerate(pairwise(block.lines)):
            room = CHARACTERS - (2 if number == 0 and block.role not in FLUSH_LEFT else 0)
            is_full_width = all(glyph.right - glyph.left == near(EM, 0.01) for glyph in line.glyphs)
            if (
                is_full_width
                and not is_squeezed(line)
                and all(
                    after.left - before.right < EM / 2 for before, after in pairwise(line.glyphs)
                )
            ):
                fitting = most(line.text + following.text, room)
                balanced = BALANCED if chosen_engine() == "typst" else 0
                assert fitting - balanced <= len(line.text) <= fitting, line.text


def most(text: str, room: int) -> int:
    """How many of these characters a line can have, where it may break only between words and
    before no 。 and behind no （.
    """

    def may_part(before: str, after: str) -> bool:
        within_word = before + after in {"——", "……"} or (before + after).isascii()
        return (
            after not in NEVER_FIRST + ",.;:!?)%" and before not in NEVER_LAST and not within_word
        )

    return max(
        size
        for size in range(1, min(room, len(text) - 1) + 1)
        if may_part(text[size - 1], text[size])
    )


def test_both_edges_are_flush(issue: Issue) -> None:
    for block in issue.running():
        for line in block.lines[1:]:
            assert starts(line, LEFT), line.text
        for line in block.lines[:-1]:
            assert ends(line, RIGHT), line.text


def test_first_lines_are_indented_by_two_characters(issue: Issue) -> None:
    for block in issue.running():
        at = LEFT if block.role in FLUSH_LEFT else LEFT + 2 * EM
        assert starts(block.lines[0], at), block.lines[0].text


def test_an_attribution_on_a_line_of_its_own_stands_at_the_right_edge(issue: Issue) -> None:
    for block in issue.blocks:
        if block.role == "attribution":
            assert ends(block.lines[-1], RIGHT)


def test_no_line_starts_with_a_closing_sign_or_ends_with_an_opening_one(issue: Issue) -> None:
    for line in (*issue.above, *issue.body):
        assert line.text[0] not in NEVER_FIRST, line.text
        assert line.text[-1] not in NEVER_LAST, line.text


# Type


def test_every_element_has_its_face_and_size(issue: Issue) -> None:
    for block in issue.blocks:
        for roles, glyph in block.letters:
            face, size = next((TYPE[role] for role in roles if role in TYPE), BODY)
            assert glyph.size == near(size, 0.01), (roles, glyph)
            assert glyph.face == face or not is_han(glyph.text), (roles, glyph)


def test_only_the_five_faces_are_used(issue: Issue) -> None:
    used = {glyph.face for page in issue.pages for line in page.lines for glyph in line.glyphs}
    assert used <= {"XiaoBiaoSong", "FangSong", "HeiTi", "KaiTi", "SongTi"}


def test_titles_are_centred(issue: Issue) -> None:
    for block in issue.blocks:
        if block.role in CENTRED:
            for line in block.lines:
                # Typst gives the blank half of a sign at an edge.
                first, last = line.glyphs[0], line.glyphs[-1]
                lefts, rights = [first.left], [last.right]
                trimmed = chosen_engine() == "typst"
                if trimmed and first.text in "“‘《（【":
                    lefts.append((first.left + first.right) / 2)
                if trimmed and last.text in "”’》）】":
                    rights.append((last.left + last.right) / 2)
                middles = [(left + right) / 2 for left in lefts for right in rights]
                assert any(middle == near(MIDDLE) for middle in middles), line.text


def test_a_title_stands_two_lines_below_the_red_rule(bulletin: Issue) -> None:
    if bulletin.blocks[0].role == "title":
        assert bulletin.blocks[0].lines[0].middle == near(bulletin.red[0].bottom + 2.5 * PITCH)


# The masthead


def test_the_red_rule_is_as_wide_as_the_type_area_and_1_5_pt_thick(bulletin: Issue) -> None:
    (rule,) = bulletin.red
    assert (rule.left, rule.right) == (near(LEFT), near(RIGHT))
    assert rule.thickness == near(1.5 * POINT, 0.01)


def test_the_red_rule_is_4_mm_below_the_line_above_it(bulletin: Issue) -> None:
    """From the foot of the em boxes of issuer and date, which their letters nearly touch, to the
    upper edge of the rule.
    """
    assert bulletin.red[0].top - max(glyph.box[3] for glyph in bulletin.above[-1].glyphs) == near(4)


def test_the_masthead_takes_the_upper_third_of_the_sheet(bulletin: Issue) -> None:
    if not (
        bulletin.masthead.signer
        or bulletin.masthead.secrecy
        or bulletin.masthead.urgency
        or bulletin.masthead.serial
    ):
        assert bulletin.red[0].bottom <= 99


def test_the_name_is_red_and_centred_and_at_most_22_mm_high(bulletin: Issue) -> None:
    name = [line for line in bulletin.above if line.faces == {"XiaoBiaoSong"}]
    assert bulletin.masthead.name
    assert "".join(without_blanks(line.text) for line in name) == without_blanks(
        bulletin.masthead.name.text
    )
    for line in name:
        assert (line.left + line.right) / 2 == near(MIDDLE)
        assert all(is_red(colour) for colour in line.colours)
        assert max(line.sizes) * POINT <= 22


def test_the_issue_number_is_centred_below_the_name(bulletin: Issue) -> None:
    number = "".join(part.text for part in bulletin.masthead.issue)
    (line,) = (
        line for line in bulletin.above if without_blanks(line.text) == without_blanks(number)
    )
    assert (line.left + line.right) / 2 == near(MIDDLE)
    assert (line.faces, line.sizes) == ({"FangSong"}, {15.75})


def test_issuer_and_date_stand_above_the_rule_a_character_in_from_its_ends(bulletin: Issue) -> None:
    line = bulletin.above[-1]
    assert bulletin.masthead.issuer
    assert bulletin.masthead.date_text
    (size,) = line.sizes
    assert size in {15.75, 14}  # 三号, or 四号 where that would take two lines
    assert line.part((bulletin.masthead.issuer_text or bulletin.masthead.issuer).text).left == near(
        LEFT + size * POINT
    )
    assert line.part(bulletin.masthead.date_text.text).right == near(RIGHT - size * POINT)
    assert line.faces == {"FangSong"}


def test_a_report_has_no_masthead() -> None:
    report = _issue(ROOT / "examples/gongzuo_baogao.txt")
    assert (*report.red, *report.above) == ()
    assert report.blocks[0].role == "title"
    assert not any(is_red(colour) for line in report.body for colour in line.colours)


# The page number


def test_page_numbers_stand_a_character_in_from_the_outer_edge_7_mm_below_the_type_area(
    issue: Issue,
) -> None:
    for page in issue.pages:
        (line,) = numbers(page)
        assert line.text == f"— {page.number} —"
        assert (line.right if page.number % 2 else line.left) == near(
            RIGHT - EM_SMALL if page.number % 2 else LEFT + EM_SMALL
        )
        assert (line.faces, line.sizes) == ({"SongTi"}, {14})
        for dash in line.glyphs[0], line.glyphs[-1]:
            assert dash.ink
            assert dash.ink[1] == near(FOOT + 7)


# The colophon


def test_the_colophon_ends_with_its_last_rule_on_the_lower_edge_of_the_last_page(
    bulletin: Issue,
) -> None:
    check_colophon_at_foot(bulletin)


def test_the_lines_of_the_colophon_are_a_character_in_from_both_ends_of_its_rules(
    bulletin: Issue,
) -> None:
    check_colophon_indents(bulletin)
