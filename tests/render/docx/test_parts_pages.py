"""Tables, sign-offs and titles in Word as LibreOffice prints them, with a ruler."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bulletinc.syntax import Block, Document
from bulletinc.text.source import Span
from bulletinc.theme import load_theme
from tests.support.geometry import FOOT, LEFT, MIDDLE, RIGHT, near, row
from tests.support.pages import POINT, Line, Page
from tests.support.printed_word import SOFFICE, converted, measured
from tests.support.trees import (
    CONTEXT,
    SALES,
    SENTENCE,
    annex_list,
    as_word,
    masthead,
    paragraph,
    sign_off,
    table,
    text,
)

pytestmark = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")

WIDE = "|".join(["白河镇示范点"] * 12)


def document(*blocks: Block) -> Document:
    return Document(
        Span(0, 100_000), "kuaibao", masthead=replace(masthead(), span=Span(0, 1)), body=blocks
    )


def printed(folder: Path, made: Document, theme: str = "official") -> tuple[Page, ...]:
    word = as_word(made, replace(CONTEXT, theme=load_theme(theme))).data
    return tuple(measured(converted({"word": word}, folder)["word"]))


def find(found: tuple[Page, ...], text: str) -> Line:
    """The first line that begins with these words."""
    return next(line for page in found for line in page.lines if line.text.startswith(text))


def test_text_below_a_table_stands_on_the_grid_again(tmp_path: Path) -> None:
    """Below low rows, below rows of several lines, and below a table on several pages."""
    found = printed(
        tmp_path,
        document(
            paragraph(SENTENCE),
            table(*SALES, caption="表1　完成情况", unit="单位：万元", notes=("注：初步统计。",)),
            paragraph("其一。"),
            table("镇街|完成数|说明", *(f"白河镇|{number}|{SENTENCE}" for number in range(2))),
            paragraph("其二。"),
            table("镇街|完成数|完成率", *(f"白河镇{number}|{number}|—" for number in range(45))),
            paragraph("其三。"),
        ),
    )
    assert find(found, "其三").page > find(found, "其二").page + 1
    for words in ("其一", "其二", "其三"):
        line = find(found, words)
        assert row(line) == near(round(row(line)), 0.06)


def test_text_stands_on_the_grid_below_high_rows_that_a_page_parts(tmp_path: Path) -> None:
    rows = (f"白河镇{number}|{'字' * 70}" for number in range(17))
    found = printed(tmp_path, document(table("镇街|说明", *rows), paragraph("其后。")))
    line = find(found, "其后")
    assert line.page > 1
    assert row(line) == near(round(row(line)), 0.06)


@pytest.mark.parametrize("place", ["outer", "centre"])
def test_the_number_of_a_turned_page_stands_where_it_stands_on_others(
    tmp_path: Path, place: str
) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "layout.toml").write_text(f'[number]\nplace = "{place}"\n', encoding="utf-8")
    found = printed(
        tmp_path,
        document(
            paragraph("其前。"),
            table(*[WIDE] * 30, caption="表1　总表"),
            paragraph("其后。"),
        ),
        theme=str(theme),
    )
    turned = [page for page in found if page.width > page.height]
    assert len(turned) > 1
    assert [page.height > page.width for page in (found[0], found[-1])] == [True, True]
    for page in turned:
        # The left edge is the foot of the sheet as it is bound, and its right side is below.
        marks = [line.glyphs[0] for line in page.lines if line.right < 35]
        assert [mark.text for mark in marks] == ["—", str(page.number), "—"]
        # The middle of the letters, which run downwards, is right of their baseline.
        middle = marks[0].left + 0.38 * 14 * POINT
        assert 297 - FOOT - middle == near(7, 0.5)
        assert {round(mark.left, 1) for mark in marks} == {round(marks[0].left, 1)}
        em = 14 * POINT
        begin, end = marks[0].baseline, marks[-1].baseline + em
        if place == "centre":
            assert (begin + end) / 2 == near(MIDDLE)
        elif page.number % 2:
            assert end == near(RIGHT - em)
        else:
            assert begin == near(LEFT + em)


@pytest.mark.parametrize(("attached", "last"), [(False, 40), (True, 40), (True, 150)])
def test_a_sign_off_never_stands_alone_on_a_page(tmp_path: Path, attached: bool, last: int) -> None:
    made = {
        str(lines): as_word(
            replace(
                document(paragraph("字" * (28 * lines - 2)), paragraph("末" * last)),
                annex_list=annex_list("1. 考核评分表", "2. 任务分解表") if attached else None,
                sign_off=sign_off("白河镇文明办", day="2026年3月5日"),
            )
        ).data
        for lines in range(max(1, 8 - last // 28), 16 - last // 28)
    }
    counts = set()
    for pdf in converted(made, tmp_path).values():
        found = tuple(measured(pdf))
        counts.add(len(found))
        assert any(line.text.startswith("末") for line in found[-1].lines)
    assert counts == {1, 2}


def test_a_document_without_masthead_begins_with_title_number_and_addressee(
    tmp_path: Path,
) -> None:
    front = text("关于清理河道的通知"), text("清政发〔2026〕12号"), text("各镇人民政府：")
    title, number, addressee = front
    made = replace(
        document(paragraph(SENTENCE)),
        masthead=None,
        title=title,
        document_number=number,
        salutation=addressee,
    )
    found = printed(tmp_path, made)
    rows = [row(find(found, words)) for words in (*(each.text for each in front), SENTENCE[:10])]
    assert rows == [near(1, 0.1), near(3, 0.1), near(5, 0.1), near(6, 0.1)]
