"""What is no text of ours is named as what it is, and never turned into other characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.hostile import DRAFT, state
from tests.support.program import Run

TRADITIONAL = "清溪區創建文明城市　工作快報\n\n第1期\n\n【簡訊】\n\n白河鎮：近日,志願者清理河道。\n"
JAPANESE = "清渓区の活動のお知らせ。本日、ボランティアが川を清掃しました。\n"
FOREIGN = {
    "Big5": TRADITIONAL.encode("big5"),
    "Big5, a line": "清溪區近日開展工作".encode("big5"),
    "Big5, line ends of Windows": TRADITIONAL.replace("\n", "\r\n").encode("big5"),
    "Shift_JIS": JAPANESE.encode("shift_jis"),
}
COMMANDS = {
    "check": ["check"],
    "check --fix": ["check", "--fix"],
    "fmt": ["fmt"],
    "ast": ["ast"],
    "build": ["build", "--to", "html"],
    "diff": ["diff", "issues/good.txt"],
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", FOREIGN)
def test_another_encoding_is_named_and_the_draft_stays(
    run: Run, issues: Path, kind: str, command: str
) -> None:
    draft = issues / "bad.txt"
    draft.write_bytes(FOREIGN[kind])
    before = state(issues)
    said = run(*COMMANDS[command], "issues/bad.txt")
    assert state(issues) == before
    if command == "check" and kind.startswith("Big5"):  # it is read, and named by a rule
        assert said.status == 1
        assert "F012" in said.out
        return
    assert said.status == 2
    name = kind.partition(",")[0]
    message = f"Error: issues/bad.txt: this is {name} text, not UTF-8 or GB18030."
    assert said.err.splitlines()[0] == message
    assert "bulletinc import issues/bad.txt -o FOLDER" in said.err
    assert state(issues) == before


@pytest.mark.parametrize("kind", FOREIGN)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".csv"])
def test_import_reads_another_encoding(run: Run, issues: Path, kind: str, suffix: str) -> None:
    (issues / f"bad{suffix}").write_bytes(FOREIGN[kind])
    assert run("import", f"issues/bad{suffix}", "-o", "imported").status == 0
    text = Path("imported/bad.txt").read_text("utf-8")
    assert ("清渓区の活動" if kind == "Shift_JIS" else "清溪區") in text


@pytest.mark.parametrize("text", [DRAFT.format(number=1), TRADITIONAL, "鎔基、〇、①、《》。\n" * 3])
def test_gb18030_is_read(run: Run, issues: Path, text: str) -> None:
    (issues / "old.txt").write_bytes(text.encode("gb18030"))
    assert run("check", "issues/old.txt").status in {0, 1}
    assert run("fmt", "issues/old.txt").status == 0
    assert text[:5] in (issues / "old.txt").read_text("gb18030")
