"""Which files a user means, where their outputs go, and what becomes of each."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

from bulletinc import checking, compiler, files
from bulletinc.batch import runner
from bulletinc.batch.cache import NAME
from bulletinc.batch.runner import RunOptions
from bulletinc.batch.targets import check_targets, output_path
from bulletinc.drafts import Job, check_folder, find
from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.workers import pool
from bulletinc.workers.bounds import Bounds
from tests.support import poison
from tests.support.processes import gone
from tests.support.same_process import run_here


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.txt",
        "a.TXT",
        "notes.md",
        ".hidden.txt",
        "sub 文/c.txt",
        ".git/d.txt",
        "empty/readme.md",
        "[1].txt",
    ):
        file = tmp_path / "来稿" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("标题\n", encoding="utf-8")
    return tmp_path


def run(
    jobs: Iterable[Job], formats: tuple[str, ...], **chosen: Any
) -> Generator[runner.Outcome, None, None]:
    how = {name: value for name, value in chosen.items() if name in RunOptions.__slots__}
    options = {name: value for name, value in chosen.items() if name not in how}
    return runner.run(jobs, BuildOptions(formats, **options), RunOptions(**how), bytes)


def names(*arguments: str) -> list[str]:
    jobs, errors = find(arguments)
    assert errors == ()
    return [job.name for job in jobs]


def outputs(*arguments: str, folder: str | None = None) -> list[str]:
    return [
        str(output_path(job, ".html"))
        for job in find(arguments, None if folder is None else Path(folder))[0]
    ]


def test_a_folder_means_its_texts_and_those_of_its_subfolders_in_order() -> None:
    assert names("来稿") == ["来稿/[1].txt", "来稿/a.TXT", "来稿/b.txt", "来稿/sub 文/c.txt"]


def test_a_pattern_that_the_shell_left_alone_is_expanded() -> None:
    assert names("来稿/*.md", "来稿/**/c.*") == ["来稿/notes.md", "来稿/sub 文/c.txt"]


def test_a_name_that_looks_like_a_pattern_is_a_name_if_there_is_such_a_file() -> None:
    assert names("来稿/[1].txt") == ["来稿/[1].txt"]


def test_a_file_named_twice_is_built_once(place: Path) -> None:
    assert names("来稿/b.txt", "来稿/b.txt", str(place / "来稿/b.txt"), "-", "-") == [
        "来稿/b.txt",
        "(standard input)",
    ]


def test_outputs_go_beside_their_source() -> None:
    assert outputs("来稿/b.txt", "来稿/sub 文") == ["来稿/b.html", "来稿/sub 文/c.html"]


def test_outputs_go_into_the_folder_where_subfolders_are_kept() -> None:
    assert outputs("来稿", folder="out") == [
        "out/[1].html",
        "out/a.html",
        "out/b.html",
        "out/sub 文/c.html",
    ]
    assert outputs("来稿/sub 文/c.txt", folder="out") == ["out/c.html"]


def test_standard_input_has_a_name_for_its_outputs() -> None:
    assert outputs("-") == ["bulletin.html"]
    assert outputs("-", folder="out") == ["out/bulletin.html"]


@pytest.mark.parametrize(
    ("name", "output"),
    [("2026.3.5.txt", "2026.3.5.html"), ("简报2026.3", "简报2026.3.html"), ("a.md", "a.html")],
)
def test_only_a_suffix_is_replaced(place: Path, name: str, output: str) -> None:
    (place / name).touch()
    assert outputs(name) == [output]


def test_each_argument_that_means_nothing_is_an_error_and_the_others_stand() -> None:
    jobs, errors = find(["来稿/b.txt", "none.txt", "来稿/empty", "none*.txt"])
    assert [job.name for job in jobs] == ["来稿/b.txt"]
    assert [error.message for error in errors] == [
        "none.txt: there is no such file.",
        "来稿/empty: there is no draft in this folder.",
        "none*.txt: no file fits this pattern.",
    ]
    assert all(error.remedy for error in errors)


def test_a_link_that_leads_nowhere_fails_alone(place: Path) -> None:
    (place / "来稿/link.txt").symlink_to("gone")
    outcomes = list(run(find(["来稿"])[0], ("json",)))
    assert [outcome.name for outcome in outcomes if outcome.error] == ["来稿/link.txt"]


def test_two_sources_of_one_output_are_an_error() -> None:
    jobs = [Job("a.txt", Path("a.txt"), Path("a")), Job("a.md", Path("a.md"), Path("a"))]
    with pytest.raises(BulletinError, match=r"a\.txt and a\.md would both be written to a\.html"):
        check_targets(jobs, ["html"])


def test_an_output_never_takes_the_place_of_a_source(place: Path) -> None:
    (place / "page.html").touch()
    with pytest.raises(BulletinError, match=r"page\.html is a draft"):
        check_targets(find(["page.html"])[0], ["html"])
    check_targets(find(["page.html"])[0], ["pdf"])
    check_targets(find(["page.html"], Path("out"))[0], ["html"])


def test_a_file_is_no_folder_for_outputs() -> None:
    with pytest.raises(BulletinError, match="this is a file, not a folder"):
        check_folder(Path("来稿/b.txt"))
    check_folder(Path("来稿"))
    check_folder(Path("to be made"))
    check_folder(None)


def test_whatever_goes_wrong_in_one_the_others_are_built(place: Path) -> None:
    (place / "来稿/a.TXT").write_bytes(b"%PDF-1.7\n")
    outcomes = {each.name: each for each in run(find(["来稿/a.TXT", "来稿/b.txt"])[0], ("json",))}
    assert isinstance(outcomes["来稿/a.TXT"].error, BulletinError)
    assert outcomes["来稿/b.txt"].written == (Path("来稿/b.json"),)


@pytest.mark.parametrize("error", [BulletinError("no Pango", "Install it."), ZeroDivisionError()])
def test_a_format_that_cannot_be_made_is_named_and_the_others_are_written(
    error: Exception, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bulletinc.render.formats import pdf

    def missing(*_: object) -> object:
        raise error

    monkeypatch.setattr(pool, "run", run_here)
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "render", missing)
        (outcome,) = run(find(["来稿/b.txt"])[0], ("pdf", "html"), cache=True)
    assert [path.name for path in outcome.written] == ["b.html"]
    assert (place / "来稿/b.html").exists()
    assert not (place / "来稿/b.pdf").exists()
    if isinstance(error, BulletinError):
        assert str(outcome.error) == "来稿/b.txt: not made as pdf. no Pango\nInstall it."
    else:
        assert str(outcome.error).startswith("pdf: ZeroDivisionError")
    # What was made is known; what was not is made the next time.
    (outcome,) = run(find(["来稿/b.txt"])[0], ("html",), cache=True)
    assert outcome.unchanged
    (outcome,) = run(find(["来稿/b.txt"])[0], ("pdf", "html"), cache=True)
    assert (place / "来稿/b.pdf").exists()


def test_a_theme_that_is_nested_too_deeply_is_a_mistake_of_the_theme(place: Path) -> None:
    (place / "版式").mkdir()
    (place / "版式/page.css.j2").write_text(
        '{% include "official/page.css.j2" %}\n'
        f".item {{ width: {'calc(' * 3000}1px{')' * 3000} }}"
    )
    (outcome,) = run(find(["来稿/b.txt"])[0], ("pdf",), theme="版式")
    assert str(outcome.error).startswith("来稿/b.txt: the theme or the text is nested too deeply.")


def test_an_error_of_all_formats_is_told_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bulletinc.render.formats import html

    def wrong(*_: object) -> object:
        raise BulletinError("the theme is wrong")

    monkeypatch.setattr(html, "render", wrong)
    monkeypatch.setattr(pool, "run", run_here)
    (outcome,) = run(find(["来稿/b.txt"])[0], ("html", "pdf"))
    assert str(outcome.error) == "the theme is wrong"
    assert not list(place.rglob("*.html"))


@pytest.mark.parametrize("reason", ["a file is where a folder should be", "no permission"])
def test_a_folder_that_nothing_can_be_written_into_is_told_before_a_page_is_set(
    reason: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "file").touch()
    if reason == "no permission":
        monkeypatch.setattr(os, "access", lambda path, _mode: path != place)
    handed_out: list[object] = []

    def none(
        _function: object, orders: Iterable[object], *_how: object, **_prepare: object
    ) -> Generator[object, None, None]:
        handed_out.extend(orders)
        yield from ()

    monkeypatch.setattr(pool, "run", none)
    folder = Path("file/sub" if reason != "no permission" else "to be made/sub")
    outcomes = tuple(run(find(["来稿/b.txt", "来稿/a.TXT"], folder)[0], ("html",)))
    assert [str(each.error) for each in outcomes] == [
        (
            f"{folder}: this folder cannot be written to ({reason}).\n"
            "Check that you may write there, or choose another folder with -o."
        )
    ] * 2
    assert not handed_out
    assert not (place / "to be made").exists()


# Many at once


@pytest.fixture
def issues(place: Path) -> Path:
    """A folder of drafts that can all be built."""
    folder = place / "期刊"
    folder.mkdir()
    for number in range(6):
        draft(folder, number)
    return folder


def draft(folder: Path, number: int, title: str = "简讯") -> None:
    (folder / f"{number}.txt").write_text(f"{title}\n\n第{number}段。\n", encoding="utf-8")


def built(folder: str, *formats: str, **how: Any) -> dict[str, runner.Outcome]:
    return {each.name: each for each in run(find([folder])[0], formats or ("json",), **how)}


def told(outcomes: dict[str, runner.Outcome]) -> dict[str, str]:
    return {
        Path(name).stem: "failed" if each.error else "unchanged" if each.unchanged else "built"
        for name, each in outcomes.items()
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in folder.iterdir()
        if file.suffix in {".html", ".pdf", ".json"}
    }


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "run", run_here)


def test_many_processes_make_what_one_makes(issues: Path) -> None:
    built("期刊", "html", "pdf", workers=1)
    alone = contents(issues)
    assert len(alone) == 12
    built("期刊", "html", "pdf", workers=3, force=True)
    assert contents(issues) == alone


@pytest.mark.usefixtures("here")
def test_only_what_has_changed_is_built(issues: Path) -> None:
    assert set(told(built("期刊")).values()) == {"built"}
    assert set(told(built("期刊")).values()) == {"unchanged"}
    draft(issues, 2, "要闻")
    draft(issues, 9)
    (issues / "3.json").unlink()
    (issues / "4.json").write_bytes((issues / "4.json").read_bytes() + b" ")
    (issues / "5.txt").unlink()
    assert told(built("期刊")) == {
        "0": "unchanged",
        "1": "unchanged",
        "2": "built",
        "3": "built",
        "4": "built",
        "9": "built",
    }
    assert set(told(built("期刊", force=True)).values()) == {"built"}
    assert set(told(built("期刊", "json", "html")).values()) == {"built"}
    assert set(told(built("期刊", "html")).values()) == {"unchanged"}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("place_of_outputs", [None, Path("成品")])
def test_another_theme_or_kind_has_all_built_again(
    issues: Path, place_of_outputs: Path | None
) -> None:
    def states(**how: Any) -> set[str]:
        jobs = find(["期刊"], place_of_outputs)[0]
        return set(told({each.name: each for each in run(jobs, ("html",), **how)}).values())

    theme = issues / "版式"
    theme.mkdir()
    (theme / "page.html.j2").write_text("{% include 'official/page.html.j2' %}")
    assert states() == {"built"}
    assert states(kind="jianbao") == {"built"}
    assert states(kind="jianbao") == {"unchanged"}
    (issues / "bulletin.toml").write_text('theme = "版式"\n', encoding="utf-8")
    assert states() == {"built"}
    assert states() == {"unchanged"}
    (issues / "bulletin.toml").write_text(
        'theme = "版式"\n[masthead]\nname = "快报"\n', encoding="utf-8"
    )
    assert states() == {"unchanged"}  # which no page depends on
    (theme / "page.html.j2").write_text("{% include 'official/page.html.j2' %} ")
    assert states() == {"built"}


@pytest.mark.usefixtures("here")
def test_notes_are_told_again(issues: Path) -> None:
    (issues / "0.txt").write_text("标题\n\n正文。\n\n打印本页\n", encoding="utf-8")
    first, second = built("期刊")["期刊/0.txt"], built("期刊")["期刊/0.txt"]
    assert second.unchanged
    assert second.notes == first.notes
    assert first.notes[0].startswith("期刊/0.txt: remains of a web page")


@pytest.mark.usefixtures("here")
def test_findings_are_counted_and_counted_anew_where_only_the_rules_have_changed(
    issues: Path,
) -> None:
    draft(issues, 2, "要闻,简讯,其他")
    settings = issues / "bulletin.toml"

    def found(*, unchanged: bool) -> list[int | None]:
        outcomes = built("期刊").values()
        assert {outcome.unchanged for outcome in outcomes} == {unchanged}
        return [outcome.findings for outcome in sorted(outcomes, key=lambda each: each.name)]

    def told() -> list[int]:
        checked = checking.check(
            [checking.CheckRequest(name, Path(name)) for name in names("期刊")]
        )
        return [len(each.diagnostics) for each in checked]

    at_first = told()
    assert found(unchanged=False) == found(unchanged=True) == at_first
    before = {file: file.stat() for file in issues.glob("*.json")}
    settings.write_text(
        '[[check.suppress]]\nfile = "2.txt"\ncode = "W001"\nreason = "引文"\n', encoding="utf-8"
    )
    assert found(unchanged=True) == told() == [*at_first[:2], at_first[2] - 2, *at_first[3:]]
    settings.write_text('[check]\nselect = ["W999"]\n')
    assert found(unchanged=True) == found(unchanged=True) == [None] * 6
    settings.unlink()
    assert found(unchanged=True) == at_first
    assert {file: file.stat() for file in issues.glob("*.json")} == before


@pytest.mark.usefixtures("here")
def test_a_rule_that_fails_costs_no_page(issues: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletinc.checking.found_in", lambda *_: 1 / 0)
    assert {(outcome.error, outcome.findings) for outcome in built("期刊").values()} == {
        (None, None)
    }
    assert len(contents(issues)) == 6


@pytest.mark.usefixtures("here")
def test_a_single_draft_is_built_without_a_cache(issues: Path) -> None:
    for _ in range(2):
        assert told(built("期刊/0.txt")) == {"0": "built"}
    assert not (issues / NAME).exists()


@pytest.mark.usefixtures("here")
def test_a_full_disk_leaves_whole_outputs_and_the_next_run_makes_the_others(
    issues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = 3
    replace = files._replace

    def full(target: Path, data: bytes, *more: Any) -> None:
        nonlocal room
        room -= 1
        if room < 0:
            raise OSError(errno.ENOSPC, "full")
        replace(target, data, *more)

    with monkeypatch.context() as patched:
        patched.setattr(files, "_replace", full)
        outcomes = built("期刊", "json", "html")
    assert sorted(told(outcomes).values()) == ["built"] + ["failed"] * 5
    assert all("the disk is full" in str(each.error) for each in outcomes.values() if each.error)
    assert sorted(told(built("期刊", "json", "html")).values()) == ["built"] * 5 + ["unchanged"]
    assert len(contents(issues)) == 12


@pytest.mark.skipif(sys.platform != "linux", reason="no bound on memory there")
def test_drafts_that_hang_or_need_too_much_memory_are_named_and_the_others_built(
    issues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiler, "pages", poison.pages)
    _crashes, hangs, eats, *_others = poison.HARM
    draft(issues, 1, hangs)
    draft(issues, 4, eats)
    bounds = Bounds(timeout=3, memory=1024)
    outcomes = built("期刊", "html", bounds=bounds, workers=2)
    assert told(outcomes) == {
        "0": "built",
        "1": "failed",
        "2": "built",
        "3": "built",
        "4": "failed",
        "5": "built",
    }
    assert str(outcomes["期刊/1.txt"].error).startswith("期刊/1.txt: gave up after 3 seconds")
    assert str(outcomes["期刊/4.txt"].error).startswith(
        "期刊/4.txt: gave up, because it needs more than 1024 MB of memory"
    )
    assert sorted(contents(issues)) == ["0.html", "2.html", "3.html", "5.html"]
    draft(issues, 1)
    draft(issues, 4)
    assert (
        sorted(told(built("期刊", "html", bounds=bounds)).values())
        == ["built"] * 2 + ["unchanged"] * 4
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    ("how", "status"),
    [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130), (signal.SIGTERM, 130)],
)
def test_a_run_that_was_stopped_goes_on_where_it_was(
    how: signal.Signals, status: int, issues: Path
) -> None:
    for number in range(16):
        draft(issues, number)
    command = [sys.executable, "-m", "bulletinc", "build", "期刊", "--to", "html,pdf", "-j", "2"]
    program = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    program.stdout.readline()
    os.kill(program.pid, how)
    program.communicate(timeout=30)
    assert program.returncode == status
    assert gone(program.pid, 10)
    left = {file.name for file in issues.iterdir() if file.name.endswith(".tmp")}
    assert not left or how == signal.SIGKILL
    before = contents(issues)
    again = told(built("期刊", "html", "pdf"))
    assert 0 < len(before) < 32
    assert (
        Counter(again.values())["unchanged"] >= len(before) // 2 - 1
    )  # it may be killed between a page and its line in the cache
    whole = contents(issues)
    assert len(whole) == 32
    assert before.items() <= whole.items()
