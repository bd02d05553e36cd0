"""PDFs draw text in many ways: each character is read once, where it stands, or reported."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from bulletinc import readers
from bulletinc.errors import BulletinError
from bulletinc.readers.formats.pdf import drawn_text
from bulletinc.readers.importing import make_draft
from bulletinc.text.characters import squeeze
from tests.support.drawn_pdf import Drawn

TITLE = "清溪区工作快报"
LINES = (
    "近日，柳荫街道对十二条背街小巷逐条排查，清理",
    "堆物，修补墙面，新增停车位，姓名电话上墙公示。",
)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def read(drawn: Drawn) -> tuple[str, list[str]]:
    """The draft of a PDF, and what is reported."""
    text, notes = make_draft(readers.read(drawn.data(), "稿.pdf"), "稿.pdf")
    return text, [note.message for note in notes]


Mode = Callable[[Drawn, str, float, float], str]


def each_alone(drawn: Drawn, text: str, x: float, y: float) -> str:
    return "".join(drawn.text(sign, x + 16 * at, y) for at, sign in enumerate(text))


def shuffled(drawn: Drawn, text: str, x: float, y: float) -> str:
    parts = [drawn.text(sign, x + 16 * at, y) for at, sign in enumerate(text)]
    random.Random(len(text)).shuffle(parts)
    return "".join(parts)


def kerned(drawn: Drawn, text: str, x: float, y: float) -> str:
    array = " 10 ".join(drawn.code(sign) for sign in text)
    return f"BT /F1 16 Tf 1 0 0 1 {x} {y} Tm [{array}] TJ ET\n"


def twice(drawn: Drawn, text: str, x: float, y: float) -> str:
    return drawn.text(text, x, y) + drawn.text(text, x + 0.3, y)


def four_times(drawn: Drawn, text: str, x: float, y: float) -> str:
    return "".join(drawn.text(text, x + dx, y + dy) for dx in (0, 0.4) for dy in (0, 0.4))


MODES: dict[str, Mode] = {
    "in one go": lambda drawn, text, x, y: drawn.text(text, x, y),
    "each alone": each_alone,
    "in any order": shuffled,
    "kerned": kerned,
    "twice": twice,
    "four times": four_times,
    "in a form": lambda drawn, text, x, y: drawn.form(drawn.text(text, x, y)),
    "spaced by Tc": lambda drawn, text, x, y: drawn.text(text, x, y, 16, "0.4 Tc"),
    "scaled": lambda drawn, text, x, y: (
        f"q 2 0 0 2 0 0 cm BT /F1 8 Tf 1 0 0 1 {x / 2} {y / 2} Tm {drawn.code(text)} Tj ET Q\n"
    ),
    "invisible": lambda drawn, text, x, y: drawn.text(text, x, y, 16, "3 Tr"),
    "size in the matrix": lambda drawn, text, x, y: (
        f"BT /F1 1 Tf 16 0 0 16 {x} {y} Tm {drawn.code(text)} Tj ET\n"
    ),
}


@pytest.mark.parametrize("body", MODES)
@pytest.mark.parametrize("title", MODES)
def test_text_drawn_in_any_way_is_read_once(title: str, body: str) -> None:
    drawn = Drawn()
    drawn.page(
        MODES[title](drawn, TITLE, 90, 720),
        *(MODES[body](drawn, line, 90, 660 - 28 * at) for at, line in enumerate(LINES)),
    )
    text, notes = read(drawn)
    assert squeeze(text).replace("*", "").replace("#", "") == squeeze(TITLE + "".join(LINES))
    assert notes == []


@pytest.mark.parametrize("unmapped", ["12", "荫", "“”", "3"])
def test_characters_without_unicode_are_reported_and_not_guessed(unmapped: str) -> None:
    line = "近日，柳荫街道对12条小巷排查，清理“三个一”36处。"
    drawn = Drawn(unmapped=unmapped)
    drawn.page(drawn.text(TITLE, 90, 720), drawn.text(line, 90, 660))
    wanted = "".join("〓" if sign in unmapped else sign for sign in line)
    text, notes = read(drawn)
    assert squeeze(wanted) in squeeze(text)
    (note,) = notes
    assert note.startswith("characters without Unicode stand as 〓; type them from the page: ")
    assert squeeze(wanted) in squeeze(note)


def test_quotation_marks_drawn_by_themselves_stand_where_they_are_seen() -> None:
    drawn = Drawn()
    drawn.page(
        drawn.text(TITLE, 90, 720),
        drawn.text("城关街道", 90, 660),
        drawn.text("三个一", 90 + 16 * 5, 660),
        drawn.text("破解停车难", 90 + 16 * 9, 660),
        drawn.text("“", 90 + 16 * 4, 660),
        drawn.text("”", 90 + 16 * 8, 660),
    )
    assert "城关街道“三个一”破解停车难" in read(drawn)[0]


def test_shapes_become_the_characters_that_they_stand_for() -> None:
    drawn = Drawn()
    drawn.page(drawn.text(TITLE, 90, 720), drawn.text("⼯作⾏动ﬁ，⾦额。", 90, 660))
    assert "工作行动fi，金额。" in read(drawn)[0]


def test_doubled_characters_of_a_word_are_kept() -> None:
    drawn = Drawn()
    drawn.page(drawn.text(TITLE, 90, 720), drawn.text("常常、家家户户，1100米。", 90, 660))
    assert "常常、家家户户，1100米。" in read(drawn)[0]


def test_forms_that_are_drawn_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_text, "_MOST_OPERATIONS", 1000)
    drawn = Drawn()
    form = drawn.form(drawn.text(TITLE, 90, 720))
    drawn.page(form * 200)
    with pytest.raises(BulletinError, match="more content than any bulletin"):
        read(drawn)


def test_a_form_that_draws_itself_comes_to_an_end() -> None:
    drawn = Drawn()
    drawn.form(drawn.text(TITLE + LINES[0], 90, 720), "/X1 Do\n")
    drawn.page("/X1 Do\n")
    try:
        text, _notes = read(drawn)
    except BulletinError as error:
        text = str(error)
    assert TITLE in text or "more content" in text


def turned(drawn: Drawn, text: str, matrix: str) -> str:
    return f"BT /F1 16 Tf {matrix} Tm {drawn.code(text)} Tj ET\n"


@pytest.mark.parametrize(
    "matrix",
    ["0 1 -1 0 560 300", "0 -1 1 0 560 500", "0.7071 0.7071 -0.7071 0.7071 200 300"],
    ids=["upwards", "downwards", "askew"],
)
def test_text_in_another_direction_is_reported_and_disturbs_no_line(matrix: str) -> None:
    drawn = Drawn()
    more = ("各镇街要巩固成效。", "下月开展复查。")
    for lines in (LINES, more):
        drawn.page(
            *(drawn.text(line, 90, 660 - 28 * at) for at, line in enumerate(lines)),
            turned(drawn, "内部资料注意保存", matrix),
        )
    text, notes = read(drawn)
    assert squeeze(text) == squeeze("".join([*LINES, *more]))
    assert notes == ["text that runs in another direction was left out: 内部资料注意保存"]


def test_characters_below_each_other_are_a_text_of_their_own() -> None:
    drawn = Drawn()
    stack = (drawn.text(sign, 550, 650 - 17 * at) for at, sign in enumerate("密封线内不要答题"))
    drawn.page(*(drawn.text(line, 90, 660 - 28 * at) for at, line in enumerate(LINES)), *stack)
    text, notes = read(drawn)
    assert squeeze(text) == squeeze("".join(LINES))
    assert notes == ["text that runs in another direction was left out: 密封线内不要答题"]


def test_a_page_that_is_turned_as_a_whole_is_read() -> None:
    drawn = Drawn()
    drawn.page(
        *(turned(drawn, line, f"0 1 -1 0 {100 + 28 * at} 90") for at, line in enumerate(LINES))
    )
    assert squeeze(read(drawn)[0]) == squeeze("".join(LINES))


def test_a_page_of_columns_of_characters_is_read_from_the_right() -> None:
    drawn = Drawn()
    columns = ("清溪区工作快报", "近日白河镇开展集镇整治", "清运垃圾十二吨")
    drawn.page(
        *(
            drawn.text(sign, 500 - 30 * number, 700 - 17 * at)
            for number, column in enumerate(columns)
            for at, sign in enumerate(column)
        )
    )
    assert squeeze(read(drawn)[0]).replace("#", "") == "".join(columns)
