"""``[build]`` of ``bulletin.toml``: what ``build`` makes where nothing else is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.text.patterns import pattern
from bulletinc.toml import wanted_table, wrong_value

BUILD_KEYS = ("formats", "folder", "name")
NAME_PARTS = ("stem", "name", "year", "number", "total", "date", "title")
_PART = pattern(r"\{(\w+)(?::(\d))?\}")
_NOT_IN_NAMES = pattern(r'[/\\:*?"<>|{}\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class BuildForm:
    """``formats`` as ``--to`` takes them; ``folder`` for the outputs, as seen from the file;
    ``name`` of an output, with {number} and the like. What is empty is not settled.
    """

    formats: tuple[str, ...] = ()
    folder: str = ""
    name: str = ""


def read_build(file: Path, key: str, value: object) -> BuildForm:
    """The values of a table ``[build]``. Raises BulletinError for a mistake."""
    if not isinstance(value, Mapping):
        raise wrong_value(file, key, value, wanted_table(key))
    for inner in value:
        if inner not in BUILD_KEYS:
            whole = f"{key}.{inner}"
            raise BulletinError(
                _("{path}: there is no setting “{key}”.").format(path=file, key=whole),
                suggestion(whole, [f"{key}.{name}" for name in BUILD_KEYS]),
            )
    return BuildForm(
        _formats(file, f"{key}.formats", value.get("formats", [])),
        _folder(file, f"{key}.folder", value.get("folder", "")),
        _name(file, f"{key}.name", value.get("name", "")),
    )


def fill_name(pattern: str, values: Mapping[str, str]) -> str:
    """The name of an output; empty where the draft lacks a part of it."""
    parts = [found[1] for found in _PART.finditer(pattern)]
    if not all(values.get(part) for part in parts):
        return ""
    filled = _PART.sub(lambda found: _padded(values[found[1]], found[2]), pattern)
    return _NOT_IN_NAMES.sub("_", filled).strip(" .")[:120]


def _padded(value: str, width: str | None) -> str:
    return value.zfill(int(width)) if width else value


def _formats(file: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise wrong_value(file, key, value, _('a list of formats, such as ["html", "pdf"]'))
    return tuple(value)


def _folder(file: Path, key: str, value: object) -> str:
    inside = (
        isinstance(value, str)
        and "\0" not in value
        and not PurePath(value).is_absolute()
        and ".." not in PurePath(value).parts
        and not re.match(r"[A-Za-z]:|\\", value)
    )
    if not inside:
        wanted = _('the name of a folder beside or below bulletin.toml, such as "pages"')
        raise wrong_value(file, key, value, wanted)
    return str(value)


def _name(file: Path, key: str, value: object) -> str:
    known = isinstance(value, str) and all(
        found[1] in NAME_PARTS for found in _PART.finditer(value)
    )
    if not known or _NOT_IN_NAMES.search(_PART.sub("", str(value))):
        wanted = _('a file name without suffix, with any of {parts}, such as "{example}"').format(
            parts=" ".join(f"{{{part}}}" for part in NAME_PARTS), example="{year}-{number:2}"
        )
        raise wrong_value(file, key, value, wanted)
    return str(value)
