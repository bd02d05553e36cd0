"""The canonical form: the tree means what it meant, and a second run changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletinc import fmt
from bulletinc.fmt import formatted, meaning
from bulletinc.parser import parse
from bulletinc.text.source import Source, decode
from tests.support.drafts import bulletins, soups
from tests.support.places import ROOT
from tests.support.program import program

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


def test_a_timid_step_may_clear_the_way_for_a_bolder_one() -> None:
    unseen = "\ufeff"  # and it stands where the line could be cut
    text = f"清溪区工作快报\n\n第12期\n\n清溪区创建办　{unseen}2026年3月5日\n\n近日，河道已清理。\n"
    assert (
        formatted(Source(text))
        == "清溪区工作快报\n\n第12期\n\n清溪区创建办\n\n2026年3月5日\n\n近日，河道已清理。\n"
    )


def test_a_step_that_would_change_the_meaning_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "清溪区工作快报\n第 1 期\n"
    bold = fmt._STEPS[0]
    written = fmt._written
    monkeypatch.setattr(
        fmt, "_written", lambda *given: "全变了\n" if given[2] == bold else written(*given)
    )
    assert formatted(Source(text)) == "清溪区工作快报\n\n第1期\n"


def test_where_nothing_can_be_proved_the_text_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fmt, "_written", lambda *_: "全变了\n")
    assert formatted(Source("清溪区 工作快报\r\n")) == "清溪区 工作快报\r\n"


# -- the command


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


TYPED = "清溪区工作快报\n第 1 期\n【简 讯】\n　　【文明实践】 白河镇：近日，志愿者 3 人清理河道。\n"
CANONICAL = (
    "清溪区工作快报\n\n第1期\n\n【简讯】\n\n【文明实践】　白河镇：近日，志愿者3人清理河道。\n"
)


@pytest.mark.parametrize(
    ("encoding", "end"),
    [("utf-8", "\n"), ("gb18030", "\r\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\r")],
)
def test_a_file_keeps_its_encoding_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    file = tmp_path / "稿.txt"
    file.write_bytes(TYPED.replace("\n", end).encode(encoding))
    done = program("fmt", str(file))
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [str(file)]
    assert file.read_bytes() == CANONICAL.replace("\n", end).encode(encoding)
    assert program("fmt", str(file)).out == ""


def test_check_and_diff_write_nothing_and_end_with_1(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TYPED, encoding="utf-8")
    checked, shown = program("fmt", "--check", str(file)), program("fmt", "--diff", str(file))
    assert (checked.status, shown.status) == (1, 1)
    assert checked.out.splitlines() == [str(file)]
    assert "-第 1 期" in shown.out
    assert "+第1期" in shown.out
    assert "1 file is not in canonical form; --diff shows what would change." in checked.err
    assert file.read_text(encoding="utf-8") == TYPED
    file.write_text(CANONICAL, encoding="utf-8")
    assert program("fmt", "--check", str(file)).status == 0


def test_standard_input_goes_to_standard_output() -> None:
    assert program("fmt", "-", stdin=TYPED.encode()).out == CANONICAL
    assert program("fmt", "-", stdin=CANONICAL.encode()).out == CANONICAL


def test_a_kind_that_is_named_is_kept_to(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TYPED, encoding="utf-8")
    assert program("fmt", str(file), "--kind", "通用").status == 0
    assert file.read_text(encoding="utf-8") == CANONICAL


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TYPED, encoding="utf-8")
    done = program("fmt", str(tmp_path / "none.txt"), str(file))
    assert done.status == 2
    assert "none.txt" in done.err
    assert file.read_text(encoding="utf-8") == CANONICAL
