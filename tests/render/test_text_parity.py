"""HTML, PDF and Word carry the same text in the same order, for every example and reference."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

import bulletinc
from tests.support.drafts import soups
from tests.support.geometry import SOURCES
from tests.support.html_text import page_letters
from tests.support.letters import printed, written


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_html_pdf_and_word_say_the_same_in_the_same_order(path: Path, each_engine: str) -> None:
    made = bulletinc.build(path, ("html", "pdf", "docx"), engine=each_engine, shipped_fonts=True)
    said = page_letters(made["html"].decode())
    assert said
    assert printed(made["pdf"]) == said
    assert written(made["docx"]) == said


@settings(max_examples=40, deadline=None)
@given(soups)
def test_whatever_is_typed_word_has_the_letters_of_the_page(text: str) -> None:
    """In their order, too, but for a masthead that was typed in another than the official one."""
    made = bulletinc.build(text, ("html", "docx"))
    assert Counter(written(made["docx"])) == Counter(page_letters(made["html"].decode()))
