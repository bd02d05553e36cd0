"""The API of the package, as ``import bulletinc`` gives it."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import bulletinc
from bulletinc import syntax
from bulletinc.text import source
from tests.support.places import ROOT

ISSUE = "清溪区创建全国文明城市　工作快报\n\n第12期（总第86期）\n"


def test_the_examples_in_the_documentation_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testmod(bulletinc)
    assert tried > 5
    assert failed == 0


def test_text_bytes_path_and_source_give_the_same_tree(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ISSUE, encoding="utf-8")
    trees = [
        bulletinc.parse(text)
        for text in (ISSUE, ISSUE.encode("gb18030"), file, bulletinc.Source(ISSUE))
    ]
    assert trees == [trees[0]] * 4
    assert bulletinc.build(file, ["html"]) == bulletinc.build(ISSUE)


def test_a_string_is_a_text_and_never_a_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ISSUE, encoding="utf-8")
    assert bulletinc.parse(str(tmp_path / "a.txt")).masthead is None


def test_a_users_mistakes_raise_the_one_error(tmp_path: Path) -> None:
    for mistake in (
        lambda: bulletinc.parse(tmp_path / "none.txt"),
        lambda: bulletinc.parse(b"\x81\xff\xff"),
        lambda: bulletinc.parse(ISSUE, kind="none"),
        lambda: bulletinc.build(ISSUE, ["odt"]),
    ):
        with pytest.raises(bulletinc.BulletinError):
            mistake()


def test_the_names_that_are_promised_are_there() -> None:
    assert bulletinc.Document is syntax.Document
    assert bulletinc.Source is source.Source
    assert all(hasattr(bulletinc, name) for name in bulletinc.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = bulletinc.no_such_name
