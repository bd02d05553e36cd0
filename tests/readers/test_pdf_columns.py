"""Prose in columns of a PDF is read column by column; what is a table stays one."""

from __future__ import annotations

import pytest

from bulletinc import readers
from bulletinc.readers.importing import make_draft
from tests.support.drawn_pdf import Drawn

PROSE = (
    "近日柳荫街道对十二条背街小巷逐条排查，清理堆物三十六处，修补墙面两千平方米，新增停车位四十个，"
    "并把巡查人员的姓名电话上墙公示。居民说以前下雨就积水，现在路平灯亮，出门放心多了。下一步，"
    "街道将建立巡查台账，每周通报一次，把管护落到细处。"
)
PARAGRAPHS = (PROSE, PROSE[30:], PROSE[55:])
HEAD = (
    "柳荫街道整治背街小巷改善居民出行环境情况",
    "　　现将近期工作情况通报如下，请各社区结合实际抓好落实。",
)


def page(columns: int, size: float, gutter: float, *, by_rows: bool, lower: float = 0) -> bytes:
    """A page with a headline over columns of prose, drawn column by column or row by row."""
    drawn = Drawn()
    count = int((440 - gutter * (columns - 1)) / columns / size)
    typed = [f"　　{each}" for each in PARAGRAPHS]
    lines = [each[at : at + count] for each in typed for at in range(0, len(each), count)]
    height = -(-len(lines) // columns)
    places = []
    for at, line in enumerate(lines):
        column, row = divmod(at, height)
        x = 80 + column * (count * size + gutter)
        places.append((680 - row * size * 1.6 - lower * column, x, line))
    if by_rows:
        places.sort(key=lambda each: (-each[0], each[1]))
    parts = [drawn.text(HEAD[0], 80, 780, 20), drawn.text(HEAD[1], 80, 740, 16)]
    drawn.page(*parts, *(drawn.text(line, x, y, size) for y, x, line in places))
    return drawn.data()


def paragraphs(data: bytes) -> list[str]:
    text, _notes = make_draft(readers.read(data, "稿.pdf"), "稿.pdf")
    return [line.strip("　#* ") for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("by_rows", [True, False])
@pytest.mark.parametrize(
    ("columns", "size", "gutter", "lower"),
    [(2, 16, 24, 0), (2, 12, 14, 0), (2, 12, 24, 5), (2, 10.5, 12, 0), (3, 10.5, 20, 0)],
)
def test_columns_are_read_one_after_the_other(
    columns: int, size: float, gutter: float, lower: float, by_rows: bool
) -> None:
    data = page(columns, size, gutter, by_rows=by_rows, lower=lower)
    found = paragraphs(data)
    assert found[0] == HEAD[0]
    assert found[-len(PARAGRAPHS) :] == list(PARAGRAPHS)


def test_cells_that_stand_in_columns_are_no_prose() -> None:
    drawn = Drawn()
    rows = [
        ("清理背街小巷堆物三十六处", "柳荫街道城市管理办公室牵头"),
        ("修补破损墙面", "区住建局"),
        ("新增公共停车位四十个", "区城管局、各社区"),
        ("更换路灯", "区供电公司清溪供电所"),
        ("建立巡查台账并每周通报", "区创建办"),
        ("公示巡查人员姓名电话", "槐荫街道"),
    ]
    parts = []
    for at, row in enumerate(rows):
        parts += [
            drawn.text(text, x, 700 - 28 * at) for text, x in zip(row, (80, 320), strict=True)
        ]
    drawn.page(*parts)
    text = "".join(paragraphs(drawn.data()))
    for left, right in rows:
        assert text.index(left) < text.index(right) < text.index(left) + 40


def test_lines_that_are_only_short_stay_as_they_stand() -> None:
    drawn = Drawn()
    left = ("报：区委、区政府", "送：各成员单位", "发：各街道", "编辑：某某")
    right = ("签发：某某", "审核：某某某", "共印：二十份", "电话：5550000")
    drawn.page(
        *(drawn.text(text, 80, 300 - 28 * at) for at, text in enumerate(left)),
        *(drawn.text(text, 360, 300 - 28 * at) for at, text in enumerate(right)),
    )
    text = "".join(paragraphs(drawn.data()))
    assert text.index("签发") < text.index("送：")
