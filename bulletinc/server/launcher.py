"""An icon that opens a folder in the desk by a double click, where the desktop system looks."""

from __future__ import annotations

import os
import re
import shlex
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

_RUNNABLE = stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH
_FORBIDDEN = '"%\n\r'  # in a file of commands of Windows these would end the name, or change it
_DESKTOP = re.compile(r'^XDG_DESKTOP_DIR="(\$HOME/[^"\n]+|/[^"\n]+)"', re.MULTILINE)


def install(folder: Path, system: str = sys.platform) -> tuple[Path, ...]:
    """Write the launcher of a folder, and return the files written.

    A launcher that was there before is replaced. Raises BulletinError.
    """
    if not folder.is_dir():
        raise BulletinError(
            _("{path}: there is no such folder.").format(path=folder),
            _("Name the folder of your bulletins, or make it first."),
        )
    folder = Path(os.path.abspath(folder))
    written = []
    for path, data in _launchers(folder, system):
        files.write(path, data)
        path.chmod(_RUNNABLE)
        written.append(path)
    return tuple(written)


def _launchers(folder: Path, system: str) -> Iterator[tuple[Path, bytes]]:
    name = _("Bulletins in {folder}").format(folder=folder.name or str(folder))
    if system == "win32":
        yield from _for_windows(folder, name)
    elif system == "darwin":
        text = f"#!/bin/sh\nexec {shlex.join(_command(folder))}\n"
        yield _desktop() / f"{_file_name(name)}.command", text.encode()
    else:
        data = _desktop_entry(folder, name).encode()
        applications = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
        yield (
            Path(applications, "applications", f"bulletinc-{_file_name(folder.name)}.desktop"),
            data,
        )
        if (desktop := _desktop()).is_dir():
            yield desktop / f"{_file_name(name)}.desktop", data


def _command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "bulletinc", "serve", str(folder)]


def _desktop_entry(folder: Path, name: str) -> str:
    """By the Desktop Entry Specification 1.5: each argument quoted, then escaped as a string."""
    command = " ".join(f'"{_quoted(each)}"' for each in _command(folder))
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            f"Name={_escaped(name)}",
            f"Exec={_escaped(command)}",
            "Terminal=true",
            "Icon=accessories-text-editor",
            "Categories=Office;",
            "",
        )
    )


def _quoted(argument: str) -> str:
    for sign in '\\"`$':
        argument = argument.replace(sign, f"\\{sign}")
    return argument.replace("%", "%%")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _for_windows(folder: Path, name: str) -> Iterator[tuple[Path, bytes]]:
    """A file of commands on the desktop, and one in the start menu. Never tried on Windows."""
    if any(sign in str(each) for each in _command(folder) for sign in _FORBIDDEN):
        raise BulletinError(
            _("{path}: no launcher can be made for a folder of this name.").format(path=folder),
            _("Rename the folder so that it has no % and no quotation mark."),
        )
    command = " ".join(f'"{each}"' for each in _command(folder))
    data = f"@echo off\r\nchcp 65001 >nul\r\n{command}\r\nif errorlevel 1 pause\r\n".encode()
    roaming = os.environ.get("APPDATA") or str(Path.home() / "AppData/Roaming")
    menu = Path(roaming, "Microsoft/Windows/Start Menu/Programs")
    for place in (_desktop(), menu):
        if place == menu or place.is_dir():  # a desktop in OneDrive lies elsewhere
            yield place / f"{_file_name(name)}.cmd", data


def _desktop() -> Path:
    """The folder of the desktop, which has a Chinese name on a Chinese system (桌面)."""
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config", "user-dirs.dirs")
    with suppress(OSError, UnicodeDecodeError):
        if found := _DESKTOP.search(settings.read_text(encoding="utf-8")):
            return Path(found[1].replace("$HOME", str(Path.home())))
    return Path.home() / "Desktop"


def _file_name(name: str) -> str:
    return (
        "".join("_" if sign in '\\/:*?"<>|' or sign < " " else sign for sign in name) or "bulletinc"
    )
