"""HTML, PDF and Word carry the same text in the same order.

Of a PDF both are read: the letters as they stand on the page, and what its tags tell.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

import bulletinc
from tests.support.drafts import soups
from tests.support.geometry import SOURCES
from tests.support.html_text import page_letters
from tests.support.letters import printed, written
from tests.support.places import EXAMPLES, REFERENCE
from tests.support.told import told

READING = sorted((REFERENCE / "reading").glob("*.txt"))

# What stands on a page in another order than a draft has it, and what has lines beside each other.
MASTHEAD = """签发人：周明远

清溪区防汛办编　2026年7月19日

清溪区防汛工作简报

清防简〔2026〕9号

第9期

【要闻】

白河镇巡查河堤　近日，志愿者巡查河堤。（白河镇）
"""
TITLE_ABOVE = """清溪区环境卫生月度考核通报
（2026年3月）
清溪区环卫办　　　　2026-04-02

各镇街：

现将3月考核结果通报如下。

一、考核范围

全区各镇街。
"""
TABLE_ON_TWO_PAGES = "清溪区工作快报\n\n第3期\n\n【要闻】\n\n考核结果如下。\n\n" + "".join(
    f"{first}\t{second}\t{third}\n"
    for first, second, third in [
        ("镇街", "完成数（件）", "说明"),
        *(
            (f"白河镇{number}村", str(number * 3), "整治背街小巷和集贸市场" * (number % 3 + 1))
            for number in range(1, 40)
        ),
    ]
)
SIGNS = """清溪区工作快报

第4期

▌要情综述

▶白河镇清理河道。►石门乡修路。

➢柳荫街道举办灯会。▍▼▽◀◁▷

白河镇清理河道　近日，志愿者清理河道。（白河镇）
"""
DRAFTS = {"masthead": MASTHEAD, "title": TITLE_ABOVE, "table": TABLE_ON_TWO_PAGES, "signs": SIGNS}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_html_pdf_and_word_say_the_same_in_the_same_order(path: Path, each_engine: str) -> None:
    made = bulletinc.build(path, ("html", "pdf", "docx"), engine=each_engine, shipped_fonts=True)
    said = page_letters(made["html"].decode())
    assert said
    assert printed(made["pdf"]) == said
    assert told(made["pdf"]) == said
    assert written(made["docx"]) == said


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
def test_what_stands_elsewhere_on_the_page_is_said_in_one_order(
    draft: str, each_engine: str
) -> None:
    check_parity(draft, each_engine)


@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path not in SOURCES], ids=lambda path: path.stem
)
def test_examples_with_tables_say_the_same_everywhere(path: Path, each_engine: str) -> None:
    check_parity(path, each_engine)


@pytest.mark.parametrize("path", READING, ids=lambda path: path.stem)
def test_documents_of_other_offices_say_the_same_everywhere(path: Path, each_engine: str) -> None:
    check_parity(path, each_engine)


def check_parity(draft: str | Path, engine: str) -> None:
    """The tags of the PDF and the Word document say what the HTML says."""
    made = bulletinc.build(draft, ("html", "pdf", "docx"), engine=engine, shipped_fonts=True)
    said = page_letters(made["html"].decode())
    assert said
    assert told(made["pdf"]) == said
    assert written(made["docx"]) == said


@settings(max_examples=40, deadline=None)
@given(soups)
def test_whatever_is_typed_word_has_the_letters_of_the_page(text: str) -> None:
    made = bulletinc.build(text, ("html", "docx"))
    assert written(made["docx"]) == page_letters(made["html"].decode())
