"""A generated year with known truth, counted by forty sets of rules, against a plain reference."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

from bulletinc import compiler
from bulletinc.archive.adoption import OWN
from bulletinc.archive.asking import ask, asked_of
from bulletinc.archive.counting import DIMENSIONS, Counts, Dimension, StatsQuestion
from bulletinc.archive.facts import IssueFacts, facts_of
from bulletinc.archive.ledger import read_ledger
from bulletinc.archive.packing import merge, pack, unpack
from bulletinc.archive.settling import settle
from bulletinc.archive.statistics import StatsRow, StatsTable, statistics_of
from bulletinc.archive.units import unit_list
from bulletinc.project import Project, project_of
from bulletinc.text.source import Source
from tests.support.archive_year import GROUPS, NAME, SILENT, UNITS, TrueItem, Year, make_year

Sum: TypeAlias = tuple[dict[str, int], Fraction]
Sums: TypeAlias = dict[str, Sum]
NOTHING: Sum = ({}, Fraction(0))
MONTHS = tuple(f"2026-{month:02}" for month in range(1, 13))
_GROUPS = {group: list(units) for group, units in GROUPS.items()}
_USUAL = {"item": 2, "brief": 1, "article": 5}
_LEVELS = {"levels": {"市级": 3, "省级": 6, "国家级": 10}}
_JOURNALS = {"journals": {"澄川信息": 4, "澄川要情": 2.5}}
_PRAISE = {"instructions": {"区领导": 3, "市领导": 6, "省领导": 10}}
_SENDING = {"sent": 0.2, "commission": 2, "missed": 1, "late": 0.5}

# What offices write in their circulars: each set is a [stats] of its own.
RULES: tuple[dict[str, Any], ...] = (
    {},
    {"item": 1},
    {"item": 2, "brief": 1},
    _USUAL,
    {**_USUAL, "share": "full"},
    {**_USUAL, "share": "divided"},
    {**_USUAL, "share": 0.5},
    {**_USUAL, "share": 0},
    {**_USUAL, "coauthors": "divided"},
    {**_USUAL, "coauthors": [7, 3]},
    {**_USUAL, "coauthors": [6, 4, 2]},
    {**_USUAL, "coauthors": [2, 1], "share": "divided"},
    {**_USUAL, "sections": {"要闻": 4}},
    {**_USUAL, "sections": {"要闻": 4, "简讯": 0.5}, "share": "divided"},
    {**_USUAL, "journals": {NAME: 1.5}},
    {**_USUAL, "journals": {NAME: 1.5}, "sections": {"政务环境建设": 3}},
    {**_USUAL, "briefs": ["简讯", "生活环境建设"]},
    {**_USUAL, **_LEVELS},
    {**_USUAL, **_LEVELS, **_JOURNALS},
    {**_USUAL, **_LEVELS, "several": "highest"},
    {**_USUAL, **_LEVELS, **_JOURNALS, "several": "highest"},
    {**_USUAL, **_LEVELS, "several": "highest journal"},
    {**_USUAL, **_LEVELS, **_JOURNALS, "several": "highest journal", "coauthors": "divided"},
    {**_USUAL, **_LEVELS, "most": 1},
    {**_USUAL, **_LEVELS, "most": 2},
    {**_USUAL, **_LEVELS, **_JOURNALS, "most": 3},
    {**_USUAL, **_LEVELS, "several": "highest journal", "most": 1},
    {**_USUAL, **_PRAISE},
    {**_USUAL, **_LEVELS, **_PRAISE, "several": "highest"},
    {**_USUAL, **_SENDING},
    {**_USUAL, **_SENDING, "sent_most": 0.5},
    {**_USUAL, "base": 2},
    {**_USUAL, "base": {"镇街": 3, "企业": 1}},
    {**_USUAL, "base": 2, "quota": 3, "base_for": "quota"},
    {**_USUAL, "quota": {"镇街": 4, "区直部门": 2}, "short": 0.5},
    {**_USUAL, "quota": 4, "short": -0.5, "nothing": 2},
    {**_USUAL, "nothing": 1},
    {**_USUAL, "without": ["区民政局", "枫林镇"]},
    {**_USUAL, "coauthors": "divided", "share": "divided", "sections": {"简讯": 0.3}, "most": 2},
    {
        **_USUAL, **_LEVELS, **_JOURNALS, **_PRAISE, **_SENDING, "several": "highest",
        "coauthors": [7, 3], "share": 0.5, "base": {"镇街": 2}, "quota": 3, "short": 0.25,
        "nothing": 1, "sent_most": 0.6, "most": 2, "without": ["区司法局"],
    },
)  # fmt: skip


class Row(NamedTuple):
    """A row of the ledger as it was put in."""

    day: str
    units: tuple[str, ...]
    title: str
    journal: str
    level: str
    kind: str
    points: str


class One(NamedTuple):
    """One adoption of the reference."""

    form: str
    unit: str
    day: str
    points: Fraction
    title: str = ""
    section: str = ""
    codes: tuple[str, ...] = ()
    first: bool = True


@cache
def _year() -> Year:
    return make_year()


@cache
def _facts() -> tuple[IssueFacts, ...]:
    sources = [Source(text, name) for name, text in _year().drafts.items()]
    return tuple(facts_of(compiler.compile(source), source) for source in sources)


@cache
def _rows() -> tuple[Row, ...]:
    drawn = random.Random(3)
    rows: list[Row] = []
    senders = [unit for unit in UNITS if unit != SILENT]
    for month in MONTHS:
        for unit in senders:
            rows += [
                Row(f"{month}-{drawn.randint(1, 28):02}", (unit,), f"{unit}报送{month}第{at}篇", "",
                    "", "报送", "")
                for at in range(drawn.randint(0, 5))
            ]  # fmt: skip
            kind = drawn.choice(("迟报", "约稿", "约稿未完成", "批示", "加分", "扣分", ""))
            if kind:
                level = drawn.choice(tuple(_PRAISE["instructions"])) if kind == "批示" else ""
                points = "1.5" if kind in ("加分", "扣分") else ""
                rows.append(Row(f"{month}-15", (unit,), kind + unit, "", level, kind, points))
    printed = [item for item in _year().items if item.form == "item" and item.units[0] != "本刊"]
    for item in drawn.sample(printed, 300):
        for _again in range(drawn.choice((1, 1, 2, 3))):
            journal, level = drawn.choice(
                (("澄川信息", "市级"), ("澄川要情", "市级"), ("省府专报", "省级"), ("", "国家级"))
            )
            day = f"{drawn.choice(MONTHS)}-{drawn.randint(1, 28):02}"
            row = Row(day, item.units, item.headline, journal, level, "采用", "")
            if row not in rows:
                rows.append(row)
    return tuple(rows)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow("日期 单位 标题 刊物 级别 类型 分值".split())
    for row in _rows():
        writer.writerow([row.day, "、".join(row.units), *row[2:]])
    path = tmp_path_factory.mktemp("year") / "台账.csv"
    path.write_text(out.getvalue(), encoding="gb18030")
    return path


def _project(rules: dict[str, Any]) -> Project:
    return project_of({"stats": {**rules, "groups": _GROUPS}}, Path("bulletin.toml"))


def _counted(
    rules: dict[str, Any], ledger: Path, *by: Dimension | tuple[Dimension, ...]
) -> tuple[Counts, ...]:
    """The counts by each of these."""

    def tell(error: Exception) -> None:
        raise error

    questions = [StatsQuestion(each if isinstance(each, tuple) else (each,)) for each in by]
    answer = ask(questions, _facts(), [ledger], _project(rules), tell)
    assert not answer.faults
    return answer.counts


# --- the reference: the rules once more, as plainly as one can write them ---


def _exact(value: object) -> Fraction:
    return Fraction(str(value))


def _parts(count: int, rules: dict[str, Any]) -> list[Fraction]:
    how = rules.get("coauthors", "full")
    if how == "full":
        return [Fraction(1)] * count
    if how == "divided":
        return [Fraction(1, count)] * count
    given = [how[at] if at < len(how) else how[-1] for at in range(count)]
    return [Fraction(each, sum(given)) for each in given]


def _among(units: tuple[str, ...], rules: dict[str, Any]) -> list[str]:
    return [unit for unit in units if unit not in (*rules.get("without", ()), "本刊")]


def _item_points(item: TrueItem, rules: dict[str, Any]) -> tuple[str, Fraction]:
    is_brief = item.form == "brief" or item.section in rules.get("briefs", ["简讯"])
    form = "article" if item.form == "article" else "brief" if is_brief else "item"
    value = rules.get(form, 0)
    if NAME in rules.get("journals", {}):
        value = rules["journals"][NAME]
    if item.section in rules.get("sections", {}):
        value = rules["sections"][item.section]
    return form, _exact(value)


def _printed(rules: dict[str, Any]) -> Iterator[One]:
    for item in _year().items:
        form, value = _item_points(item, rules)
        groups = [item.units]
        if item.form == "digest":
            groups, form = list(item.shares), "share"
            how = rules.get("share", "full")
            if how == "divided":
                value = value / len(groups)
            elif how != "full":
                value = _exact(how)
        for units in groups:
            names = _among(units, rules)
            if not names:  # an item all the same, of no unit
                yield One(form, "", item.day, Fraction(0), item.headline, item.section,
                          item.indicators)  # fmt: skip
            for unit, part in zip(names, _parts(len(names), rules) if names else [], strict=True):
                yield One(
                    form, unit, item.day, value * part, item.headline, item.section,
                    item.indicators, unit == names[0],
                )  # fmt: skip


def _written(rules: dict[str, Any]) -> Iterator[One]:
    for row in _rows():
        match row.kind:
            case "报送":
                form, value = "sent", rules.get("sent", 0)
            case "采用":
                form = "higher"
                value = rules.get("journals", {}).get(
                    row.journal, rules.get("levels", {}).get(row.level, 0)
                )
            case "批示":
                form, value = "instruction", rules.get("instructions", {}).get(row.level, 0)
            case "约稿":
                form, value = "commission", rules.get("commission", 0)
            case "约稿未完成":
                form, value = "missed", -abs(rules.get("missed", 0))
            case "迟报":
                form, value = "late", -abs(rules.get("late", 0))
            case _:
                form, value = "other", 1.5 if row.kind == "加分" else -1.5
        names = _among(row.units, rules)
        for unit, part in zip(names, _parts(len(names), rules) if names else [], strict=True):
            yield One(form, unit, row.day, _exact(value) * part, row.title, first=unit == names[0])


def _letters(title: str) -> str:
    return "".join(sign for sign in title if sign.isalnum())


def _once_only(ones: list[One], rules: dict[str, Any]) -> list[One]:
    several, most = rules.get("several", "add"), rules.get("most", 0)
    texts: dict[tuple[str, str], list[One]] = {}
    kept: list[One] = []
    for one in ones:
        rivals = one.unit and one.form in (*OWN, "higher") and _letters(one.title)
        if rivals and (several != "add" or most):
            texts.setdefault((one.unit, _letters(one.title)), []).append(one)
        else:
            kept.append(one)
    for group in texts.values():
        best_first = sorted(group, key=lambda one: (-one.points, one.day))
        paid: list[One] = []
        elsewhere = 0
        for one in best_first:
            allowed = several == "add" or not paid
            if several == "highest journal":
                allowed = one.form != "higher" or elsewhere == 0
                elsewhere += one.form == "higher"
            if allowed and not (most and len(paid) >= most):
                paid.append(one)
                kept.append(one)
            else:
                kept.append(one._replace(points=Fraction(0)))
    return kept


def _by_month(rules: dict[str, Any]) -> Iterator[One]:
    sent = Counter((row.units[0], row.day[:7]) for row in _rows() if row.kind == "报送")
    for group, units in GROUPS.items():
        base, quota = (
            each.get(group, 0) if isinstance(each, dict) else each
            for each in (rules.get("base", 0), rules.get("quota", 0))
        )
        for unit in units:
            for month in MONTHS:
                number = 0 if unit in rules.get("without", ()) else sent[unit, month]
                if base and (rules.get("base_for") != "quota" or number >= quota):
                    yield One("base", unit, month, _exact(base))
                if rules.get("nothing") and not number:
                    yield One("nothing", unit, month, -abs(_exact(rules["nothing"])))
                elif rules.get("short"):
                    for _missing in range(max(0, quota - number)):
                        yield One("short", unit, month, -abs(_exact(rules["short"])))
                if "sent_most" in rules:
                    over = number * _exact(rules.get("sent", 0)) - _exact(rules["sent_most"])
                    yield One("", unit, month, -max(Fraction(0), over))


def _reference(rules: dict[str, Any]) -> list[One]:
    ones = _once_only([*_printed(rules), *_written(rules)], rules)
    return [*ones, *_by_month(rules)]


def _values(one: One, key: Dimension) -> list[str]:
    match key:
        case "unit":
            return [one.unit] if one.unit else []
        case "month":
            return [one.day[:7]]
        case "section":
            return [one.section]
        case "indicator":
            return list(one.codes) or [""]


def _sums(ones: list[One], key: Dimension) -> Sums:
    """Counts and points by one dimension; but by unit an item of several is one item."""
    counts: dict[str, Counter[str]] = {}
    points: dict[str, Fraction] = {}
    for one in ones:
        for value in _values(one, key):
            counted = counts.setdefault(value, Counter())
            if one.first or key == "unit":
                counted[one.form] += 1
            points[value] = points.get(value, Fraction(0)) + one.points
    return {key: (_said(each), points[key]) for key, each in counts.items()}


def _whole(ones: list[One], key: Dimension, among: Collection[str]) -> Sum:
    """The last line of a table: each adoption once, however many indicators it has."""
    counts: Counter[str] = Counter()
    points = Fraction(0)
    for one in ones:
        if any(value in among for value in _values(one, key)):
            counts[one.form] += one.first or key == "unit"
            points += one.points
    return _said(counts), points


def _said(counts: Counter[str]) -> dict[str, int]:
    return {form: number for form, number in sorted(counts.items()) if number and form}


def _of_row(row: StatsRow) -> Sum:
    return _said(Counter(row.counts)), row.points


def test_forty_sets_of_rules_are_different() -> None:
    assert len(RULES) == 40
    assert len({str(sorted(rules.items())) for rules in RULES}) == 40


def test_items_are_read_as_they_were_written() -> None:
    found = [
        (item.form, facts.number, facts.date, item.section, item.headline, item.units,
         tuple(share.units for share in item.shares), tuple(code for code, _ in item.indicators))
        for facts in _facts() for item in facts.items
    ]  # fmt: skip
    assert found == [
        (item.form, item.issue, item.day, item.section, item.headline,
         () if item.units == ("本刊",) else item.units, item.shares, item.indicators)
        for item in _year().items
    ]  # fmt: skip
    assert len(found) == 5000


@pytest.mark.parametrize("first", [0, 1, 2, 3])
def test_every_row_of_every_table_is_true_under_every_rule_set(first: int, ledger: Path) -> None:
    for rules in RULES[first::4]:
        ones = _reference(rules)
        project = _project(rules)
        for counts in _counted(rules, ledger, *DIMENSIONS):
            (key,) = counts.question.by
            wanted = _sums(ones, key)
            tables = statistics_of(counts, project).tables
            for table in tables:
                rows = {row.values[0]: _of_row(row) for row in table.rows}
                truth = {value: wanted.pop(value, NOTHING) for value in rows}
                assert (rules, table.group, rows) == (rules, table.group, truth)
                total = _of_row(table.total)
                assert (rules, table.group, total) == (rules, table.group, _whole(ones, key, rows))
                if key == "unit":
                    _check_ranks(table, by_points=counts.rules.has_points)
            assert [table.group for table in tables] == (list(GROUPS) if key == "unit" else [""])
            assert wanted == {}


def _check_ranks(table: StatsTable, *, by_points: bool) -> None:
    """Whoever is better stands above, and a rank is how many are better, and one."""
    worth = [row.points if by_points else Fraction(row.adopted) for row in table.rows]
    assert worth == sorted(worth, reverse=True)
    better = [sum(other > each for other in worth) for each in worth]
    assert [row.rank for row in table.rows] == [number + 1 for number in better]


def test_by_section_an_item_of_several_units_counts_once(ledger: Path) -> None:
    (counts,) = _counted({}, ledger, "section")
    found = {key[0]: tally.counts for key, tally in counts.cells.items()}
    for section in ("要闻", "简讯"):
        items = [item for item in _year().items if item.section == section]
        whole = sum(item.form != "digest" for item in items)
        shares = sum(len(item.shares) for item in items)
        assert found[section]["item"] + found[section]["brief"] == whole
        assert found[section]["share"] == shares


@pytest.mark.parametrize("rules", [RULES[5], RULES[-1]], ids=["5", "39"])
def test_parts_of_the_folder_merge_into_the_whole(rules: dict[str, Any], ledger: Path) -> None:
    project = _project(rules)
    units = unit_list(project)
    question = StatsQuestion(("unit", "month"))
    drawn = random.Random(5)
    asked = asked_of([question], project)
    shares: list[list[IssueFacts]] = [[] for _part in range(7)]
    for facts in _facts():
        drawn.choice(shares).append(facts)
    parts = [asked.count(share)[0] for share in shares]
    for adoption in read_ledger(ledger, project.stats, units).adoptions:
        drawn.choice(parts).add(adoption)
    drawn.shuffle(parts)
    (whole,) = asked.empty()
    for part in parts:
        merge([whole], unpack(pack([part]), asked))
    settle(whole)
    assert whole.cells == _counted(rules, ledger, ("unit", "month"))[0].cells
