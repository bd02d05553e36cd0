"""``bulletinc init``: the settings that drafts keep to."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from shutil import copytree

import pytest

from bulletinc.checking import CheckRequest, check
from bulletinc.cli import run
from bulletinc.parser import parse
from bulletinc.project import find_project, project_of
from bulletinc.rules.context import CheckContext
from bulletinc.scaffold import settings
from bulletinc.text.source import Source
from tests.support.places import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
SETTLED = {"M010", "M011", "S003", "S004", "I003", "I004", "I009", "C001", "C005"}


def issue(
    number: int,
    body: str,
    *,
    name: str = "清溪区工作快报",
    end: str = "编辑：陆佳禾\n\n报：区委\n发：各镇街",
) -> str:
    return f"{name}\n\n第{number}期\n\n清溪区创建办　2026年3月{number}日\n\n{body}\n\n{end}\n"


def settled(*texts: str) -> str:
    return settings.write_settings(
        [CheckContext(Source(text), parse(Source(text))) for text in texts]
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_draft_keeps_to_what_was_settled_from_it(example: Path, tmp_path: Path) -> None:
    draft = tmp_path / example.name
    draft.write_bytes(example.read_bytes())
    copytree(example.parent / "pictures", tmp_path / "pictures")
    assert run(["init", str(tmp_path)]) == 0
    assert find_project(tmp_path).folder == tmp_path
    assert check([CheckRequest(draft.name, draft)])[0].diagnostics == ()


def test_the_name_and_the_issuer_are_the_most_frequent() -> None:
    found = tomllib.loads(
        settled(
            *(issue(number, "【要闻】\n\n近日，开会。") for number in (1, 2)),
            issue(3, "", name="东屏区工作快报"),
        )
    )
    assert found["masthead"] == {"name": "清溪区工作快报", "issuer": "清溪区创建办"}


def test_without_a_most_frequent_name_none_is_settled() -> None:
    assert tomllib.loads(settled(issue(1, ""), issue(2, "", name="东屏区工作快报")))[
        "masthead"
    ] == {"issuer": "清溪区创建办"}


def test_sections_of_several_issues_are_put_into_one_order() -> None:
    bodies = [
        "【要闻】\n\n甲。\n\n【简讯】\n\n乙。",
        "【督查】\n\n甲。\n\n【要闻】\n\n乙。",
        "【要闻】\n\n甲。\n\n【交流】\n\n乙。\n\n【简讯】\n\n丙。",
    ]
    found = tomllib.loads(settled(*(issue(number, body) for number, body in enumerate(bodies, 1))))
    assert found["sections"]["order"] == ["督查", "要闻", "交流", "简讯"]


def test_sections_whose_order_differs_are_commented_out() -> None:
    text = settled(
        issue(1, "【要闻】\n\n甲。\n\n【简讯】\n\n乙。"),
        issue(2, "【简讯】\n\n甲。\n\n【要闻】\n\n乙。"),
    )
    assert tomllib.loads(text)["sections"] == {}
    assert '# order = ["要闻", "简讯"]' in text


def test_staff_and_distribution_are_what_all_issues_have() -> None:
    other = issue(2, "【要闻】\n\n甲。", end="编辑：邵文溪\n校对：纪明谦\n\n发：各镇街")
    found = tomllib.loads(
        settled(issue(1, "【要闻】\n\n甲。"), other, issue(3, "【要闻】\n\n甲。"))
    )
    assert found["colophon"] == {"staff": ["编辑"], "distribution": ["发"]}


def test_an_indicator_with_two_names_is_commented_out() -> None:
    body = (
        "【简讯】\n\n【甲】　近日，开会。（{}）（白河镇）\n\n"
        "【乙】　近日，演出。（Ⅲ-46 文化服务供给）（白河镇）"
    )
    text = settled(issue(1, body.format("Ⅲ-58 城市管理")), issue(2, body.format("Ⅲ-58 城市规划")))
    assert tomllib.loads(text)["indicators"] == {"Ⅲ-46": "文化服务供给"}
    assert '# "Ⅲ-58" = "城市规划"' in text


def test_units_that_were_named_once_stand_apart_to_be_checked() -> None:
    body = (
        "【简讯】\n\n【甲】　近日，开会。（柳荫街道）\n\n【乙】　近日，演出。（白河镇）\n\n"
        "【丙】　近日，义诊。（白河镇）"
    )
    text = settled(issue(1, body))
    assert tomllib.loads(text)["sources"]["units"] == ["白河镇", "柳荫街道"]
    assert text.index('"白河镇"') < text.index("只出现过一次") < text.index('"柳荫街道"')


def test_every_value_says_what_it_is_for_and_what_was_not_found_is_commented_out(
    tmp_path: Path,
) -> None:
    text = settled("没有报头的一句话。")
    assert project_of(tomllib.loads(text), tmp_path / "bulletin.toml").name is None
    for line in ('# name = "清溪区工作快报"', '# staff = ["编辑", "校对"]', "# [indicators]"):
        assert line in text.splitlines()
        assert text.splitlines()[text.splitlines().index(line) - 1].startswith("# ")


def test_a_line_that_a_comment_proposes_is_toml() -> None:
    (proposed,) = re.findall(r"改为一行 (.*?)，", settled("没有报头的一句话。"))
    assert tomllib.loads(proposed) == {"indicators": "表格文件名"}


def test_signs_that_toml_does_not_allow_are_escaped() -> None:
    found = tomllib.loads(settled(issue(1, '【要"\\闻\x7f】\n\n甲。')))
    assert found["sections"]["order"] == ['要"\\闻\x7f']


def test_a_bulletin_toml_that_is_there_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "1.txt").write_text(issue(1, ""), encoding="utf-8")
    (tmp_path / "bulletin.toml").write_text("# ours\n", encoding="utf-8")
    assert run(["--lang", "en", "init", str(tmp_path)]) == 2
    assert "bulletin.toml: this file exists already" in capsys.readouterr().err
    assert (tmp_path / "bulletin.toml").read_text(encoding="utf-8") == "# ours\n"


def test_the_drafts_of_before_fire_no_rule_of_the_settings(tmp_path: Path) -> None:
    body = (
        "【要闻】\n\n白河镇：近日，开会。\n\n【简讯】\n\n"
        "【甲】　近日，开会。（Ⅲ-46 文化服务供给）（柳荫街道）"
    )
    for number in (1, 2, 3):
        (tmp_path / f"{number}.txt").write_text(issue(number, body), encoding="utf-8")
    assert run(["init", str(tmp_path)]) == 0
    results = check([CheckRequest(path.name, path) for path in sorted(tmp_path.glob("*.txt"))])
    assert not SETTLED & {found.code for result in results for found in result.diagnostics}
