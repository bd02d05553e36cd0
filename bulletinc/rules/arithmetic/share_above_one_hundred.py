"""A005: a share of more than 100 %."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.rules.quantity import NUMBER
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_SHARE = pattern(
    "[占率](?:(?<=占)(?!用|领|地|道|线|座|位|有|据|补|优|上风)|(?<=满意率|合格率|覆盖率|办结率|达标率|知晓率|普及率|参与率|入学率"
    "|就业率|签约率|整改率|回复率|处置率|化解率|完好率|回收率|优良率|及格率|入户率|抽检率|见面率|响应率|优秀率|接种率|分类率|绿化率|利用率|到位率|参会率|出勤率))"
    rf"(?:比|总数|全[区市镇]|到|达|为|了|提高|提升|均|都|的|约|近|约为|至|总量){{0,4}}(?P<number>{NUMBER})[%％]"
)
_MOST = 100


@rule("A005", Severity.ERROR)
def share_above_one_hundred(context: CheckContext) -> Iterator[Finding]:
    """比率超过了100%。

    占比、满意率、覆盖率、合格率这样的比率，最多是100%，多半是小数点或者数字录错了。增长率、完成计划
    的百分比可以超过，不算。请核对。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：环境满意率达到196%。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：环境满意率达到96%。

    English: A share or rate that cannot be more than 100% is (满意率196%). Check the number.
    """
    for match in found(_SHARE, context):
        if float(match["number"].replace(",", "")) > _MOST:
            yield Finding(
                Span(match.start("number"), match.end()),
                _("A share cannot be more than 100%."),
                _("Check the number."),
            )
