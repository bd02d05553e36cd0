"""The canonical form: the tree means what it meant, and a second run changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletinc import fmt
from bulletinc.fmt import formatted, meaning
from bulletinc.parser import parse
from bulletinc.source import Source, decode
from tests.drafts import bulletins, soups

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
REFERENCES = sorted((ROOT.parent / "shared/reference").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_in_canonical_form(path: Path) -> None:
    source = decode(path.read_bytes(), path.name)
    assert formatted(source) == source.text


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_real_documents_get_it_whole(path: Path) -> None:
    source = decode(path.read_bytes(), path.name)
    document = parse(source)
    assert formatted(source) == fmt._written(source, document, fmt._STEPS[0])
    assert formatted(source) != source.text


@given(st.one_of(bulletins().map(lambda draft: draft.text), soups))
@settings(max_examples=200, deadline=None)
def test_whatever_it_is_given_the_meaning_stays_and_a_second_run_changes_nothing(text: str) -> None:
    once = formatted(Source(text))
    assert meaning(parse(Source(once))) == meaning(parse(Source(text)))
    assert formatted(Source(once)) == once
    assert "".join(once.split()) or not "".join(text.split())


def test_a_step_that_would_change_the_meaning_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "清溪区工作快报\n第 1 期\n"
    bold = fmt._STEPS[0]
    written = fmt._written
    monkeypatch.setattr(fmt, "_written", lambda *given: "全变了\n" if given[2] == bold else written(*given))
    assert formatted(Source(text)) == "清溪区工作快报\n\n第1期\n"


def test_where_nothing_can_be_proved_the_text_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fmt, "_written", lambda *_: "全变了\n")
    assert formatted(Source("清溪区 工作快报\r\n")) == "清溪区 工作快报\r\n"
