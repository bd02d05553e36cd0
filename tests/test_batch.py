"""Which files a user means, where their outputs go, and what becomes of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc import batch, compiler
from bulletinc.batch import Job, check_folder, check_targets, find, output_path
from bulletinc.errors import BulletinError
from bulletinc.parser import parse as parse_really


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.TXT", "notes.md", ".hidden.txt", "sub 文/c.txt", ".git/d.txt", "empty/readme.md", "[1].txt"):
        file = tmp_path / "来稿" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("标题\n", encoding="utf-8")
    return tmp_path


def names(*arguments: str) -> list[str]:
    jobs, errors = find(arguments)
    assert errors == ()
    return [job.name for job in jobs]


def outputs(*arguments: str, folder: str | None = None) -> list[str]:
    return [str(output_path(job, ".html")) for job in find(arguments, None if folder is None else Path(folder))[0]]


def test_a_folder_means_its_texts_and_those_of_its_subfolders_in_order() -> None:
    assert names("来稿") == ["来稿/[1].txt", "来稿/a.TXT", "来稿/b.txt", "来稿/sub 文/c.txt"]


def test_a_pattern_that_the_shell_left_alone_is_expanded() -> None:
    assert names("来稿/*.md", "来稿/**/c.*") == ["来稿/notes.md", "来稿/sub 文/c.txt"]


def test_a_name_that_looks_like_a_pattern_is_a_name_if_there_is_such_a_file() -> None:
    assert names("来稿/[1].txt") == ["来稿/[1].txt"]


def test_a_file_named_twice_is_built_once(place: Path) -> None:
    assert names("来稿/b.txt", "来稿/b.txt", str(place / "来稿/b.txt"), "-", "-") == ["来稿/b.txt", "(standard input)"]


def test_outputs_go_beside_their_source() -> None:
    assert outputs("来稿/b.txt", "来稿/sub 文") == ["来稿/b.html", "来稿/sub 文/c.html"]


def test_outputs_go_into_the_folder_where_subfolders_are_kept() -> None:
    assert outputs("来稿", folder="out") == ["out/[1].html", "out/a.html", "out/b.html", "out/sub 文/c.html"]
    assert outputs("来稿/sub 文/c.txt", folder="out") == ["out/c.html"]


def test_standard_input_has_a_name_for_its_outputs() -> None:
    assert outputs("-") == ["bulletin.html"]
    assert outputs("-", folder="out") == ["out/bulletin.html"]


@pytest.mark.parametrize(("name", "output"), [("2026.3.5.txt", "2026.3.5.html"), ("简报2026.3", "简报2026.3.html"), ("a.md", "a.html")])
def test_only_a_suffix_is_replaced(place: Path, name: str, output: str) -> None:
    (place / name).touch()
    assert outputs(name) == [output]


def test_each_argument_that_means_nothing_is_an_error_and_the_others_stand() -> None:
    jobs, errors = find(["来稿/b.txt", "none.txt", "来稿/empty", "none*.txt"])
    assert [job.name for job in jobs] == ["来稿/b.txt"]
    assert [error.message for error in errors] == [
        "none.txt: there is no such file.",
        "来稿/empty: no bulletin in this folder.",
        "none*.txt: no file fits this pattern.",
    ]
    assert all(error.remedy for error in errors)


def test_a_link_that_leads_nowhere_fails_alone(place: Path) -> None:
    (place / "来稿/link.txt").symlink_to("gone")
    outcomes = list(batch.run(find(["来稿"])[0], ["json"], None, bytes))
    assert [outcome.name for outcome in outcomes if outcome.error] == ["来稿/link.txt"]


def test_two_sources_of_one_output_are_an_error() -> None:
    jobs = [Job("a.txt", Path("a.txt"), Path("a")), Job("a.md", Path("a.md"), Path("a"))]
    with pytest.raises(BulletinError, match=r"a\.txt and a\.md would both be written to a\.html"):
        check_targets(jobs, ["html"])


def test_an_output_never_takes_the_place_of_a_source(place: Path) -> None:
    (place / "page.html").touch()
    with pytest.raises(BulletinError, match=r"page\.html is a source"):
        check_targets(find(["page.html"])[0], ["html"])
    check_targets(find(["page.html"])[0], ["pdf"])
    check_targets(find(["page.html"], Path("out"))[0], ["html"])


def test_a_file_is_no_folder_for_outputs() -> None:
    with pytest.raises(BulletinError, match="this is a file, not a folder"):
        check_folder(Path("来稿/b.txt"))
    check_folder(Path("来稿"))
    check_folder(Path("to be made"))
    check_folder(None)


def test_whatever_goes_wrong_in_one_the_others_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(source: object, kind: object) -> object:
        if getattr(source, "name", None) == "来稿/a.TXT":
            raise ZeroDivisionError
        return parse_really(source, kind)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(compiler, "parse", parse)
    outcomes = list(batch.run(find(["来稿/a.TXT", "来稿/b.txt"])[0], ["json"], None, bytes))
    assert isinstance(outcomes[0].error, ZeroDivisionError)
    assert outcomes[1].written == (Path("来稿/b.json"),)


def test_nothing_is_written_if_one_of_its_formats_cannot_be_made(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bulletinc.render import pdf  # noqa: PLC0415 - loads WeasyPrint

    def missing(*_: object) -> object:
        raise BulletinError("no Pango")

    monkeypatch.setattr(pdf, "render", missing)
    (outcome,) = batch.run(find(["来稿/b.txt"])[0], ["html", "pdf"], None, bytes)
    assert str(outcome.error) == "no Pango"
    assert not list(place.rglob("*.html"))
