"""The icon opens just the folder that it was made for, whatever that is called."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bulletinc.errors import BulletinError
from bulletinc.server import launcher
from tests.support.program import Run

_NAMES = ["简报 2026", "a'b", 'a"b', "a$HOME`id`", "a\\b", "100%f", "a;b&c", "-x"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    (home / "Desktop").mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setenv("XDG_DATA_HOME", "")
    monkeypatch.setenv("XDG_CONFIG_HOME", "")
    monkeypatch.setenv("APPDATA", "")
    return home


def _folder(tmp_path: Path, name: str) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    return folder


def _arguments(command: str) -> list[str]:
    """A command line as the Desktop Entry Specification has it taken apart."""
    found, at = [], 0
    text = command.replace("\\\\", "\\")  # first the escapes of a string
    while at < len(text):
        assert text[at] == '"'
        argument, at = "", at + 1
        while text[at] != '"':
            at += text[at] == "\\"
            argument += text[at]
            at += 1
        found.append(argument.replace("%%", "%"))
        at += 2
    return found


@pytest.mark.parametrize("name", _NAMES)
def test_on_linux_an_entry_of_the_menu_and_the_desktop_opens_the_folder(
    home: Path, tmp_path: Path, name: str
) -> None:
    folder = _folder(tmp_path, name)
    written = launcher.install(folder, "linux")
    assert [path.parent for path in written] == [
        home / ".local/share/applications",
        home / "Desktop",
    ]
    for path in written:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0] == "[Desktop Entry]"
        (command,) = [each.removeprefix("Exec=") for each in lines if each.startswith("Exec=")]
        serve = [sys.executable, "-m", "bulletinc", "serve", str(folder)]
        assert _arguments(command) == serve
        assert "Terminal=true" in lines
        assert os.access(path, os.X_OK)


@pytest.mark.parametrize("name", _NAMES)
def test_on_a_mac_a_command_file_opens_the_folder(home: Path, tmp_path: Path, name: str) -> None:
    folder = _folder(tmp_path, name)
    (path,) = launcher.install(folder, "darwin")
    assert (path.parent, path.suffix) == (home / "Desktop", ".command")
    last = path.read_text(encoding="utf-8").splitlines()[-1]
    assert shlex.split(last) == ["exec", *launcher._command(folder)]


def test_on_windows_a_command_file_opens_the_folder(home: Path, tmp_path: Path) -> None:
    folder = _folder(tmp_path, "简报 & 快报")
    written = launcher.install(folder, "win32")
    assert [path.name for path in written] == [written[0].name] * 2
    assert written[0].parent == home / "Desktop"
    assert "Start Menu" in str(written[1])
    lines = written[0].read_bytes().decode().split("\r\n")
    assert f'"{sys.executable}" "-m" "bulletinc" "serve" "{folder}"' in lines
    for name in ("50%", '50"b'):
        with pytest.raises(BulletinError, match="50"):
            launcher.install(_folder(tmp_path, name), "win32")


def test_a_launcher_that_is_there_is_replaced_and_works(home: Path, tmp_path: Path) -> None:
    folder = _folder(tmp_path, "简报")
    first = launcher.install(folder, "darwin")
    assert launcher.install(folder, "darwin") == first
    text = first[0].read_text(encoding="utf-8")
    first[0].write_text(text.replace(" serve ", " serve --help "), encoding="utf-8")
    shown = subprocess.run([first[0]], capture_output=True, text=True, check=True)
    assert "--install-launcher" in shown.stdout
    assert home.is_dir()


def test_the_command_prints_what_it_wrote(home: Path, tmp_path: Path, run: Run) -> None:
    folder = _folder(tmp_path, "issues")
    said = run("--lang", "en", "serve", str(folder), "--install-launcher")
    assert said.status == 0
    assert [Path(line).is_file() for line in said.out.splitlines()] == [True, True]
    assert str(home) in said.out
    assert run("serve", str(tmp_path / "none"), "--install-launcher").status == 2


def test_the_desktop_of_a_chinese_system_is_found(home: Path, tmp_path: Path) -> None:
    (home / "桌面").mkdir()
    settings = home / ".config/user-dirs.dirs"
    settings.parent.mkdir()
    settings.write_text('# 说明\nXDG_DESKTOP_DIR="$HOME/桌面"\n', encoding="utf-8")
    written = launcher.install(_folder(tmp_path, "简报"), "linux")
    assert written[1].parent == home / "桌面"
    settings.write_bytes(b"\xff")
    assert launcher.install(tmp_path / "简报", "linux")[1].parent == home / "Desktop"


def test_on_windows_no_desktop_is_made_where_there_is_none(home: Path, tmp_path: Path) -> None:
    (home / "Desktop").rmdir()
    written = launcher.install(_folder(tmp_path, "简报"), "win32")
    assert [path.parent.name for path in written] == ["Programs"]
    assert not (home / "Desktop").exists()
