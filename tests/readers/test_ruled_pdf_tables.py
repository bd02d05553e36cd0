"""Tables that PDFs draw with rules."""

from __future__ import annotations

import pytest

from bulletinc import readers
from bulletinc.readers.importing import make_draft
from tests.support.drawn_pdf import Drawn

TEXT = "近日，柳荫街道对十二条背街小巷逐条排查，清理"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def read(drawn: Drawn) -> tuple[list[str], list[str]]:
    """The lines of the draft of a PDF, and what is reported."""
    text, notes = make_draft(readers.read(drawn.data(), "稿.pdf"), "稿.pdf")
    lines = [" ".join(line.split()) for line in text.splitlines() if line]
    return lines, [note.message for note in notes]


def flat(y: float, start: float, end: float, *, thin: bool) -> str:
    """A rule as a line, or as a thin rectangle that is filled."""
    width = end - start
    return f"{start} {y} {width} 0.5 re f\n" if thin else f"{start} {y} m {end} {y} l S\n"


def upright(x: float, start: float, end: float, *, thin: bool) -> str:
    height = end - start
    return f"{x} {start} 0.5 {height} re f\n" if thin else f"{x} {start} m {x} {end} l S\n"


XS, YS = (80, 200, 320, 440), (600, 570, 540, 510)


def cells(drawn: Drawn, rows: list[list[str]], top: float = 600) -> list[str]:
    return [
        drawn.text(text, XS[column] + 6, top - 30 * row - 22)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]


def grid(rows: int, top: float = 600, *, thin: bool = False) -> list[str]:
    bottom = top - 30 * rows
    return [
        *(flat(top - 30 * at, XS[0], XS[-1], thin=thin) for at in range(rows + 1)),
        *(upright(x, bottom, top, thin=thin) for x in XS),
    ]


ROWS = [["镇街", "处数", "备注"], ["白河镇", "3", ""], ["石桥街道", "", "延期"]]
BARS = ["| 镇街 | 处数 | 备注 |", "| 白河镇 | 3 | |", "| 石桥街道 | | 延期 |"]


@pytest.mark.parametrize("thin", [False, True])
def test_a_ruled_table_is_a_table_of_the_draft(thin: bool) -> None:
    drawn = Drawn()
    above, below = drawn.text(TEXT, 80, 640), drawn.text("以上情况，请认真落实。", 80, 470)
    drawn.page(above, *cells(drawn, ROWS), *grid(3, thin=thin), below)
    lines, notes = read(drawn)
    assert lines[0] == TEXT
    assert [lines[1], *lines[3:5]] == BARS
    assert set(lines[2]) == set("|- ")
    assert lines[5:] == ["以上情况，请认真落实。"]
    assert notes == []


def test_boxes_around_cells_are_rules() -> None:
    drawn = Drawn()
    boxes = [f"{x} {y - 30} 120 30 re S\n" for x in XS[:-1] for y in YS[:-1]]
    drawn.page(drawn.text(TEXT, 80, 640), *cells(drawn, ROWS), *boxes)
    assert read(drawn)[0][1] == BARS[0]


def test_places_without_a_rule_between_are_one_cell() -> None:
    drawn = Drawn()
    head = [["镇街", "得分", ""], ["", "四月", "五月"], ["白河镇", "3", "4"]]
    rules = [
        *(flat(y, XS[0], XS[-1], thin=False) for y in (600, 540, 510)),
        flat(570, XS[1], XS[-1], thin=False),
        *(upright(x, 510, 600, thin=False) for x in (XS[0], XS[1], XS[3])),
        upright(XS[2], 510, 570, thin=False),
    ]
    drawn.page(drawn.text(TEXT, 80, 640), *cells(drawn, head), *rules)
    assert read(drawn)[0][1] == "| 镇街 | 得分四月 | 得分五月 |"


def test_lines_of_a_cell_are_one_text() -> None:
    drawn = Drawn()
    long = [drawn.text("已经完成清", 326, 585, 10), drawn.text("理，延期验收", 326, 573, 10)]
    rows = [ROWS[0][:2], ["白河镇", "3"], ["石桥街道", "2"]]
    drawn.page(drawn.text(TEXT, 80, 640), *cells(drawn, rows), *long, *grid(3))
    assert read(drawn)[0][1] == "| 镇街 | 处数 | 已经完成清理，延期验收 |"


def test_a_table_goes_on_over_the_page_without_its_head_again() -> None:
    drawn = Drawn()
    drawn.page(
        drawn.text(TEXT, 80, 640), *cells(drawn, ROWS), *grid(3), drawn.text("- 1 -", 280, 40)
    )
    more = [ROWS[0], ["东浦村", "5", ""]]
    drawn.page(
        *cells(drawn, more, 780), *grid(2, 780), drawn.text("以上情况，请认真落实。", 80, 640)
    )
    lines, _notes = read(drawn)
    assert [lines[1], *lines[3:6]] == [*BARS, "| 东浦村 | 5 | |"]
    assert lines[6] == "以上情况，请认真落实。"


def test_a_frame_and_a_colophon_are_no_tables() -> None:
    drawn = Drawn()
    frame = [
        *(flat(y, 60, 540, thin=False) for y in (700, 400)),
        *(upright(x, 400, 700, thin=False) for x in (60, 540)),
    ]
    drawn.page(drawn.text(TEXT, 80, 640), *frame)
    assert read(drawn)[0] == [TEXT]
    drawn = Drawn()
    rows = [["报：区委", "区政府", "区人大"], ["送：各镇街", "各部门", "各村"]]
    drawn.page(drawn.text(TEXT, 80, 640), *cells(drawn, rows), *grid(2))
    assert not any(line.startswith("|") for line in read(drawn)[0])


def test_rules_without_end_are_no_table() -> None:
    drawn = Drawn()
    many = "".join(flat(y / 2, x, x + 6, thin=False) for y in range(200) for x in range(0, 500, 9))
    drawn.page(drawn.text(TEXT, 80, 640), *cells(drawn, ROWS), *grid(3), many)
    lines, _notes = read(drawn)
    assert lines[0] == TEXT


def test_radicals_stand_for_their_characters() -> None:
    drawn = Drawn()
    drawn.page(drawn.text("石桥村村⺠委员会清理河道。", 80, 640))
    assert read(drawn)[0] == ["石桥村村民委员会清理河道。"]
