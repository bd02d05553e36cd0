"""The names of units in an item's attribution, lead or byline: people and the bulletin's own name
are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bulletinc.parser.attribution import UNITS_END
from bulletinc.rules.units import is_unit, names
from bulletinc.syntax import Text, UnitLead

_LONGEST_PERSON = 4  # characters: 欧阳小明
_BLANKS = " \t\u3000"
# （枫林镇供稿） at the end of an article, （来源：枫林镇）
_SIGNED = re.compile(
    r"[（(](?:来源|供稿)?(?:单位)?[:：]?([^（）()。；：:]{2,40}?)(?:供稿|报送)?[）)]\s*\Z"
)


def unit_names(texts: Iterable[Text | UnitLead], source: str) -> tuple[str, ...]:
    """The units that these texts name, each once, in their order.

    A person is a short name that does not end as a unit's does and follows a unit after a blank
    (枫林镇　王小明), or follows such a person.
    """
    found: dict[str, None] = {}
    person_before = False
    for text in texts:
        for name in names(text):
            before = source[name.span.start - 1 : name.span.start]
            like_person = len(name.text) <= _LONGEST_PERSON and not name.text.endswith(UNITS_END)
            person_before = like_person and bool(found) and (person_before or before in _BLANKS)
            if is_unit(name.text) and "《" not in name.text and not person_before:
                found[name.text.removesuffix("供稿")] = None
    return tuple(found)


def signed_units(text: str) -> tuple[str, ...]:
    """The units in the bracket that ends an article; none where it names something else."""
    signed = _SIGNED.search(text)
    if not signed:
        return ()
    units = tuple(filter(is_unit, re.split(r"[、，,\s]+", signed[1])))
    return units if units and all(unit.endswith(UNITS_END) for unit in units) else ()
