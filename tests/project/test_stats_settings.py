"""``[stats]`` and ``[build]`` of ``bulletin.toml``: what they settle, what is said of slips."""

from __future__ import annotations

import json
import tomllib
from fractions import Fraction
from pathlib import Path

import make_project_schema
import pytest
from jsonschema import Draft202012Validator

from bulletinc.errors import BulletinError
from bulletinc.project import Project, find_project
from bulletinc.project.build_form import fill_name

VALIDATOR = Draft202012Validator(json.loads(make_project_schema.TARGET.read_text(encoding="utf-8")))
WHOLE = """
[build]
formats = ["html", "docx"]
folder = "pages"
name = "{year}-{number:2} {name}"

[stats]
item = 2
brief = 0.5
article = 5
share = "divided"
coauthors = [7, 3]
several = "highest"
most = 3
sent = 0.1
sent_most = 1
commission = 2
late = 0.5
missed = -1
nothing = 2
short = 1
base = { "镇街" = 2 }
quota = 3
base_for = "quota"
briefs = ["短讯"]
without = ["区创城办"]
ledger = "台账.csv"
ties = "dense"
decimals = 1

[stats.groups]
"镇街" = ["白河镇", "枫林镇"]

[stats.aliases]
"白河镇" = ["白河"]

[stats.sections]
"要闻" = 3

[stats.journals]
"《澄川信息》" = 4

[stats.levels]
"市级" = 3

[stats.instructions]
"区领导" = 3

[stats.notice]
name = "清溪区信息采用情况通报"
title = "关于{month}月信息采用情况的通报"
issuer = "清溪区委办公室"
columns = ["rank", "unit", "year"]
rank_by = "year"
listed = false
chart = "【图表：{table} 柱状】"
salutation = "各单位："
closing = "特此通报。"
distribution = ["发：各镇街"]
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def _settled(folder: Path, text: str) -> Project:
    (folder / "bulletin.toml").write_text(text, encoding="utf-8")
    return find_project(folder)


def test_every_setting_is_read_and_valid(tmp_path: Path) -> None:
    project = _settled(tmp_path, WHOLE)
    stats = project.stats
    assert (stats.brief, stats.sent) == (Fraction(1, 2), Fraction(1, 10))
    assert (stats.late, stats.missed) == (Fraction(-1, 2), Fraction(-1))
    assert (stats.base, stats.quota) == ({"镇街": Fraction(2)}, {"": Fraction(3)})
    assert stats.groups == {"镇街": ("白河镇", "枫林镇")}
    assert stats.aliases == {"白河": "白河镇"}
    assert stats.journals == {"澄川信息": Fraction(4)}
    assert stats.ledger == (str(tmp_path / "台账.csv"),)
    assert stats.notice.columns == ("rank", "unit", "year")
    assert stats.has_points
    assert project.build.formats == ("html", "docx")
    VALIDATOR.validate(tomllib.loads(WHOLE))
    assert not Project().stats.has_points


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("[stats]\nitme = 2", "there is no setting “stats.itme”", "“stats.item”"),
        ("[stats.notice]\ntitel = 2", "no setting “stats.notice.titel”", "“stats.notice.title”"),
        ('[stats]\nitem = "2"', 'stats.item cannot be "2"', "such as 0.5"),
        ("[stats]\nitem = nan", "stats.item cannot be nan", "a number"),
        ('[stats]\nshare = "half"', "stats.share", '"divided"'),
        ("[stats]\ncoauthors = [0, 1]", "stats.coauthors", "[7, 3]"),
        ('[stats]\nseveral = "sum"', "stats.several", '"highest journal"'),
        ("[stats]\nmost = -1", "stats.most", "whole number"),
        ("[stats]\ndecimals = 9", "stats.decimals", "from 0 to 6"),
        ('[stats.groups]\n"镇街" = "白河镇"', "stats.groups.镇街", "a list of names"),
        ('[stats.groups]\n"甲" = ["白河镇"]\n"乙" = ["白河镇"]', "has “白河镇” twice", "one group"),
        ('[stats]\nquota = {"镇村" = 1}\n[stats.groups]\n"镇街" = []', "“镇村”", "“镇街”"),
        ('[stats.notice]\ncolumns = ["rank"]', "stats.notice.columns", '"unit"'),
        ("[stats]\n镇街 = 1", "not valid TOML, line 2", "in Chinese needs quotation marks"),
        ('[build]\nfolder = "../pages"', "build.folder", "beside or below"),
        ('[build]\nfolder = "/tmp"', "build.folder", "beside or below"),
        ('[build]\nname = "{nummer}"', "build.name", "{number}"),
        ('[build]\nname = "a/b"', "build.name", "file name without suffix"),
        ("[build]\nformats = [1]", "build.formats", "a list of formats"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_what_to_write(
    tmp_path: Path, text: str, message: str, remedy: str
) -> None:
    with pytest.raises(BulletinError) as told:
        _settled(tmp_path, text)
    assert message in told.value.message
    assert remedy in (told.value.remedy or "")


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{year}-{number:2}", "2026-07"),
        ("{name}第{number}期", "清溪区工作快报第7期"),
        ("{stem}", "七"),
        ("{total}", ""),
        ("{title}", "甲_乙_丙"),
    ],
)
def test_a_name_is_filled_or_left(pattern: str, name: str) -> None:
    values = {"year": "2026", "number": "7", "name": "清溪区工作快报", "stem": "七",
              "title": "甲/乙:丙"}  # fmt: skip
    assert fill_name(pattern, values) == name


def test_the_circular_is_held_to_no_masthead_of_the_bulletin(tmp_path: Path) -> None:
    project = _settled(
        tmp_path, '[masthead]\nname = "清溪区工作快报"\n[sections]\norder = ["要闻"]'
    )
    assert project.of_draft("清溪区工作快报") == project
    plain = project.of_draft("信息采用　情况通报")
    assert (plain.name, plain.sections) == (None, ())
