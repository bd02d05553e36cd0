"""Tracked changes: each told with its author and day, and taken or not as somebody decides."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from bulletinc import readers
from bulletinc.cli import streams, tracked
from bulletinc.errors import BulletinError
from bulletinc.readers.importing import make_draft
from bulletinc.readers.intermediate import ALL_TAKEN, Refused
from tests.support.program import Run
from tests.support.word import document, paragraph, run

WHO = 'w:author="张主任" w:date="2026-03-05T08:00:00Z"'
OTHER = 'w:author="李秘书" w:date="2026-03-06T08:00:00Z"'


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def inserted(text: str, who: str = WHO) -> str:
    return f"<w:ins {who}>{run(text)}</w:ins>"


def deleted(text: str, who: str = WHO) -> str:
    return f"<w:del {who}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def read(body: str, refused: Refused = ALL_TAKEN) -> tuple[list[str], list[str]]:
    """The lines of the draft, and what is told of the changes."""
    found = readers.read(document(body), "来稿.docx", refused)
    text, notes = make_draft(found, "来稿.docx")
    return text.split("\n\n"), [note.message for note in notes]


BODY = (
    paragraph("近日，", deleted("白河镇"), inserted("柳荫街道"), "排查小巷",
              inserted("12条", OTHER), "。")
    + paragraph(deleted("这一段不要了，请编辑核实后删除。"),
                properties=f"<w:rPr><w:del {WHO}/></w:rPr>")
    + paragraph("这一段照旧，内容没有改动，请各单位遵照执行。")
)  # fmt: skip


def test_changes_are_told_by_author_and_day() -> None:
    lines, told = read(BODY)
    assert lines == [
        "近日，柳荫街道排查小巷12条。",
        "这一段照旧，内容没有改动，请各单位遵照执行。\n",
    ]
    taken = "tracked change by 张主任 (2026-03-05), taken as accepted; "
    assert told == [
        f"{taken}replaced: 白河镇 → 柳荫街道",
        "tracked change by 李秘书 (2026-03-06), taken as accepted; inserted: 12条",
        f"{taken}deleted: 这一段不要了，请编辑核实后删除。",
    ]


def test_all_can_be_refused() -> None:
    lines, told = read(BODY, None)
    assert lines == [
        "近日，白河镇排查小巷。",
        "这一段不要了，请编辑核实后删除。",
        "这一段照旧，内容没有改动，请各单位遵照执行。\n",
    ]
    assert [each for each in told if "not taken" not in each] == []
    assert len(told) == 3


def test_some_can_be_refused() -> None:
    lines, told = read(BODY, frozenset({2, 3}))
    assert lines[:2] == ["近日，柳荫街道排查小巷。", "这一段不要了，请编辑核实后删除。"]
    assert ["not taken" in each for each in told] == [False, True, True]


MOVED = (
    f'<w:moveToRangeStart w:id="1" w:name="move1" {WHO}/>'
    + paragraph(f"<w:moveTo {WHO}>{run('一是摸清底数，建立台账，逐户登记。')}</w:moveTo>",
                properties=f"<w:rPr><w:moveTo {WHO}/></w:rPr>")
    + '<w:moveToRangeEnd w:id="1"/>'
    + paragraph("二是集中整治，限期完成，严格验收。")
    + f'<w:moveFromRangeStart w:id="2" w:name="move1" {WHO}/>'
    + paragraph(f"<w:moveFrom {WHO}>{run('一是摸清底数，建立台账，逐户登记。')}</w:moveFrom>",
                properties=f"<w:rPr><w:moveFrom {WHO}/></w:rPr>")
    + '<w:moveFromRangeEnd w:id="2"/>'
    + paragraph("三是健全机制，长效管理，防止反弹。")
)  # fmt: skip


def test_a_move_is_one_change() -> None:
    lines, told = read(MOVED)
    assert [line[:2] for line in lines] == ["一是", "二是", "三是"]
    taken = "tracked change by 张主任 (2026-03-05), taken as accepted; "
    assert told == [f"{taken}moved to here: 一是摸清底数，建立台账，逐户登记。"]
    assert [line[:2] for line in read(MOVED, None)[0]] == ["二是", "一是", "三是"]


def table(*rows: tuple[str, str]) -> str:
    cells = "".join(
        f"<w:tr>{mark}{''.join(f'<w:tc>{paragraph(each)}</w:tc>' for each in row.split())}</w:tr>"
        for mark, row in rows
    )  # fmt: skip
    return f"<w:tbl>{cells}</w:tbl>"


def test_rows_of_a_table_are_added_and_deleted() -> None:
    added, gone = (f"<w:trPr><w:{name} {WHO}/></w:trPr>" for name in ("ins", "del"))
    body = paragraph("各镇街整改情况见下表，请抓紧落实。") + table(
        ("", "镇街 处数"), ("", "白河镇 12"), (gone, "石桥镇 8"), (added, "柳荫街道 15")
    )
    lines, told = read(body)
    assert "石桥镇" not in "".join(lines)
    assert "柳荫街道" in "".join(lines)
    assert [each.partition("; ")[2] for each in told if "tracked" in each] == [
        "a row of the table deleted: 石桥镇 | 8",
        "a row of the table added: 柳荫街道 | 15",
    ]
    lines, _told = read(body, None)
    assert "石桥镇" in "".join(lines)
    assert "柳荫街道" not in "".join(lines)


def test_another_look_is_told_and_can_be_undone() -> None:
    bold = (
        f"<w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>12条</w:t></w:r>"
    )
    body = paragraph("近日，柳荫街道排查小巷", bold, "，问题逐一整改。")
    lines, told = read(body)
    assert lines == ["近日，柳荫街道排查小巷**12条**，问题逐一整改。\n"]
    assert told == [
        "tracked change by 张主任 (2026-03-05), taken as accepted; another look of: 12条"
    ]
    assert read(body, None)[0] == ["近日，柳荫街道排查小巷12条，问题逐一整改。\n"]


def test_a_paragraph_that_was_divided_can_be_joined_again() -> None:
    body = paragraph("近日，", properties=f"<w:rPr><w:ins {WHO}/></w:rPr>") + paragraph(
        "走访商户。"
    )
    assert read(body)[0] == ["近日，", "走访商户。\n"]
    lines, told = read(body, None)
    assert lines == ["近日，走访商户。\n"]
    assert told == ["tracked change by 张主任 (2026-03-05), not taken; a paragraph was divided"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "来稿.docx").write_bytes(document(BODY))
    return tmp_path


def test_the_command_takes_all_or_none(folder: Path, run: Run) -> None:
    said = run("import", "来稿.docx", "--changes", "reject")
    assert (said.status, said.out) == (0, "来稿.txt\n")
    assert (folder / "来稿.txt").read_text(encoding="utf-8").startswith("近日，白河镇排查小巷。\n")
    assert said.err.count("not taken") == 3


def test_without_a_terminal_nobody_is_asked(folder: Path, run: Run) -> None:
    said = run("import", "来稿.docx", "--changes", "ask")
    assert (said.status, said.out) == (2, "")
    assert "no terminal" in said.err
    assert not (folder / "来稿.txt").exists()


@pytest.mark.parametrize(("typed", "refused"), [
    ("yny", {2}), ("a", set()), ("nr", {1, 2, 3}), ("nna", {1, 2}),
])  # fmt: skip
@pytest.mark.usefixtures("folder")
def test_on_a_terminal_each_is_asked(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    refused: set[int],
) -> None:
    answers = iter(typed)
    monkeypatch.setattr(streams, "is_terminal", lambda _stream: True)
    monkeypatch.setattr(click, "prompt", lambda *_texts, **_options: next(answers))
    assert tracked.decider("ask")("来稿.docx", document(BODY)) == frozenset(refused)
    assert list(answers) == []
    asked = capsys.readouterr().err
    assert "tracked change 1 of 3, 张主任 (2026-03-05): replaced: 白河镇 → 柳荫街道" in asked


def test_whoever_is_asked_may_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "is_terminal", lambda _stream: True)
    monkeypatch.setattr(click, "prompt", lambda *_texts, **_options: "q")
    with pytest.raises(BulletinError, match="stopped"):
        tracked.decider("ask")("来稿.docx", document(BODY))


def test_a_comment_is_listed_beside_its_item_with_its_words() -> None:
    comments = (
        f'<w:comment w:id="3" {WHO}>{paragraph("请核实")}</w:comment>'
        '<w:comment w:id="4" w:author="李秘书"></w:comment>'
    )
    marked = (
        '<w:commentRangeStart w:id="3"/>',
        "12条",
        '<w:commentRangeEnd w:id="3"/>',
        "背街小巷逐条排查。（柳荫街道）",
    )
    body = "".join(
        paragraph(each) for each in ("清溪区工作快报", "第12期", "【要闻】", "柳荫街道整治小巷")
    ) + paragraph("近日，街道对", *marked)
    found = readers.read(document(body, comments=comments), "来稿.docx")
    _text, notes = make_draft(found, "来稿.docx")
    (note, other) = sorted(notes, key=lambda each: each.place or 0, reverse=True)
    assert note.message == (
        "comment by 张主任 (2026-03-05): 请核实 [on “12条”, in “要闻 / 柳荫街道整治小巷”]"
    )
    assert (note.place, note.first, note.last) == (5, 7, 9)
    assert other.message == "comment by 李秘书: "
