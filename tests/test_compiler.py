"""The stages put together."""

from __future__ import annotations

import json

import pytest

from bulletinc import compiler
from bulletinc.cli.options import words
from bulletinc.errors import BulletinError
from bulletinc.fmt import formatted
from bulletinc.options import BuildOptions
from bulletinc.parser import parse
from bulletinc.render import formats_named
from bulletinc.render.sample import SAMPLE
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Document, Invalid, Residue, Section, Text, walk
from bulletinc.text.source import Source, Span

ISSUE = (
    "清溪区创建全国文明城市　工作快报\n\n第12期（总第86期）\n\n【简讯】\n\n"
    "【文明实践】　白河镇：近日，志愿者清理河道。\n"
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def test_each_format_that_is_asked_for_is_made_in_that_order() -> None:
    built = compiler.build(Source(ISSUE), BuildOptions(("json", "html")))
    assert list(built.outputs) == ["json", "html"]
    assert built.outputs["html"].startswith(b"<!DOCTYPE html>")
    assert json.loads(built.outputs["json"])["kind"] == "kuaibao"
    assert built.document == compiler.compile(Source(ISSUE))
    assert built.notes == ()


@pytest.mark.parametrize("word", ["jianbao", "简报"])
def test_a_kind_by_name_or_title_overrides_recognition(word: str) -> None:
    assert compiler.compile(Source(ISSUE), word).kind == "jianbao"


def test_an_unknown_kind_is_an_error_that_lists_the_kinds() -> None:
    with pytest.raises(BulletinError, match="周刊") as caught:
        compiler.compile(Source(ISSUE), "周刊")
    assert "kuaibao (快报)" in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("typed", "names"),
    [("html", ("html",)), ("PDF, html,pdf", ("pdf", "html")), ("html，json", ("html", "json"))],
)
def test_a_list_of_formats_is_read_as_people_write_it(typed: str, names: tuple[str, ...]) -> None:
    assert formats_named(words([typed])) == names


@pytest.mark.parametrize("typed", ["papyrus", "html,papyrus", "", ",", "__init__"])
def test_an_unknown_format_is_an_error_that_lists_the_formats(typed: str) -> None:
    with pytest.raises(BulletinError) as caught:
        formats_named(words([typed]))
    assert "html, json, pdf" in (caught.value.remedy or "")


def test_an_empty_text_gives_an_empty_page_and_a_note() -> None:
    built = compiler.build(Source(" \n\u3000\n", "a.txt"), BuildOptions())
    assert built.notes == ("a.txt: this file has no text, so the page is empty.",)
    assert built.outputs["html"]


def test_what_fits_nowhere_and_what_is_not_shown_is_told_with_its_place() -> None:
    source = Source(
        "前言\n　甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥\n展开\n一、题\n打印本页\n", "a.txt"
    )
    document = Document(
        span=Span(0, len(source.text)),
        kind="tongyong",
        body=(
            Residue(Span(28, 30), "展开"),
            Section(
                Span(31, 39),
                Text(Span(33, 34), "题"),
                1,
                "一、",
                children=(Residue(Span(35, 39), "打印本页"),),
            ),
            Invalid(Span(4, 27), source.text[4:27]),
        ),
    )
    assert compiler.remarks(source, document) == (
        (
            "a.txt:2:2: text that belongs to no part is kept as it is: "
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉…"
        ),
        "a.txt: remains of a web page are not set: line 3 (展开), 5 (打印本页)",
    )


def test_the_sample_is_in_order_and_has_a_bit_of_everything() -> None:
    source = Source(SAMPLE)
    document = parse(source)
    assert formatted(source) == SAMPLE
    assert not check(CheckContext(source, document), load_rules())
    found = {type(node).__name__ for node in walk(document)}
    assert {
        "Masthead",
        "EditorNote",
        "Contents",
        "Section",
        "Item",
        "Strong",
        "Enumerator",
        "Indicator",
        "UnitLead",
        "Colophon",
    } <= found
