"""F010: a place that was left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.characters import runs
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import Places
from bulletinc.syntax import Chart, Figure
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅庄辛管"
    "祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解车冉房边吉饶刁瞿戚丘古米池滕佟官徒"
)
# Both patterns begin with a set of signs, which lets the search skip over all other text;
# look-behinds then tell them apart. Sets of Chinese signs take Python long to compile, so a sign is
# repeated by reference.
_SIGNS = pattern(
    r"([×XxＸｘ*＊?？])(?:"
    # 20××年, ×年×月×日, ×月×日: the place of a date
    r"(?:(?<=20.)|(?<=20\d.)|(?<=19.)|(?<=19\d.))\1?年(?:\1{1,2}月)?(?:\1{1,2}日)?"
    r"|\1{0,3}年\1{1,2}月(?:\1{1,2}日)?"
    r"|(?<![0-9A-Za-z].)\1?月\1{1,2}日"
    r"|(?<=月.)\1?日"
    # 第×期, 共×人: the place of a number
    r"|(?<=[第共约近达超].)\1{0,3}[年月日期届号人名个户家件处次项份条场元万亿吨%％余多]"
    # 电话：？？
    r"|(?<=[?？])(?<=[：:，,、（(\s].)\1{1,5}(?=[。，；、）)\r\n]|\Z)"
    # ××镇, XX同志: the place of a name
    r"|(?P<name>(?<![*＊?？])(?<![0-9A-Za-z./@_=-].)(?<!\1.)\1+)(?!\1|[0-9A-Za-z./@_=-]|[型号级款版]"
    r"|染色体|世纪)"
    r")"
)
_WORDS = pattern(
    r"[（(【\[TF_＿年](?:"
    r"此处.{0,20}?(?:补充|填写|插入|添加|替换|修改|核实|插图|配图|附图|图片|照片|待).{0,20}?[）)】\]]"
    r"|(?<=[【\[])(?:待(?:补|填|定|核|确认|完善|查|更新|添加|续)|请?(?:填写|填入|输入|插入|补充|替换)).{0,20}?[】\]]"
    r"|(?<=[（(])待(?:补充|填|核对).{0,10}?[）)]"
    r"|(?<=T)(?<![0-9A-Za-z].)(?:ODO|BD)(?![0-9A-Za-z])"
    r"|(?<=F)(?<![0-9A-Za-z].)IXME(?![0-9A-Za-z])"
    r"|(?<=_)(?<![0-9A-Za-z_./@=-].)(?:(?<!^.)_{2,}|_{2,}(?=[ \t]*[^\s_]))(?![0-9A-Za-z_./@=-])"
    r"|(?<=＿)(?<!＿.)(?:(?<!^.)＿+|＿+(?=[ \t\u3000]{0,20}[^\s＿]))"
    r"|(?<=年)[ \u3000_]{1,10}月[ \u3000_]{1,10}日"
    r")",
    re.MULTILINE,
)
_NUMBER = pattern(r"第[\s_]{1,10}[期号]")
_LONGEST_TITLE = 100


@rule("F010", Severity.ERROR)
def placeholder_left(context: CheckContext) -> Iterator[Finding]:
    """有留着待填的地方，如“【待补充】”“××镇”“20××年×月×日”“XX人”“（此处插入照片）”“TODO”。

    起草时先空着、以后再填的内容忘了填，印出去就是事故。查清楚，填上；不需要的，删去。
    略去的名字（张××）、车牌和电话（138××××1234）、书名号里的“××”不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　××镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: A place that was left to be filled in later, such as 【待补充】, ××镇 or TODO. Fill it
    in, or delete it. Names with a letter left out (张××), plates and telephone numbers are no
    placeholders.
    """
    pictures = Places(
        [
            *(figure.span for figure in context.all(Figure) if figure.path),
            *(chart.span for chart in context.all(Chart)),
        ]
    )
    for found in chain(runs(context, _SIGNS), runs(context, _WORDS), _blank_numbers(context)):
        if not (
            _is_person(found) or _in_title(context.text, found.start()) or found.start() in pictures
        ):
            yield Finding(
                Span(*found.span()),
                _("“{text}” was left to be filled in.").format(text=found[0]),
                _("Fill it in, or delete it if it is not needed."),
            )


def _blank_numbers(context: CheckContext) -> Iterator[re.Match[str]]:
    """第　期 in the masthead; in running text it is 第 and a word that the editor typed apart."""
    masthead = context.document.masthead
    for issue in masthead.issue if masthead else ():
        yield from _NUMBER.finditer(context.text, *issue.span)


def _is_person(found: re.Match[str]) -> bool:
    """Whether a surname stands before the signs: people whose given names are left out are called
    so on purpose (张××).
    """
    return (
        found.groupdict().get("name") is not None
        and found.string[max(0, found.start() - 1) : found.start()] in _SURNAMES
    )


def _in_title(text: str, offset: int) -> bool:
    """Whether 《 stands open before the offset: what a law or a document is called, is not ours to
    fill in.
    """
    before = text[max(0, offset - _LONGEST_TITLE) : offset]
    return before.rfind("《") > before.rfind("》")
