"""Ten questions asked of a year of 60 issues and 5,000 items, whose answers are known."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bulletinc.archive.query import question
from bulletinc.archive.search import Hit, find
from tests.support.archive_year import INDICATORS, TrueItem, Year, make_year

NAMES = dict(INDICATORS)
QUESTIONS: list[tuple[str, dict[str, str]]] = [
    ("槐荫巷", {}),
    ("路灯", {}),
    ("整治占", {}),
    ("巷", {}),
    ("民政 磨坊弄", {}),
    ('"反映的问题7"', {}),
    ("问题12个", {"since": "2026-03", "until": "2026-05"}),
    ("精细化 农户", {"section": "要闻"}),
    ("见实效", {"unit": "清溪水务公司", "indicator": "Ⅲ-17"}),
    ("号民生实事", {}),
]


@pytest.fixture(scope="module")
def year() -> Year:
    """The year and the truth."""
    return make_year()


@pytest.fixture(scope="module")
def folder(year: Year, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year's drafts."""
    folder = tmp_path_factory.mktemp("year")
    for name, text in year.drafts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _units(item: TrueItem) -> tuple[str, ...]:
    return (*item.units, *(unit for share in item.shares for unit in share))


def _is_answer(item: TrueItem, typed: str, narrowed: dict[str, str]) -> bool:
    """By a plain reading of the truth; a number is not a part of a longer one."""
    indicators = (f"{code} {NAMES[code]}" for code in item.indicators)
    text = "\n".join((item.headline, item.text, *_units(item), *indicators))
    words = [typed.strip('"')] if typed.startswith('"') else typed.split()
    found = all((f"{word}个" if word[-1] == "7" else word) in text for word in words)
    return (
        found
        and narrowed.get("since", "") <= item.day
        and item.day <= narrowed.get("until", "9") + "~"
        and narrowed.get("section", "") in item.section
        and any(narrowed.get("unit", "") in unit for unit in _units(item) or ("",))
        and any(narrowed.get("indicator", "") in code for code in item.indicators or ("",))
    )


def _named(item: TrueItem | Hit) -> tuple[int | None, str]:
    if isinstance(item, Hit):
        return item.number, item.passage.headline
    return item.issue, item.headline


@pytest.mark.parametrize(("typed", "narrowed"), QUESTIONS, ids=[each[0] for each in QUESTIONS])
def test_all_answers_are_found_and_the_best_comes_first(
    folder: Path, year: Year, typed: str, narrowed: dict[str, str]
) -> None:
    true = [item for item in year.items if _is_answer(item, typed, narrowed)]
    hits = find(folder, question(typed, **narrowed)).hits
    assert len(true) > 3
    assert Counter(map(_named, hits)) == Counter(map(_named, true))
    first = typed.strip('"').split()[0]
    if any(first in item.headline for item in true):
        assert first in hits[0].passage.headline
    else:
        assert all(word in hits[0].sentence for word in typed.strip('"').split()[-1:])


def test_the_one_item_that_is_meant_comes_first(folder: Path, year: Year) -> None:
    for item in [each for each in year.items if each.form == "item"][::200]:
        hits = find(folder, question(item.headline), fresh=False).hits
        assert _named(hits[0]) == _named(item)
