"""The name of the next issue's file, after that of the last one."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from bulletinc.scaffold.publications import PastIssue, Publication, Step

_DATE = re.compile(r"(?<!\d)(\d{4})(\D?)(\d{1,2})(\D?)(\d{1,2})(?!\d)")
_COMPACT = len("20260305")


def next_file_name(publication: Publication, step: Step) -> str:
    """Name the new file as the last one is named.

    With a date in the name: the new date (2026-03-05.txt). With the number in it: number, total
    number and year, with leading zeros as there (012.txt). Else 第12期.txt. The year is put before
    the first number of a new year, unless it is there.
    """
    model = publication.model
    name = Path(model.file)
    number = step.number if step.number is not None else step.total
    old = model.number if model.number is not None else model.total
    stem = _one_number(name.stem, model)
    dated = _with_date(name, model, step.day)
    if dated:
        return dated
    if number is None:
        return f"{step.day.isoformat()}{name.suffix}"
    if old not in [int(digits) for digits in re.findall(r"\d+", stem)]:
        return f"{f'{step.day.year}年' if step.restarts else ''}第{number}期{name.suffix}"
    return _with_numbers(stem, publication, step) + name.suffix


def _with_date(name: Path, model: PastIssue, day: dt.date) -> str | None:
    date = _DATE.search(name.stem)
    if date is None:
        return None
    shown = f"{int(date[1]):04}-{int(date[3]):02}-{int(date[5]):02}"
    whole = len(date[0]) == _COMPACT or (date[2] and date[4])
    if shown != model.masthead.date or not whole:
        return None
    month, of_month = str(day.month).zfill(len(date[3])), str(day.day).zfill(len(date[5]))
    new = f"{day.year}{date[2]}{month}{date[4]}{of_month}"
    return f"{name.stem[: date.start()]}{new}{name.stem[date.end() :]}{name.suffix}"


def _one_number(stem: str, model: PastIssue) -> str:
    """第7-8期 → 第8期, in the name of a joint issue."""
    masthead = model.masthead
    for first, last in (
        (masthead.issue_number, masthead.issue_number_last),
        (masthead.total_number, masthead.total_number_last),
    ):
        if first is not None and last is not None:
            stem = re.sub(rf"(?<!\d)0*{first}\s*[-—－–~～、至_]\s*(0*{last})(?!\d)", r"\1", stem)
    return re.sub(r"[（(]?合刊[）)]?", "", stem)


def _with_numbers(stem: str, publication: Publication, step: Step) -> str:
    model, year = publication.model, step.day.year
    changes = {model.year: year, model.total: step.total, model.number: step.number}
    filled = any(
        re.search(r"(?<!\d)0\d", Path(issue.file).stem) is not None for issue in publication.issues
    )

    def _changed(found: re.Match[str]) -> str:
        value = changes.get(int(found[0]))
        return found[0] if value is None else str(value).zfill(len(found[0]) if filled else 0)

    changed = re.sub(r"\d+", _changed, stem)
    return f"{year}-{changed}" if step.restarts and str(year) not in changed else changed
