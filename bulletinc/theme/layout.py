"""``layout.toml`` of a theme: which values it may give, and in what form.

The official layout is the schema: another one may only give keys that it has. Values go into
stylesheets as they are, so each must match a form in which nothing but one value can be said, and
lie in bounds within which there is a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from math import prod
from pathlib import Path
from typing import Any

from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.toml import shown_value, wanted_table, wrong_value

FONTS = "fonts"  # the table whose keys are a theme's own: families, each with its file
IMAGE = "masthead.image"  # the name of a picture, or "" for none
ENGINE = "page.engine"  # by its name: which ones there are, the renderer knows

_CHOICES = {  # values that are one of a few words
    "colophon.page": ("last", "even"),
    "masthead.name-rows": ("stacked", "single"),
    "masthead.rule-form": ("plain", "star"),
    "number.form": ("dashes", "plain"),
    "number.place": ("outer", "centre"),
    "sign-off.form": ("plain", "sealed"),
    "table.figures": ("right", "centre"),
    "table.form": ("ruled", "three-line"),
}
_WHOLE = re.compile(r"(grid|figure)\.lines|briefs\.columns|.*(keep-lines|place-lines|characters)")
# Bounds of values: numbers as they are, lengths in millimetres. The first pattern that a key fits
# holds.
_BOUNDS = (
    (re.compile(r"briefs\.columns"), 1, 3),
    (_WHOLE, 1, 200),
    (re.compile(r"page\.(width|height)|phone\.below"), 50, 1000),
    (re.compile(r".*(size|largest|smaller|smallest|star|pitch)"), 1, 100),  # of type
    (re.compile(r"masthead\.lines"), 4, 100),  # the issue number, and issuer and date, take two
    (re.compile(r".*leading"), 0.5, 5),
    (re.compile(r"weight\..*"), 1, 1000),
    (re.compile(r".*"), 0, 100),
)
# Sums that must not be more than a value: else there would be no room for text, lines over each
# other, or no page number. A term is a key or a length; one of several is their product.
_ROOM = (
    ((("page.margin-left",), ("page.margin-right",), ("50mm",)), ("page.width",)),
    ((("page.margin-top",), ("page.margin-bottom",), ("50mm",)), ("page.height",)),
    (
        (("page.margin-top",), ("page.margin-bottom",), ("grid.lines", "body.size")),
        ("page.height",),
    ),
    ((("number.gap",), ("number.size",)), ("page.margin-bottom",)),
    ((("masthead.lines",), ("masthead.below",)), ("grid.lines",)),
    ((("title.lines-above",), ("title.lines-below",)), ("grid.lines",)),
)

_PAPER_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96}
# em and rem depend on a size of type, which is 16 px on a screen.
_UNITS = _PAPER_UNITS | dict.fromkeys(("em", "rem"), 16 * _PAPER_UNITS["px"])
_LENGTH = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?|\.[0-9]{1,4})([a-z]+)")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_NAME = re.compile(r"[a-z]{1,30}")
_FAMILY = re.compile(r"(?!\s)[^\x00-\x1f\x7f\"'\\<>{};,]{1,100}(?<!\s)")


def over(official: Mapping[str, Any], own: Mapping[str, Any], file: Path) -> dict[str, Any]:
    """The official layout with a theme's own values from ``file`` in their places.

    Raises :class:`BulletinError`, with file, key and remedy, for a value that is not fit for a
    page.
    """
    _check(own, official, file, dict(_values(official)))
    layout = _merge(official, own)
    _check_room(dict(_values(layout)), file)
    return layout


def _merge(official: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **official,
        **{
            key: _merge(official[key], value) if isinstance(value, Mapping) else value
            for key, value in own.items()
        },
    }


def _values(layout: Mapping[str, Any], table: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a layout, by its key with that of its table before it."""
    for key, value in layout.items():
        if isinstance(value, Mapping):
            yield from _values(value, f"{table}{key}.")
        else:
            yield f"{table}{key}", value


def _check(
    own: Mapping[str, Any],
    official: Mapping[str, Any],
    file: Path,
    keys: Collection[str],
    table: str = "",
) -> None:
    """Check the values of one table. ``keys`` are those of the whole official layout."""
    for key, value in own.items():
        where = f"{table}{key}"
        if table == f"{FONTS}.":
            _check_font(where, key, value, file)
        elif key not in official:
            raise _unknown(where, official, keys, file)
        elif isinstance(value, Mapping) and isinstance(official[key], Mapping):
            _check(value, official[key], file, keys, f"{where}.")
        else:
            fits, wanted = _form(where, official[key])
            if not fits(value):
                raise wrong_value(file, where, value, wanted)


def _check_font(where: str, family: str, value: object, file: Path) -> None:
    if not _FAMILY.fullmatch(family):
        raise BulletinError(
            _("{path}: {family} in [{table}] cannot be the name of a font family.").format(
                path=file, family=shown_value(family), table=FONTS
            ),
            _("Leave out quotation marks, braces, commas and the like."),
        )
    if not isinstance(value, str) or not value:
        raise wrong_value(
            file,
            where,
            value,
            _("the name of a font file in the theme's folder, such as {example}").format(
                example='"fonts/name.ttf"'
            ),
        )


def _unknown(where: str, beside: Iterable[str], keys: Iterable[str], file: Path) -> BulletinError:
    """The error for a key that no layout has: misspelt, or in the wrong table."""
    key = where.rpartition(".")[2]
    elsewhere = [known for known in keys if known.rpartition(".")[2] == key]
    return BulletinError(
        _("{path}: a layout has no “{key}”.").format(
            path=file, key=shown_value(where)[1:].removesuffix('"')
        ),
        suggestion(where, elsewhere) if elsewhere else suggestion(key, beside),
    )


_Form = tuple[Callable[[Any], bool], str]


def _form(where: str, official: object) -> _Form:
    """How a value must look, by the official one: a test, and the words for it."""
    if isinstance(official, Mapping):
        return lambda _value: False, wanted_table(where)
    if where == IMAGE:
        return lambda value: isinstance(value, str), _(
            'the name of a picture in the theme\'s folder, such as "name.png", or "" for none'
        )
    if where == ENGINE:
        return lambda value: _matches(_NAME, value), _("the name of a page engine, or “auto”")
    if choices := _CHOICES.get(where):
        return lambda value: value in choices, _(" or ").join(map(shown_value, choices))
    match official:
        case int() | float():
            return _number_form(where, official)
        case list():
            return _is_stack, _(
                'a list of font families, such as ["FangSong_GB2312", "Bulletinc FangSong"]'
            )
        case str() if _COLOUR.fullmatch(official):
            return lambda value: _matches(_COLOUR, value), _(
                "a colour as #RRGGBB, such as {example}"
            ).format(example=shown_value(official))
        case _:
            return _length_form(where, official)


def _bounds(where: str) -> tuple[float, float]:
    return next((least, most) for pattern, least, most in _BOUNDS if pattern.fullmatch(where))


def _number_form(where: str, official: float) -> _Form:
    least, most = _bounds(where)
    if _WHOLE.fullmatch(where):
        return lambda value: type(value) is int and least <= value <= most, _(
            "a whole number from {least} to {most}, without quotes, such as {example}"
        ).format(least=least, most=most, example=official)
    return lambda value: type(value) in {int, float} and least <= value <= most, _(
        "a number from {least} to {most}, without quotes, such as {example}"
    ).format(least=least, most=most, example=official)


def _length_form(where: str, official: object) -> _Form:
    least, most = _bounds(where)
    # What is paper's does not depend on a size of type.
    units = _UNITS if _length(official, _PAPER_UNITS) is None else _PAPER_UNITS

    def is_within(value: object) -> bool:
        length = _length(value, units)
        return length is not None and least <= length <= most

    return is_within, _(
        "a length from {least} to {most} mm with its unit ({units}), such as {example}"
    ).format(least=least, most=most, units=_(", ").join(units), example=shown_value(official))


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_stack(value: object) -> bool:
    return (
        isinstance(value, list)
        and 0 < len(value) <= 100
        and all(_matches(_FAMILY, family) for family in value)
    )


def _length(value: object, units: Mapping[str, float] = _UNITS) -> float | None:
    """A length in millimetres; ``None`` for what is no length in these units."""
    if (
        not isinstance(value, str)
        or not (found := _LENGTH.fullmatch(value))
        or found[2] not in units
    ):
        return None
    return float(found[1]) * units[found[2]]


def _check_room(values: Mapping[str, Any], file: Path) -> None:
    for terms, whole in _ROOM:
        if sum(_product(term, values) for term in terms) > _product(whole, values):
            shown = [[str(values.get(word, word)) for word in term] for term in (*terms, whole)]
            raise BulletinError(
                _("{path}: {parts} is more than {whole} ({needed} > {there}).").format(
                    path=file,
                    parts=_formula(terms),
                    whole=_formula([whole]),
                    needed=_formula(shown[:-1]),
                    there=_formula(shown[-1:]),
                ),
                _("Make the first smaller or the second larger."),
            )


def _product(term: Iterable[str], values: Mapping[str, Any]) -> float:
    """What a term comes to: numbers as they are, lengths in millimetres."""
    return prod(_amount(values.get(word, word)) for word in term)


def _amount(value: Any) -> float:
    length = _length(value)
    return float(value) if length is None else length


def _formula(terms: Iterable[Iterable[str]]) -> str:
    return " + ".join(" × ".join(term) for term in terms)
