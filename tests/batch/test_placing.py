"""``[build]`` of ``bulletin.toml``: formats, folder and file names; the command line beats it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc import drafts
from bulletinc.batch.placing import plan
from bulletinc.errors import BulletinError
from tests.support.program import Run, run

__all__ = ["run"]

_DRAFT = """清溪区工作快报

第{number}期

清溪区创建办

2026年3月5日

【简讯】

【文明实践】　白河镇：近日清理河道。（白河镇）
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, number in (("a/x.txt", 7), ("b/y.txt", 8)):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(_DRAFT.format(number=number), encoding="utf-8")
    return tmp_path


def _settle(folder: Path, text: str) -> None:
    (folder / "bulletin.toml").write_text(text, encoding="utf-8")


def test_build_makes_what_is_settled_where_it_is_settled(folder: Path, run: Run) -> None:
    _settle(folder, '[build]\nformats = ["json"]\nfolder = "pages"\nname = "{year}-{number:2}"')
    said = run("build", str(folder))
    made = [folder / "pages/a/2026-07.json", folder / "pages/b/2026-08.json"]
    assert sorted(said.out.split()) == list(map(str, made))
    assert all(path.is_file() for path in made)
    assert sorted(path.name for path in (folder / "a").iterdir()) == ["x.txt"]


def test_the_command_line_wins(folder: Path, run: Run) -> None:
    _settle(folder, '[build]\nformats = ["json"]\nfolder = "pages"')
    said = run("build", str(folder), "--to", "html", "-o", str(folder / "out"))
    made = [folder / "out/a/x.html", folder / "out/b/y.html"]
    assert sorted(said.out.split()) == list(map(str, made))
    assert not (folder / "pages").exists()


def test_each_draft_has_the_settings_of_its_own_folder(folder: Path) -> None:
    _settle(folder / "a", '[build]\nformats = ["json"]')
    jobs, _errors = drafts.find([str(folder)])
    plans = plan(jobs)
    assert [(each.formats, [job.target.name for job in each.jobs]) for each in plans] == [
        (("json",), ["x"]),
        (("html", "pdf"), ["y"]),
    ]


def test_a_draft_without_the_parts_of_a_name_keeps_its_own(folder: Path) -> None:
    _settle(folder, '[build]\nname = "{total}"')
    jobs, _errors = drafts.find([str(folder / "a/x.txt")])
    assert plan(jobs)[0].jobs == jobs


def test_an_unknown_format_is_told_with_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    _settle(folder, '[build]\nformats = ["docs"]')
    jobs, _errors = drafts.find([str(folder)])
    with pytest.raises(BulletinError, match=r"bulletin\.toml: build\.formats names “docs”") as told:
        plan(jobs)
    assert told.value.remedy == "Did you mean “docx”?"


def test_two_issues_with_one_name_are_refused_before_anything_is_written(
    folder: Path, run: Run
) -> None:
    _settle(folder, '[build]\nformats = ["json"]\nname = "{year}"')
    (folder / "a/z.txt").write_text(_DRAFT.format(number=9), encoding="utf-8")
    said = run("build", str(folder))
    assert said.status == 2
    assert not list(folder.rglob("*.json"))
