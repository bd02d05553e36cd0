"""Counts on their way between the machines of a cluster: plain values only, which are read with
care.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from bulletinc.archive.adoption import Adoption, adoptions_of
from bulletinc.archive.counting import Counts, StatsQuestion, Tally
from bulletinc.archive.facts import IssueFacts
from bulletinc.archive.units import UnitList
from bulletinc.project.statistics import StatsRules

_FIELDS = tuple(each.name for each in fields(Adoption))
_BROKEN = (ValueError, TypeError, KeyError, AttributeError, ZeroDivisionError, zlib.error)


class NoCountsError(Exception):
    """What came back are no counts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted, and by which rules."""

    questions: tuple[StatsQuestion, ...]
    rules: StatsRules
    units: UnitList

    def empty(self) -> tuple[Counts, ...]:
        """Counts of nothing yet."""
        return tuple(Counts(each, self.rules, self.units) for each in self.questions)

    def count(self, issues: Iterable[IssueFacts]) -> tuple[Counts, ...]:
        """The counts of these issues, in one pass."""
        counted = self.empty()
        for facts in issues:
            adoptions = tuple(adoptions_of(facts, self.rules, self.units))
            for counts in counted:
                counts.add_issue(facts, adoptions)
        return counted


def merge(whole: Sequence[Counts], part: Sequence[Counts]) -> None:
    """Take the counts of a part into those of the whole."""
    for into, counts in zip(whole, part, strict=True):
        into.merge(counts)


def pack(counted: Sequence[Counts]) -> bytes:
    """Counts as bytes, without what was asked."""
    return zlib.compress(json.dumps([_values(each) for each in counted]).encode(), 1)


def unpack(data: bytes, asked: Asked) -> tuple[Counts, ...]:
    """The counts that :func:`pack` packed. Raises NoCountsError."""
    try:
        values = json.loads(zlib.decompress(data))
        counted = asked.empty()
        for counts, each in zip(counted, values, strict=True):
            _fill(counts, each)
    except _BROKEN as error:
        raise NoCountsError(str(error)) from error
    return counted


def _values(counts: Counts) -> dict[str, Any]:
    return {
        "cells": [[key, *_of_tally(tally)] for key, tally in counts.cells.items()],
        "once": [[unit, *_of_tally(tally)] for unit, tally in counts.once.items()],
        "names": counts.names,
        "held": [[*key, [*map(_of_adoption, held)]] for key, held in counts.held.items()],
        "kept": [*map(_of_adoption, counts.kept)],
        "sent": [[*key, number] for key, number in counts.sent.items()],
        "printed": [[*key, number] for key, number in counts.printed.items()],
        "unknown": counts.unknown,
        "unsigned": [[*key, number] for key, number in counts.unsigned.items()],
        "undated": [*counts.undated],
        "issues": counts.issues,
        "months": [*counts.months],
    }


def _fill(counts: Counts, values: dict[str, Any]) -> None:
    counts.cells = {tuple(map(str, key)): _tally(*rest) for key, *rest in values["cells"]}
    counts.once = {str(unit): _tally(*rest) for unit, *rest in values["once"]}
    counts.names = {str(code): str(name) for code, name in values["names"].items()}
    counts.held = {
        (str(unit), str(text)): [*map(_adoption, held)] for unit, text, held in values["held"]
    }
    counts.kept = [*map(_adoption, values["kept"])]
    counts.sent = Counter({(str(u), str(month)): int(n) for u, month, n in values["sent"]})
    counts.printed = Counter({(str(u), str(month)): int(n) for u, month, n in values["printed"]})
    counts.unknown = Counter({str(unit): int(n) for unit, n in values["unknown"].items()})
    counts.unsigned = Counter({(str(p), int(line)): int(n) for p, line, n in values["unsigned"]})
    counts.undated = {*map(str, values["undated"])}
    counts.issues = int(values["issues"])
    counts.months = {*map(str, values["months"])}


def _of_tally(tally: Tally) -> tuple[dict[str, int], dict[int, int]]:
    return dict(tally.counts), dict(tally.parts)


def _tally(counts: dict[str, int], parts: dict[str, int]) -> Tally:
    sums = Counter({int(below): int(above) for below, above in parts.items()})
    if 0 in sums:
        raise ValueError(parts)
    return Tally(Counter({str(form): int(n) for form, n in counts.items()}), sums)


def _of_adoption(adoption: Adoption) -> list[Any]:
    values = {name: getattr(adoption, name) for name in _FIELDS}
    return [*(values | {"points": str(adoption.points)}).values()]


def _adoption(values: list[Any]) -> Adoption:
    given = dict(zip(_FIELDS, values, strict=True))
    indicators = tuple(map(str, given["indicators"]))
    return Adoption(**given | {"points": Fraction(given["points"]), "indicators": indicators})
