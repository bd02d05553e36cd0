"""The program as its users meet it: what it prints, where it writes, and what it says when
something is wrong.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest

from bulletinc import __version__
from bulletinc.cli import commands, streams
from bulletinc.syntax import Document
from tests.support.program import Run, program

ISSUE = (
    "清溪区创建全国文明城市　工作快报\n\n第12期（总第86期）\n\n【简讯】\n\n"
    "【文明实践】　白河镇：近日，志愿者清理河道。\n"
)
NOT_TEXT = b"%PDF-1.7\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, a Chinese user, and nothing of this machine's language."""
    for variable in (
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "LANGUAGE",
        "BULLETINC_LANG",
        "BULLETINC_DEBUG",
    ):
        monkeypatch.setenv(variable, "")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "一.txt").write_text(ISSUE, encoding="utf-8")
    return tmp_path


def width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


# build: what it makes


def test_build_makes_html_and_pdf_beside_the_text_and_names_them(run: Run, place: Path) -> None:
    assert run("build", "一.txt") == (
        0,
        "一.html\n一.pdf\n",
        "稿子里有2处问题，看详情请执行：bulletinc check 一.txt\n",
    )
    assert (place / "一.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert (place / "一.pdf").read_bytes().startswith(b"%PDF-")


def test_build_puts_a_folder_into_a_folder(run: Run, place: Path) -> None:
    (place / "来稿/旧 稿").mkdir(parents=True)
    for name in ("来稿/b.txt", "来稿/旧 稿/a.txt"):
        (place / name).write_text(ISSUE, encoding="utf-8")
    said = run("build", "来稿", "-o", "成品", "--to", "html")
    assert (said.status, sorted(said.out.splitlines())) == (0, ["成品/b.html", "成品/旧 稿/a.html"])
    assert re.fullmatch(
        r"完成2份，未变0份，失败0份，问题4处，用时\d+\.\d秒。\n"
        r"稿子里有4处问题，看详情请执行：bulletinc check 来稿\n",
        said.err,
    )


def test_build_makes_only_what_has_changed(run: Run, place: Path) -> None:
    (place / "二.txt").write_text(ISSUE, encoding="utf-8")
    (place / "三.txt").write_text(f"{ISSUE}\n打印本页\n", encoding="utf-8")
    run("build", ".", "--to", "html")
    (place / "二.txt").write_text(f"{ISSUE}\n新的一行。\n", encoding="utf-8")
    said = run("build", ".", "--to", "html")
    assert (said.status, said.out) == (0, "二.html\n")
    assert said.err.startswith("三.txt：网页残留的文字")
    assert "完成1份，未变2份，失败0份，问题7处" in said.err
    assert sorted(run("build", ".", "--to", "html", "--force").out.splitlines()) == [
        "一.html",
        "三.html",
        "二.html",
    ]


def test_build_reads_standard_input(run: Run, place: Path) -> None:
    assert (
        run("build", "-", "--to", "html", "-o", "out", stdin=ISSUE.encode("gb18030")).out
        == "out/bulletin.html\n"
    )
    assert "白河镇" in (place / "out/bulletin.html").read_text(encoding="utf-8")


def test_build_takes_the_kind_that_it_is_told(run: Run, place: Path) -> None:
    run("build", "一.txt", "--to", "json", "--kind", "简报")
    assert json.loads((place / "一.json").read_bytes())["kind"] == "jianbao"


def test_build_shows_a_person_who_waits_how_far_it_is(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        (place / f"{number}.txt").touch()
    monkeypatch.setattr(streams, "is_interactive", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    watched = run("build", ".", "--to", "json")
    assert "5/5" in watched.err
    assert re.search("完成.*未变.*失败.*问题.*用时", watched.err)
    assert sorted(watched.out.splitlines()) == ["0.json", "1.json", "2.json", "3.json", "一.json"]
    assert "/3" not in run("build", "0.txt", "1.txt", "2.txt", "--to", "json").err
    monkeypatch.setattr(streams, "is_interactive", lambda: False)
    assert "/5" not in run("build", ".", "--to", "json", "--force").err


def test_text_left_behind_by_a_web_page_is_told(run: Run, place: Path) -> None:
    (place / "页.txt").write_text(f"{ISSUE}\n打印本页\n", encoding="utf-8")
    said = run("build", "页.txt", "--to", "html")
    assert said.status == 0
    assert said.err == (
        "页.txt：网页残留的文字没有排进版面，所在的行：9（打印本页）\n"
        "稿子里有3处问题，看详情请执行：bulletinc check 页.txt\n"
    )


def test_a_mistake_that_stops_every_draft_is_told_once(run: Run, place: Path) -> None:
    (place / "二.txt").write_text(ISSUE, encoding="utf-8")
    (place / "bulletin.toml").write_text("nothing = 1\n")
    said = run("build", ".", "--to", "json")
    assert (said.status, said.err.count("nothing")) == (2, 1)
    assert "失败2份" in said.err


def test_build_points_to_check_and_says_what_it_could_not_look_at(run: Run, place: Path) -> None:
    for name in ("我的 稿", "二", "三", "四"):
        (place / f"{name}.txt").write_text(ISSUE, encoding="utf-8")
    assert run("build", "我的 稿.txt", "--to", "json").err.endswith(
        '：bulletinc check "我的 稿.txt"\n'
    )
    assert run("build", "一.txt", "二.txt", "三.txt", "四.txt", "--to", "json").err.endswith(
        "：bulletinc check 一.txt 二.txt 三.txt …\n"
    )
    (place / "bulletin.toml").write_text('[check]\nselect = ["W999"]\n')
    assert run("build", "一.txt", "--to", "json") == (
        0,
        "一.json\n",
        "有1份文稿没能检查，看原因请执行：bulletinc check 一.txt\n",
    )


# build: what goes wrong


def test_one_bad_file_does_not_stop_the_others(run: Run, place: Path) -> None:
    (place / "二.txt").write_bytes(NOT_TEXT)
    said = run("build", "无.txt", "二.txt", "一.txt", "--to", "html")
    assert said.status == 2
    assert said.out == "一.html\n"
    assert said.err.splitlines()[0] == "错误：无.txt：找不到这个文件。"
    assert "错误：二.txt：这不是纯文本，而是 PDF" in said.err
    assert "\n完成1份，未变0份，失败2份，" in said.err
    assert (
        "\n0 built, 1 unchanged, 2 failed, "
        in run("--lang", "en", "build", "无.txt", "二.txt", "一.txt", "--to", "html").err
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["无.txt"], "无.txt：找不到这个文件。\n请核对文件名"),
        ([""], '""：找不到这个文件。\n请核对文件名'),
        (["无*.txt"], "无*.txt：没有符合这个通配写法的文件。"),
        (["空"], "空：这个文件夹里没有文稿。\n文件夹里只找扩展名为 .txt 的文件"),
        (["一.txt/二.txt"], "一.txt/二.txt：找不到这个文件。"),
        (["坏.txt"], "坏.txt：编码既不是 UTF-8 也不是 GB18030，第1行、字节偏移0处无法识别：81"),
        (["一.txt", "--to", "papyrus"], "没有“papyrus”这种输出格式。\n可用的有："),
        (["一.txt", "--to", ""], "没有“”这种输出格式。"),
        (["一.txt", "--kind", "周刊"], "没有“周刊”这种文种。\n可用的文种有："),
        (["一.txt", "-o", "坏.txt"], "坏.txt：这是文件，不是文件夹。"),
        (
            ["一.txt", "-o", "坏.txt/out"],
            "坏.txt/out：无法写入这个文件夹（本该是文件夹的位置上有个同名文件）。",
        ),
        (["一.txt", "一.md"], "一.txt 和 一.md 的成品都会写到 一.html。\n请给其中一个改名"),
        ([], "没有指定文件"),
        (["一.txt", "--tp", "html"], "没有“--tp”这个选项。\n是不是想写“--to”？"),
    ],
)
def test_a_mistake_is_one_clear_message_with_a_remedy(
    run: Run, place: Path, arguments: list[str], says: str
) -> None:
    (place / "空").mkdir()
    (place / "一.md").touch()
    (place / "坏.txt").write_bytes(b"\x81\xff" * 9)
    before = files(place)
    arguments = arguments if "--to" in arguments else [*arguments, "--to", "html"]
    said = run("build", *arguments)
    assert said.status == 2
    assert said.out == ""
    assert len(re.findall("错误：", said.err)) == 1
    assert f"错误：{says}" in said.err
    assert "Traceback" not in said.err
    assert files(place) == before


def test_what_is_wrong_for_all_files_is_said_once(run: Run, place: Path) -> None:
    (place / "二.txt").touch()
    for wrong in (["--kind", "周刊"], ["--to", "papyrus"], ["-o", "一.txt"]):
        said = run("build", "一.txt", "二.txt", *wrong)
        assert said.status == 2
        assert said.err.startswith("错误：")
        assert len(said.err.splitlines()) == 2


def without(place: Path, *libraries: str) -> dict[str, Any]:
    """The environment of a machine on which these libraries cannot be loaded."""
    (place / "lib").mkdir(exist_ok=True)
    for library in libraries:
        (place / f"lib/{library}.py").write_text("raise OSError('cannot load libpango-1.0-0')\n")
    path = os.pathsep.join([str(place / "lib"), *sys.path])
    return {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def test_where_no_engine_works_the_message_says_what_to_install(place: Path) -> None:
    lacking = without(place, "weasyprint", "typst")
    said = program("build", "一.txt", **lacking)
    assert said.status == 2
    assert "没有生成 pdf。这里没有能用的排版引擎。" in said.err
    assert "libpango" in said.err.splitlines()[1]
    assert "bulletinc[typst]" in said.err.splitlines()[1]
    assert len(said.err.splitlines()) == 2
    assert set(files(place)) >= {"一.html", "一.txt"}
    assert program("build", "一.txt", "--to", "html", **lacking).status == 0


def test_without_pango_the_other_engine_sets_the_page_and_that_is_said_once(place: Path) -> None:
    (place / "二.txt").write_bytes((place / "一.txt").read_bytes())
    said = program("build", "一.txt", "二.txt", "--to", "pdf", **without(place, "weasyprint"))
    assert said.status == 0
    assert said.err.count("PDF 由 Typst 排版。") == 1
    assert set(files(place)) >= {"一.pdf", "二.pdf"}


def test_without_pango_fonts_and_extract_work_as_well(place: Path) -> None:
    lacking = without(place, "weasyprint")
    assert program("build", "一.txt", "--to", "pdf", **lacking).status == 0
    listed = program("fonts", "一.txt", "--shipped-fonts", **lacking)
    assert (listed.status, listed.err) == (0, "")
    assert "仿宋　Bulletinc FangSong" in listed.out
    assert "正文：仿宋" in listed.out
    draft = (place / "一.txt").read_bytes()
    (place / "一.txt").unlink()
    assert program("extract", "一.pdf", **lacking).status == 0
    assert (place / "一.txt").read_bytes() == draft


def test_an_engine_that_was_asked_for_is_not_replaced(place: Path) -> None:
    asked = ("build", "一.txt", "--to", "pdf", "--engine", "weasyprint")
    said = program(*asked, **without(place, "weasyprint"))
    assert said.status == 2
    assert "要用到 Pango 库" in said.err


@pytest.mark.usefixtures("place")
def test_an_engine_that_does_not_exist_is_told_with_the_nearest() -> None:
    said = program("build", "一.txt", "--to", "pdf", "--engine", "typest")
    assert said.status == 2
    assert "没有名为“typest”的排版引擎。" in said.err
    assert "typst" in said.err


def test_our_own_faults_are_called_so_and_do_not_stop_the_others(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "lib").mkdir()
    (place / "lib/weasyprint.py").write_text("raise ZeroDivisionError('one\\ntwo')\n")
    path = os.pathsep.join([str(place / "lib"), *sys.path])
    (place / "二.txt").touch()
    said = program(
        "build", "一.txt", "二.txt", "--to", "pdf", PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1"
    )
    assert said.status == 2
    assert len(said.err.splitlines()) == 3
    assert said.err.startswith(
        "错误：bulletinc 程序本身出错了（ZeroDivisionError: one two, weasyprint.py:1"
    )
    assert "完成0份，未变0份，失败2份" in said.err
    said = program(
        "build",
        "一.txt",
        "--to",
        "pdf",
        PYTHONPATH=path,
        PYTHONDONTWRITEBYTECODE="1",
        BULLETINC_DEBUG="1",
    )
    assert "Traceback (most recent call last)" in said.err

    def parse(*_arguments: object) -> Document:
        raise ZeroDivisionError("one\ntwo")

    monkeypatch.setattr("bulletinc.cli.commands.ast.parse", parse)
    said = run("ast", "一.txt")
    assert said.err.startswith(
        "错误：bulletinc 程序本身出错了（ZeroDivisionError: one two, test_cli.py:"
    )
    assert said.err.count("\n") == 1
    monkeypatch.setenv("BULLETINC_DEBUG", "1")
    assert "Traceback (most recent call last)" in run("ast", "一.txt").err


# ast and kinds


def test_ast_prints_the_tree_as_utf_8_whatever_the_terminal_takes() -> None:
    said = program("ast", "一.txt", PYTHONIOENCODING="ascii")
    tree = json.loads(said.out)
    assert (said.status, said.err) == (0, "")
    assert tree["type"] == "Document"
    assert tree["span"] == [0, len(ISSUE)]
    assert tree["masthead"]["issue_number"] == 12
    assert "清溪区" in said.out


def test_ast_reads_standard_input_and_takes_a_kind(run: Run) -> None:
    assert (
        json.loads(run("ast", "-", "--kind", "zhuankan", stdin=ISSUE.encode()).out)["kind"]
        == "zhuankan"
    )


@pytest.mark.parametrize(
    ("argument", "says"),
    [("无.txt", "找不到这个文件"), (".", "这是文件夹，不是文件"), ("--kind=无", "没有指定文件")],
)
def test_ast_tells_of_mistakes(run: Run, argument: str, says: str) -> None:
    said = run("ast", argument)
    assert (said.status, said.out) == (2, "")
    assert says in said.err


def test_kinds_tells_each_kind_and_how_it_is_recognised() -> None:
    chinese, english = program("kinds").out, program("kinds", BULLETINC_LANG="en").out
    assert "kuaibao  快报\n" in chinese
    assert "报头名称以这些词结尾：工作快报、快报" in chinese
    assert "The masthead's name ends with: 工作快报, 快报" in english
    assert all(len(kind.splitlines()) >= 3 for kind in chinese.split("\n\n"))


def test_kinds_for_programs(run: Run) -> None:
    kinds = {kind["name"]: kind for kind in json.loads(run("kinds", "--format", "json").out)}
    assert kinds.keys() >= {"kuaibao", "jianbao", "zhuankan", "gongzuo_baogao", "tongyong"}
    assert kinds["kuaibao"]["title"] == "快报"


# language and help

COMMANDS = sorted(path.stem for path in Path(commands.__file__).parent.glob("[!_]*.py"))
CALLS = [
    [],
    ["-h"],
    *([command, "--help"] for command in COMMANDS),
    ["build"],
    ["ast"],
    ["ast", "a", "b"],
    ["kinds", "--format", "xml"],
    ["kinds", "--format"],
    ["nonsense"],
    ["--version=3"],
    ["--lang", "fr"],
    ["build", "--lang"],
    ["--lang"],
    ["一.txt"],
]


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_a_chinese_user_meets_no_english_and_no_line_too_long(arguments: list[str]) -> None:
    said = program(*arguments)
    text = said.out + said.err
    assert said.status == (0 if {"-h", "--help"} & set(arguments) else 2)
    assert re.search("[一-鿿]", text)
    assert (
        max((width(line) for line in text.splitlines() if not line.startswith("错误：")), default=0)
        <= 80
    )
    # Two English words beside each other would be a sentence. Lines that show a command hold such
    # words.
    assert "Usage" not in text
    assert "用法：bulletinc" in text or "用法" not in text
    prose = "\n".join(line for line in text.splitlines() if "bulletinc" not in line)
    assert not re.search(r"[A-Za-z]{2,} [a-z]{2,}", prose)
    assert not re.search(r"[一-鿿][,.;:?!]( |$)", prose, re.MULTILINE)


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_an_english_user_meets_no_chinese_sentence(arguments: list[str]) -> None:
    said = program(*arguments, BULLETINC_LANG="en")
    text = said.out + said.err
    assert not re.search("[，。：！？]", text)
    assert (
        max(
            (width(line) for line in text.splitlines() if not line.startswith("Error: ")), default=0
        )
        <= 80
    )


def test_help_columns_are_aligned_by_width() -> None:
    lines = program("build", "--help").out.splitlines()
    rows = [re.match(r"( +-\S.*?  +)\S", line) for line in lines]
    starts = {width(row.group(1)) for row in rows if row}
    continued = {len(line) - len(line.lstrip()) for line in lines if line.startswith(" " * 10)}
    assert len(starts) == 1
    assert continued <= starts


def test_help_tells_no_range_in_signs() -> None:
    assert not re.search(r"\bx[<>]", program("build", "--help").out)


def test_commands_are_found_by_looking(run: Run) -> None:
    assert {"ast", "build", "kinds"} <= set(COMMANDS)
    shown = run("--help").out
    assert all(re.search(rf"^  {command}  +\S", shown, re.MULTILINE) for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "environment", "english"),
    [
        (["build"], {}, False),
        (["--lang", "en", "build"], {}, True),
        (["build", "--lang", "en"], {}, True),
        (["build", "--lang=en"], {}, True),
        (["build"], {"BULLETINC_LANG": "en"}, True),
        (["build"], {"LANG": "en_GB.UTF-8"}, True),
        (["build", "--lang", "zh"], {"BULLETINC_LANG": "en"}, False),
        (["build"], {"LANG": "en_GB.UTF-8", "BULLETINC_LANG": "zh"}, False),
        (["build", "--", "--lang", "en"], {}, False),
    ],
)
def test_the_language_is_chosen_by_option_then_variable_then_locale(
    arguments: list[str],
    environment: dict[str, str],
    english: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    said = program(*arguments)
    assert said.status == 2
    assert ("Error" in said.err) is english
    assert ("错误" in said.err) is not english


def test_a_file_in_place_of_a_command_gets_advice(run: Run, place: Path) -> None:
    (place / "二 三.txt").touch()
    assert "bulletinc build 一.txt\n" in run("一.txt").err
    assert 'bulletinc build "二 三.txt"\n' in run("二 三.txt").err


def test_a_mistyped_command_gets_the_nearest(run: Run) -> None:
    said = run("fnts")
    assert (said.status, said.out) == (2, "")
    assert "fnts" in said.err
    assert "“fonts”" in said.err


def test_version(run: Run) -> None:
    said = run("--version")
    assert (said.status, said.err) == (0, "")
    engines = "、".join(f"{name} {version(name)}" for name in ("typst", "weasyprint"))
    assert said.out == f"bulletinc {__version__} ({engines})\n"


def test_the_shell_completes_commands_and_kinds() -> None:
    commands_shown = program(
        _BULLETINC_COMPLETE="bash_complete", COMP_WORDS="bulletinc b", COMP_CWORD="1"
    )
    kinds_shown = program(
        _BULLETINC_COMPLETE="bash_complete", COMP_WORDS="bulletinc ast --kind kua", COMP_CWORD="3"
    )
    assert commands_shown.out == "plain,build\n"
    assert kinds_shown.out == "plain,kuaibao\n"


# streams


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_at_the_other_end_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        # With Python's own buffer, as users have it, whatever the machine that runs the tests has
        # set.
        environment = {
            name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"
        }
        command = [sys.executable, "-m", "bulletinc", "ast", "一.txt"]
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "错误：无法输出结果（磁盘已满）。\n请检查这条命令的输出去向。\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise on Windows")
def test_a_reader_that_stops_early_is_no_error(place: Path) -> None:
    (place / "长.txt").write_text(ISSUE * 2000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "bulletinc", "ast", "长.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == -signal.SIGPIPE  # as any other program


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise on Windows")
def test_a_reader_that_stops_early_ends_a_build_of_many(place: Path) -> None:
    for number in range(30):
        (place / f"{number}.txt").write_text(ISSUE, encoding="utf-8")
    command = [sys.executable, "-m", "bulletinc", "build", ".", "--to", "html"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == -signal.SIGPIPE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_a_file_name_that_is_no_text_is_printed_as_it_is(place: Path) -> None:
    name = os.fsencode(place) + b"/\xb7\xe8.txt"
    Path(os.fsdecode(name)).write_text(ISSUE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bulletinc", "build", name, "--to", "html"],
        capture_output=True,
        check=False,
    )
    assert done.stdout == name.replace(b".txt", b".html") + b"\n"
    assert done.returncode == 0


def test_an_interrupted_program_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> Document:
        raise KeyboardInterrupt

    monkeypatch.setattr("bulletinc.cli.commands.ast.parse", interrupted)
    said = run("ast", "一.txt")
    assert said.status == 130
    assert said.err.strip() == "已中止。"
