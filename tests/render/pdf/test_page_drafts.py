"""Pages that the examples do not have, with a ruler: long colophons, themes, and drafts that no
office would write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import pytest

import bulletinc
from tests.support.engines import cached_by_engine
from tests.support.geometry import (
    CHARACTERS,
    EM_SMALL,
    LEFT,
    MIDDLE,
    PITCH,
    RIGHT,
    TOP,
    Issue,
    black,
    built,
    check_colophon_at_foot,
    check_colophon_indents,
    check_groups_whole,
    check_lines_on_grid,
    check_pages_filled,
    is_red,
    near,
    numbers,
)
from tests.support.pages import POINT, Glyph, Page, read, without_blanks

pytestmark = pytest.mark.usefixtures("each_engine")
DRAFT = """\
清溪区创建全国文明城市　工作快报

第12期（总第86期）

清溪区创城办

2026年3月5日

【检查督导】

柳荫街道破解停车难　一是摸清底数。{text}（柳荫街道）

报：{far}市文明办
抄送：{far}区创城办
共印60份
清溪区委办　2026年3月6日印发
"""
SENTENCE = "组织社区干部、网格员和物业人员逐楼走访，连续两周在早、晚高峰清点车辆。"


def draft(text: str = SENTENCE * 20, far: str = "区委、区人大、区政府、区政协领导，" * 4) -> str:
    return DRAFT.format(text=text, far=far)


@cached_by_engine
def _draft() -> Issue:
    return built(draft())


def themed(folder: Path, *tables: str) -> Issue:
    (folder / "layout.toml").write_text("\n".join(tables), encoding="utf-8")
    return built(draft(), folder)


def test_long_lines_of_the_colophon_turn_over_below_the_first_character_behind_the_colon() -> None:
    found = _draft()
    labels = {
        block.lines[0].text.partition("：")[0]: block
        for block in found.blocks
        if "distribution" in block.roles
    }
    assert {*labels} == {"报", "抄送"}
    assert all(len(block.lines) > 1 for block in labels.values())
    check_colophon_indents(found)
    check_colophon_at_foot(found)


def test_the_number_of_copies_and_the_date_of_printing_stand_at_the_right() -> None:
    lines = {line.text: line for line in _draft().body}
    assert lines["共印60份"].right == near(RIGHT - EM_SMALL)
    printing = next(line for text, line in lines.items() if text.endswith("印发"))
    assert (printing.left, printing.right) == (near(LEFT + EM_SMALL), near(RIGHT - EM_SMALL))


@pytest.mark.parametrize("lines", range(7, 12))
def test_a_heading_goes_to_the_next_page_with_the_lines_that_follow_it(lines: int) -> None:
    end = SENTENCE * 3 + "\n\n【政务环境建设】\n\n石桥街道开设“民情夜谈”解民忧\n\n" + SENTENCE * 3
    found = built(draft((SENTENCE * 30)[: CHARACTERS * lines - 100] + "\n\n" + end))
    check_groups_whole(found)
    check_pages_filled(found)


@pytest.mark.parametrize("lines", range(23, 31))
def test_the_colophon_stays_at_the_foot_whatever_the_text_leaves(lines: int) -> None:
    found = built(draft((SENTENCE * 30)[: CHARACTERS * lines]))
    check_colophon_at_foot(found)
    check_pages_filled(found)
    above = [
        line
        for block in found.blocks
        if "record" not in block.roles
        for line in block.lines
        if line.page == len(found.pages)
    ]
    assert all(line.glyphs[0].box[3] < black(found)[0].top for line in above)


def test_a_theme_may_set_a_star_into_the_red_rule(tmp_path: Path) -> None:
    found = themed(tmp_path, "[masthead]", 'rule-form = "star"')
    left, right = found.red
    (star,) = (glyph for line in found.pages[0].lines for glyph in line.glyphs if glyph.text == "★")
    assert (left.left, right.right) == (near(LEFT), near(RIGHT))
    assert star.ink
    assert left.right < star.ink[0] < MIDDLE < star.ink[2] < right.left
    assert (star.ink[1] + star.ink[3]) / 2 == near((left.top + left.bottom) / 2)
    assert is_red(star.colour)


def test_a_theme_may_centre_the_page_numbers(tmp_path: Path) -> None:
    for page in themed(tmp_path, "[number]", 'place = "centre"').pages:
        (line,) = numbers(page)
        assert (line.left + line.right) / 2 == near(MIDDLE)


def test_a_theme_may_set_the_name_on_one_line(tmp_path: Path) -> None:
    name = themed(tmp_path, "[masthead]", 'name-rows = "single"').above[0]
    assert name.text == "清溪区创建全国文明城市工作快报"
    assert (name.left + name.right) / 2 == near(MIDDLE)
    assert (name.left, name.right) > (LEFT, MIDDLE)
    assert name.right < RIGHT


@pytest.mark.parametrize("lines", [7, 8])
def test_a_theme_may_give_the_masthead_more_lines(lines: int, tmp_path: Path) -> None:
    found = themed(tmp_path, "[masthead]", f"lines = {lines}")
    assert found.red[0].bottom == near(TOP + lines * PITCH)
    check_lines_on_grid(found)


def test_a_masthead_that_needs_more_lines_than_it_is_given_keeps_the_grid(tmp_path: Path) -> None:
    check_lines_on_grid(themed(tmp_path, "[masthead]", "lines = 5"))


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("清溪区创建全国文明城市　工作快报", "清溪区创建全国文明城市" * 5 + "工作快报"),
        ("清溪区创建全国文明城市　", "清溪区创建全国文明城市" * 5 + "　"),
        ("清溪区创城办", "清溪区创建全国文明城市总指挥部" * 4 + "办公室"),
        ("清溪区创建全国文明城市　", "秘密\n\n编号：12\n\n特急\n\n清溪区创建全国文明城市　"),
        ("清溪区创城办", "签发人：周秉衡\n\n清溪区创城办"),
    ],
    ids=[
        "a long name",
        "a name of two rows, one long",
        "a long issuer",
        "secrecy and urgency",
        "a signer",
    ],
)
def test_whatever_stands_in_the_masthead_keeps_the_grid(typed: str, instead: str) -> None:
    check_lines_on_grid(built(draft().replace(typed, instead)))


def test_secrecy_and_urgency_stand_top_left() -> None:
    found = built(draft().replace("清溪区创建", "秘密\n\n特急\n\n清溪区创建", 1))
    for line, text in zip(found.above, ["秘密", "特急"], strict=False):
        assert (line.text, line.faces, line.sizes) == (text, {"HeiTi"}, {15.75})
        assert line.left == near(LEFT)
    assert found.above[0].middle == near(TOP + PITCH / 2)


# Bad input: nothing leaves the sheet, nothing lies on anything else, nothing is lost

MARKERS = ["一、", "（一）", "1.", "（1）"]
MONSTERS = {
    "a word of 5,000 letters": draft("x" * 5000),
    "a title of 200 characters": (
        f"关于{'进一步做好城市环境治理工作' * 15}的通知\n\n各镇街：\n\n{SENTENCE}\n\n"
        f"一、总体要求\n\n{SENTENCE}"
    ),
    "a name of 60 characters": draft().replace(
        "清溪区创建全国文明城市　工作快报", "清溪区创建全国文明城市" * 5 + "工作快报"
    ),
    "a name of two rows, 60 characters": draft().replace(
        "清溪区创建全国文明城市　", "清溪区创建全国文明城市" * 5 + "　"
    ),
    "an issuer of 60 characters": draft().replace(
        "清溪区创城办", "清溪区创建全国文明城市总指挥部" * 4 + "办公室"
    ),
    "an item of 20,000 characters": draft(SENTENCE * 550),
    "a colophon longer than a page": draft(far="区委、区人大、区政府、区政协领导，" * 60),
    "200 headings": draft().replace(
        "【检查督导】",
        "\n\n".join(f"{MARKERS[n % 4]}{'做好城市环境治理工作' * (1 + n % 5)}" for n in range(200)),
    ),
}


@pytest.fixture(scope="module", params=[*MONSTERS.values()], ids=[*MONSTERS])
def monster(request: pytest.FixtureRequest, each_engine: str) -> tuple[str, tuple[Page, ...]]:
    made = bulletinc.build(request.param, ("pdf",), engine=each_engine, shipped_fonts=True)
    return request.param, read(made["pdf"])


def test_the_long_title_is_a_title() -> None:
    title = bulletinc.parse(MONSTERS["a title of 200 characters"]).title
    assert title
    assert len(title.text) == 200


def test_nothing_leaves_the_sheet_whatever_the_draft(monster: tuple[str, tuple[Page, ...]]) -> None:
    for page in monster[1]:
        for line in page.lines:
            for glyph in line.glyphs:
                left, top, right, bottom = glyph.ink or glyph.box
                assert 0 <= left < right <= 210, line.text[:40]
                assert 0 <= top < bottom <= 297, line.text[:40]


def test_nothing_overlaps_whatever_the_draft(monster: tuple[str, tuple[Page, ...]]) -> None:
    for page in monster[1]:
        assert [(one.text, other.text) for one, other in overlapping(page)] == []


def overlapping(page: Page) -> Iterator[tuple[Glyph, Glyph]]:
    """Letters that share more than a fifth of an em: of neighbours along a line what is inked, as
    signs may give their blank halves, or of two lines their em boxes.
    """
    for number, line in enumerate(page.lines):
        for one, two in pairwise(line.glyphs):
            if one.ink and two.ink and one.ink[2] - two.ink[0] > one.size * POINT / 5:
                yield one, two
        foot = max(glyph.box[3] for glyph in line.glyphs)
        below = [
            glyph
            for other in page.lines[number + 1 :]
            for glyph in other.glyphs
            if glyph.box[1] < foot
        ]
        for one, two in product(line.glyphs, below):
            width = min(one.right, two.right) - max(one.left, two.left)
            height = min(one.box[3], two.box[3]) - max(one.box[1], two.box[1])
            if width > 0.01 and height > min(one.size, two.size) * POINT / 5:
                yield one, two


def test_nothing_is_lost_whatever_the_draft(monster: tuple[str, tuple[Page, ...]]) -> None:
    text, pages = monster
    assert (
        Counter(without_blanks(text)) - Counter("".join(page.text for page in pages)) == Counter()
    )
