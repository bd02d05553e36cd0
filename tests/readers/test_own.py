"""A Word document of ours, imported, gives the canonical text of the same tree: nobody loses a
word by way of Word.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
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
REFERENCES = sorted((REFERENCE).glob("*.txt"))


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
