"""Word documents with what Word, WPS and LibreOffice can put into them: no word is lost."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from bulletinc import readers
from bulletinc.readers.importing import make_draft
from bulletinc.text.characters import squeeze
from tests.support.word import document, letter_art, level, numbered, paragraph, run, text_box


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def read(body: str, **parts: str) -> tuple[str, list[str]]:
    """The draft of a document, and what is reported."""
    data = document(body, **parts)
    text, notes = make_draft(readers.read(data, "稿.docx"), "稿.docx")
    return text, [note.message for note in notes]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize(
    "runs",
    [
        (field("begin"), code(" PAGE "), "后文。"),
        (field("begin"), code(" PAGE "), field("separate"), "后文。"),
        (field("separate"), "后文。"),
        (field("end"), "后文。"),
        (field("begin"), field("begin"), code("X"), field("end"), "后文。"),
        (field("begin"), code("X"), field("separate"), "后", field("end"), "文。"),
    ],
    ids=["no separator", "no end", "no begin", "end alone", "outer without end", "whole"],
)
def test_a_field_hides_nothing_but_its_code(runs: tuple[str, ...]) -> None:
    text, notes = read(paragraph("前文，", *runs) + paragraph("下一段。"))
    assert text == "前文，后文。\n\n下一段。\n"
    assert notes == []


def test_text_in_the_code_of_a_field_is_reported() -> None:
    text, notes = read(paragraph("前，", field("begin"), "码", field("end"), "后。"))
    assert (text, notes) == ("前，后。\n", ["the code of a field was left out: 码"])


def test_the_prompt_of_an_empty_control_is_reported_and_its_text_kept() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    prompt = control.format("<w:showingPlcHdr/>", paragraph("单击此处输入文字。"))
    typed = control.format("", paragraph("已经填好。"))
    inline = paragraph("甲，", control.format("<w:showingPlcHdr/>", run("选择日期")), "乙。")
    assert read(prompt + typed + inline) == (
        "已经填好。\n\n甲，乙。\n",
        [
            "the text of an empty field was left out: 单击此处输入文字。",
            "the text of an empty field was left out: 选择日期",
        ],
    )


@pytest.mark.parametrize(("font", "sign", "shown"), [
    ("Wingdings", "F0FE", "☑"), ("Wingdings", "F0D8", "➢"), ("Wingdings", "F081", "①"),
    ("Wingdings 2", "F052", "☑"), ("Symbol", "F0B0", "°"), ("Symbol", "F0B3", "≥"),
    ("Symbol", "F061", "α"), ("Symbol", "F032", "2"), ("宋体", "2460", "①"),
])  # fmt: skip
def test_signs_of_fonts_become_what_they_look_like(font: str, sign: str, shown: str) -> None:
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{sign}"/></w:r>'
    assert read(paragraph("甲", symbol, "乙。")) == (f"甲{shown}乙。\n", [])


@pytest.mark.parametrize("sign", ["F0FF", "ZZ", "", "D800", "0"])
def test_a_sign_that_is_not_known_is_reported(sign: str) -> None:
    symbol = f'<w:r><w:sym w:font="Webdings" w:char="{sign}"/></w:r>'
    text, notes = read(paragraph("甲", symbol, "乙。"))
    assert text == "甲乙。\n"
    assert notes == [f"a symbol of the font Webdings was left out ({sign})"]


def test_numbers_by_example() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1、"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{custom}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    items = paragraph("甲。", properties=numbered(1)) + paragraph("乙。", properties=numbered(1))
    assert read(items, numbering=numbering)[0].split() == ["009、甲。", "010、乙。"]


def test_a_label_without_end_is_bounded() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1" + "长" * 100_000)}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    text, _notes = read(paragraph("甲。", properties=numbered(1)) * 50, numbering=numbering)
    assert len(text) < 50 * 120


def test_a_footnote_is_named_in_full_once() -> None:
    note = "据" + "统计" * 100
    footnotes = f'<w:footnote w:id="1">{paragraph(note)}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    _text, notes = read(paragraph("增长五倍。", *[reference] * 500), footnotes=footnotes)
    assert [note in each for each in notes] == [True, *[False] * 6]
    assert notes[-1].startswith("494 more like this: a footnote was left out: ")


@pytest.mark.parametrize(("first", "second", "joined"), [
    ("近日，街道对12条小巷", "逐条排查，清理36处。", True),
    ("近日，街道逐条排查。", "下一步，建立台账。", False),
    ("关于强降雨", "防范应对情况的报告", False),
    ("一、近日，街道排查", "二、下一步，建立台账", False),
    ("报：区委，区政府", "送：各街道", False),
])  # fmt: skip
def test_line_ends_inside_a_sentence_are_no_paragraphs(
    first: str, second: str, *, joined: bool
) -> None:
    text, _notes = read(paragraph(f"<w:r><w:t>{first}</w:t><w:br/><w:t>{second}</w:t></w:r>"))
    assert (first + second in text) is joined
    assert squeeze(first + second) in squeeze(text)


Feature = Callable[[str], str]
INLINE: dict[str, Feature] = {
    "plain": run,
    "bold": lambda word: run(word, "<w:b/>"),
    "hidden": lambda word: run(word, "<w:vanish/>"),
    "struck": lambda word: run(word, "<w:strike/>"),
    "raised": lambda word: run(word, '<w:vertAlign w:val="superscript"/>'),
    "link": lambda word: f'<w:hyperlink w:anchor="x">{run(word)}</w:hyperlink>',
    "inserted": lambda word: f'<w:ins w:id="1" w:author="a">{run(word)}</w:ins>',
    "deleted": lambda word: f"<w:del><w:r><w:delText>{word}</w:delText></w:r></w:del>",
    "moved": lambda word: f"<w:moveTo>{run(word)}</w:moveTo>",
    "simple field": lambda word: f'<w:fldSimple w:instr="X">{run(word)}</w:fldSimple>',
    "field": lambda word: field("begin") + code("X") + field("separate") + run(word) + field("end"),
    "control": lambda word: f"<w:sdt><w:sdtContent>{run(word)}</w:sdtContent></w:sdt>",
    "tag": lambda word: f'<w:smartTag w:element="place">{run(word)}</w:smartTag>',
    "custom": lambda word: f'<w:customXml w:element="x">{run(word)}</w:customXml>',
    "direction": lambda word: f'<w:dir w:val="ltr">{run(word)}</w:dir>',
    "box": lambda word: text_box(paragraph(word)),
    "art": letter_art,
    "ruby": lambda word: (
        f"<w:r><w:ruby><w:rt>{run('音')}</w:rt><w:rubyBase>{run(word)}</w:rubyBase></w:ruby></w:r>"
    ),
    "alternate": lambda word: (
        f'<mc:AlternateContent><mc:Choice Requires="x">{run(word)}</mc:Choice>'
        f"<mc:Fallback>{run(word)}</mc:Fallback></mc:AlternateContent>"
    ),
    "unknown": lambda word: f'<x:new xmlns:x="urn:x">{run(word)}</x:new>',
    "run of others": lambda word: f'<w:r><x:n xmlns:x="urn:x"><w:t>{word}</w:t></x:n></w:r>',
    "broken field": lambda word: field("begin") + run(word),
}
BLOCK: dict[str, Feature] = {
    "paragraph": paragraph,
    "heading": lambda inner: paragraph(inner, properties='<w:outlineLvl w:val="0"/>'),
    "control": lambda inner: f"<w:sdt><w:sdtContent>{paragraph(inner)}</w:sdtContent></w:sdt>",
    "cell": lambda inner: f"<w:tbl><w:tr><w:tc>{paragraph(inner)}</w:tc></w:tr></w:tbl>",
    "cells": lambda inner: (
        f"<w:tbl><w:tr><w:tc>{paragraph(inner)}</w:tc><w:tc>{paragraph('格')}</w:tc></w:tr></w:tbl>"
    ),
    "custom": lambda inner: f'<w:customXml w:element="x">{paragraph(inner)}</w:customXml>',
    "deleted end": lambda inner: paragraph(inner, properties="<w:rPr><w:del/></w:rPr>"),
    "unknown": lambda inner: f'<x:new xmlns:x="urn:x">{paragraph(inner)}</x:new>',
}


@pytest.mark.parametrize("block", BLOCK)
@pytest.mark.parametrize("inline", INLINE)
def test_no_word_of_any_feature_is_lost(inline: str, block: str) -> None:
    body = paragraph("前言。") + BLOCK[block](run("甲") + INLINE[inline]("词语") + run("乙。"))
    text, notes = read(body + paragraph("后记。"))
    whole = squeeze(text + "".join(notes))
    assert [each for each in ("前言。", "词语", "乙。", "后记。") if each not in whole] == []


@pytest.mark.parametrize("seed", range(40))
def test_no_word_of_random_documents_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    words: list[str] = []

    def inner() -> str:
        pieces = []
        for _each in range(chance.randint(1, 4)):
            words.append(f"词{len(words)}尾")
            pieces.append(INLINE[chance.choice(list(INLINE))](words[-1]))
        return "".join(pieces)

    blocks = [BLOCK[chance.choice(list(BLOCK))](inner()) for _each in range(8)]
    text, notes = read("".join(blocks) + paragraph("后记。"), header1=paragraph(run("页眉词")))
    whole = squeeze(text + "".join(notes))
    assert [word for word in words if word not in whole] == []


def test_a_formula_in_no_paragraph_is_kept() -> None:
    formula = (
        '<m:oMathPara xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:oMath><m:r><m:t>甲＝乙</m:t></m:r></m:oMath></m:oMathPara>"
    )
    text, notes = read(paragraph("前文。") + formula + paragraph("后文。"))
    assert "甲＝乙" in text
    assert any("甲＝乙" in note for note in notes)


@pytest.mark.parametrize(
    ("row", "cell", "told"),
    [
        ("<w:trPr><w:del/></w:trPr>", "", "deleted: 删去"),
        ("", "<w:tcPr><w:vMerge/></w:tcPr>", "hidden text was left out: 删去"),
    ],
    ids=["deleted row", "cell below another"],
)
def test_what_a_table_does_not_show_is_told(row: str, cell: str, told: str) -> None:
    def cells(first: str, second: str) -> str:
        return f"<w:tc>{first}</w:tc><w:tc>{second}</w:tc>"

    top = f"<w:tr>{cells(paragraph('镇街'), paragraph('数'))}</w:tr>"
    other = paragraph("") if row else paragraph("留下")
    low = f"<w:tr>{row}{cells(cell + paragraph('删去'), other)}</w:tr>"
    text, notes = read(paragraph("前文。") + f"<w:tbl>{top}{low}</w:tbl>" + paragraph("后文。"))
    assert "删去" not in text
    assert any(told in note for note in notes)


@pytest.mark.parametrize(
    "inner",
    [
        "<w:future><w:r><w:t>清理河道</w:t></w:r></w:future>",
        "<w:future><w:later><w:r><w:t>清理河道</w:t></w:r></w:later></w:future>",
        "<w:t>清理河道</w:t>",
        "<w:r><w:future><w:t>清理河道</w:t></w:future></w:r>",
        '<x:own xmlns:x="urn:x">清理河道</x:own>',
        '<x:own xmlns:x="urn:x"><w:r><w:t>清理</w:t></w:r><w:t>河道</w:t></x:own>',
        '<w:r><x:own xmlns:x="urn:x">清理河道</x:own></w:r>',
        '<w:r><x:own xmlns:x="urn:x"><w:t>清理河道</w:t></x:own></w:r>',
    ],
)
def test_text_in_elements_that_nobody_knows_is_read(inner: str) -> None:
    body = f"<w:p><w:r><w:t>近日，白河镇</w:t></w:r>{inner}<w:r><w:t>12公里。</w:t></w:r></w:p>"
    assert read(body) == ("近日，白河镇清理河道12公里。\n", [])


def test_a_run_outside_of_any_paragraph_is_a_line() -> None:
    body = f"{paragraph(run('近日，白河镇清理河道。'))}<w:r><w:t>随后检修路灯。</w:t></w:r>"
    assert read(body) == ("近日，白河镇清理河道。\n\n随后检修路灯。\n", [])


def test_a_note_that_is_referred_to_without_end_is_told_a_few_times() -> None:
    marks = '<w:r><w:footnoteReference w:id="2"/></w:r>' * 3000
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>见附件。</w:t></w:r></w:p></w:footnote>'
    _text, told = read(f"<w:p><w:r><w:t>近日。</w:t></w:r>{marks}</w:p>", footnotes=notes)
    assert told == [
        *["a footnote was left out: 见附件。"] * 5,
        "2995 more like this: a footnote was left out: 见附件。",
    ]
