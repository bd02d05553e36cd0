"""Statistics as JSON, for programs.

``by``; ``months``, the first to the last; ``issues``; ``tables``, each with its ``group`` and its
``rows`` and ``total``: an object of the question's dimensions, ``counts`` by form, ``adopted``,
``sent``, ``rate`` (or null), ``points`` as a number and ``exact`` as a fraction, ``rank`` (or
null); ``silent``; ``unknown``; ``unsigned``: pairs of file and line; ``undated``: files.
"""

from __future__ import annotations

import json
from typing import Any

from bulletinc.archive.statistics import Statistics, StatsRow
from bulletinc.i18n import escape_controls

IS_TEXT = True


def render(statistics: Statistics) -> bytes:
    """The object, indented, in UTF-8."""
    whole = {
        "by": statistics.by,
        "months": statistics.months,
        "issues": statistics.issues,
        "tables": [
            {
                "group": table.group,
                "rows": [_object(row, statistics) for row in table.rows],
                "total": _object(table.total, statistics),
            }
            for table in statistics.tables
        ],
        "silent": statistics.silent,
        "unknown": statistics.unknown,
        "unsigned": statistics.unsigned,
        "undated": statistics.undated,
    }
    return (escape_controls(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n").encode()


def _object(row: StatsRow, statistics: Statistics) -> dict[str, Any]:
    values: dict[str, Any] = dict(zip(statistics.by, row.values, strict=False))
    if values.get("indicator"):
        values["indicator_name"] = statistics.names.get(values["indicator"], "")
    return values | {
        "counts": {form: number for form, number in sorted(row.counts.items()) if number},
        "adopted": row.adopted,
        "sent": row.sent,
        "rate": None if row.rate is None else float(row.rate),
        "points": float(row.points),
        "exact": str(row.points),
        "rank": row.rank,
    }
