"""What the chief changed is named: the items, the lines, the very words, and nothing else."""

from __future__ import annotations

import json
import random
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bulletinc import compiler
from bulletinc.options import BuildOptions
from bulletinc.revision import Change, Piece, compare, version_of, word_changes
from bulletinc.revision.forms import form_names, load_form
from bulletinc.text.source import Source
from tests.support.places import ROOT
from tests.support.program import Run

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
DRAFT = """清溪区工作快报

第12期

清溪区创建办
2026年3月5日

【要闻】

全区召开动员会　3月2日，全区召开动员会。（区创建办）

柳荫街道整治小巷　近日，街道对12条背街小巷逐条排查。（柳荫街道）

【简讯】

白河镇清理河道　8日，白河镇组织志愿者清理河道。（白河镇）
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def changes(old: str, new: str) -> tuple[Change, ...]:
    return compare(version_of(old.encode(), "旧.txt"), version_of(new.encode(), "新.txt"))


def told(old: str, new: str) -> list[tuple[str, str]]:
    """The kind of each change, and its words as a terminal shows them."""
    return [
        (change.kind, "".join(_marked(piece) for piece in change.pieces))
        for change in changes(old, new)
    ]


def _marked(piece: Piece) -> str:
    marks = {"kept": ("", ""), "removed": ("[", "]"), "added": ("{", "}")}
    before, after = marks[piece.kind]
    return f"{before}{piece.text}{after}"


@pytest.mark.parametrize(("old", "new", "marked"), [
    ("排查12条小巷。", "排查13条小巷。", "排查[12]{13}条小巷。"),
    ("近日，街道排查。", "近日，柳荫街道排查。", "近日，{柳荫}街道排查。"),
    ("得分96.5分。", "得分96.50分。", "得分[96.5]{96.50}分。"),
    ("一是摸底。", "**一是摸底。**", "{**}一是摸底。{**}"),
    ("甲乙丙", "", "[甲乙丙]"),
    ("", "甲", "{甲}"),
    ("甲", "甲", "甲"),
])  # fmt: skip
def test_the_very_words_are_found(old: str, new: str, marked: str) -> None:
    assert "".join(_marked(piece) for piece in word_changes(old, new)) == marked


def test_each_sort_of_change_is_named_once() -> None:
    assert told(DRAFT, DRAFT.replace("12条", "13条")) == [
        ("changed", "柳荫街道整治小巷　近日，街道对[12]{13}条背街小巷逐条排查。（柳荫街道）")
    ]
    moved = DRAFT.splitlines(keepends=True)
    moved.insert(9, moved.pop(15))
    moved.insert(10, "\n")
    (change,) = changes(DRAFT, "".join(moved))
    assert (change.kind, change.context) == ("moved", "要闻 / 白河镇清理河道")
    added = DRAFT + "\n石桥镇开展宣传　9日，石桥镇开展宣传。（石桥镇）\n"
    assert [kind for kind, _words in told(DRAFT, added)] == ["added"]
    assert [kind for kind, _words in told(added, DRAFT)] == ["removed"]


def test_layout_and_typing_are_no_change() -> None:
    typed = DRAFT.replace("清溪区创建办\n", "清溪区创建办　　").replace("\n\n", "\n\n\n")
    assert told(DRAFT, typed.replace("3月2日", "3月2日 ")) == []
    assert told(DRAFT, DRAFT.replace("\n", "\r\n")) == []


@pytest.mark.parametrize("seed", range(60))
def test_of_random_edits_each_is_named_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(EXAMPLES)
    old = version_of(path.read_bytes(), "旧.txt")
    lines = [unit.text for unit in old.units]
    long = [at for at, line in enumerate(lines) if len(line) > 40]
    at, other = chance.sample(long, 2)
    edit = chance.choice(["word", "delete", "insert", "move"])
    new = list(lines)
    if edit == "word":
        new[at] = f"{lines[at][:20]}改动{lines[at][22:]}"
    elif edit == "delete":
        del new[at]
    elif edit == "insert":
        new.insert(at, "新增的一段文字，说明情况，供各单位参考。")
    else:
        line = new.pop(at)
        new.insert(other, line)
    after = version_of("\n\n".join(new).encode(), "新.txt")
    wanted = {"word": "changed", "delete": "removed", "insert": "added", "move": "moved"}[edit]
    found = compare(old, after)
    if [unit.text for unit in after.units] == [unit.text for unit in old.units]:
        assert found == ()
    else:
        assert [change.kind for change in found] == [wanted]


@pytest.mark.parametrize("seed", range(30))
def test_kept_and_removed_words_are_the_old_line_and_kept_and_added_the_new(seed: int) -> None:
    chance = random.Random(seed)
    old = "".join(chance.choices("甲乙丙丁12，。", k=chance.randint(0, 60)))
    new = "".join(chance.choices("甲乙丙丁12，。", k=chance.randint(0, 60)))
    pieces = word_changes(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


def word_file(path: Path) -> bytes:
    made = compiler.build(Source(path.read_text(encoding="utf-8")), BuildOptions(("docx",)))
    return made.outputs["docx"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_edit_in_our_own_word_file_is_named_and_nothing_else(path: Path) -> None:
    old = version_of(path.read_bytes(), path.name)
    data = word_file(path)
    assert compare(old, version_of(data, "期.docx")) == ()
    document = docx.Document(BytesIO(data))
    runs = [run for each in document.paragraphs for run in each.runs if len(run.text) > 30]
    runs[0].text = f"{runs[0].text[:10]}改动{runs[0].text[12:]}"
    out = BytesIO()
    document.save(out)
    (change,) = compare(old, version_of(out.getvalue(), "期.docx"))
    assert change.kind == "changed"
    assert "改动" in "".join(piece.text for piece in change.pieces if piece.kind == "added")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "旧.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "新.txt").write_text(DRAFT.replace("12条", "13条"), encoding="utf-8")
    return tmp_path


def test_the_command_shows_the_changes_and_ends_with_one(files: Path, run: Run) -> None:
    said = run("diff", "旧.txt", "新.txt")
    assert (said.status, said.err) == (1, "")
    assert said.out.splitlines() == [
        "旧.txt → 新.txt",
        "",
        "要闻 / 柳荫街道整治小巷",
        "  changed, line 12",
        "    柳荫街道整治小巷　近日，街道对[-12-]{+13+}条背街小巷逐条排查。（柳荫街道）",
        "",
        "1 change.",
    ]
    assert run("diff", "旧.txt", "旧.txt") == (
        0,
        "旧.txt → 旧.txt\n\nThe two versions say the same.\n",
        "",
    )
    assert sorted(each.name for each in files.iterdir()) == ["新.txt", "旧.txt"]


def test_json_and_a_page_have_all_words(files: Path, run: Run) -> None:
    whole = json.loads(run("diff", "旧.txt", "新.txt", "--format", "json").out)
    assert whole["version"] == 1
    (change,) = whole["changes"]
    assert (change["kind"], change["old_line"], change["new_line"]) == ("changed", 12, 12)
    assert {"kind": "removed", "text": "12"} in change["pieces"]
    assert run("diff", "旧.txt", "新.txt", "--format", "html", "-o", "改动.html").status == 1
    page = (files / "改动.html").read_text(encoding="utf-8")
    assert "<del>12</del><ins>13</ins>" in page
    assert "<script" not in page
    assert "http" not in page


def test_an_output_is_never_written_over_another_file(files: Path, run: Run) -> None:
    said = run("diff", "旧.txt", "新.txt", "-o", "旧.txt")
    assert said.status == 2
    assert (files / "旧.txt").read_text(encoding="utf-8") == DRAFT


@pytest.mark.parametrize("arguments", [(), ("旧.txt",), ("旧.txt", "无.txt"), ("旧.txt", ".")])
@pytest.mark.usefixtures("files")
def test_what_cannot_be_compared_is_told(run: Run, arguments: tuple[str, ...]) -> None:
    said = run("diff", *arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err


@pytest.mark.parametrize("name", form_names())
def test_a_form_keeps_to_the_contract_and_shows_nothing_raw(name: str) -> None:
    hostile = "\x1b[2J<script>alert(1)</script>\u202e"
    change = Change("changed", hostile, (Piece("kept", hostile), Piece("added", hostile)), 1, 1)
    shown = load_form(name).render(hostile, hostile, [change], color=False)
    if name == "html":
        assert "<script" not in shown
    else:
        assert "\x1b" not in shown


@pytest.fixture
def commented(tmp_path: Path) -> bytes:
    """Our Word file of a draft with web remains and a contents page, changed and commented on."""
    draft = DRAFT.replace("【要闻】\n", "【要闻】\n\n展开全文\n")
    (tmp_path / "旧.txt").write_text(draft, encoding="utf-8")
    document = docx.Document(BytesIO(word_file(tmp_path / "旧.txt")))
    (run,) = [run for each in document.paragraphs for run in each.runs if "12条" in run.text]
    run.text = run.text.replace("12条", "13条")
    (other,) = [run for each in document.paragraphs for run in each.runs if "8日" in run.text]
    document.add_comment(run, text="数字请核", author="张主任")
    document.add_comment(other, text="太短", author="张主任")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_what_word_leaves_out_is_no_change_and_comments_stand_at_their_items(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, commented: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "新.docx").write_bytes(commented)
    said = run("diff", "旧.txt", "新.docx").out.splitlines()
    assert [line for line in said if line.startswith("  ") and "line" in line] == [
        "  changed, line 14 of the old version"
    ]
    assert said.index("要闻 / 柳荫街道整治小巷") < said.index("简讯 / 白河镇清理河道")
    assert [line.partition("): ")[2] for line in said if "comment by 张主任" in line] == [
        line for line in (each.partition("): ")[2] for each in said) if line
    ]
    assert "太短 [on" in said[said.index("简讯 / 白河镇清理河道") + 1]
    whole = json.loads(run("diff", "旧.txt", "新.docx", "--format", "json").out)
    assert [each["text"] for each in whole["comments"]] == ["数字请核", "太短"]
    page = run("diff", "旧.txt", "新.docx", "--format", "html").out
    assert '<li class="comment">2 comments</li>' in page
    back = run("diff", "新.docx", "旧.txt").out
    assert "  changed, line 14\n" in back
    assert "{+12+}" in back
    assert "展开" not in back


def test_a_file_that_cannot_be_read_is_told(files: Path, run: Run) -> None:
    (files / "坏.docx").write_bytes(b"PK\x03\x04nothing")
    said = run("diff", "旧.txt", "坏.docx")
    assert (said.status, said.out) == (2, "")
    assert "坏.docx" in said.err
