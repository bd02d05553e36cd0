"""What has not changed is known from the journal, and whatever has changed is seen."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bulletinc.batch import fingerprint
from bulletinc.batch.cache import NAME, BuildCache, Output, Record, State
from bulletinc.batch.fingerprint import theme_for
from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.project import find_project

LONG_AGO = time.time_ns() - 10**12
SETTINGS = {"html": "a"}


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


def test_a_journal_gives_what_was_put_into_it(record: Record, tmp_path: Path) -> None:
    first = BuildCache(tmp_path)
    assert first["稿"] is None
    first.add("稿", record)
    assert first["稿"] == record
    assert BuildCache(tmp_path)["稿"] == record  # at once, before it is closed


def test_formats_made_one_after_the_other_are_all_known(record: Record, tmp_path: Path) -> None:
    first = BuildCache(tmp_path)
    first.add("稿", record)
    first.add("稿", replace(record, outputs={"pdf": record.outputs["html"]}))
    known = BuildCache(tmp_path)["稿"]
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
    known = BuildCache(tmp_path)["稿"]
    assert known is not None
    assert known.outputs.keys() == {"pdf"}  # of another text


def test_a_journal_closed_has_one_line_a_draft(record: Record, tmp_path: Path) -> None:
    for _ in range(3):
        one = BuildCache(tmp_path)
        one.add("稿", record)
        one.add("b", record)
        one.close()
    assert (tmp_path / NAME).read_text().count("\n") == 2
    untouched = (tmp_path / NAME).stat()
    BuildCache(tmp_path).close()
    assert (tmp_path / NAME).stat() == untouched


@pytest.mark.parametrize(
    "damage",
    [
        b"{",
        b"",
        b"null\n",
        b'{"target": "a"}\n',
        b"\xff\xfe\n",
        b'{"target": "b", "name": 1, "file": 1, "source": 1, "outputs": 1, "notes": 1}\n',
    ],
)
def test_lines_that_cannot_be_read_cost_the_others_nothing(
    damage: bytes, record: Record, tmp_path: Path
) -> None:
    BuildCache(tmp_path).add("稿", record)
    with (tmp_path / NAME).open("ab") as file:
        file.write(damage)
    torn = BuildCache(tmp_path)
    assert torn["稿"] == record
    torn.add("b", record)
    again = BuildCache(tmp_path)
    assert again["稿"] == again["b"] == record


@pytest.mark.parametrize("cut", range(1, 400, 57))
def test_a_line_cut_anywhere_is_no_record_or_a_whole_one(
    cut: int, record: Record, tmp_path: Path
) -> None:
    BuildCache(tmp_path).add("稿", record)
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[:-cut])
    assert BuildCache(tmp_path)["稿"] in (None, record)


def test_a_journal_that_cannot_be_kept_is_no_error(record: Record, tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    one = BuildCache(tmp_path)
    one.add("稿", record)
    one.close()
    BuildCache(tmp_path / "none").add("稿", record)


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
    fingerprint._program.cache_clear()
    fingerprint._machine_fonts.cache_clear()
    return dict(fingerprint.of_outputs(BuildOptions(("html", "pdf"), theme=theme, **asked)))


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
    (tmp_path / "fonts/sub").mkdir(parents=True)
    told = tmp_path / "fonts.conf"
    told.write_text('<fontconfig><dir prefix="relative">fonts</dir></fontconfig>')
    monkeypatch.setenv("FONTCONFIG_FILE", str(told))
    shipped = of(shipped_fonts=True)
    found = [of()]
    (tmp_path / "fonts/sub/new.ttf").touch()
    found.append(of())
    assert of(shipped_fonts=True) == shipped
    told.write_text('<fontconfig><dir prefix="relative">fonts</dir><!-- other --></fontconfig>')
    found.append(of())
    assert len({each["html"] for each in found}) == 1
    assert len({each["pdf"] for each in found}) == len(found)


@dataclass(frozen=True)
class WithWatermark(BuildOptions):
    """The options of a program that has one more."""

    watermark: bool = False


def test_another_option_is_hashed_without_being_named_anywhere() -> None:
    plain = WithWatermark(("html", "pdf"))
    marked = replace(plain, watermark=True)
    assert fingerprint.of_outputs(plain) == fingerprint.of_outputs(replace(plain))
    for name, found in fingerprint.of_outputs(marked).items():
        assert found != fingerprint.of_outputs(plain)[name]


def test_the_theme_is_the_one_chosen_else_that_of_the_project(tmp_path: Path, theme: Path) -> None:
    assert theme_for(find_project(tmp_path), None) is None
    (tmp_path / "bulletin.toml").write_text('theme = "版式"\n', encoding="utf-8")
    (tmp_path / "sub").mkdir()
    assert theme_for(find_project(tmp_path / "sub"), None) == str(theme)
    assert theme_for(find_project(tmp_path / "sub"), "official") == "official"
    (tmp_path / "sub/bulletin.toml").write_text('extend = "../bulletin.toml"\n')
    assert Path(theme_for(find_project(tmp_path / "sub"), None) or "").resolve() == theme
    (tmp_path / "sub/bulletin.toml").write_text('theme = "official"\n')
    assert theme_for(find_project(tmp_path / "sub"), None) == "official"
    (tmp_path / "sub/bulletin.toml").write_text("theme = 1\n")
    with pytest.raises(BulletinError):
        theme_for(find_project(tmp_path / "sub"), None)
