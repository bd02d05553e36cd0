"""The circular of a month as a draft: canonical, clean, built, in the form that settings say."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from bulletinc import checking, compiler, fmt
from bulletinc.archive.statistics import StatsRow, decimals_for, ranked, rounded
from bulletinc.project.statistics import Ties
from bulletinc.syntax import Chart, Section, Table, walk
from bulletinc.text.source import Source
from tests.support.archive_year import GROUPS, NAME, make_year
from tests.support.program import Run, run

__all__ = ["run"]

_PLAIN = f"""
[masthead]
name = "{NAME}"
issuer = "清溪区人民政府办公室"
[sections]
order = ["要闻", "生活环境建设", "政务环境建设", "简讯"]
tagged = ["要闻"]
[sources]
required = true
[colophon]
staff = ["编辑"]
distribution = ["报"]
[stats]
item = 2
brief = 1
article = 5
coauthors = [2, 1]
{{more}}
[stats.groups]
{"".join(f'"{group}" = {list(units)}' + chr(10) for group, units in GROUPS.items())}
[stats.levels]
"市级" = 3
"""
_FORMS = {
    "usual": "",
    "rates": (
        '[stats.notice]\nname = "清溪区信息工作通报"\nlisted = false\nrank_by = "year"\n'
        'columns = ["rank", "unit", "sent", "adopted", "rate", "month", "year_adopted", "year"]'
    ),
    "plain": (
        '[stats.notice]\ncolumns = ["unit", "adopted", "year"]\nissuer = "清溪区委办公室"\n'
        'salutation = "各镇街，区直各部门："\nclosing = "请各单位认真报送信息。"\n'
        'distribution = ["报：区委、区政府领导", "发：各镇街"]'
    ),
}
_LEDGER = """日期,单位,标题,刊物,级别,类型
2026-03-02,白河镇,白河镇“小积分”|大作用,《澄川信息》,市级,采用
2026-03-05,白河镇,甲,,,报送
2026-03-06,枫林镇,乙,,,报送
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in make_year(24, 240).drafts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "台账.csv").write_text(_LEDGER, encoding="utf-8")
    return tmp_path


def _notice(folder: Path, run: Run, form: str, more: str = "") -> str:
    settings = _PLAIN.format(more=more) + _FORMS[form]
    (folder / "bulletin.toml").write_text(settings, encoding="utf-8")
    said = run("stats", str(folder), "--notice", "2026-03", "-o", str(folder / "n.txt"))
    assert said.status == 0, said.err
    return (folder / "n.txt").read_text(encoding="utf-8")


def _tables(text: str) -> list[Table]:
    return [node for node in walk(compiler.compile(Source(text))) if isinstance(node, Table)]


@pytest.mark.parametrize("form", _FORMS)
def test_a_notice_is_canonical_and_has_no_finding(folder: Path, run: Run, form: str) -> None:
    text = _notice(folder, run, form)
    assert fmt.formatted(Source(text)) == text
    (checked,) = checking.check([checking.CheckRequest("n.txt", folder / "n.txt")])
    assert checked.error is None
    assert [each.code for each in checked.diagnostics] == []


def test_text_and_tables_say_what_was_counted(folder: Path, run: Run) -> None:
    text = _notice(folder, run, "usual")
    year = make_year(24, 240)
    items = [item for item in year.items if item.day.startswith("2026-03")]
    number = sum(len(item.shares) or 1 for item in items)
    assert text.startswith("信息采用情况通报\n\n第3期\n\n清溪区人民政府办公室\n\n2026年3月31日\n\n")
    assert f"3月，编发2期，采用信息{number}条" in text
    assert "被上级采用1条次" in text
    assert "1至3月，累计编发6期" in text
    assert "三、没有信息的单位\n\n企业：清溪公交公司。" in text
    tables = _tables(text)
    captions = [table.caption.text for table in tables if table.caption]
    assert captions == [
        "表1　镇街信息采用情况", "表2　区直部门信息采用情况", "表3　企业信息采用情况",
        "表4　采用信息目录", "表5　上级采用和批示情况",
    ]  # fmt: skip
    ours = [item for item in items if item.units == ("本刊",)]
    rows = sum(len(item.shares) or 1 for item in items) - len(ours)
    shared = sum(len(share) - 1 for item in items for share in item.shares)
    assert len(tables[3].rows) == rows + shared
    assert "白河镇“小积分”｜大作用" in text


def test_the_columns_are_those_of_the_settings(folder: Path, run: Run) -> None:
    text = _notice(folder, run, "rates")
    assert "清溪区信息工作通报" in text
    assert "| 排名 | 单位 | 报送 | 采用 | 采用率 | 本月得分 | 全年采用 | 全年得分 |" in _narrow(
        text
    )
    assert "目录" not in text
    plain = _notice_again(folder, run)
    assert "| 单位 | 采用 | 全年得分 |" in _narrow(plain)
    assert "清溪区委办公室" in plain
    assert plain.endswith("请各单位认真报送信息。\n\n报：区委、区政府领导\n发：各镇街\n")


def _narrow(text: str) -> str:
    """The text with one space for many."""
    return re.sub(" +", " ", text)


def _notice_again(folder: Path, run: Run) -> str:
    (folder / "n.txt").unlink()
    return _notice(folder, run, "plain")


def test_a_notice_in_the_folder_is_no_issue_and_is_not_overwritten(folder: Path, run: Run) -> None:
    text = _notice(folder, run, "usual")
    assert run("stats", str(folder), "--notice", "2026-03").out == text
    said = run("stats", str(folder), "--notice", "2026-03", "-o", str(folder / "n.txt"))
    assert said.status == 2
    assert (folder / "n.txt").read_text(encoding="utf-8") == text


def test_without_points_adoptions_decide(folder: Path, run: Run) -> None:
    (folder / "bulletin.toml").write_text("", encoding="utf-8")
    (folder / "台账.csv").unlink()
    text = run("stats", str(folder), "--notice", "2026-01").out
    assert "表1　各单位信息采用情况" in text
    assert "本月采用" in text
    assert "得分" not in text
    assert "累计" not in text
    sections = [node.heading.text for node in walk(compiler.compile(Source(text)))
                if isinstance(node, Section)]  # fmt: skip
    assert sections == ["总体情况", "各单位采用情况", "采用信息目录"]


def test_a_month_without_issues_is_a_notice_too(folder: Path, run: Run) -> None:
    text = run("stats", str(folder), "--notice", "2027-01").out
    assert "1月，编发0期，采用信息0条。" in text


def test_a_chart_draws_what_decides_the_rank(folder: Path, run: Run) -> None:
    text = _notice(folder, run, "usual")
    charts = [node for node in walk(compiler.compile(Source(text))) if isinstance(node, Chart)]
    drawn = [(each.table, each.form, each.columns) for each in charts]
    said = [(table and table.text, form and form.text, [each.text for each in columns])
            for table, form, columns in drawn]  # fmt: skip
    assert said[:2] == [("表1", "柱状", ["本月得分"]), ("表2", "柱状", ["本月得分"])]
    (folder / "n.txt").unlink()
    assert "图表" not in _notice(folder, run, "plain", "")  # has no column of this month's points
    settings = (
        (folder / "bulletin.toml").read_text("utf-8").replace('"year"]', '"month"]\nchart = ""')
    )
    (folder / "bulletin.toml").write_text(settings, "utf-8")
    assert "图表" not in run("stats", str(folder), "--notice", "2026-03").out


@pytest.mark.parametrize(
    ("ties", "ranks"), [("same", [1, 1, 3, 4, 4]), ("dense", [1, 1, 2, 3, 3]),
                        ("order", [1, 2, 3, 4, 5])]
)  # fmt: skip
def test_equal_points_have_the_rank_that_settings_say(ties: Ties, ranks: list[int]) -> None:
    rows = [StatsRow((str(points),), {}, Fraction(points)) for points in (9, 9, 7, 0, 0)]
    assert ranked(rows, lambda row: row.points, ties) == ranks


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [("5/2", None, "2.5"), ("1/3", None, "0.33"), ("5/2", 0, "3"), ("-1/8", 2, "-0.13"),
     ("2", 1, "2.0"), ("-1/1000", None, "0"), ("0", 0, "0"), ("1/3", 4, "0.3333")],
)  # fmt: skip
def test_points_are_rounded_half_up(number: str, decimals: int | None, text: str) -> None:
    assert rounded(Fraction(number), decimals) == text


def test_a_column_has_as_many_decimals_as_it_needs() -> None:
    assert decimals_for([Fraction(2), Fraction(5, 2)], None) == 1
    assert decimals_for([Fraction(2), Fraction(1, 3)], None) == 2
    assert decimals_for([Fraction(1, 3)], 0) == 0
