"""Nothing is written through a link, over an original, or with rights that it should not have."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletinc import files
from bulletinc.batch.cache import NAME as CACHE
from bulletinc.errors import BulletinError
from tests.support import word
from tests.support.drawn_pictures import drawn
from tests.support.hostile import DRAFT, KINDS, state
from tests.support.program import Run, program
from tests.support.word_pictures import picture, with_media

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
ROOT_ONLY = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can give a file away"
)
FORMATS = ("html", "pdf", "docx", "json")


# Links


@POSIX
@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("target", ["../outside/secret", "../outside/new", "good.txt"])
def test_an_output_that_is_a_link_is_not_written(
    run: Run, issues: Path, suffix: str, target: str
) -> None:
    (issues / f"good.{suffix}").symlink_to(target)
    before = state(issues)
    said = run("build", "issues/good.txt", "--to", suffix)
    assert said.status == 2
    # Of a link to a draft it is said that this would be overwritten.
    assert said.err.startswith(f"Error: issues/good.{suffix}")
    assert state(issues) == before


@POSIX
@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("place", [[], ["-o", "issues"], ["-o", "issues/letter.txt"]])
def test_pictures_are_not_written_through_a_link(run: Run, issues: Path, place: list[str]) -> None:
    (issues / "letter-图").symlink_to("../outside")
    body = f"<w:p><w:r><w:t>正文。</w:t></w:r>{picture('P1')}</w:p>"
    (issues / "letter.docx").write_bytes(with_media(word.document(body), P1=drawn()))
    said = run("import", "issues/letter.docx", *place)
    assert said.status == 2
    assert "issues/letter-图: this is a link." in said.err
    assert not (issues / "letter.txt").exists()


@POSIX
@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize(
    "options", [["fmt"], ["check", "--fix"], ["check", "--fix", "--unsafe-fixes"]]
)
@pytest.mark.parametrize("named", ["issues", "issues/link.txt"])
def test_a_draft_that_is_a_link_is_not_rewritten(
    run: Run, issues: Path, options: list[str], named: str
) -> None:
    (issues / "good.txt").unlink()
    (issues / "link.txt").symlink_to("../outside/draft.txt")
    said = run(*options, named)
    assert said.status == 2
    assert (issues / "link.txt").is_symlink()


@POSIX
@pytest.mark.usefixtures("outside")
def test_a_cache_that_is_a_link_is_not_written(run: Run, issues: Path) -> None:
    (issues / "b.txt").write_text(DRAFT.format(number=3), encoding="utf-8")
    (issues / CACHE).symlink_to("../outside/secret")
    assert run("build", "issues", "--to", "json").status == 0
    assert (issues / CACHE).is_symlink()


@POSIX
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"closed file", "link out"}))
@pytest.mark.usefixtures("outside")
def test_a_cache_of_another_kind_hinders_nothing(run: Run, issues: Path, kind: str) -> None:
    (issues / "b.txt").write_text(DRAFT.format(number=3), encoding="utf-8")
    KINDS[kind](issues / CACHE)
    assert run("build", "issues", "--to", "json").status == 0
    assert (issues / "b.json").exists()


@POSIX
@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("deep", ["sub", "sub/deeper"])
def test_a_folder_below_the_outputs_that_is_a_link_is_not_entered(
    run: Run, issues: Path, deep: str
) -> None:
    (issues / deep).mkdir(parents=True)
    (issues / deep / "c.txt").write_text(DRAFT.format(number=3), encoding="utf-8")
    pages = issues.parent / "pages"
    pages.mkdir()
    (pages / "sub").symlink_to("../outside")
    said = run("build", "issues", "-o", "pages", "--to", "json")
    assert said.status == 2
    assert "pages/sub: this is a link" in said.err
    assert (pages / "good.json").exists()


@POSIX
def test_a_folder_of_outputs_that_the_user_names_may_be_a_link(run: Run, issues: Path) -> None:
    (issues.parent / "pages").symlink_to("outside")
    assert run("build", "issues", "-o", "pages", "--to", "json").status == 0
    assert (issues.parent / "outside/good.json").exists()


@POSIX
@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"closed file"}))
def test_import_writes_into_no_such_place(run: Run, issues: Path, kind: str) -> None:
    (issues / "来文.md").write_text("近日，志愿者清理河道。\n", encoding="utf-8")
    KINDS[kind](issues / "来文.txt")
    before = state(issues)
    assert run("import", "issues/来文.md").status == 2
    assert state(issues) == before


@POSIX
@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"closed file"}))
def test_extract_writes_into_no_such_place(run: Run, issues: Path, kind: str) -> None:
    assert run("build", "issues/good.txt", "--to", "pdf").status == 0
    (issues / "good.txt").unlink()
    KINDS[kind](issues / "good.txt")
    before = state(issues)
    assert run("extract", "issues/good.pdf").status == 2
    assert state(issues) == before


@POSIX
@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"closed file"}))
def test_init_writes_into_no_such_place(run: Run, issues: Path, kind: str) -> None:
    KINDS[kind](issues / "bulletin.toml")
    before = state(issues)
    assert run("init", "issues").status == 2
    assert state(issues) == before


# Originals

FOREIGN = {
    "html": b"<!DOCTYPE html>\n<html><body>\xe4\xbb\x96\xe5\xb1\x80</body></html>",
    "pdf": b"%PDF-1.7\n1 0 obj<</Type /Metadata/Subtype /XML>>endobj\n%%EOF\n",
    "docx": b"PK\x03\x04 another office's",
    "json": b'{"type": "other"}',
}


@pytest.mark.parametrize("content", ["foreign", "empty"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_an_original_is_never_overwritten(
    run: Run, issues: Path, suffix: str, content: str
) -> None:
    original = issues / f"good.{suffix}"
    original.write_bytes(FOREIGN[suffix] if content == "foreign" else b"")
    before = original.read_bytes()
    said = run("build", "issues", "--to", suffix)
    assert said.status == 2
    assert f"good.{suffix}: bulletinc did not make this file." in said.err
    assert original.read_bytes() == before
    assert run("build", "issues", "--to", suffix, "--force").status == 2
    assert run("build", "issues", "--to", suffix, "--overwrite").status == 0
    assert original.read_bytes() != before


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_output_of_ours_is_replaced_unasked(run: Run, issues: Path, suffix: str) -> None:
    assert run("build", "issues/good.txt", "--to", suffix).status == 0
    (issues / "good.txt").write_text(DRAFT.format(number=7), encoding="utf-8")
    assert run("build", "issues/good.txt", "--to", suffix).status == 0


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_what_was_imported_stays_when_its_draft_is_built(
    run: Run, issues: Path, suffix: str
) -> None:
    original = issues / f"来文.{suffix}"
    original.write_text("<p>" + "清溪区近日开展工作，情况如下。" * 20 + "</p>", encoding="utf-8")
    before = original.read_bytes()
    assert run("import", f"issues/来文.{suffix}").status == 0
    run("build", "issues/来文.txt")
    assert original.read_bytes() == before


# Rights


@POSIX
@pytest.mark.parametrize("command", [["fmt"], ["check", "--fix"], ["build", "--to", "json"]])
@pytest.mark.parametrize("rights", [0o4755, 0o2755, 0o1644, 0o6777, 0o7700])
def test_no_bit_of_another_user_is_kept(
    run: Run, issues: Path, command: list[str], rights: int
) -> None:
    path = issues / ("good.json" if command[0] == "build" else "good.txt")
    if command[0] == "build":
        run("build", "issues/good.txt", "--to", "json")
    else:
        path.write_text(DRAFT.format(number=1).replace("【简讯】", "【简 讯】"), encoding="utf-8")
    path.chmod(rights)
    inode = path.stat().st_ino
    run(*command, "issues/good.txt")
    assert path.stat().st_ino != inode
    assert stat.S_IMODE(path.stat().st_mode) == rights & 0o777


@POSIX
@pytest.mark.parametrize("rights", [0o600, 0o640, 0o660])
def test_what_was_private_stays_private(run: Run, issues: Path, rights: int) -> None:
    path = issues / "good.txt"
    path.chmod(rights)
    assert run("check", "issues/good.txt", "--fix").status == 0
    assert stat.S_IMODE(path.stat().st_mode) == rights


@ROOT_ONLY
def test_a_file_of_another_user_is_reported_and_gets_no_more_rights(run: Run, issues: Path) -> None:
    path = issues / "good.txt"
    os.chown(path, 1234, 1234)
    path.chmod(0o4777)
    said = run("check", "issues/good.txt", "--fix")
    assert "good.txt: this file belonged to another user, and is yours now." in said.err
    assert path.stat().st_uid == os.geteuid()
    assert stat.S_IMODE(path.stat().st_mode) & ~0o755 == 0


@POSIX
@pytest.mark.parametrize("command", [["fmt"], ["check", "--fix"]])
def test_hard_links_are_reported(run: Run, issues: Path, command: list[str]) -> None:
    path = issues / "good.txt"
    path.write_text(DRAFT.format(number=1).replace("【简讯】", "【简 讯】"), encoding="utf-8")
    os.link(path, issues / "other")
    said = run(*command, "issues/good.txt")
    assert "good.txt: this file had 2 names (hard links)." in said.err
    assert "简 讯" in (issues / "other").read_text("utf-8")


# Another program meanwhile


@pytest.mark.parametrize("command", [["fmt"], ["check", "--fix"]])
def test_a_file_that_was_saved_meanwhile_is_left(
    run: Run, issues: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = issues / "good.txt"
    path.write_text(DRAFT.format(number=1).replace("【简讯】", "【简 讯】"), encoding="utf-8")
    write: Callable[..., tuple[str, ...]] = files.write

    def save_first(where: Path, *arguments: object, **options: object) -> tuple[str, ...]:
        path.write_text("the editor's new text", encoding="utf-8")
        return write(where, *arguments, **options)

    monkeypatch.setattr(files, "write", save_first)
    said = run(*command, "issues/good.txt")
    assert said.status == 2
    assert "good.txt: another program has changed it meanwhile." in said.err
    assert path.read_text("utf-8") == "the editor's new text"
    assert sorted(each.name for each in issues.iterdir()) == ["good.txt"]


@pytest.mark.usefixtures("issues")
def test_a_fix_that_cannot_be_written_is_no_success(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_arguments: object, **_options: object) -> tuple[str, ...]:
        raise BulletinError(f"{path}: cannot be written (no permission).")

    monkeypatch.setattr(files, "write", refuse)
    said = run("check", "issues", "--fix")
    assert said.status == 2
    assert "cannot be written" in said.err
    assert "No findings" not in said.out


# Devices and streams


@POSIX
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/stderr", "/dev/null", "/proc/self/fd/1"])
@pytest.mark.usefixtures("issues")
def test_findings_go_into_a_stream_as_it_is(name: str) -> None:
    before = os.stat("/dev/null")
    said = program("check", "issues", "--format", "json", "-o", name)
    assert said.status == 1
    assert ("W001" in said.out) is (name in {"/dev/stdout", "/proc/self/fd/1"})
    assert ("W001" in said.err) is (name == "/dev/stderr")
    assert os.stat("/dev/null").st_mode == before.st_mode


@POSIX
@pytest.mark.usefixtures("issues")
def test_a_pipe_that_is_named_is_written_into_and_stays() -> None:
    os.mkfifo("pipe")
    descriptor = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert program("check", "issues", "--format", "concise", "-o", "pipe").status == 1
        assert b"W001" in os.read(descriptor, 10000)
    finally:
        os.close(descriptor)
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


@POSIX
@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("kind", ["link out", "link to itself", "link to nothing", "folder"])
def test_findings_go_into_no_such_place(run: Run, issues: Path, kind: str) -> None:
    KINDS[kind](issues / "found.json")
    before = state(issues)
    assert run("check", "issues/good.txt", "-o", "issues/found.json").status == 2
    assert state(issues) == before


@ROOT_ONLY
def test_a_device_is_not_replaced(run: Run, issues: Path) -> None:
    try:
        os.mknod(issues / "null", stat.S_IFCHR | 0o666, os.makedev(1, 3))
        (issues / "null").write_bytes(b"")
    except OSError:
        pytest.skip("no devices may be made here")
    assert run("check", "issues/good.txt", "-o", "issues/null").status == 1
    assert stat.S_ISCHR(os.stat(issues / "null").st_mode)
