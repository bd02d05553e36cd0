"""Addresses become links; entries of contents lead to the headings that they name."""

from __future__ import annotations

import pytest

from bulletinc.render.links import contents_links, linked
from bulletinc.syntax import Document
from bulletinc.text.source import Span
from tests.support.trees import SENTENCE, contents, paragraph, section


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("网址：https://example.gov.cn/a/b?c=1。", ["https://example.gov.cn/a/b?c=1"]),
        ("见www.example.gov.cn，或来信", ["http://www.example.gov.cn"]),
        ("邮箱：qx@example.gov.cn；电话555", ["mailto:qx@example.gov.cn"]),
        ("（https://example.gov.cn）", ["https://example.gov.cn"]),
        ("javascript:alert(1) 12@34 7×24", []),
    ],
)
def test_an_address_is_linked_and_nothing_else(text: str, addresses: list[str]) -> None:
    pieces = list(linked(text))
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.address for piece in pieces if piece.address] == addresses


def test_an_entry_leads_to_the_heading_with_its_words_or_first_words() -> None:
    entries = contents("1. 破解停车难", "清理河道（白河镇）", "不在本期")
    body = (
        entries,
        section("破解停车难", paragraph(SENTENCE)),
        section("清理河道", paragraph(SENTENCE), marker="一、"),
    )
    links = contents_links(Document(Span(0, 1), "kuaibao", body=body))
    assert [links.of_entry(entry) for entry in entries.entries] == ["p1", "p2", ""]
    assert [links.anchor(node) for node in body[1:]] == ["p1", "p2"]
