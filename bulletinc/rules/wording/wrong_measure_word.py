"""W028: a measure word that its noun does not take."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.source import Span

_NUMBERS = frozenset("0123456789一二两三四五六七八九十百千万几数余多每")
_ENDS = frozenset("，。；：！？、）”\n和与及等的被已")
_CARS = ("车辆", "汽车", "客车", "货车", "公交车")
_FIRMS = ("企业", "单位", "公司", "医院", "银行")
_TREES = tuple(
    "树 大树 小树 古树 果树 柳树 杨树 松树 桂花树 银杏树 香樟树 树木 树苗 苗木 白菜".split()
)
# Each wrong measure word: the right one, and its nouns.
_PAIRS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "家": (("个", ("项目", "工程", "问题", "活动")),),
    "名": (("家", _FIRMS), ("辆", _CARS)),
    "项": (("家", _FIRMS),),
    "位": (("家", _FIRMS), ("辆", _CARS), ("名", ("犯罪嫌疑人", "嫌疑人", "罪犯", "逃犯", "小偷"))),
    "只": (("辆", _CARS), ("个", ("项目", "问题"))),
    "条": (("个", ("项目", "问题", "工程")), ("家", _FIRMS), ("辆", _CARS)),
    "个": (("条", ("河流", "河道")), ("辆", (*_CARS, "自行车", "电动车"))),
    "颗": (("棵", _TREES),),
    "棵": (("颗", ("牙", "螺丝", "子弹", "珍珠", "红心", "爱心", "星星", "卫星")),),
    "幅": (("副", ("对联", "春联", "挽联", "手套", "眼镜", "担子", "重担")),),
    "副": (("幅", tuple("字画 地图 标语 照片 油画 国画 漫画 画卷 画面 宣传画 书画".split())),),
    "辆": (("架", ("飞机", "直升机", "无人机")),),
    "架": (("辆", _CARS),),
}


@rule("W028")
def wrong_measure_word(context: CheckContext) -> Iterator[Finding]:
    """量词和名词不搭配。

    树论“棵”，项目论“个”，车论“辆”，嫌疑人论“名”不论“位”。只查一定不搭配的，习惯上两可的（一间公
    司、一部车）不查。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理3个河道，保护100颗古树。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理3条河道，保护100棵古树。

    English: A measure word does not go with its noun: 一颗树 is 一棵树. Only pairs that are surely
    wrong are found.
    """
    text = context.text
    found = [
        (at, right, noun)
        for wrong, pairs in _PAIRS.items()
        for at in places_of(wrong, text)
        if text[at - 1 : at] in _NUMBERS and text[at + 1 : at + 2].isalpha()
        for right, nouns in pairs
        for noun in nouns
        if text.startswith(noun, at + 1) and _ends(text, at + 1 + len(noun))
    ]
    if not found:
        return
    foreign = foreign_places(context)
    for at, right, noun in found:
        if at in foreign:
            continue
        span = Span(at, at + 1)
        yield Finding(
            span,
            _("The measure word of “{noun}” is “{right}”, not “{wrong}”.").format(
                noun=noun, right=right, wrong=text[at]
            ),
            _("Write “{right}”.").format(right=right),
            Fix(_("Write the right measure word."), (Edit(span, right),), safe=False),
        )


def _ends(text: str, at: int) -> bool:
    """Whether the noun ends there, and no longer one goes on (企业家)."""
    return not text[at : at + 1] or text[at] in _ENDS
