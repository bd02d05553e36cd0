"""The letters of a PDF and of a Word document, in their order, without white space."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.oxml.ns import qn

from tests.support.geometry import numbers
from tests.support.pages import read, without_blanks


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
