"""Drafts checked: which rules, what is suppressed, what fixes write, and how the program tells
of it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bulletinc.checking import Checked, CheckRequest, check, selection
from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.errors import BulletinError, Defect
from bulletinc.options import CheckOptions
from bulletinc.rules import DraftCheck, Rule, SeriesCheck
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Span, decode
from bulletinc.workers import pool
from tests.support.program import Run
from tests.support.same_process import run_here

NUMBERLESS = (
    "清溪区工作快报\n\n清溪区创建办　2026年3月5日\n\n【简讯】\n\n"
    "【文明实践】　白河镇：近日，志愿者清理河道。\n"
)
NUMBERED = (
    "清溪区工作快报\n\n第12期（总第86期）\n\n清溪区创建办　2026年3月5日\n\n【简讯】\n\n"
    "【文明实践】　白河镇：近日，志愿者清理河道。\n"
)


def replacing(old: str, new: str, *, safe: bool = True) -> DraftCheck:
    """The check of a rule against a word, whose fix is another."""

    def _check(context: CheckContext) -> Iterator[Finding]:
        for found in re.finditer(re.escape(old), context.text):
            span = Span(*found.span())
            yield Finding(
                span, f"{old} is wrong.", None, Fix(f"Write {new}.", (Edit(span, new),), safe)
            )

    return _check


def in_series(contexts: Sequence[CheckContext]) -> Iterator[tuple[int, Finding]]:
    for number, draft in enumerate(contexts):
        yield (
            number,
            Finding(Span(0, 0), f"{draft.source.name} is number {number} of {len(contexts)}."),
        )


def breaking(context: CheckContext) -> Iterator[Finding]:
    if "坏" in context.text:
        raise ZeroDivisionError
    yield from ()


def breaking_series(contexts: Sequence[CheckContext]) -> Iterator[tuple[int, Finding]]:
    if contexts:
        raise ZeroDivisionError
    yield from ()


def a_rule(
    code: str,
    name: str,
    check: DraftCheck | None = None,
    series: SeriesCheck | None = None,
) -> Rule:
    return Rule(code, name, Severity.WARNING, "A manual.", check, series)


RULES = (
    a_rule("A001", "narrow-comma", replacing(",", "，")),
    a_rule("A002", "wrong-word", replacing("其它", "其他", safe=False)),
    a_rule("B001", "series-told", series=in_series),
    a_rule("B002", "breaking", breaking),
)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and a reader of English who wants no colour."""
    for variable in ("LC_ALL", "LANG", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.setenv(variable, "")
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that are known here, in place of the real ones."""
    real = next(rule for rule in selection.all_rules() if rule.code == "X001")
    monkeypatch.setattr(selection, "all_rules", lambda: (*RULES, real))
    monkeypatch.setattr(pool, "run", run_here)


def write(name: str, text: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def found(results: Sequence[Checked]) -> list[tuple[str, str]]:
    return [
        (result.name, diagnostic.code) for result in results for diagnostic in result.diagnostics
    ]


def checked(*names: str, wanted: CheckOptions | None = None) -> list[tuple[str, str]]:
    return found(check([CheckRequest(name, Path(name)) for name in names], wanted))


# exit status


def test_the_status_tells_what_became_of_it(run: Run) -> None:
    write("good.txt", NUMBERED)
    write("bad.txt", NUMBERLESS)
    write("broken.txt", b"%PDF-1.7\n")
    assert run("check", "good.txt", "--select", "M002").status == 0
    assert run("check", "good.txt", "bad.txt", "--select", "M002").status == 1
    assert run("check", "bad.txt", "--select", "M002", "--exit-zero").status == 0
    assert run("check", "bad.txt", "broken.txt", "--select", "M002", "--exit-zero").status == 2
    assert run("check", "bad.txt", "nowhere.txt", "--select", "M002").status == 2
    assert run("check").status == 2


@pytest.mark.usefixtures("rules")
def test_a_warning_is_a_finding_too(run: Run) -> None:
    write("a.txt", "甲,乙\n")
    assert run("check", "a.txt", "--select", "A").status == 1


def test_what_cannot_be_read_does_not_stop_the_others(run: Run) -> None:
    write("broken.txt", b"%PDF-1.7\n")
    write("bad.txt", NUMBERLESS)
    said = run(
        "check", "broken.txt", "nowhere.txt", "bad.txt", "--select", "M002", "--format", "concise"
    )
    assert said.out == "bad.txt:1:8: M002 [error] The masthead has no issue number.\n"
    assert "Error: broken.txt: not plain text, but a PDF" in said.err
    assert "Error: nowhere.txt: there is no such file." in said.err


def test_nobody_is_reassured_about_what_was_not_checked(run: Run) -> None:
    write("good.txt", NUMBERED)
    write("broken.txt", b"%PDF-1.7\n")
    assert run("check", "nowhere.txt", "broken.txt").out == ""
    said = run("check", "good.txt", "nowhere.txt", "broken.txt", "--select", "M002")
    assert said.out == "No findings. Files checked: 1. Not checked: 2.\n"


@pytest.mark.parametrize("text", ["", "\n \u3000\r\n", "\ufeff\n"])
def test_an_empty_text_is_called_so(run: Run, text: str) -> None:
    write("a.txt", text)
    said = run("check", "a.txt", "--select", "F002", "--format", "concise")
    assert said.out == "a.txt:1:1: F002 [warning] The text is empty.\n"


@pytest.mark.usefixtures("rules")
def test_a_rule_that_breaks_stops_only_its_draft(run: Run) -> None:
    write("a.txt", "坏")
    write("b.txt", "甲,乙")
    said = run("check", "a.txt", "b.txt", "--select", "A,B002", "--format", "concise")
    assert (said.status, said.out) == (2, "b.txt:1:2: A001 [warning] , is wrong.\n")
    assert "bulletinc itself has failed (ZeroDivisionError, test_check.py" in said.err


# which rules


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ([], ["B"], ["A001", "A002"]),
        (["A001"], [], ["A001"]),
        (["a"], [], ["A001", "A002"]),
        (["wrong-word,A001"], [], ["A001", "A002"]),
        (["wrong-word", "A001"], ["A001"], ["A002"]),
        (["A"], ["narrow-comma、A002"], []),
    ],
)
def test_rules_are_chosen_by_code_beginning_or_name(
    run: Run, select: list[str], ignore: list[str], codes: list[str]
) -> None:
    write("a.txt", "甲,其它\n")
    options = [
        *(f"--select={words}" for words in select),
        *(f"--ignore={words}" for words in ignore),
    ]
    assert [
        each["code"] for each in json.loads(run("check", "a.txt", "--format", "json", *options).out)
    ] == codes


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("word", "remedy"),
    [
        ("A003", "Did you mean “A002”?"),
        ("narow-coma", "Did you mean “narrow-comma”?"),
        ("Q", "“bulletinc rules” lists them all."),
    ],
)
def test_a_rule_that_there_is_not_is_an_error(run: Run, word: str, remedy: str) -> None:
    for option in ("--select", "--ignore"):
        said = run("check", "nowhere.txt", option, word)
        assert (said.status, said.err) == (
            2,
            f"Error: There is no rule “{word}”.\n{remedy}\n",
        ) or "no such file" in said.err


@pytest.mark.usefixtures("rules")
def test_the_project_says_which_rules_and_how_bad() -> None:
    write(
        "a/bulletin.toml",
        '[check]\nselect = ["A"]\nignore = ["A002"]\n[check.severity]\nnarrow-comma = "error"\n',
    )
    write("a/a.txt", "甲,其它\n")
    write("b/a.txt", "甲,其它\n")
    results = check(
        [CheckRequest("a/a.txt", Path("a/a.txt")), CheckRequest("b/a.txt", Path("b/a.txt"))]
    )
    assert found(results) == [("a/a.txt", "A001"), ("b/a.txt", "A001"), ("b/a.txt", "A002")]
    assert [each.severity for result in results for each in result.diagnostics] == [
        "error",
        "warning",
        "warning",
    ]


@pytest.mark.usefixtures("rules")
def test_what_a_user_selects_counts_before_the_project() -> None:
    write("bulletin.toml", '[check]\nselect = ["A001"]\nignore = ["A002"]\n')
    write("a.txt", "甲,其它\n")
    assert checked("a.txt", wanted=CheckOptions(select=("A002",))) == [("a.txt", "A002")]
    assert checked("a.txt", wanted=CheckOptions(ignore=("A001",))) == []


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    "settings",
    [
        '[check]\nselect = ["Q001"]',
        '[check]\nignore = ["Q001"]',
        '[check.severity]\nQ001 = "error"',
        '[check.severity]\nA = "error"',
        '[[check.suppress]]\nfile = "a.txt"\ncode = "Q001"\nreason = "-"',
    ],
)
def test_a_mistake_in_the_project_is_told_once(run: Run, settings: str) -> None:
    write("bulletin.toml", settings)
    write("a.txt", "甲,乙\n")
    write("b.txt", "甲,乙\n")
    said = run("check", "a.txt", "b.txt")
    assert said.status == 2
    assert said.err.count("bulletin.toml: There is no rule “") == 1


# suppression


def suppressing(file: str, code: str) -> None:
    write(
        "bulletin.toml",
        f'[[check.suppress]]\nfile = "{file}"\ncode = "{code}"\nreason = "So it came."\n',
    )


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("file", "code"),
    [("old/a.txt", "A001"), ("old/*", "A001"), ("*/a.txt", "narrow-comma"), ("old/a.txt", "A")],
)
def test_a_suppressed_finding_is_not_told(file: str, code: str) -> None:
    suppressing(file, code)
    write("old/a.txt", "甲,乙\n")
    write("new.txt", "甲,乙\n")
    assert checked("old/a.txt", "new.txt") == [("new.txt", "A001")]


@pytest.mark.usefixtures("rules")
def test_a_suppression_that_suppresses_nothing_is_a_finding(run: Run) -> None:
    suppressing("a.txt", "A001")
    write("a.txt", "甲，乙\n")
    assert checked("a.txt") == [("a.txt", "X001")]
    assert checked("a.txt", wanted=CheckOptions(ignore=("X001",))) == []
    assert (
        "a.txt:1:1: X001 [warning] bulletin.toml suppresses A001 in “a.txt”"
        in run("check", "a.txt", "--format", "concise").out
    )


@pytest.mark.usefixtures("rules")
def test_a_suppression_is_not_called_unused_where_that_is_not_known() -> None:
    suppressing("*.txt", "A001")
    write("a.txt", "甲，乙\n")
    write("b.txt", "甲，乙\n")
    assert checked("a.txt") == []  # b.txt might need it
    assert checked("a.txt", "b.txt", wanted=CheckOptions(ignore=("B001",))) == [("a.txt", "X001")]
    assert (
        checked("a.txt", "b.txt", wanted=CheckOptions(select=("A002", "X001"))) == []
    )  # its rule was not asked
    write("b.txt", "甲,乙\n")
    assert checked("a.txt", "b.txt", wanted=CheckOptions(ignore=("B001",))) == []


@pytest.mark.usefixtures("rules")
def test_a_suppression_of_the_series_is_not_called_unused_for_one_draft() -> None:
    suppressing("a.txt", "B001")
    write("a.txt", "甲\n")
    write("b.txt", "乙\n")
    assert checked("a.txt") == []
    assert checked("a.txt", "b.txt") == [("b.txt", "B001")]


@pytest.mark.usefixtures("rules")
def test_a_fix_leaves_what_is_suppressed(run: Run) -> None:
    suppressing("a.txt", "A001")
    path = write("a.txt", "甲,其它\n")
    run("check", "a.txt", "--fix", "--unsafe-fixes")
    assert path.read_text("utf-8") == "甲,其他\n"


# series


@pytest.mark.usefixtures("rules")
def test_a_series_is_checked_in_the_order_of_its_issues() -> None:
    for name, number in (("b/x.txt", 12), ("b/y.txt", 2), ("b/z.txt", 7)):
        write(name, f"清溪区工作快报\n\n第{number}期\n")
    write("alone/a.txt", "甲\n")
    results = check(
        [
            CheckRequest(name, Path(name))
            for name in ("b/x.txt", "alone/a.txt", "b/y.txt", "b/z.txt")
        ],
        CheckOptions(select=("B001",)),
    )
    assert [[each.finding.message for each in result.diagnostics] for result in results] == [
        ["b/x.txt is number 2 of 3."],
        [],
        ["b/y.txt is number 0 of 3."],
        ["b/z.txt is number 1 of 3."],
    ]


def test_a_rule_of_the_series_that_breaks_leaves_what_else_was_found(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (
        RULES[0],
        a_rule("B001", "breaking", series=breaking_series),
    )
    monkeypatch.setattr(selection, "all_rules", lambda: known)
    monkeypatch.setattr(pool, "run", run_here)
    write("a.txt", "甲,\n")
    write("b.txt", "乙\n")
    said = run("check", "a.txt", "b.txt", "--format", "concise")
    assert (said.status, said.out) == (2, "a.txt:1:2: A001 [warning] , is wrong.\n")
    assert "ZeroDivisionError" in said.err


# fixes


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("gbk", b""),
        ("gb18030", b"\x84\x31\x95\x33"),
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_a_fix_keeps_encoding_mark_and_line_ends(run: Run, encoding: str, mark: bytes) -> None:
    path = write("a.txt", mark + "志愿者们,清理了河道\r\n其它,没有\n最后\r完".encode(encoding))
    said = run("check", "a.txt", "--fix", "--select", "A", "--format", "concise")
    assert path.read_bytes() == mark + "志愿者们，清理了河道\r\n其它，没有\n最后\r完".encode(
        encoding
    )
    assert (said.status, said.out, said.err) == (
        1,
        "a.txt:2:1: A002 [warning] 其它 is wrong.\n",
        "2 fixes made.\n",
    )
    assert run("check", "a.txt", "--fix", "--unsafe-fixes", "--select", "A") == (
        0,
        "No findings. Files checked: 1.\n",
        "1 fix made.\n",
    )
    assert path.read_bytes() == mark + "志愿者们，清理了河道\r\n其他，没有\n最后\r完".encode(
        encoding
    )


@pytest.mark.usefixtures("rules")
def test_what_needs_no_fix_is_not_touched(run: Run) -> None:
    path = write("a.txt", "其它\n")
    before = path.stat()
    run("check", "a.txt", "--fix", "--select", "A")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_character_that_the_encoding_lacks_is_not_written(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (a_rule("A001", "a", replacing("甲", "\ue78d")),)
    monkeypatch.setattr(selection, "all_rules", lambda: known)
    monkeypatch.setattr(pool, "run", run_here)
    path = write("a.txt", "甲乙丙丁\n".encode("gb18030"))
    said = run("check", "a.txt", "--fix")
    assert said.status == 2
    assert "Error: a.txt: GB18030 has no “\ue78d” (U+E78D), which a fix would insert.\n" in said.err
    assert path.read_bytes() == "甲乙丙丁\n".encode("gb18030")


@pytest.mark.parametrize(("last", "status", "text"), [("丙", 0, "丙\n"), ("甲", 1, "甲\n")])
def test_a_fix_may_make_room_for_another_but_two_come_to_an_end(
    run: Run, monkeypatch: pytest.MonkeyPatch, last: str, status: int, text: str
) -> None:
    known = (a_rule("A001", "a", replacing("甲", "乙")), a_rule("A002", "b", replacing("乙", last)))
    monkeypatch.setattr(selection, "all_rules", lambda: known)
    monkeypatch.setattr(pool, "run", run_here)
    path = write("a.txt", "甲\n")
    assert run("check", "a.txt", "--fix").status == status
    assert path.read_text("utf-8") == text


def test_unsafe_fixes_alone_are_a_mistake(run: Run) -> None:
    assert run("check", "a.txt", "--unsafe-fixes").status == 2


@pytest.mark.usefixtures("rules")
def test_a_diff_shows_what_fix_would_do_and_writes_nothing(run: Run) -> None:
    path = write("a.txt", "一\n甲,其它")
    said = run("check", "a.txt", "--diff", "--select", "A")
    assert (said.status, said.err) == (1, "")
    assert said.out == (
        "--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n 一\n-甲,其它\n"
        "\\ No newline at end of file\n+甲，其它\n\\ No newline at end of file\n"
    )
    assert (
        "+甲，其他"
        in run("check", "a.txt", "--fix", "--diff", "--unsafe-fixes", "--select", "A").out
    )
    assert path.read_text("utf-8") == "一\n甲,其它"
    write("a.txt", "其它")
    assert run("check", "a.txt", "--diff", "--select", "A") == (0, "", "")


# standard input, output


@pytest.mark.usefixtures("rules")
def test_standard_input_has_a_name_and_a_project(run: Run) -> None:
    write("b/bulletin.toml", '[check]\nselect = ["A001"]\n')
    said = run(
        "check",
        "-",
        "--stdin-filename",
        "b/new.txt",
        "--format",
        "concise",
        stdin="甲,其它".encode(),
    )
    assert (said.status, said.out) == (1, "b/new.txt:1:2: A001 [warning] , is wrong.\n")
    assert run(
        "check", "-", "--select", "A001", "--format", "concise", stdin="甲,".encode()
    ).out.startswith("(standard input):1:2: ")


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("text", "fixed", "told"),
    [
        ("甲,其它", "甲，其它", "1 fix made.\n甲.txt:1:3: A002 [warning] 其它 is wrong.\n"),
        ("甲", "甲", ""),
    ],
)
def test_standard_input_comes_out_fixed(run: Run, text: str, fixed: str, told: str) -> None:
    options = ["--fix", "--stdin-filename", "甲.txt", "--select", "A", "--format", "concise"]
    said = run("check", "-", *options, stdin=text.encode("gbk"))
    assert (said.status, said.data.decode("gbk"), said.err) == (int(bool(told)), fixed, told)
    assert not Path("甲.txt").exists()


@pytest.mark.usefixtures("rules")
def test_findings_go_into_a_file(run: Run) -> None:
    write("a.txt", "甲,")
    assert run("check", "a.txt", "--select", "A", "--format", "concise", "-o", "new/found.txt") == (
        1,
        "",
        "",
    )
    assert Path("new/found.txt").read_text("utf-8") == "a.txt:1:2: A001 [warning] , is wrong.\n"


@pytest.mark.usefixtures("rules")
def test_findings_do_not_take_the_place_of_a_source(run: Run) -> None:
    path = write("a.txt", "甲,")
    Path("link.txt").symlink_to("a.txt")
    assert run("check", "a.txt", "-o", "link.txt").status == 2
    assert path.read_text("utf-8") == "甲,"


# many drafts


def test_many_drafts_are_checked_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [NUMBERLESS, NUMBERED, "%PDF-"]
    tasks = [
        CheckRequest(str(path), path)
        for path in (
            write(f"{number % 7}/{number:03}.txt", texts[number % 3]) for number in range(60)
        )
    ]
    wanted = CheckOptions(select=("M002",))
    monkeypatch.setattr("bulletinc.checking.processors", lambda: 2)
    many = check(tasks, wanted)
    monkeypatch.setattr("bulletinc.checking.processors", lambda: 1)
    few = check(tasks, wanted)
    assert [(result.name, result.diagnostics, str(result.error)) for result in many] == [
        (result.name, result.diagnostics, str(result.error)) for result in few
    ]
    assert len(found(many)) == 20


def test_a_defect_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = [
        CheckRequest(str(path), path)
        for path in (write(f"{number}.txt", "坏" if number == 7 else "好") for number in range(60))
    ]
    real = selection.all_rules
    monkeypatch.setattr(selection, "all_rules", lambda: (*real(), RULES[3]))
    monkeypatch.setattr("bulletinc.checking.processors", lambda: 2)
    results = check(tasks, CheckOptions(select=("B002",)))
    assert [number for number, result in enumerate(results) if result.error] == [7]
    assert isinstance(results[7].error, Defect)
    assert "test_check.py" in results[7].error.what
    assert "Traceback (most recent call last)" in results[7].error.trace


# colour


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_and_for_who_asks(
    run: Run, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    write("a.txt", "甲,")
    for options in ([], ["--diff"], ["--format", "concise"]):
        assert ("\x1b[" in run("check", "a.txt", "--select", "A", *options).out) is coloured
    run("check", "a.txt", "--select", "A", "-o", "found.txt")
    assert "\x1b[" not in Path("found.txt").read_text("utf-8")


# start


def test_a_check_loads_no_renderer() -> None:
    write("a.txt", NUMBERED)
    script = (
        "import sys; from bulletinc.cli import run; run(sys.argv[1:]); print(*sys.modules, "
        "file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "check", "a.txt"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ},
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "click" in loaded
    assert (
        not {
            "babel",
            "difflib",
            "jinja2",
            "lark",
            "rich",
            "weasyprint",
            "pypdf",
            "PIL",
            "concurrent",
        }
        & loaded
    )


# rules and explain


def test_rules_lists_every_rule(run: Run) -> None:
    lines = run("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in selection.all_rules()]
    assert any(
        re.fullmatch(r"M002 +missing-issue-number +error +The masthead has no issue number\.", line)
        for line in lines
    )


def test_rules_for_programs(run: Run) -> None:
    rules = {rule["code"]: rule for rule in json.loads(run("rules", "--format", "json").out)}
    assert rules["M002"]["summary"] == "报头没有期号。"
    assert rules["M002"]["fix"] is None
    assert rules["X001"]["name"] == "unused-suppression"


@pytest.mark.parametrize("name", ["M002", "m002", "missing-issue-number"])
def test_explain_prints_the_manual(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    english = run("explain", name).out
    assert english.startswith(
        "M002 missing-issue-number (error)\n\nThe masthead has no issue number."
    )
    assert "错：\n    清溪区工作快报\n" in english
    monkeypatch.setenv("BULLETINC_LANG", "zh")
    chinese = run("explain", name).out
    assert "\n\n报头没有期号。\n\n" in chinese
    assert "错：\n    清溪区工作快报\n" in chinese
    assert "English" not in chinese


def test_explain_knows_no_other_rules(run: Run) -> None:
    assert run("explain", "missing-issue-numbr").err.endswith(
        "Did you mean “missing-issue-number”?\n"
    )
    assert run("explain").status == 2


def test_the_api_raises_for_a_rule_that_there_is_not() -> None:
    with pytest.raises(BulletinError, match="Q999"):
        check([], CheckOptions(select=("Q999",)))


@pytest.mark.usefixtures("rules")
def test_the_fixed_draft_is_read_as_written() -> None:
    write("a.txt", "甲,其它".encode("gbk"))
    (result,) = check([CheckRequest("a.txt", Path("a.txt"))], CheckOptions(fixes="all"))
    assert result.draft
    assert result.before
    assert result.fixed == 2
    assert decode(result.draft.source.data).text == result.draft.text == "甲，其他"
    assert result.before.text == "甲,其它"
    assert Path("a.txt").read_bytes() == "甲,其它".encode("gbk")
