"""The letters of a PDF and of a Word document, in their order, without white space."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from tests.support.geometry import numbers
from tests.support.pages import read, without_blanks

_LEADERS = re.compile(r"\.{4,} ?\d+\Z")  # of the contents


def printed(pdf: bytes) -> str:
    """The letters of a PDF from the top left corner to the lower right one, without its page
    numbers.
    """
    lines = [line for page in read(pdf) for line in page.lines if line not in numbers(page)]
    return without_blanks("".join(_LEADERS.sub("", line.text) for line in lines))


def written(word: bytes) -> str:
    """The letters of a Word document, without its footers."""
    body = docx.Document(BytesIO(word)).element.body
    runs = (run for run in body.iter(qn("w:r")) if not _is_computed(run))
    return without_blanks("".join(text.text or "" for run in runs for text in run.iter(qn("w:t"))))


def _is_computed(run: Any) -> bool:
    """Whether a run is what a field shows: a page number of the contents."""
    before = run.getprevious()
    mark = None if before is None else before.find(qn("w:fldChar"))
    return mark is not None and mark.get(qn("w:fldCharType")) == "separate"
