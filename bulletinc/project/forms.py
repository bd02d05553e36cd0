"""The forms of a setting's value: each reads one, and says what to write instead of a wrong one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.project.build_form import read_build
from bulletinc.project.csv_table import ListRow
from bulletinc.project.indicators import read_table
from bulletinc.project.people import (
    Organisation,
    Person,
    organisations_of,
    people_of,
    read_organisations,
    read_people,
)
from bulletinc.project.statistics import read_stats
from bulletinc.project.word_lists import WordList, read_word_lists
from bulletinc.resources import template_folder
from bulletinc.toml import wrong_value

SEVERITIES = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that an office lives with.

    ``file`` is a pattern of file names as seen from ``folder``, where it is written; ``code`` the
    rule's; ``reason`` why.
    """

    file: str
    code: str
    reason: str
    folder: Path


def _read_text(file: Path, key: str, value: object) -> str:
    if not _is_text(value):
        raise BulletinError(
            _("{path}: {key} must be a name in quotation marks.").format(path=file, key=key),
            _("Write {wanted}.").format(
                wanted=_('a text in quotation marks, such as {key} = "…"').format(
                    key=key.rpartition(".")[2]
                )
            ),
        )
    return str(value)


def _read_theme(file: Path, key: str, value: object) -> str:
    if not _is_text(value):
        raise BulletinError(
            _("{path}: {key} must be a name in quotation marks.").format(path=file, key=key),
            _(
                'Write theme = "official", or the name of a folder that holds a theme, such as '
                'theme = "our-theme".'
            ),
        )
    theme = str(value)
    if not os.path.isdir(file.parent / theme):
        try:
            template_folder(theme)
        except BulletinError:
            raise BulletinError(
                _("{path}: {key} names {file}, which does not exist.").format(
                    path=file, key=key, file=file.parent / theme
                ),
                _("Put it there, or correct the name."),
            ) from None
    return theme


def _read_list(file: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(map(_is_text, value)):
        raise wrong_value(file, key, value, _('a list of names, such as ["…", "…"]'))
    return tuple(value)


def _read_bool(file: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong_value(file, key, value, _("true or false, without quotation marks"))
    return value


def _read_share(file: Path, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0.6 <= value <= 1:
        raise wrong_value(file, key, value, _("a share from 0.6 to 1, such as {key} = 0.8"))
    return float(value)


def _read_words(file: Path, key: str, value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not all(
        wrong and isinstance(right, str) and wrong != right for wrong, right in value.items()
    ):
        wanted = _(
            'the wrong word and the right one on each line below [words], such as "其它" = "其他"'
        )
        raise wrong_value(file, key, value, wanted)
    return dict(value)


def _read_word_lists(file: Path, key: str, value: object) -> WordList:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(map(_is_text, names)):
        raise wrong_value(file, key, value, _('the names of lists, such as ["用词.csv"]'))
    return read_word_lists([file.parent / name for name in names], file.parent)


def _read_people(file: Path, key: str, value: object) -> tuple[Person, ...]:
    if _is_text(value):
        return read_people(file.parent / str(value), file.parent)
    return people_of(_rows(file, key, value, {"name", "post", "order", "gender"}))


def _read_organisations(file: Path, key: str, value: object) -> tuple[Organisation, ...]:
    if _is_text(value):
        return read_organisations(file.parent / str(value), file.parent)
    return organisations_of(_rows(file, key, value, {"name", "short", "former", "renamed"}))


def _rows(file: Path, key: str, value: object, columns: set[str]) -> list[ListRow]:
    """The rows of a list that stands in the settings."""
    if not isinstance(value, list) or not all(
        isinstance(each, Mapping) and each.keys() <= columns for each in value
    ):
        wanted = _('the name of a list, such as "名单.csv", or [{{name = "…"}}] with {columns}')
        raise wrong_value(file, key, value, wanted.format(columns=", ".join(sorted(columns))))
    return [
        ListRow(file, number, {name: str(cell).strip() for name, cell in each.items()})
        for number, each in enumerate(value, 1)
    ]


def _read_indicators(file: Path, key: str, value: object) -> Mapping[str, str]:
    # a file: indicators = "indicators.csv"
    if _is_text(value):
        return read_table(file.parent / str(value), file.parent)
    # a table: [indicators] with "Ⅲ-58" = "城市精细化管理"
    if isinstance(value, Mapping) and all(
        isinstance(name, str) and name for name in value.values()
    ):
        return dict(value)
    wanted = _(
        'the name of a table, such as "indicators.csv", or lines such as '
        '"Ⅲ-58" = "城市精细化管理" below [indicators]'
    )
    raise wrong_value(file, key, value, wanted)


def _read_severities(file: Path, key: str, value: object) -> Mapping[str, str]:
    wrong = value
    if isinstance(value, Mapping):
        wrong = {rule: each for rule, each in value.items() if each not in SEVERITIES}
        if not wrong:
            return dict(value)
    wanted = _(
        'a line for each rule below [check.severity], such as W001 = "error"; there are error '
        "and warning"
    )
    raise wrong_value(file, key, wrong, wanted)


def _read_suppressions(file: Path, key: str, value: object) -> tuple[Suppression, ...]:
    wrong = value
    if isinstance(value, list):
        unfit = [each for each in value if not _is_suppression(each)]
        if not unfit:
            return tuple(Suppression(**each, folder=file.parent) for each in value)
        wrong = unfit[0]
    wanted = _('[[check.suppress]] and below it file = "…", code = "…" and reason = "…", all three')
    raise wrong_value(file, key, wrong, wanted)


def _is_suppression(value: object) -> bool:
    names = {each.name for each in fields(Suppression)} - {"folder"}
    return (
        isinstance(value, Mapping) and value.keys() == names and all(map(_is_text, value.values()))
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


FORMS: Mapping[str, Callable[[Path, str, Any], object]] = {
    "text": _read_text,
    "theme": _read_theme,
    "list": _read_list,
    "yes or no": _read_bool,
    "share": _read_share,
    "words": _read_words,
    "word lists": _read_word_lists,
    "people": _read_people,
    "organisations": _read_organisations,
    "indicators": _read_indicators,
    "severities": _read_severities,
    "suppressions": _read_suppressions,
    "stats": read_stats,
    "build": read_build,
}
