"""The statistics of an archive as the tables of a page: by unit, section, indicator and month."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bulletinc.archive.asking import asked_of, find_ledgers, settled
from bulletinc.archive.counting import Dimension, StatsQuestion
from bulletinc.archive.facts import IssueFacts
from bulletinc.archive.forms.html import tables_html
from bulletinc.archive.reading import counted_issues
from bulletinc.archive.statistics import statistics_of
from bulletinc.project import Project

_HEADINGS: Mapping[Dimension, str] = {
    "unit": "按单位",
    "section": "按栏目",
    "indicator": "按指标",
    "month": "按月份",
}


def statistics_html(
    facts: Iterable[IssueFacts],
    folder: Path,
    project: Project,
    tell: Callable[[Exception], None],
) -> str:
    """The tables, each under its heading; empty where there is no issue. A ledger that cannot be
    read is told, and so is each faulty row.
    """
    asked = asked_of([StatsQuestion((dimension,)) for dimension in _HEADINGS], project)
    counted = asked.count(counted_issues(facts, project, lambda _error: None))
    if not counted[0].issues:
        return ""
    ledgers = find_ledgers((), [os.fspath(folder)], project)
    answer = settled(counted, ledgers, project, tell)
    parts: list[str] = []
    for dimension, counts in zip(_HEADINGS, answer.counts, strict=True):
        parts.append(f"<h2>{_HEADINGS[dimension]}</h2>")
        parts += tables_html(statistics_of(counts, project))
    return "\n".join(parts)
