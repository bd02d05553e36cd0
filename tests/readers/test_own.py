"""A Word document of ours, imported, gives the canonical text of the same tree: nobody loses a
word by way of Word.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, assume, given, settings

from bulletinc import compiler, fmt, readers
from bulletinc.options import BuildOptions
from bulletinc.parser import parse
from bulletinc.readers.draft_writer import write_draft
from bulletinc.readers.importing import make_draft
from bulletinc.readers.intermediate import ImportNote
from bulletinc.syntax import Residue
from bulletinc.text.source import Source, Span, decode
from tests.support.drafts import bulletins
from tests.support.places import REFERENCE, ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
REFERENCES = sorted(REFERENCE.glob("*.txt"))
READING = sorted((REFERENCE / "reading").glob("*.txt"))
# A line of the masthead stands above the name on the page, and is read there as something else.
_MOVED = frozenset(("d02-xiaoyuan-kuaixun", "d08-yingfeng-ribao"))


def meaning(text: str) -> Any:
    """What a text says, without what a web page left in it: that is on no page, so in no
    document.
    """
    return _without_residue(fmt.meaning(parse(Source(text))))


def _without_residue(said: Any) -> Any:
    if not isinstance(said, tuple):
        return said
    return tuple(
        _without_residue(each)
        for each in said
        if not (isinstance(each, tuple) and each and each[0] in (Residue, "Residue"))
    )


def round_trip(text: str) -> tuple[str, tuple[ImportNote, ...]]:
    data = compiler.build(Source(text), BuildOptions(("docx",))).outputs["docx"]
    return make_draft(readers.read(data, "期.docx"), "期.docx")


@pytest.mark.parametrize("path", [*EXAMPLES, *REFERENCES], ids=lambda path: path.stem)
def test_every_example_and_reference(path: Path) -> None:
    text = decode(path.read_bytes()).text
    again, notes = round_trip(text)
    assert meaning(again) == meaning(text), again
    assert fmt.formatted(Source(again)) == again
    assert notes == ()


@pytest.mark.parametrize(
    "path", [path for path in READING if path.stem not in _MOVED], ids=lambda path: path.stem
)
def test_what_offices_write(path: Path) -> None:
    text = decode(path.read_bytes()).text
    again, notes = round_trip(text)
    assert meaning(again) == meaning(text), again
    assert notes == ()


_HEAD = "清溪区工作简报\n\n第12期\n\n清溪区创建办\n\n2026年3月5日\n\n"
_ISSUES = {
    "entries with pages": """本期要目
◆ 白河镇开展清河行动……………1
◆ 柳荫街道破解停车难……………（2）
◆ 东浦村办起食堂　第4版

白河镇开展清河行动

近日，白河镇组织志愿者清理河道。（白河镇）

柳荫街道破解停车难

街道干部逐楼走访，核定固定车位。（柳荫街道）

东浦村办起食堂

食堂每天供应三餐。（东浦村）
""",
    "numbered entries without a heading": """1.白河镇开展清河行动
2.柳荫街道破解停车难

白河镇开展清河行动

近日，白河镇组织志愿者清理河道。（白河镇）

柳荫街道破解停车难

街道干部逐楼走访，核定固定车位。（柳荫街道）
""",
    "headings that end in a colon": """二、防治意见

1、玉米粗缩病：播后苗前喷药，间苗时拔除病株。

2、棉铃虫：卵高峰期为6月中旬，应及时防治。
""",
    "headlines and labels before a colon": """【简讯】

区教育局三举措做好开学准备工作：一是摸清底数。二是备足物资。（区教育局）

区文旅局：24日，流动图书车开进园区。（区文旅局）

区卫健委：近日，完成健康小屋设备更新。（区卫健委）
""",
    "names apart by two blanks": """【简讯】

白河镇清理河道　近日，白河镇清理河道12公里。
（白河镇  林晓  陈远）
""",
    "rows that lack cells, and empty ones": """【简讯】

| 队伍 | 人数 | 车辆 | 任务 |
| --- | --- | --- | --- |
| 白河镇分队 | 22 | 3 | 转移 |
| 东浦村分队 | 12 | 2 |  |
| 合计 | 34 | 5 |
""",
    "places of pictures": """【简讯】

白河镇清理河道　近日，白河镇清理河道12公里。

（图1插入处）
图1　河道清理前后对比

[图片2]
志愿者在河边合影

【插图：合影.jpg】
清理以后的河道
""",
}


@pytest.mark.parametrize("text", _ISSUES.values(), ids=_ISSUES)
def test_a_bulletin_with(text: str) -> None:
    again, notes = round_trip(_HEAD + text)
    assert meaning(again) == meaning(_HEAD + text), again
    assert notes == ()


def test_an_organ_and_a_day_that_the_sign_off_says_again() -> None:
    text = (
        "清溪区整改专报\n\n第3期\n\n清溪区水务局    2026年6月30日\n\n关于整改进展情况的报告\n\n"
        "区委巡察办：\n\n现将情况报告如下：\n\n一、整改情况\n\n各项措施已经落实。\n\n"
        "清溪区水务局\n2026年6月30日\n"
    )
    again, _notes = round_trip(text)
    assert meaning(again) == meaning(text), again


def test_an_organ_and_a_day_below_the_title() -> None:
    text = (
        "清溪区清洁工程月度考核通报\n（2026年3月）\n区清洁办                    2026-03-28\n\n"
        "3月19日，区清洁办组成考核组，对各镇街进行了考核。现将考核结果通报如下：\n\n"
        "一、考核范围\n\n随机抽取的村庄、社区共64个。\n"
    )
    again, _notes = round_trip(text)
    assert meaning(again) == meaning(text), again


def test_fields_of_a_web_page_above_the_name() -> None:
    text = (
        "发布人：宣传科   发布时间：2026-03-19 17:22   阅读（36）\n\n"
        + _HEAD
        + _ISSUES["places of pictures"]
    )
    again, _notes = round_trip(text)
    assert meaning(again) == meaning(text), again


def test_pages_of_contents_that_word_has_computed_are_left_to_the_page() -> None:
    data = compiler.build(
        Source(_HEAD + _ISSUES["entries with pages"]), BuildOptions(("docx",))
    ).outputs["docx"]
    opened = docx.Document(BytesIO(data))
    for mark in opened.element.iter(qn("w:fldChar")):
        mark.attrib.pop(qn("w:dirty"), None)
    out = BytesIO()
    opened.save(out)
    again, _notes = make_draft(readers.read(out.getvalue(), "期.docx"), "期.docx")
    assert "\n◆ 白河镇开展清河行动\n◆ 柳荫街道破解停车难\n" in again


@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path.stem != "gongzuo_baogao"], ids=lambda path: path.stem
)
def test_an_example_comes_back_letter_by_letter(path: Path) -> None:
    assert round_trip(path.read_text(encoding="utf-8"))[0] == path.read_text(encoding="utf-8")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bulletins())
def test_generated_bulletins(draft: Any) -> None:
    assume("****" not in draft.text)  # in Word two bold pieces side by side are one
    again, _remarks = round_trip(draft.text)
    assert meaning(again) == meaning(draft.text), again


def test_a_word_made_bold_in_word_is_bold_in_the_draft() -> None:
    made = compiler.build(
        Source(EXAMPLES[-1].read_text(encoding="utf-8")), BuildOptions(("docx",))
    ).outputs["docx"]
    opened = docx.Document(BytesIO(made))
    paragraph = next(
        each
        for each in opened.paragraphs
        if each.style and each.style.name == "公文正文" and len(each.text) > 30
    )
    paragraph.add_run("务必落实").bold = True
    out = BytesIO()
    opened.save(out)
    assert "**务必落实**" in make_draft(readers.read(out.getvalue(), "期.docx"), "期.docx")[0]


def test_places_count_the_characters_of_the_document(tmp_path: Path) -> None:
    data = compiler.build(
        Source((EXAMPLES[-1]).read_text(encoding="utf-8")), BuildOptions(("docx",))
    ).outputs["docx"]
    path = tmp_path / "期.docx"
    path.write_bytes(data)
    source = write_draft(readers.read(data, "期.docx"), "期.docx").source
    typed = [
        paragraph.text
        for paragraph in docx.Document(str(path)).paragraphs
        if paragraph.text.strip()
    ]
    for number, text in enumerate(typed, 1):
        word = text.rstrip()[-6:]
        at = source.text.find(word)
        if at >= 0 and source.text.count(word) == 1 and "\t" not in text and "\n" not in text:
            place = source.original_position(at)
            assert (place.line, place.column) == (number, text.rindex(word) + 1), text
    assert source.describe_span(Span(len(source.text), len(source.text)))
