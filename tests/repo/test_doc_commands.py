"""Every command that a page shows runs, in an office with the files that the pages speak of.

A ``console`` block shows what the terminal says, too; a line of nothing but … stands for any lines.
A command with a word in place of a file (`bulletinc build FILE…`) is only held to its options.
"""

from __future__ import annotations

import re
import shlex
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import docx
import pytest

from bulletinc.cli.group import group
from tests.support.places import ROOT
from tests.support.program import Run

PAGES = sorted(
    page
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    if page.name not in {"ARCHITECTURE.md", "recipes.md"}  # test_recipes.py runs these
)

# What a page shows and this test does not run, by its beginning; and why.
NOT_RUN = {
    "bulletinc serve": "stays until Ctrl-C: tests/server",
    "bulletinc watch": "stays until Ctrl-C: tests/batch",
    "make ": "makes an environment, or takes minutes: .ci/run",
    ".venv/bin/bulletinc build examples": "takes minutes: .ci/run builds the examples",
    "for page in": "goes on with the pages of all examples",
    "    pdftoppm": "belongs to the line above",
    "done": "belongs to the lines above",
    "git ": "needs a repository with a server: tests/repo/test_integrations.py runs it",
    "pip install": "needs the network",
    "pipx install": "needs the network",
    "uv tool": "needs the network",
    "dask ": "stays until Ctrl-C: tests/batch",
    'eval "$(_BULLETINC_COMPLETE': "is for an interactive shell: tests/cli",
    "python3.11 ~/.local": "removes an installation",
    "py -3.11": "is for Windows",
}
_FAR = "--scheduler"  # needs a cluster: tests/batch

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<label>console|sh|bat)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_INLINE = re.compile(r"`(bulletinc [^`\n]+)`")
_SHOWN = re.compile(r"^\$ (?P<command>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
# In a sentence a command without a file is a name, and a word in capitals stands for a file.
_NAME = re.compile(r"bulletinc [\w-]+(?: --to \w+)?")
_WORD = re.compile(r"[A-Z]+(?:\.\w+)?|.*…|文件夹?|文件\.\w+|文稿|代码|词语|[新旧]版")


@dataclass(frozen=True)
class Shown:
    """A command as a page shows it, and the lines that it prints there."""

    command: str
    output: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """The words behind the program's name, without a comment and what a shell does."""
        words = shlex.split(self.command, comments=True)
        return words[1 : words.index("2>") if "2>" in words else None]

    @property
    def runs(self) -> bool:
        """Whether it names files, and none on other machines."""
        if self.command.startswith(tuple(NOT_RUN)) or _NAME.fullmatch(self.command):
            return False
        return _FAR not in self.words and not any(map(_WORD.fullmatch, self.words))


def shown_on(page: Path) -> Iterator[Shown]:
    """The commands of a page, those in its blocks first."""
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        if block["label"] == "console":
            for each in _SHOWN.finditer(block["text"]):
                yield Shown(each["command"], tuple(each["output"].splitlines()))
        else:
            lines = re.split(r"\n| && ", block["text"].removesuffix("\n"))
            yield from (Shown(line.removeprefix(block["indent"])) for line in lines if line)
    yield from map(Shown, _INLINE.findall(text))


SHOWN = {page: list(shown_on(page)) for page in PAGES}


def draft(name: str, number: int, day: int) -> str:
    """An issue that the pages speak of."""
    return (
        f"{name}\n\n第{number}期\n\n清溪区创建办　2026年3月{day}日\n\n【检查督导】\n\n"
        "柳荫街道整治小巷　一是摸清底数。二是共享车位。（柳荫街道）\n\n"
        "石桥镇整治集市　4日，石桥镇规范摊位。（石桥镇）\n\n"
        "【生活环境建设】\n\n枫林镇清理河道　3日，志愿者清理河道。（枫林镇）\n\n"
        "东浦镇修剪绿篱　4日，东浦镇修剪绿篱。（东浦镇）\n\n"
        "南湖镇粉刷院墙　4日，南湖镇粉刷院墙。（南湖镇）\n\n"
        "白河镇以“小积分”撬动村庄“大环境”　14个行政村分别召开村民代表会议，把门前整洁、垃圾分类、"
        "柴草归置等12项内容写进积分细则。（白河镇）\n"
    )


def sent_in(path: Path) -> None:
    """A Word file from another office: a header, and a half-width comma in its ninth paragraph."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "清溪区政府办公室"
    for line in ("白河镇清理河道", *("近日，志愿者清理河道。" for _ in range(7))):
        document.add_paragraph(line)
    document.add_paragraph("白河镇组织志愿者，沿河清理垃圾杂草三十余处,河道面貌一新。（白河镇）")
    document.save(str(path))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "bulletin.toml").write_text('engine = "typst"\n', encoding="utf-8")
    for name in ("issues/2026/012.txt", "各期/2026/012.txt", "2026/12.txt", "2026-03.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = draft("清溪区工作快报", 12, 5)
        (folder / name).write_text(text, encoding="utf-8")
    (checked,) = re.findall(
        r"```bulletin\n(.*?)```", (ROOT / "docs/check.md").read_text(encoding="utf-8"), re.DOTALL
    )
    (folder / "12.txt").write_text(checked, encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (typed,) = re.findall(r"`first\.txt`.*?```\n(.*?)```", readme, re.DOTALL)
    (folder / "first.txt").write_text(textwrap.dedent(typed), encoding="utf-8")
    shutil.copy(ROOT / "examples/kuaibao.txt", folder / "wrong.txt")
    for name in ("来稿.docx", "来稿1.docx", "来稿2.docx", "folder/来稿.docx", "文件夹/来稿.docx"):
        (folder / name).parent.mkdir(exist_ok=True)
        sent_in(folder / name)
    (folder / "our-theme").mkdir()
    (folder / "our-theme/layout.toml").touch()
    return folder


def to_run(page: Path) -> list[Shown]:
    """What is to be run of a page: of a Chinese one what the English one does not show so."""
    english = page.with_name(page.name.replace(".zh-CN", ""))
    done = {each.command for each in SHOWN[english] if each.runs} if english != page else set()
    shown = [each for each in SHOWN[page] if each.runs]
    return (
        shown if any(each.output for each in shown) else [s for s in shown if s.command not in done]
    )


def edit_in_word(path: Path) -> None:
    """What the chief did to the Word document of a draft."""
    document = docx.Document(str(path))
    for each in document.paragraphs:
        for run in each.runs:
            run.text = run.text.replace("清理河道。", "清理东浦河道。")
    document.save(str(path.with_name(f"{path.stem}-chief.docx")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_runs_and_prints_what_it_shows(
    page: Path, office: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(office, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("BULLETINC_LANG", "zh" if ".zh-CN" in page.name else "en")
    for each in to_run(page):
        said = run(*each.words, stdin="清溪区工作快报\n".encode())
        assert said.status in {0, 1}, f"{each.command}\n{said.err}"
        printed = f"{said.err}{said.out}".splitlines()
        assert [line for line in each.output if line not in {*printed, "…", ""}] == []
        if each.words[:2] == ["build", "2026-03.txt"]:
            edit_in_word(tmp_path / "2026-03.docx")


def test_every_command_has_the_options_that_the_pages_give_it() -> None:
    context = click.Context(group)
    every = {name: group.get_command(context, name) for name in group.list_commands(context)}
    for page, commands in SHOWN.items():
        for each in commands:
            words = each.words if each.command.startswith("bulletinc ") else []
            names = [word for word in words if not word.startswith("-") and word != "…"]
            found = [group, *(every[name] for name in names[:1])]
            known = {name for one in found if one for option in one.params for name in option.opts}
            given = {word.partition("=")[0] for word in words if word.startswith("--")}
            assert given <= known | {"--help"}, f"{page.name}: {each.command}"


def test_both_languages_show_the_same_commands() -> None:
    for page in (each for each in PAGES if each.with_suffix(".zh-CN.md").exists()):
        english, chinese = (
            [[word for word in shown.words if word.startswith("-")] for shown in SHOWN[each]]
            for each in (page, page.with_suffix(".zh-CN.md"))
        )
        assert english == chinese, page.name


def test_what_is_not_run_is_shown_somewhere() -> None:
    commands = [each.command for shown in SHOWN.values() for each in shown]
    assert [each for each in NOT_RUN if not any(line.startswith(each) for line in commands)] == []
    others = [each for each in commands if not each.startswith(("bulletinc ", *NOT_RUN))]
    assert others == []
