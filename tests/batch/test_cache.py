"""What has not changed is known from the cache, and whatever has changed is seen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bulletinc.batch import environment, fingerprint
from bulletinc.batch.cache import NAME, BuildCache, _mac, _sealed
from bulletinc.batch.records import Fingerprints, Output, Record, State
from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.project import find_project
from bulletinc.render.formats.pdf.faces import short_hash
from bulletinc.render.formats.pdf.weasyprint import machine
from tests.support.places import ROOT

LONG_AGO = time.time_ns() - 10**12
SETTINGS = {"html": "a"}
KEY = b"key" * 9


def written_long_ago(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


def state(path: Path) -> State:
    return State.of(path.read_bytes(), path.stat())


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "稿.txt"
    written_long_ago(file, "标题\n")
    (tmp_path / "稿.html").write_text("<html>")
    return file


@pytest.fixture
def record(draft: Path) -> Record:
    output = draft.with_suffix(".html")
    return Record(
        "来稿/稿.txt",
        "稿.txt",
        state(draft),
        {"html": Output(output.name, state(output), "a")},
        ("来稿/稿.txt：注意",),
    )


def now(record: Record, draft: Path, wanted: dict[str, str] | None = None) -> Record | None:
    return record.now(draft, str(draft.parent), wanted or SETTINGS)


def test_what_is_as_it_was_is_known_without_reading_it(
    record: Record, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", None)
    assert now(record, draft) is record


CHANGES: dict[str, Callable[[Path], object]] = {
    "the draft": lambda draft: draft.write_text("题标\n", encoding="utf-8"),
    "the draft, and its time put back": lambda draft: written_long_ago(draft, "题\n"),
    "the draft, for another file": lambda draft: (
        draft.rename(draft.with_name("b")),
        draft.write_text("题标\n", encoding="utf-8"),
    ),
    "the draft, which is gone": lambda draft: draft.unlink(),
    "an output": lambda draft: draft.with_suffix(".html").write_text("<HTML>"),
    "an output, cut": lambda draft: draft.with_suffix(".html").write_text("<htm"),
    "an output, which is gone": lambda draft: draft.with_suffix(".html").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(change: str, record: Record, draft: Path) -> None:
    CHANGES[change](draft)
    assert now(record, draft) is None


def test_other_settings_formats_and_files_are_seen(record: Record, draft: Path) -> None:
    assert now(record, draft, {"html": "b"}) is None
    assert now(record, draft, {"html": "a", "pdf": "a"}) is None
    assert now(record, draft.rename(draft.with_name("稿.md"))) is None


def test_a_new_time_on_the_same_content_is_no_change_and_is_kept(
    record: Record, draft: Path
) -> None:
    for file in (draft, draft.with_suffix(".html")):
        os.utime(file, ns=(LONG_AGO + 10**9, LONG_AGO + 10**9))
    seen = now(record, draft)
    assert seen is not None
    assert seen.source.changed == seen.outputs["html"].state.changed == LONG_AGO + 10**9
    assert now(seen, draft) is seen


def test_a_draft_that_changed_just_before_it_was_read_is_compared_by_content(
    record: Record, draft: Path
) -> None:
    just_now = time.time_ns()
    os.utime(draft, ns=(just_now, just_now))
    record = replace(record, source=state(draft).unsettled())
    draft.write_text("题标\n", encoding="utf-8")  # of the same size, within a tick of the clock
    os.utime(draft, ns=(just_now, just_now))
    assert now(record, draft) is None


def test_a_cache_gives_what_was_put_into_it(record: Record, tmp_path: Path) -> None:
    first = BuildCache(tmp_path, KEY)
    assert first["稿"] is None
    first.add("稿", record)
    assert first["稿"] == record
    assert BuildCache(tmp_path, KEY)["稿"] == record  # at once, before it is closed


def test_formats_made_one_after_the_other_are_all_known(record: Record, tmp_path: Path) -> None:
    first = BuildCache(tmp_path, KEY)
    first.add("稿", record)
    first.add("稿", replace(record, outputs={"pdf": record.outputs["html"]}))
    known = BuildCache(tmp_path, KEY)["稿"]
    assert known is not None
    assert known.outputs.keys() == {"html", "pdf"}
    first.add(
        "稿",
        replace(
            record,
            source=replace(record.source, hash="other"),
            outputs={"pdf": record.outputs["html"]},
        ),
    )
    known = BuildCache(tmp_path, KEY)["稿"]
    assert known is not None
    assert known.outputs.keys() == {"pdf"}  # of another text


def test_a_cache_closed_has_one_line_a_draft(record: Record, tmp_path: Path) -> None:
    for _ in range(3):
        one = BuildCache(tmp_path, KEY)
        one.add("稿", record)
        one.add("b", record)
        one.close()
    assert (tmp_path / NAME).read_text().count("\n") == 2
    untouched = (tmp_path / NAME).stat()
    BuildCache(tmp_path, KEY).close()
    assert (tmp_path / NAME).stat() == untouched


@pytest.mark.parametrize("key", [b"other key" * 9, b""])
def test_what_another_user_has_sealed_is_not_believed(
    key: bytes, record: Record, tmp_path: Path
) -> None:
    BuildCache(tmp_path, KEY).add("稿", record)
    assert BuildCache(tmp_path, key)["稿"] is None


@pytest.mark.parametrize("sealed", [KEY, b""])
def test_a_forged_line_is_not_believed(sealed: bytes, record: Record, tmp_path: Path) -> None:
    BuildCache(tmp_path, KEY).add("稿", record)
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole.replace(record.source.hash.encode(), b"0" * 64))
    assert whole != (tmp_path / NAME).read_bytes()
    assert BuildCache(tmp_path, sealed)["稿"] is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("kind", ["link", "dangling link", "hard link", "pipe", "folder"])
def test_nothing_is_read_or_written_through_what_is_no_file_of_ones_own(
    kind: str, record: Record, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    BuildCache(other, KEY).add("稿", record)
    there = other / NAME
    before = there.read_bytes()
    match kind:
        case "link":
            (tmp_path / NAME).symlink_to(there)
        case "dangling link":
            (tmp_path / NAME).symlink_to(other / "new")
        case "hard link":
            (tmp_path / NAME).hardlink_to(there)
        case "pipe":
            os.mkfifo(tmp_path / NAME)
        case "folder":
            (tmp_path / NAME).mkdir()
    cache = BuildCache(tmp_path, KEY)
    assert (cache["稿"] is None) == (kind != "hard link")  # which has our own lines
    for _ in range(2):
        cache.add("b", record)
    cache.close()
    assert [each.name for each in other.iterdir()] == [NAME]
    assert there.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        b"{",
        b"",
        b"null\n",
        b'{"target": "a"}\n',
        b"\xff\xfe\n",
        _sealed({"target": "b", "name": 1, "file": 1, "source": 1, "outputs": 1, "notes": 1}, KEY),
        _sealed({"asked": "b"}, KEY),
        b"[" * 100_000 + b"\n",
        _mac(b"[" * 100_000, KEY) + b" " + b"[" * 100_000 + b"\n",
    ],
)
def test_lines_that_cannot_be_read_cost_the_others_nothing(
    damage: bytes, record: Record, tmp_path: Path
) -> None:
    BuildCache(tmp_path, KEY).add("稿", record)
    with (tmp_path / NAME).open("ab") as file:
        file.write(damage)
    torn = BuildCache(tmp_path, KEY)
    assert torn["稿"] == record
    torn.add("b", record)
    again = BuildCache(tmp_path, KEY)
    assert again["稿"] == again["b"] == record


@pytest.mark.parametrize("cut", range(1, 400, 57))
def test_a_line_cut_anywhere_is_no_record_or_a_whole_one(
    cut: int, record: Record, tmp_path: Path
) -> None:
    BuildCache(tmp_path, KEY).add("稿", record)
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[:-cut])
    assert BuildCache(tmp_path, KEY)["稿"] in (None, record)


def test_a_cache_that_cannot_be_kept_is_no_error(record: Record, tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    one = BuildCache(tmp_path, KEY)
    one.add("稿", record)
    one.close()
    BuildCache(tmp_path / "none", KEY).add("稿", record)


def test_notes_call_the_draft_as_it_is_called_now(record: Record) -> None:
    assert record.notes_for("b/稿.txt") == ("b/稿.txt：注意",)
    assert replace(record, notes=("WeasyPrint: x",)).notes_for("b") == ("WeasyPrint: x",)


# What outputs depend on beside their draft


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "版式"
    folder.mkdir()
    (folder / "layout.toml").write_text("[grid]\n")
    return folder


def of(theme: str | None = None, **asked: Any) -> dict[str, str]:
    return dict(found(theme, **asked).outputs)


def found(
    theme: str | None = None, known: Fingerprints | None = None, **asked: Any
) -> Fingerprints:
    """What is found by a program that has just been started."""
    for cached in (
        fingerprint._state_of_program,
        environment._program,
        machine.installed,
        machine.font_places,
        machine._fontconfig,
        short_hash,
    ):
        cached.cache_clear()
    options = BuildOptions(("html", "pdf"), theme=theme, **asked)
    return fingerprint.of_outputs(options, {known.asked: known} if known else {})


def test_the_same_settings_have_the_same_fingerprint(theme: Path) -> None:
    assert of() == of()
    assert of(str(theme)) == of(str(theme))


def test_each_setting_counts(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [of(), of("official"), of(str(theme)), of(kind="jianbao")]
    (theme / "layout.toml").write_text("[grid]\n# other\n")
    found.append(of(str(theme)))
    (theme / "nodes").mkdir()
    (theme / "nodes/Item.html.j2").touch()
    found.append(of(str(theme)))
    monkeypatch.setattr("bulletinc.__version__", "9")
    found.append(of())
    for name in ("html", "pdf"):
        assert len({each[name] for each in found}) == len(found)


def test_the_machines_fonts_count_for_the_pdf_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = fonts_of(tmp_path, monkeypatch)
    shipped = of(shipped_fonts=True)
    found = [of()]
    new = tmp_path / "fonts/sub/new.ttf"
    new.write_bytes(next((ROOT / "templates/official/fonts").glob("*.ttf")).read_bytes())
    found.append(of())
    assert of(shipped_fonts=True) == shipped
    settings.write_text(settings.read_text() + "<!-- other -->")
    found.append(of())
    assert len({each["html"] for each in found}) == 1
    assert len({each["pdf"] for each in found}) == len(found)


def fonts_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the machine have the fonts of one folder, and return the file with the settings."""
    (folder / "fonts/sub").mkdir(parents=True)
    settings = folder / "fonts.conf"
    settings.write_text(
        '<fontconfig><dir prefix="relative">fonts</dir>'
        f"<cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    return settings


def test_nothing_is_asked_while_the_files_are_as_they_were(
    tmp_path: Path, theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts_of(tmp_path, monkeypatch)
    known = found(str(theme))
    with monkeypatch.context() as patched:
        patched.setattr(environment, "of_format", None)
        assert found(str(theme), known) is known
    # Another time on the same content is asked about once, and changes nothing.
    os.utime(theme / "layout.toml", ns=(LONG_AGO, LONG_AGO))
    touched = found(str(theme), known)
    assert touched.outputs == known.outputs
    assert touched.stamp != known.stamp


@pytest.mark.parametrize(
    "change",
    ["fonts/sub/new.ttf", "fonts/other/", "fonts.conf", "版式/nodes.j2", "版式/layout.toml"],
)
def test_a_change_of_files_is_asked_about(
    change: str, tmp_path: Path, theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts_of(tmp_path, monkeypatch)
    known = found(str(theme))
    if change.endswith("/"):
        (tmp_path / change).mkdir()
    else:
        with (tmp_path / change).open("a") as file:
            file.write("\n")
    assert found(str(theme), known).stamp != known.stamp


@dataclass(frozen=True)
class WithWatermark(BuildOptions):
    """The options of a program that has one more."""

    watermark: bool = False


def test_another_option_is_hashed_without_being_named_anywhere() -> None:
    plain = WithWatermark(("html", "pdf"))
    marked = replace(plain, watermark=True)
    found = {each: fingerprint.of_outputs(each, {}) for each in (plain, marked)}
    assert found[plain] == fingerprint.of_outputs(replace(plain), {})
    assert found[plain].asked != found[marked].asked
    for name in plain.formats:
        assert found[plain].outputs[name] != found[marked].outputs[name]


def theme_for(folder: Path, chosen: str | None = None) -> object:
    return fingerprint.options_for(find_project(folder), BuildOptions(theme=chosen)).theme


def test_the_theme_is_the_one_chosen_else_that_of_the_project(tmp_path: Path, theme: Path) -> None:
    assert theme_for(tmp_path) is None
    (tmp_path / "bulletin.toml").write_text('theme = "版式"\n', encoding="utf-8")
    (tmp_path / "sub").mkdir()
    assert theme_for(tmp_path / "sub") == str(theme)
    assert theme_for(tmp_path / "sub", "official") == "official"
    (tmp_path / "sub/bulletin.toml").write_text('extend = "../bulletin.toml"\n')
    assert Path(str(theme_for(tmp_path / "sub"))).resolve() == theme
    (tmp_path / "sub/bulletin.toml").write_text('theme = "official"\n')
    assert theme_for(tmp_path / "sub") == "official"
    (tmp_path / "sub/bulletin.toml").write_text("theme = 1\n")
    with pytest.raises(BulletinError):
        theme_for(tmp_path / "sub")
