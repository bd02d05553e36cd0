"""What others sent in comes into its section of the draft, once, and nothing else changes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image

from bulletinc.errors import BulletinError
from bulletinc.revision.adding import AddRequest, add
from bulletinc.revision.carrying import Carried
from tests.support.program import Run

DRAFT = """清溪区工作快报

第12期

清溪区创建办
2026年3月5日

【生活环境建设】

柳荫街道整治小巷　近日，街道对12条背街小巷逐条排查。（Ⅲ-58 城市精细化管理）（柳荫街道）

【简讯】

白河镇清理河道　8日，白河镇组织志愿者清理河道，清运垃圾两车。（白河镇）

编辑：王某某
"""
HEADLINE = "石桥镇修好村口小路"
TEXT = "9日，石桥镇组织施工队修补村口小路3处，铺设碎石60立方米，方便群众出行。"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def letter(*lines: str, picture: bytes = b"", table: tuple[str, ...] = ()) -> bytes:
    package = docx.Document()
    for line in lines:
        package.add_paragraph(line)
    if picture:
        package.add_paragraph().add_run().add_picture(BytesIO(picture))
    if table:
        made = package.add_table(len(table), len(table[0].split()))
        for row, line in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, line.split(), strict=True):
                cell.text = text
    out = BytesIO()
    package.save(out)
    return out.getvalue()


def added(
    *arrived: bytes,
    section: str | None = "生活环境建设",
    draft: str = DRAFT,
    folder: Path = Path(),
    again: bool = False,
) -> Carried:
    names = (f"来稿{number}.docx" for number in range(1, len(arrived) + 1))
    path = folder.absolute() / "期.txt"
    pairs = tuple(zip(names, arrived, strict=True))
    return add(AddRequest(draft.encode(), path, "期.txt", pairs, section, None, again))


def test_an_item_is_typed_as_the_others_are_and_the_rest_stays() -> None:
    draft = DRAFT.replace("\n", "\r\n").replace("【简讯】", "【简讯】 ")
    outcome = added(letter(HEADLINE, TEXT, "（石桥镇）"), draft=draft)
    below = "\r\n\r\n【简讯】 "
    item = f"\r\n\r\n{HEADLINE}　{TEXT}\r\n\r\n（石桥镇）"
    assert outcome.draft.decode() == draft.replace(below, item + below)
    assert outcome.notes == ()


def test_several_files_with_tables_and_pictures_come_in_their_order() -> None:
    picture = BytesIO()
    Image.new("RGB", (60, 40), "red").save(picture, "PNG")
    outcome = added(
        letter(HEADLINE, TEXT + "（石桥镇）", picture=picture.getvalue()),
        letter("枫林镇公布整改进度", "10日，枫林镇公布整改进度，接受群众监督。（枫林镇）",
               table=("村名 处数", "东村 12", "西村 8")),
        section="简讯",
    )  # fmt: skip
    text = outcome.draft.decode()
    assert (
        text.index("【简讯】")
        < text.index(HEADLINE)
        < text.index("枫林镇公布")
        < text.index("编辑：")
    )
    ((name, data),) = outcome.pictures
    assert (data, f"【插图：{name}】" in text) == (picture.getvalue(), True)
    assert "| 东村 | 12   |" in text
    assert text.startswith(DRAFT.partition("编辑：")[0].rstrip())


@pytest.mark.parametrize(("lines", "source"), [
    ((HEADLINE, TEXT, "石桥镇人民政府", "2026年3月9日"), "（石桥镇人民政府）"),
    ((HEADLINE, TEXT), "（石桥镇）"),
    ((HEADLINE, "来源：石桥镇政府", TEXT), "（石桥镇政府）"),
])  # fmt: skip
def test_the_unit_is_who_signed_or_who_is_named_in_the_settings(
    tmp_path: Path, lines: tuple[str, ...], source: str
) -> None:
    if len(lines) == 2:
        settings = '[sources]\nunits = ["白河镇", "石桥镇"]\n'
        (tmp_path / "bulletin.toml").write_text(settings, encoding="utf-8")
    text = added(letter(*lines), folder=tmp_path).draft.decode()
    assert f"{HEADLINE}　{TEXT}{source}" in text
    assert "2026年3月9日" not in text


def test_without_a_section_the_indicator_decides() -> None:
    text = TEXT + "（Ⅲ-58 城市精细化管理）（石桥镇）"
    outcome = added(letter(HEADLINE, text), section=None).draft.decode()
    assert outcome.index(HEADLINE) < outcome.index("【简讯】")
    with pytest.raises(BulletinError) as error:
        added(letter(HEADLINE, TEXT + "（石桥镇）"), section=None)
    assert "生活环境建设, 简讯" in (error.value.remedy or "")


def test_a_section_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(BulletinError, match="no section “生活环境建没”") as error:
        added(letter(HEADLINE, TEXT), section="【生活环境建没】")
    assert "生活环境建设" in (error.value.remedy or "")


@pytest.mark.parametrize("lines", [
    ("白河镇清理河道", "8日，白河镇清理了河道，效果明显，群众满意。（白河镇）"),
    ("白河镇志愿者清理河道", "8日，白河镇组织志愿者清理河道，清运垃圾两车。（白河镇）"),
])  # fmt: skip
def test_a_doubled_item_is_told_and_added_only_when_asked(lines: tuple[str, ...]) -> None:
    outcome = added(letter(*lines))
    assert outcome.draft.decode() == DRAFT
    assert "in the draft already, line 14" in outcome.notes[-1]
    assert lines[1] in added(letter(*lines), again=True).draft.decode()


def test_a_brief_with_a_label_is_added_as_it_is() -> None:
    brief = "【志愿服务】　3日，石桥镇组织志愿者走进社区，开展旧物交换活动。（石桥镇）"
    text = added(
        letter("清溪区工作快报", "第3期", "【简讯】", brief), section="简讯"
    ).draft.decode()
    assert f"（白河镇）\n\n{brief}\n\n编辑" in text


def test_what_belongs_to_no_item_is_told() -> None:
    outcome = added(letter(HEADLINE, TEXT, "石桥镇人民政府", "2026年3月9日"))
    assert any("left out: 2026年3月9日" in each for each in outcome.notes)


def test_the_command_shows_first_then_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "期.txt"
    path.write_text(DRAFT, encoding="gb18030")
    (tmp_path / "来稿.docx").write_bytes(letter(HEADLINE, TEXT + "（石桥镇）"))
    said = run("add", "来稿.docx", "--to", "期.txt", "--section", "简讯", "--diff")
    assert said.status == 1
    assert f"{{+{HEADLINE}" in said.out
    assert path.read_text(encoding="gb18030") == DRAFT
    said = run("add", "来稿.docx", "--to", "期.txt", "--section", "简讯")
    assert (said.status, said.out, said.err) == (0, "期.txt\n", "1 change.\n")
    assert HEADLINE in path.read_text(encoding="gb18030")
    again = run("add", "来稿.docx", "--to", "期.txt", "--section", "简讯")
    assert "in the draft already" in again.err


@pytest.mark.parametrize("arguments", [
    (), ("来稿.docx",), ("--to", "期.txt"), ("无.docx", "--to", "期.txt"),
    ("来稿.docx", "--to", "无.txt"),
])  # fmt: skip
def test_what_does_not_fit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "期.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "来稿.docx").write_bytes(letter(HEADLINE, TEXT))
    said = run("add", *arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err
