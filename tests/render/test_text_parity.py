"""HTML, PDF and Word carry the same text in the same order, for every example and reference."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

import bulletinc
from tests.support.drafts import soups
from tests.support.geometry import SOURCES, numbers
from tests.support.html_text import page_letters
from tests.support.pages import read, without_blanks


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_html_pdf_and_word_say_the_same_in_the_same_order(path: Path) -> None:
    made = bulletinc.build(path, ("html", "pdf", "docx"), shipped_fonts=True)
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


def printed(pdf: bytes) -> str:
    """The letters of a PDF from the top left corner to the lower right one, without its page
    numbers.
    """
    return without_blanks(
        "".join(line.text for page in read(pdf) for line in page.lines if line not in numbers(page))
    )


def written(word: bytes) -> str:
    """The letters of a Word document, without its footers."""
    body = docx.Document(BytesIO(word)).element.body
    return without_blanks("".join(text.text or "" for text in body.iter(qn("w:t"))))
