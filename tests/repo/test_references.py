"""Five real documents, where the folder with them is at hand: they are not part of the project."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams

from bulletinc.parser import parse
from bulletinc.render import RenderContext
from bulletinc.render.formats import html
from bulletinc.render.formats.pdf import weasyprint
from bulletinc.syntax import Field, Residue, walk
from bulletinc.text.source import decode
from tests.support.html_text import page_letters
from tests.support.places import REFERENCE

REFERENCES = REFERENCE
DOCUMENTS = sorted(REFERENCES.glob("*.txt"))
pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="the reference documents are not here")


def test_they_parse_to_what_they_must() -> None:
    run = subprocess.run(
        [sys.executable, REFERENCES / "accept.py", sys.executable, "-m", "bulletinc"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.splitlines()[-1:] == ["5 passed, 0 failed"], run.stdout


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_html_and_pdf_show_every_sentence_in_order(path: Path, tmp_path: Path) -> None:
    document = parse(decode(path.read_bytes(), path.name))
    text = list(path.read_text(encoding="utf-8"))
    for node in walk(document):
        if isinstance(node, Residue) or (isinstance(node, Field) and node in document.metadata):
            text[slice(*node.span)] = ["\n"] * (node.span.end - node.span.start)
    sentences = [_letters(sentence) for sentence in re.split(r"[。！？\n]", "".join(text))]
    made = html.render(document, RenderContext())
    page = made.data
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(weasyprint.set_page(made, RenderContext()).data)
    # Between the dashes stands a page's number, which belongs to no sentence.
    printed = re.sub(r"—\s*\d+\s*—", "", extract_text(pdf, laparams=LAParams(boxes_flow=None)))
    for whole in (_letters(page_letters(page.decode())), _letters(printed)):
        at = 0
        for sentence in filter(None, sentences):
            found = whole.find(sentence, at)
            assert found >= 0, f"not shown, or not in its place: {sentence}"
            at = found + len(sentence)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
