"""Settings that others could have written are reported once a run, on standard error."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bulletinc.cli.commands import build, check

DRAFT = "清溪区工作快报\n\n第12期\n\n清溪区创建办　2026年3月5日\n\n【简讯】\n\n近日，清理河道。\n"


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "bulletin.toml").write_text("[sections]\n", encoding="utf-8")
    tmp_path.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "options"), [(check.command, []), (build.command, ["--to", "json"])]
)
@pytest.mark.parametrize(("mode", "times"), [(0o644, 0), (0o666, 1)])
def test_they_are_reported_once(
    drafts: Path, command: click.Command, options: list[str], mode: int, times: int
) -> None:
    (drafts / "bulletin.toml").chmod(mode)
    said = CliRunner().invoke(command, ["a.txt", "b.txt", *options])
    assert said.stderr.count("can be changed by everyone") == times
    assert "can be changed by everyone" not in said.stdout
