"""What is taken from a draft to be counted and searched."""

from __future__ import annotations

from bulletinc import compiler
from bulletinc.archive.facts import IssueFacts, Share, facts_of, from_json, to_json
from bulletinc.text.source import Source

_HEAD = (
    "清溪区创建全国文明城市　工作快报\n\n第{number}期{label}\n\n清溪区创建办\n\n2026年3月12日\n\n"
)
_REPORTS = """【生活环境建设】

柳荫街道破解停车难　一是摸清底数。二是**严管违停**。（Ⅲ-58 城市精细化管理）（柳荫街道、区水务局）

枫林镇清理河道　近日，枫林镇清理河道3处。（枫林镇　王小明）

本刊综合：区城管委：近日，检修路灯。区住建委、区水务局：4日，检查。（Ⅱ-27 城市管理、Ⅲ-58 精细化）

【简讯】

【文明实践】　4日，区法院开展活动。（Ⅲ-46 文化服务供给）（区法院）

白河镇：近日清理河道3处，群众叫好。
"""
_ARTICLE = """枫林镇让老集镇焕发新气象

枫林镇集镇沿东浦河而建。

一、管好规划

由镇领导带队。（Ⅲ-58 城市精细化管理）（枫林镇供稿）
"""


def _facts(body: str, number: int = 13, label: str = "") -> IssueFacts:
    source = Source(_HEAD.format(number=number, label=label) + body, "13.txt")
    return facts_of(compiler.compile(source), source)


def test_the_masthead_says_which_issue_it_is() -> None:
    facts = _facts(_REPORTS, 14, "（总第88期）")
    assert facts.identity == "清溪区创建全国文明城市工作快报\n2026\n14\n"
    assert (facts.path, facts.total, facts.date) == ("13.txt", 88, "2026-03-12")
    assert facts.is_issue


def test_items_have_form_section_units_and_indicators() -> None:
    reports = _facts(_REPORTS).items
    assert [(each.form, each.section, each.units) for each in reports] == [
        ("item", "生活环境建设", ("柳荫街道", "区水务局")),
        ("item", "生活环境建设", ("枫林镇",)),
        ("digest", "生活环境建设", ()),
        ("brief", "简讯", ("区法院",)),
        ("brief", "简讯", ("白河镇",)),
    ]
    assert [each.line for each in reports] == [11, 13, 15, 19, 21]
    assert reports[0].headline == "柳荫街道破解停车难"
    assert reports[0].text == "一是摸清底数。二是严管违停。"
    assert reports[0].indicators == (("Ⅲ-58", "城市精细化管理"),)
    assert reports[3].label == "文明实践"


def test_a_digest_has_the_share_of_each_unit() -> None:
    digest = _facts(_REPORTS).items[2]
    assert digest.shares == (Share(("区城管委",), 15), Share(("区住建委", "区水务局"), 15))
    assert [code for code, _name in digest.indicators] == ["Ⅱ-27", "Ⅲ-58"]


def test_an_issue_of_one_article_is_of_the_unit_that_signed_it() -> None:
    facts = _facts(_ARTICLE, label="（专刊）")
    (article,) = facts.items
    assert (facts.label, article.form, article.units) == ("专刊", "article", ("枫林镇",))
    assert article.indicators == (("Ⅲ-58", "城市精细化管理"),)
    assert article.headline == "枫林镇让老集镇焕发新气象"


def test_what_is_no_issue_is_told() -> None:
    source = Source("关于防汛的报告\n\n区政府：\n\n近日，落实防汛责任。\n", "report.txt")
    assert not facts_of(compiler.compile(source), source).is_issue


def test_facts_go_through_a_file_unchanged() -> None:
    for facts in (_facts(_REPORTS), _facts(_ARTICLE)):
        assert "\n" not in to_json(facts)
        assert from_json(to_json(facts)) == facts
