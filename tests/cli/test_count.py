"""``bulletinc count`` counts as offices do."""

from __future__ import annotations

import json
from pathlib import Path

import bulletinc
from tests.support.program import Run

TEXT = "通　知\n\n%% 不查 W007：原文\n明日（3月5日）停电，请备**蜡烛**，拨打12345。\n"


def test_words_are_those_of_a_word_processor() -> None:
    counts = bulletinc.count(TEXT)
    # 通知 明日（3月5日）停电，请备蜡烛，拨打12345。: each number is one.
    assert (counts.words, counts.words_without_signs, counts.characters) == (22, 17, 26)
    assert counts.minutes == 1


def test_the_command_counts_files_and_their_pages(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "甲.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = run("count", str(file), "--format", "json")
    assert done.status == 0, done.err
    assert json.loads(done.out)[str(file)]["pages"] == 1
    told = run("count", str(file), "--no-pages").out.removeprefix(str(file))
    assert "22字" in told
    assert "页" not in told


def test_a_file_that_is_not_there_is_told(tmp_path: Path, run: Run) -> None:
    done = run("count", str(tmp_path / "乙.txt"))
    assert done.status == 2
    assert "乙.txt" in done.err
    assert done.out == ""
