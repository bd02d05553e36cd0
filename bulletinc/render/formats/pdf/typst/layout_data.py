"""A layout as data for the page: lengths as points and ems, and what is computed from them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from bulletinc.render.measures import POINTS, Measures, name_height

_PARTS = 10_000  # of a point
_LENGTH = re.compile(r"([\d.]+)([a-z]+)")
# Tables that paper has no use for.
_NOT_FOR_PAPER = frozenset(("faces", "fonts", "weight", "sheet", "phone"))


def layout_data(layout: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of a layout, and one more called ``grid`` with what all forms of page compute."""
    measures = Measures(layout)
    tables = {
        name: {key: _value(value) for key, value in table.items()}
        for name, table in layout.items()
        if name not in _NOT_FOR_PAPER
    }
    computed = {
        "pitch": measures.pitch,
        "rule-room": measures.rule_room,
        "type-width": measures.type_width,
        "type-height": measures.type_height,
        "picture-height": measures.picture_height,
        "name-height": name_height(
            measures.number("masthead.lines"),
            measures.pitch,
            measures.rule_room,
            measures.length("masthead.rule"),
        ),
    }
    tables["grid"] |= {key: _points(value) for key, value in computed.items()}
    return tables


def _points(amount: float) -> dict[str, float]:
    # Rounded down: lines of the grid that are too high by a hair would not fit on their page.
    return {"pt": math.floor(amount * _PARTS) / _PARTS, "em": 0.0}


def _value(value: Any) -> Any:
    found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    amount, unit = float(found[1]), found[2]
    return {"pt": 0.0, "em": amount} if unit == "em" else _points(amount * POINTS[unit])
