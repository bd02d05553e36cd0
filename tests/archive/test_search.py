"""What a search finds, in which order, and what is shown of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bulletinc.archive.query import question
from bulletinc.archive.search import Hit, find
from tests.support.issues_on_disk import issue, write_issues
from tests.support.program import Run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Issues 1 to 3, and one of other things."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    archive = tmp_path / "issues"
    write_issues(archive, 3)
    body = (
        "【要闻】\n\n柳荫街道推进垃圾分类　一是建点位。二是抓桶边督导，积分兑换见成效。"
        "（Ⅲ-58 城市精细化管理）（柳荫街道）\n\n"
        "区城管委检修路灯　近日，检修路灯120盏，顺手捡拾垃圾。（区城管委）\n\n"
        "【一句话】\n\n本刊综合：白河镇：4日，开展“5G+巡河”。枫林镇、区水务局：6日，拆除违建（300%）。\n"
    )
    (archive / "2025").mkdir()
    (archive / "2025" / "9.txt").write_text(issue(9, body, "2025年12月30日"), encoding="utf-8")
    return archive


def _found(folder: Path, typed: str, **narrowed: str) -> tuple[Hit, ...]:
    return find(folder, question(typed, **narrowed)).hits


def _lines(hits: tuple[Hit, ...]) -> list[str]:
    return [f"{hit.path}:{hit.passage.line}" for hit in hits]


def test_a_word_in_a_headline_comes_first(folder: Path) -> None:
    hits = _found(folder, "垃圾")
    assert _lines(hits)[0] == "2025/9.txt:9"
    assert len(hits) == 5
    best = hits[0]
    assert (best.name, best.number, best.date) == ("清溪区工作快报", 9, "2025-12-30")
    assert best.passage.headline == "柳荫街道推进垃圾分类"


def test_the_first_hits_are_the_same_however_many_are_wanted(folder: Path) -> None:
    write_issues(folder, 24, first=4)
    asked = question("河道")
    every = find(folder, asked)
    assert every.count == 27
    # of one rank, because of one length: two digits, and units of three characters
    numbers = [n for n in range(10, 28) if n % 3 != 2]
    alike = [hit.date for hit in every.hits if hit.number in numbers]
    assert len(set(alike)) > 5
    assert alike == sorted(alike, reverse=True)
    for most in (0, 1, 5, 26, 27, 99):
        found = find(folder, asked, most, fresh=False)
        assert (found.hits, found.count) == (every.hits[:most], 27)


def test_all_words_have_to_be_there(folder: Path) -> None:
    assert _lines(_found(folder, "垃圾 路灯")) == ["2025/9.txt:11"]
    assert _found(folder, "垃圾 积雪") == ()


def test_the_sentence_with_the_words_is_shown(folder: Path) -> None:
    (hit,) = _found(folder, "桶边 积分")
    assert hit.sentence == "二是抓桶边督导，积分兑换见成效。"
    assert [hit.sentence[start:end] for start, end in hit.marks] == ["桶边", "积分"]


@pytest.mark.parametrize(
    ("narrowed", "lines"),
    [
        ({"unit": "柳荫"}, ["2025/9.txt:9", "0002.txt:9"]),
        ({"unit": "城管委"}, ["2025/9.txt:11"]),
        ({"section": "要闻", "until": "2026-01"}, ["2025/9.txt:9", "2025/9.txt:11", "0001.txt:9"]),
        ({"since": "2026-02-05"}, ["0002.txt:9", "0003.txt:9"]),
        ({"since": "2025", "until": "2025"}, ["2025/9.txt:9", "2025/9.txt:11"]),
        ({"indicator": "III-58"}, ["2025/9.txt:9"]),
        ({"indicator": "精细化"}, ["2025/9.txt:9"]),
        ({"indicator": "Ⅱ-27"}, []),
    ],
)
def test_a_search_is_narrowed(folder: Path, narrowed: dict[str, str], lines: list[str]) -> None:
    assert sorted(_lines(_found(folder, "垃圾", **narrowed))) == sorted(lines)


def test_units_of_a_digest_are_found(folder: Path) -> None:
    assert _lines(_found(folder, "违建", unit="水务局")) == ["2025/9.txt:15"]


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("300%", 1),
        ("00%", 0),
        ("5g+巡", 1),
        ("“5G+巡河”", 1),
        ('"桶边督导，积分"', 1),
        ('"桶边督导 积分"', 0),
        ("%", 1),
        ("+", 1),
        ("*", 0),
        ("垃圾*", 0),
        ("垃圾 OR 路灯", 0),
        ('"', 0),
        ("垃" * 10_000, 0),
        ("垃圾 " * 3_000, 5),
        (" ".join(map(str, range(10_000))), 0),
        ("甲2乙", 1),
    ],
)
def test_every_sign_is_meant_literally(folder: Path, typed: str, count: int) -> None:
    assert len(_found(folder, typed)) == count


def test_what_stands_beside_items_is_found(folder: Path) -> None:
    text = issue(
        10, "编者按：创建工作已到攻坚期。\n\n【要闻】\n\n白河镇清理河道　近日清理。（白河镇）\n"
    )
    (folder / "10.txt").write_text(text, encoding="utf-8")
    (hit,) = _found(folder, "攻坚期")
    assert (hit.passage.form, hit.passage.line) == ("rest", 7)


def test_a_long_sentence_is_cut_around_the_words(folder: Path) -> None:
    long = "甲" * 200 + "路灯" + "乙" * 200
    (folder / "10.txt").write_text(
        issue(10, f"【要闻】\n\n检修　{long}。（白河镇）\n"), encoding="utf-8"
    )
    hit = next(hit for hit in _found(folder, "路灯") if hit.path == "10.txt")
    assert len(hit.sentence) <= 102
    assert [hit.sentence[start:end] for start, end in hit.marks] == ["路灯"]
    assert hit.sentence.startswith("…甲")
    assert hit.sentence.endswith("乙…")


def test_the_command_lists_what_it_found(folder: Path, run: Run) -> None:
    said = run("search", "路灯", str(folder))
    assert said.status == 0
    assert said.out.splitlines() == [
        f"{folder}/2025/9.txt:11  2025-12-30  清溪区工作快报第9期  要闻  区城管委",
        "  区城管委检修路灯",
        "  近日，检修路灯120盏，顺手捡拾垃圾。",
    ]
    assert "1" in said.err


def test_the_command_says_how_many_it_does_not_show(folder: Path, run: Run) -> None:
    said = run("search", "垃圾", str(folder), "--limit", "2")
    assert said.out.count("2026-") + said.out.count("2025-") == 2
    assert "5" in said.err
    assert "2" in said.err


def test_programs_get_all_of_it(folder: Path, run: Run) -> None:
    said = run("search", "垃圾", str(folder), "--format", "json")
    found = json.loads(said.out)
    assert (said.status, found["count"], len(found["items"])) == (0, 5, 5)
    assert found["items"][0]["units"] == ["柳荫街道"]
    assert found["items"][0]["indicators"] == [{"code": "Ⅲ-58", "name": "城市精细化管理"}]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(("路灯",), 0), (("雪橇",), 1), ((" ",), 2), (("路灯", "--since", "3月"), 2)],
)
def test_the_status_tells_what_came_of_it(
    folder: Path, run: Run, arguments: tuple[str, ...], status: int
) -> None:
    word, *more = arguments
    assert run("search", word, str(folder), *more).status == status


def test_a_folder_that_is_not_there_is_named(run: Run) -> None:
    said = run("search", "垃圾", "分类")
    assert said.status == 2
    assert "分类" in said.err
    assert said.out == ""


def test_a_folder_without_drafts_has_nothing(tmp_path: Path, run: Run) -> None:
    assert run("search", "垃圾", str(tmp_path)).status == 1
