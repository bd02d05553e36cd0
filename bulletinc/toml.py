"""TOML files of offices: read within bounds; and the errors for what is wrong in them.

TOML is read before anything bounds the process, so its size and depth are checked first: 100 KB of
dotted keys would take gigabytes.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.text.characters import HAN
from bulletinc.text.patterns import pattern

LARGEST_BYTES = 512 * 1024
_DEEPEST = 8  # tables in tables; bulletin.toml needs three
_SHOWN = 60  # characters of a line or value that a message shows

# Strings and comments first: what stands in them is neither a bracket nor a dot. A string of
# several lines that nothing closes goes to the end of the text.
_TOKEN = pattern(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+"
    r"|[\[\]{}.=,\n]",
    re.DOTALL,
)
# Where tomllib says that it stopped.
_PLACE = pattern(r"\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)\Z")
_QUOTED = pattern(r"""\"[^"]*\"|'[^']*'|#.*""")
_BARE_HAN = pattern(rf"[{HAN}][\w-]{{0,40}}[ \t]{{0,9}}=|\A\[[^=\n]{{0,60}}[{HAN}]")
_FULL_WIDTH = frozenset("“”‘’＂＇＝，、。：；［］【】｛｝（）＃　")


def read_toml(path: Path, *, quotable: bool = True) -> dict[str, Any]:
    """The values of a TOML file.

    Raises BulletinError where it cannot be read, is too large, nested too deeply, or no TOML; the
    message quotes the line only of a ``quotable`` file.
    """
    try:
        text = read_bounded(path, LARGEST_BYTES).decode("utf-8-sig")
        check_depth(text, path)
        return tomllib.loads(text)
    except UnicodeDecodeError:
        raise BulletinError(
            _("{path}: not UTF-8 text.").format(path=path), _("Save it as plain text in UTF-8.")
        ) from None
    except (ValueError, RecursionError) as error:  # no TOML, or a number of thousands of digits
        raise _not_toml(path, text, str(error), quotable=quotable) from None


def read_bounded(path: Path, most: int) -> bytes:
    """The bytes of a regular file of at most ``most`` bytes. Raises BulletinError for others."""
    try:
        status = os.stat(path)
    except OSError:
        return files.read(path)  # which says what is wrong
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise BulletinError(
            _("{path}: this is no ordinary file.").format(path=path),
            _("Name a file that lies on a disk, no pipe and no device."),
        )
    data = files.read(path) if status.st_size <= most else b""
    if status.st_size > most or len(data) > most:
        raise BulletinError(
            _("{path}: larger than {count} KB.").format(path=path, count=most // 1024),
            _("Leave out what is not needed, or see whether it is the right file."),
        )
    return data


def check_depth(text: str, path: Path) -> None:
    """Raise BulletinError for a text whose tables or lists are nested too deeply. Linear."""
    brackets = dots = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "[{":
            brackets, dots = brackets + 1, 0
        elif sign in "]}":
            brackets, dots = max(0, brackets - 1), 0
        elif sign == ".":
            dots += 1
        elif sign in "=,\n":
            dots = 0
        if brackets + dots > _DEEPEST:
            line = text.count("\n", 0, token.start()) + 1
            raise BulletinError(
                _("{path}: nested too deeply, line {line}.").format(path=path, line=line),
                _("No setting is in more than three tables: write it as the manual shows."),
            )


def lies_in(path: Path, folder: Path) -> bool:
    """Whether a file really lies in a folder, links followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def wrong_value(file: Path, key: str, value: object, wanted: str) -> BulletinError:
    """The error for a value that a key cannot have. ``wanted`` says what it can."""
    return BulletinError(
        _("{path}: the value of {key} cannot be {value}.").format(
            path=file, key=key, value=shown_value(value)
        ),
        _("Write {wanted}.").format(wanted=wanted),
    )


def wanted_table(key: str) -> str:
    """What to write for a table, as :func:`wrong_value` wants it."""
    return _("a table: {example} on a line of its own, and its values on the lines below").format(
        example=f"[{key}]"
    )


def hide_text(error: BulletinError, file: Path) -> BulletinError:
    """An error about a file of somebody else, without anything that stands in the file."""
    del error
    return BulletinError(
        _("{path}: there is a mistake in it.").format(path=file),
        _("What stands there is not shown, because it lies outside the folder of the drafts."),
    )


def shown_value(value: object) -> str:
    """A value about as TOML writes it, on one line and not at length."""
    try:
        text = _in_toml(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists …
        return "…"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _in_toml(value: object) -> str:
    match value:
        case str():
            return '"' + "".join(map(_escaped, value[: 2 * _SHOWN])) + '"'
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(_in_toml, value[:_SHOWN]))}]"
        case Mapping():
            return ", ".join(f"{key} = {_in_toml(each)}" for key, each in value.items())
        case _:
            return str(value)


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\u{ord(character):04x}"


def _not_toml(path: Path, text: str, error: str, *, quotable: bool) -> BulletinError:
    """The error for a text that is no TOML: the place, its line, and what usually is wrong there.

    ``error`` is what tomllib said of it.
    """
    place = _PLACE.search(error)
    if not place:
        return BulletinError(_("{path}: not valid TOML.").format(path=path), _remedy(error, ""))
    lines = text.split("\n")
    last = max((at for at, line in enumerate(lines, 1) if line.strip()), default=1)
    number = int(place["line"] or last)
    line = lines[number - 1].strip()
    if not quotable:
        return BulletinError(
            _("{path}: not valid TOML, line {line}.").format(path=path, line=number),
            _("What stands there is not shown, because it lies outside the folder of the drafts."),
        )
    message = (
        _("{path}: not valid TOML, line {line}, column {column}: {text}")
        if place["line"]
        else _("{path}: not valid TOML, line {line}: {text}")
    )
    shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
    return BulletinError(
        message.format(path=path, line=number, column=place["column"], text=shown),
        _remedy(error, line),
    )


def _remedy(error: str, line: str) -> str:
    # name = “甲”: full-width signs outside of quotation marks
    if signs := dict.fromkeys(sign for sign in _QUOTED.sub("", line) if sign in _FULL_WIDTH):
        return _(
            "This line has full-width characters ({signs}). Write half-width ones: straight "
            'quotation marks "…", an equals sign =, a comma ,.'
        ).format(signs=" ".join(signs))
    # a bare key of Chinese letters, in a line or in the head of a table
    if _BARE_HAN.search(_QUOTED.sub("", line)):
        return _('A name in Chinese needs quotation marks before the equals sign, too: "…" = …')
    # name = "甲" and on a later line name = "乙"
    if any(word in error for word in ("twice", "overwrite", "Duplicate", "namespace")):
        return _("The file has this name twice. Keep one of the two.")
    # folders of Windows: theme = "D:\版式"
    if any(word in error for word in ("Unescaped", "Escaped", "hex")):
        return _(
            "In quotation marks, \\ has a special meaning. Separate the folders of a path with /."
        )
    return _('Write key = "value": a text in straight quotation marks, a number without.')
