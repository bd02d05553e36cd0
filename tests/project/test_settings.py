"""What a ``bulletin.toml`` settles, and what it says of a mistake."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bulletinc.checking.suppression import is_meant
from bulletinc.errors import BulletinError
from bulletinc.project import Project, Suppression, find_project, project_of

WHOLE = """
[masthead]
name = "清溪区创建全国文明城市　工作快报"
issuer = "清溪区创建办"

[sections]
order = ["检查督导", "简讯"]
tagged = ["简讯"]

[sources]
units = ["柳荫街道", "白河镇"]
required = true

[indicators]
"Ⅲ-58" = "城市精细化管理"

[colophon]
staff = ["编辑", "校对"]
distribution = ["报", "发"]

[words]
"其它" = "其他"

[check]
select = ["W", "M002"]
ignore = ["headline-too-long"]

[check.severity]
W001 = "error"

[[check.suppress]]
file = "2026-03.txt"
code = "S012"
reason = "原件如此"
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def settled(folder: Path, text: str) -> Project:
    (folder / "bulletin.toml").write_text(text, encoding="utf-8")
    return find_project(folder)


def test_every_setting_is_read(tmp_path: Path) -> None:
    assert settled(tmp_path, WHOLE) == Project(
        folder=tmp_path,
        name="清溪区创建全国文明城市　工作快报",
        issuer="清溪区创建办",
        sections=("检查督导", "简讯"),
        tagged=("简讯",),
        units=("柳荫街道", "白河镇"),
        attributed=True,
        indicators={"Ⅲ-58": "城市精细化管理"},
        staff=("编辑", "校对"),
        distribution=("报", "发"),
        words={"其它": "其他"},
        select=("W", "M002"),
        ignore=("headline-too-long",),
        severities={"W001": "error"},
        suppressions=(Suppression("2026-03.txt", "S012", "原件如此", tmp_path),),
    )


@pytest.mark.parametrize(
    "table",
    [
        "code,name,chapter\nⅢ-58,城市精细化管理,三\n",
        "\ufeff编号,名称\n\nⅢ-58, 城市精细化管理\n",
        "指标名称,指标编号\r\n城市精细化管理,Ⅲ-58\r\n",
    ],
)
def test_the_indicators_may_be_a_table_of_the_office(tmp_path: Path, table: str) -> None:
    (tmp_path / "指标.csv").write_bytes(table.encode("utf-8"))
    assert settled(tmp_path, 'indicators = "指标.csv"').indicators == {"Ⅲ-58": "城市精细化管理"}
    (tmp_path / "指标.csv").write_bytes(table.removeprefix("\ufeff").encode("gb18030"))
    assert find_project(tmp_path).indicators == {"Ⅲ-58": "城市精细化管理"}


def test_they_may_be_toml_too(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('"Ⅲ-58" = "城市精细化管理"', encoding="utf-8")
    assert settled(tmp_path, 'indicators = "a.toml"').indicators == {"Ⅲ-58": "城市精细化管理"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "not a table"),
        ("甲,乙\n1,2\n", "not a table"),
        ("code,name\nⅢ-58\n", "row 2"),
        ("code,name\nⅢ-58,甲\nⅢ-58,乙\n", "row 3 has the code Ⅲ-58 a second time"),
    ],
)
def test_a_table_with_a_mistake_is_told(tmp_path: Path, table: str, said: str) -> None:
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    with pytest.raises(BulletinError, match=said) as error:
        settled(tmp_path, 'indicators = "a.csv"')
    assert error.value.remedy


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ('[check.severity]\nW001 = "error"\nW002 = "eror"', 'W002 = "eror"'),
        (
            (
                '[[check.suppress]]\nfile = "a"\ncode = "C"\nreason = "R"\n[[check.suppress]]\n'
                'file = "b"\ncode = "S"'
            ),
            'file = "b", code = "S"',
        ),
        ('[sections]\norder = [1, "要闻", true]', '[1, "要闻", true]'),
        ("[sources]\nrequired = 2.5", "2.5"),
    ],
)
def test_what_is_wrong_is_shown_as_it_is_typed(
    tmp_path: Path, settings: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    with pytest.raises(BulletinError) as error:
        settled(tmp_path, settings)
    assert error.value.message.endswith(f" cannot be {shown}.")


def test_a_project_may_extend_another_and_keeps_its_own_values(tmp_path: Path) -> None:
    (tmp_path / "look").mkdir()
    (tmp_path / "bulletin.toml").write_text(
        'theme = "look"\n[masthead]\nname = "甲"\nissuer = "乙"\n', encoding="utf-8"
    )
    below = tmp_path / "below"
    below.mkdir()
    project = settled(below, 'extend = "../bulletin.toml"\n[masthead]\nissuer = "丙"\n')
    assert (project.name, project.issuer, project.folder) == ("甲", "丙", below)
    assert project.theme is not None
    assert (below / project.theme).resolve() == tmp_path / "look"


def test_a_suppression_that_is_taken_over_stays_where_it_is_written(tmp_path: Path) -> None:
    settled(
        tmp_path,
        '[[check.suppress]]\nfile = "快报/2026-03.txt"\ncode = "S012"\nreason = "原件如此"\n',
    )
    below = tmp_path / "快报"
    below.mkdir()
    (taken,) = settled(below, 'extend = "../bulletin.toml"\n').suppressions
    assert is_meant(below / "2026-03.txt", taken)
    assert not is_meant(below / "快报" / "2026-03.txt", taken)


def test_projects_that_extend_each_other_end(tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match="extend"):
        settled(tmp_path, 'extend = "bulletin.toml"')


@pytest.mark.parametrize(
    ("text", "key", "remedy"),
    [
        ("them = 1", "them", "theme"),
        ("[masthead]\nnmae = '甲'", "masthead.nmae", "masthead.name"),
        ("[mastheat]\nname = '甲'", "mastheat", "“masthead”"),
        ("[chek.severity]\nW001 = 'error'", "chek", "“check”"),
        ("masthead = 5", "masthead", "[masthead]"),
        ("[masthead]\nname = 5", "masthead.name", "quotation marks"),
        ("[masthead]\nname = ' '", "masthead.name", "quotation marks"),
        ("[sections]\norder = '甲'", "sections.order", '["…", "…"]'),
        ("[sections]\norder = ['']", "sections.order", '["…", "…"]'),
        ("[sources]\nrequired = 'yes'", "sources.required", "true or false"),
        ("indicators = 5", "indicators", "indicators.csv"),
        ("[words]\n'甲' = 5", "words", "[words]"),
        ("[words]\n'甲' = '甲'", "words", "[words]"),
        ("[check.severity]\nW001 = 'fatal'", "check.severity", "error and warning"),
        ("[[check.suppress]]\nfile = 'a'\ncode = 'W001'", "check.suppress", "reason"),
    ],
)
def test_a_mistake_is_told_with_file_key_and_remedy(text: str, key: str, remedy: str) -> None:
    with pytest.raises(BulletinError) as error:
        project_of(tomllib.loads(text), Path("bulletin.toml"))
    assert error.value.message.startswith("bulletin.toml:")
    assert key in error.value.message
    assert remedy in (error.value.remedy or "")
