"""``bulletin.toml``: what an office has settled for its drafts, in the nearest folder above each of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from bulletinc import files
from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.project.indicators import read_table
from bulletinc.resources import template_folder

FILE = "bulletin.toml"
SEVERITIES = ("error", "warning")
_CHAIN = 10  # projects that extend one another


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that an office lives with: in this file (a pattern, seen from ``folder``, where it is written), of this code, and why."""

    file: str
    code: str
    reason: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of the drafts below ``folder``. What is empty is not settled, and no rule holds a draft to it.

    ``theme`` is the name of a theme, or of its folder as seen from ``folder``. ``name`` and ``issuer`` are those of the
    masthead. ``sections`` are the names of all sections in their order; in ``tagged`` ones each item needs an indicator tag.
    ``units`` are the names that attributions and unit leads may give; ``attributed``: each item needs an attribution.
    ``indicators`` has the name of each code (``Ⅲ-58``), from the office's own table. ``staff`` and ``distribution`` are the
    roles and labels that a colophon must have. ``words`` has the right word for each wrong one.

    ``select`` and ``ignore`` name rules by code, beginning of a code, or name; ``severities`` has a severity by code or name.
    """

    folder: Path | None = None
    theme: str | None = None
    name: str | None = None
    issuer: str | None = None
    sections: tuple[str, ...] = ()
    tagged: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    attributed: bool = False
    indicators: Mapping[str, str] = field(default_factory=dict)
    staff: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()


# Where each setting is written, and in which form. A table may be given whole, such as [words]; what a key may be is then open.
SETTINGS: Mapping[str, tuple[str, str]] = {
    "theme": ("theme", "text"),
    "masthead.name": ("name", "text"),
    "masthead.issuer": ("issuer", "text"),
    "sections.order": ("sections", "list"),
    "sections.tagged": ("tagged", "list"),
    "sources.units": ("units", "list"),
    "sources.required": ("attributed", "yes or no"),
    "indicators": ("indicators", "indicators"),
    "colophon.staff": ("staff", "list"),
    "colophon.distribution": ("distribution", "list"),
    "words": ("words", "words"),
    "check.select": ("select", "list"),
    "check.ignore": ("ignore", "list"),
    "check.severity": ("severities", "severities"),
    "check.suppress": ("suppressions", "suppressions"),
}
_TABLES = tuple(dict.fromkeys(key.partition(".")[0] for key in SETTINGS if "." in key))
_OUTER = tuple(dict.fromkeys(key.partition(".")[0] for key in SETTINGS))


def find_project(folder: Path) -> Project:
    """The project that a draft in this folder belongs to; without a ``bulletin.toml`` an empty one.

    It is looked for at each call, nothing is kept. Links are not followed: what counts is where the draft is reached.
    Raises :class:`BulletinError` for a ``bulletin.toml`` that cannot be read or has a mistake.
    """
    near = Path(os.path.abspath(folder))
    file = next(
        (place / FILE for place in (near, *near.parents) if os.path.lexists(place / FILE)), None
    )
    return project_of(files.read_toml(file), file) if file else Project()


def project_of(settings: Mapping[str, Any], file: Path) -> Project:
    """The project that a ``bulletin.toml`` settles. ``file`` is where it lies. Raises :class:`BulletinError` for a mistake."""
    return Project(file.parent, **_settled(settings, file))


def _settled(settings: Mapping[str, Any], file: Path, depth: int = 0) -> dict[str, Any]:
    """The fields of a project by a file's settings, over those of the file that it extends."""
    base: dict[str, Any] = {}
    own = dict(settings)
    if (extended := own.pop("extend", None)) is not None:
        if not isinstance(extended, str) or depth == _CHAIN:
            raise _wrong(
                file,
                "extend",
                extended,
                _('the name of another bulletin.toml, such as extend = "../bulletin.toml"'),
            )
        other = file.parent / extended
        base = _settled(files.read_toml(other), other, depth + 1)
        if base.get("theme") and (other.parent / base["theme"]).is_dir():
            base["theme"] = os.path.relpath(other.parent / base["theme"], file.parent)
    found = {}
    for key, value in _flat(own, file):
        name, form = SETTINGS[key]
        found[name] = _FORMS[form](file, key, value)
    return base | found


def _flat(settings: Mapping[str, Any], file: Path) -> list[tuple[str, Any]]:
    """The settings by their dotted keys. Raises BulletinError for a key that there is not."""
    found = []
    for key, value in settings.items():
        if key in _TABLES:
            if not isinstance(value, Mapping):
                raise _wrong(
                    file,
                    key,
                    value,
                    _("a table: {example} on a line, and its values on the lines below").format(
                        example=f"[{key}]"
                    ),
                )
            found += [(f"{key}.{inner}", each) for inner, each in value.items()]
        else:
            found.append((key, value))
    for key, value in found:
        if key not in SETTINGS:
            known = (
                _OUTER if key in settings and isinstance(value, Mapping) else ("extend", *SETTINGS)
            )
            raise BulletinError(
                _("{path}: there is no setting “{key}”.").format(path=file, key=key),
                suggestion(key, known),
            )
    return found


def _wrong(file: Path, key: str, value: object, wanted: str) -> BulletinError:
    shown = _shown(value)
    return BulletinError(
        _("{path}: the value of {key} cannot be {value}.").format(
            path=file, key=key, value=shown if len(shown) < 60 else f"{shown[:60]}…"
        ),
        _("Write {wanted}.").format(wanted=wanted),
    )


def _shown(value: object) -> str:
    """A value as one types it in TOML."""
    match value:
        case str():
            return f'"{value}"'
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(_shown, value))}]"
        case Mapping():
            return ", ".join(f"{key} = {_shown(each)}" for key, each in value.items())
        case _:
            return str(value)


def _text(file: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BulletinError(
            _("{path}: {key} has to be a name in quotation marks.").format(path=file, key=key),
            _(
                'Write theme = "official", or the name of a folder that holds a theme, such as theme = "our-theme".'
            )
            if key == "theme"
            else _("Write {wanted}.").format(
                wanted=_('a text in quotation marks, such as {key} = "…"').format(
                    key=key.rpartition(".")[2]
                )
            ),
        )
    if key == "theme":
        _check_theme(file, value)
    return value


def _check_theme(file: Path, theme: str) -> None:
    if not os.path.isdir(file.parent / theme):
        try:
            template_folder(theme)
        except BulletinError:
            raise BulletinError(
                _("{path}: {key} names {file}, which does not exist.").format(
                    path=file, key="theme", file=file.parent / theme
                ),
                _("Put it there, or correct the name."),
            ) from None


def _list(file: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(
        isinstance(each, str) and each.strip() for each in value
    ):
        raise _wrong(file, key, value, _('a list of names, such as ["…", "…"]'))
    return tuple(value)


def _yes_or_no(file: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(file, key, value, _("true or false, without quotation marks"))
    return value


def _words(file: Path, key: str, value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not all(
        wrong and isinstance(right, str) and wrong != right for wrong, right in value.items()
    ):
        raise _wrong(
            file,
            key,
            value,
            _(
                'the wrong word and the right one on each line below [words], such as "其它" = "其他"'
            ),
        )
    return dict(value)


def _indicators(file: Path, key: str, value: object) -> Mapping[str, str]:
    if isinstance(value, str) and value.strip():
        return read_table(file.parent / value)
    if isinstance(value, Mapping) and all(
        isinstance(name, str) and name for name in value.values()
    ):
        return dict(value)
    raise _wrong(
        file,
        key,
        value,
        _(
            'the name of a table, such as "indicators.csv", or lines such as "Ⅲ-58" = "城市精细化管理" below [indicators]'
        ),
    )


def _severities(file: Path, key: str, value: object) -> Mapping[str, str]:
    wrong = (
        {rule: each for rule, each in value.items() if each not in SEVERITIES}
        if isinstance(value, Mapping)
        else value
    )
    if not isinstance(value, Mapping) or wrong:
        raise _wrong(
            file,
            key,
            wrong,
            _(
                'a line for each rule below [check.severity], such as W001 = "error"; there are error and warning'
            ),
        )
    return dict(value)


def _suppressions(file: Path, key: str, value: object) -> tuple[Suppression, ...]:
    names = {each.name for each in fields(Suppression)} - {"folder"}

    def complete(each: object) -> bool:
        return (
            isinstance(each, Mapping)
            and each.keys() == names
            and all(isinstance(text, str) and text.strip() for text in each.values())
        )

    wrong = (
        next((each for each in value if not complete(each)), None)
        if isinstance(value, list)
        else value
    )
    if not isinstance(value, list) or wrong is not None:
        raise _wrong(
            file,
            key,
            wrong,
            _('[[check.suppress]] and below it file = "…", code = "…" and reason = "…", all three'),
        )
    return tuple(Suppression(**each, folder=file.parent) for each in value)


_FORMS = {
    "text": _text,
    "list": _list,
    "yes or no": _yes_or_no,
    "words": _words,
    "indicators": _indicators,
    "severities": _severities,
    "suppressions": _suppressions,
}
