"""Where a draft made of another file is put: never over a file, always under a harmless name."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

_UNNAMED = "bulletin.txt"
_FORBIDDEN = frozenset('<>:"|?*')  # in names on Windows
_DEVICES = frozenset(
    (
        *("CON", "PRN", "AUX", "NUL"),
        *(f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"),
    )
)
_LONGEST_NAME = 255  # bytes
_SUFFIXES = (".txt", ".md")
_SUFFIX = ".txt"


class NameTaken(BulletinError):
    """Another file has the name that a draft should get."""


def safe_name(name: str) -> str:
    """Return a harmless name for a draft: the last part of a path, cleaned, with ``.txt``.

    It stays in its folder on any system, is no option and not hidden. Programs take a name with
    another suffix for settings or a script: Makefile, bulletin.toml, run.bat.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(
        sign for sign in last if sign not in _FORBIDDEN and unicodedata.category(sign)[0] != "C"
    )
    kept = kept.lstrip("-~ .").rstrip(". ")
    if kept.partition(".")[0].rstrip().upper() in _DEVICES:
        kept = "_" + kept
    known = (kept[-len(each) :] for each in _SUFFIXES if kept.lower().endswith(each))
    suffix = next(known, "")
    stem = kept.removesuffix(suffix)
    suffix = suffix or _SUFFIX
    stem = stem.encode()[: _LONGEST_NAME - len(suffix)].decode(errors="ignore")
    return stem + suffix if stem else _UNNAMED


def visible_name(name: str) -> str:
    r"""Return a name with its control characters as people can see them: \u001b."""
    return "".join(
        sign if sign.isprintable() or sign == "\u3000" else f"\\u{ord(sign):04x}" for sign in name
    )


def place(name: str, pdf: Path | None, wanted: str | None) -> Path:
    """Return where the draft of a PDF goes: beside it, or into the file or folder ``wanted``.

    ``wanted`` is a folder if it is one or ends like one. Without either it is the current folder.
    """
    if wanted is None:
        return (Path() if pdf is None else pdf.parent) / name
    is_folder = wanted.endswith(("/", os.sep)) or Path(wanted).is_dir()
    return Path(wanted) / name if is_folder else Path(wanted)


def keep(draft: bytes, path: Path, top: Path | None = None, *, option: str = "-o") -> bool:
    """Write a draft unless a file of that name is there; return False where it is the same.

    ``option`` names another file. Raises BulletinError where the file is another one, or the draft
    cannot be written.
    """
    if not check(draft, path, option=option):
        return False
    files.write(path, draft, top=top)
    return True


def check(draft: bytes, path: Path, *, option: str = "-o") -> bool:
    """Return whether a draft has still to be written: ``False`` where the same one is there.

    Raises BulletinError where the file is another one.
    """
    if not path.is_symlink() and not path.exists():
        return True
    if path.is_file() and path.stat().st_size == len(draft) and files.read(path) == draft:
        return False
    raise NameTaken(
        _("{path}: there is another file of this name. It was not changed.").format(path=path),
        _("Choose another name or folder with {option}, or move that file away first.").format(
            option=option
        ),
    )
