"""One defect put into a clean draft is found at its place, by its rule, and draws no more than two other findings after it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from bulletinc.diagnostics import Diagnostic
from bulletinc.parser import parse
from bulletinc.project import project_of
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source, Span
from tests.support.places import ROOT

EXAMPLES = {
    path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "examples").glob("*.txt")
}
MOST = 3  # findings in all that one defect may draw


class Defect(NamedTuple):
    """``old`` stands in the example at one place only, and ``new`` in its place is what the rule is there for."""

    rule: str
    example: str
    old: str
    new: str
    settings: str = ""


# What an office settles by its own table: the codes and the units of the issue as it stands.
UNITS = (
    "区融媒体中心 柳荫街道 白河镇 区政务服务局 石桥街道 枫林镇 本刊 区市场监管局 区法院 区园林绿化局 "
    "区城管委 区住建委 区水务局 区民政局 区妇联 团区委 东浦街道"
).split()
OFFICE = "\n".join(
    [
        f"sources.units = {UNITS}",
        "[indicators]",
        *(
            f'"{code}" = "{name}"'
            for code, name in dict(
                re.findall(r"([ⅡⅢ]-\d+) ([^、）]+)", EXAMPLES["kuaibao"])
            ).items()
        ),
    ]
)
STOP = "整改一处、验收一处、销号一处。"
DEFECTS = [
    # masthead
    Defect("missing-name", "kuaibao", "清溪区创建全国文明城市　工作快报\n\n", ""),
    Defect("missing-issue-number", "kuaibao", "第12期（总第86期）\n\n", ""),
    Defect("missing-issuer", "kuaibao", "清溪区创建全国文明城市总指挥部办公室\n\n2026", "2026"),
    Defect("missing-date", "kuaibao", "2026年3月5日\n\n", ""),
    Defect("impossible-date", "kuaibao", "2026年3月5日", "2026年2月30日"),
    Defect("impossible-date", "tongyong", "办公室　2026年7月31日印发", "办公室　2026年7月32日印发"),
    Defect("wrong-weekday", "kuaibao", "2026年3月5日", "2026年3月5日　星期五"),
    Defect("zero-padded-date", "kuaibao", "2026年3月5日", "2026年03月05日"),
    Defect("issue-number-form", "kuaibao", "第12期（总第86期）", "第 12 期（总第86期）"),
    Defect("total-below-number", "kuaibao", "（总第86期）", "（总第8期）"),
    Defect(
        "other-name",
        "kuaibao",
        "文明城市　工作快报",
        "文明城区　工作快报",
        'masthead.name = "清溪区创建全国文明城市工作快报"',
    ),
    Defect(
        "other-issuer",
        "tongyong",
        "清溪区应急管理局\n\n2026",
        "清溪区应急局\n\n2026",
        'masthead.issuer = "清溪区应急管理局"',
    ),
    # structure
    Defect("empty-section", "kuaibao", "【简讯】\n", "【督查】\n\n【简讯】\n"),
    Defect("repeated-section", "kuaibao", "【文明道德风尚培育】", "【检查督导】"),
    Defect(
        "unknown-section",
        "kuaibao",
        "【简讯】\n",
        "【快讯】\n",
        'sections.order = ["检查督导", "生活环境建设", "政务环境建设", "文明道德风尚培育", "简讯"]',
    ),
    Defect(
        "misordered-section",
        "kuaibao",
        "【简讯】\n",
        "【要闻】\n\n柳荫街道破解停车难　近日，共享车位200个。（柳荫街道）\n\n【简讯】\n",
        'sections.order = ["要闻", "检查督导", "生活环境建设", "政务环境建设", "文明道德风尚培育", "简讯"]',
    ),
    Defect(
        "item-without-text",
        "jianbao",
        "云岫县“一村一警”守护乡村平安\n\n云岫县山区",
        "东屏区成立工作专班\n\n云岫县“一村一警”守护乡村平安\n\n云岫县山区",
    ),
    Defect(
        "headline-too-long",
        "jianbao",
        "\n东屏区梧桐里街道“楼栋议事会”把难事议成好事\n\n",
        "\n东屏区梧桐里街道办事处以楼栋为单位建立居民自我管理自我服务自我监督的“楼栋议事会”把难事议成好事　",
    ),
    Defect(
        "headline-closed-by-a-stop",
        "zhuankan",
        "二、管好秩序，让街巷有条理\n",
        "二、管好秩序，让街巷有条理。\n",
    ),
    Defect("heading-sequence", "zhuankan", "三、管好队伍", "四、管好队伍"),
    Defect("heading-sequence", "tongyong", "（三）全力排险", "（二）全力排险"),
    Defect(
        "heading-level-jump",
        "zhuankan",
        "二、管好秩序，让街巷有条理\n",
        "二、管好秩序，让街巷有条理\n\n（1）主要做法\n",
    ),
    Defect("enumeration-sequence", "kuaibao", "三是严管违停", "四是严管违停"),
    Defect("enumeration-sequence", "zhuankan", "二是腾出空间补短板", "一是腾出空间补短板"),
    Defect("enumeration-count", "kuaibao", "柳荫街道“三步走”", "柳荫街道“四步走”"),
    Defect(
        "paragraph-cut-by-page-break",
        "jianbao",
        "由居民推选5至9名议事员",
        "由居民推选\n\n5至9名议事员",
    ),
    Defect("ambiguous-headline-gap", "kuaibao", "破解停车难　一是", "破解停车难 一是"),
    # indicator
    Defect(
        "missing-tag",
        "kuaibao",
        "（Ⅲ-58 城市精细化管理）（柳荫街道）",
        "（柳荫街道）",
        'sections.tagged = ["生活环境建设"]',
    ),
    Defect("malformed-tag", "kuaibao", "（Ⅲ-35 诚信教育实践）", "（III—35 诚信教育实践）"),
    Defect("unknown-code", "kuaibao", "（Ⅲ-35 诚信教育实践）", "（Ⅲ-53 诚信教育实践）", OFFICE),
    Defect(
        "name-of-another-code", "kuaibao", "（Ⅲ-35 诚信教育实践）", "（Ⅲ-82 诚信教育实践）", OFFICE
    ),
    Defect("inconsistent-tag", "kuaibao", "（Ⅲ-17 志愿服务活动）", "（Ⅲ-17 志愿者活动）"),
    Defect(
        "doubled-tag",
        "kuaibao",
        "（Ⅲ-17 志愿服务活动、Ⅲ-50 公益活动）",
        "（Ⅲ-17 志愿服务活动、Ⅲ-17 志愿服务活动）",
    ),
    Defect(
        "tag-after-attribution",
        "kuaibao",
        "（Ⅲ-35 诚信教育实践）（区市场监管局）",
        "（区市场监管局）（Ⅲ-35 诚信教育实践）",
    ),
    Defect(
        "missing-attribution",
        "kuaibao",
        "全区64条挂账背街小巷，要在6月底前全部完成整治。\n\n（区融媒体中心）",
        "全区64条挂账背街小巷，要在6月底前全部完成整治。",
        "sources.required = true",
    ),
    Defect(
        "unknown-unit",
        "jianbao",
        "（云岫县基层治理办）",
        "（云岫县基层办）",
        'sources.units = ["东屏区梧桐里街道", "云岫县基层治理办", "清溪区基层治理办"]',
    ),
    Defect("contradicting-unit", "kuaibao", "（枫林镇）", "（白河镇）", OFFICE),
    Defect("unnamed-code", "kuaibao", "（Ⅲ-35 诚信教育实践）", "（Ⅲ-35）"),
    # wording
    Defect(
        "half-width-punctuation", "tongyong", "区委、区政府统一指挥下，", "区委、区政府统一指挥下,"
    ),
    Defect("mixed-brackets", "kuaibao", "（枫林镇）", "（枫林镇)"),
    Defect("unbalanced-brackets", "tongyong", "运行正常，均在", "运行正常（均在"),
    Defect("unbalanced-quotation", "kuaibao", "“小积分”", "“小积分"),
    Defect("straight-quotation", "kuaibao", "“小积分”", '"小积分"'),
    Defect("space-between-han", "kuaibao", "住在巷子里的人最有发言权", "住在巷子里 的人最有发言权"),
    Defect("space-beside-number", "kuaibao", "共有车辆3126辆", "共有车辆 3126 辆"),
    Defect("doubled-punctuation", "kuaibao", STOP, f"{STOP}。"),
    Defect("doubled-word", "tongyong", "各镇街、各部门闻令而动", "各镇街、各部门部门、闻令而动"),
    Defect("wrong-dash", "gongzuo_baogao", "——2026年1月12日", "--2026年1月12日"),
    Defect("wrong-ellipsis", "kuaibao", STOP, "整改一处、验收一处、销号一处..."),
    Defect("full-width-figures", "kuaibao", "共有车辆3126辆", "共有车辆３１２６辆"),
    Defect("later-day", "kuaibao", "3日，启动清溪河城区段", "3月9日，启动清溪河城区段"),
    Defect(
        "house-word", "tongyong", "被褥和医疗服务", "被褥及医疗服务", '[words]\n"及医疗" = "和医疗"'
    ),
    # colophon
    Defect(
        "missing-distribution",
        "zhuankan",
        "发：各镇街、区直各部门分管负责同志及信息员\n",
        "",
        'colophon.distribution = ["报", "发"]',
    ),
    Defect(
        "distribution-order",
        "kuaibao",
        "报：市文明办；区委、区人大、区政府、区政协领导\n送：区创建全国文明城市总指挥部各成员单位",
        "送：区创建全国文明城市总指挥部各成员单位\n报：市文明办；区委、区人大、区政府、区政协领导",
    ),
    Defect("unknown-label", "kuaibao", "核签：", "核答："),
    Defect("uneven-final-stops", "kuaibao", "区政协领导\n", "区政协领导。\n"),
    Defect(
        "missing-staff",
        "kuaibao",
        "核签：纪明谦\n",
        "",
        'colophon.staff = ["编辑", "校对", "核签"]',
    ),
    Defect("malformed-mail", "kuaibao", "qxcjbgs@example.gov.cn", "qxcjbgs＠example.gov.cn"),
    Defect("malformed-phone", "kuaibao", "电话：55501286", "电话：555012866"),
    # form
    Defect("web-residue", "gongzuo_baogao", "各位代表：\n", "展开\n\n各位代表：\n"),
    Defect("markdown-residue", "kuaibao", "**三是管护要到底**", "三是管护要到底**"),
    Defect("private-use-character", "tongyong", "石门坎站", "石门\ue000坎站"),
    Defect("direction-control", "tongyong", "石门坎站", "石门\u202e坎站"),
    Defect("invisible-character", "tongyong", "石门坎站", "石门\u200b坎站"),
    Defect("compatibility-character", "tongyong", "石门坎站", "石⻔坎站"),
    Defect("lost-character", "tongyong", "石门坎站", "石门\ufffd站"),
    Defect("line-beyond-limits", "tongyong", "区水务局牵头，", "区水务局牵头，" + "逐一" * 10_001),
    Defect("placeholder-left", "tongyong", "白河镇石门坎站", "××镇石门坎站"),
    Defect("text-that-fits-nowhere", "kuaibao", "2026年3月5日\n", "2026年3月5日\n\n2026年3月6日\n"),
    Defect("unknown-kind", "kuaibao", EXAMPLES["kuaibao"].partition("【")[0], ""),
    # privacy
    Defect(
        "identity-card-number", "jianbao", "居民代表反馈", "居民代表李某（11010519491231002X）反馈"
    ),
    Defect("mobile-number", "jianbao", "居民代表反馈", "居民代表李某（13800138000）反馈"),
    Defect(
        "bank-card-number", "jianbao", "居民代表反馈", "居民代表李某（6222021234567890128）反馈"
    ),
]

# Slips of the hand that may happen anywhere: a pattern, what is typed instead, and the rule. Each is tried at up to ``TRIES`` places.
TRIES = 6
SLIPS = [
    ("half-width-punctuation", "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", ","),
    ("half-width-punctuation", "(?<=[\u4e00-\u9fff])；(?=[\u4e00-\u9fff])", ";"),
    ("doubled-punctuation", "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", "，，"),
    ("doubled-punctuation", "(?<=[\u4e00-\u9fff])。(?=[\u4e00-\u9fff])", "。。"),
    ("unbalanced-quotation", "(?<=[\u4e00-\u9fff])”(?=[\u4e00-\u9fff])", ""),
    ("unbalanced-quotation", "(?<=[\u4e00-\u9fff])“(?=[\u4e00-\u9fff])", ""),
    ("full-width-figures", "(?<=[\u4e00-\u9fff])3(?=[\u4e00-\u9fff])", "３"),
    ("invisible-character", "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", "，\u200b"),
    ("private-use-character", "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", "，\ue5e5"),
    ("compatibility-character", "(?<=[\u4e00-\u9fff])行(?=[\u4e00-\u9fff])", "\ufa08"),
    ("placeholder-left", "(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", "（待补充），"),
]


def found(text: str, settings: str = "") -> tuple[Diagnostic, ...]:
    project = project_of(tomllib.loads(settings), Path("bulletin.toml"))
    return check(CheckContext(Source(text), parse(Source(text)), project), load_rules())


def touches(span: Span, text: str, start: int, end: int) -> bool:
    """Whether a span lies in or beside a stretch of the text, blanks between them not counted."""
    return not text[end : span.start].strip() and not text[span.end : start].strip()


def shown(text: str, diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [
        f"{each.code} {each.name} {text[slice(*each.span)]!r} at {each.span.start}"
        for each in diagnostics
    ]


def test_every_rule_for_a_single_draft_has_a_defect_here() -> None:
    assert {defect.rule for defect in DEFECTS} == {
        rule.name for rule in load_rules() if not rule.series
    }


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.rule} in {defect.example}")
def test_a_defect_is_found_where_it_is_and_draws_few_findings(defect: Defect) -> None:
    clean = EXAMPLES[defect.example]
    assert clean.count(defect.old) == 1
    assert not found(clean, defect.settings)
    start = clean.index(defect.old)
    text = clean.replace(defect.old, defect.new)
    diagnostics = found(text, defect.settings)
    there = [
        each for each in diagnostics if touches(each.span, text, start, start + len(defect.new))
    ]
    assert defect.rule in {each.name for each in there}, shown(text, diagnostics)
    assert len(diagnostics) <= MOST, shown(text, diagnostics)


@pytest.mark.parametrize(("rule", "right", "slip"), SLIPS)
@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_a_slip_is_found_wherever_it_happens(
    example: str, rule: str, right: str, slip: str
) -> None:
    clean = EXAMPLES[example]
    places = list(re.finditer(right, clean))
    for place in places[:: max(1, len(places) // TRIES)][:TRIES]:
        text = clean[: place.start()] + slip + clean[place.end() :]
        diagnostics = found(text)
        there = [
            each
            for each in diagnostics
            if touches(each.span, text, place.start(), place.start() + len(slip))
        ]
        context = text[max(0, place.start() - 15) : place.start() + 15]
        if rule == "unbalanced-quotation":  # the one that is left is marked, not the gap
            there = list(diagnostics)
        assert rule in {each.name for each in there}, (context, shown(text, diagnostics))
        assert len(diagnostics) <= MOST, (context, shown(text, diagnostics))
