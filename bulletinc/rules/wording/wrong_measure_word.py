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
_FIGURES = frozenset("0123456789一二两三四五六七八九十百千万几余多")
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

# What stands before its number (新建公厕2座): nouns, the measure words that none of them takes, and
# the usual one.
_THINGS: tuple[tuple[str, str, str], ...] = (
    (
        "党员 群众 志愿者 网格员 干部 职工 居民 村民 老人 教师 代表",
        "座辆台盏棵株栋头匹艘架册本项件",
        "名",
    ),
    ("公厕 公园 小游园 广场 桥梁 泵站 水库 中转站", "名位辆头件只匹本册棵张户项", "座"),
    ("车辆 汽车 清扫车 洒水车 渣土车", "名位座头件棵本册项条只户家栋", "辆"),
    ("座谈会 会议 培训班 讲座 推进会 现场会", "名位座辆头只件台盏棵条户本", "次"),
    ("宣传册 手册 图书 传单 海报 明白纸 倡议书 宣传单", "名位座辆头只台盏棵家户项条栋", "份"),
    ("路灯 灯具", "名位条辆头本册户家棵项", "盏"),
    ("违建 房屋 楼房 厂房 危房 棚房", "名位辆头本册棵只盏台条项", "处"),
    ("停车位 车位 泊位 床位", "名头本册座棵盏辆台", "个"),
    ("诉求 问题 案件 线索 投诉 隐患 工单", "名位辆头座棵盏本册台户家只", "件"),
    ("家庭", "辆座头件本册棵盏台条项", "户"),
    ("慰问金 补贴 救助金 善款 资金", "个辆座头本册棵盏台条只张", "元"),
    ("垃圾 水草 杂物 淤泥 积雪", "名位座头本册棵盏户家台项", "吨"),
    ("管道 管网 沟渠", "名位辆头本册棵盏户家台座只件个", "米"),
    ("道路 公路", "名位辆头本册棵盏户家台座只件", "条"),
    ("探头 摄像头", "名位辆座头本册棵盏户家条项", "个"),
    ("线路", "座名位辆头本册棵盏户家台", "条"),
    ("行道树 树木 苗木 果树", "名位座头辆件台盏只项家户本", "棵"),
)
# … by measure word.
_REFUSED: dict[str, dict[str, str]] = {measure: {} for measure in _PAIRS}
for _nouns, _measures, _usual in _THINGS:
    for _measure in _measures:
        _REFUSED.setdefault(_measure, {}).update(dict.fromkeys(_nouns.split(), _usual))
_AFTER = frozenset(("", *"，。；、！：）\n"))
_EACH = frozenset("每各")
_LONGEST = 8


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
        each
        for wrong in _REFUSED
        for at in places_of(wrong, text)
        if text[at - 1 : at] in _NUMBERS
        for each in _wrong(text, at)
    ]
    for at, (right, noun) in sorted({at: pair for at, *pair in found}.items()):
        if at in foreign_places(context):
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


def _wrong(text: str, at: int) -> Iterator[tuple[int, str, str]]:
    """The nouns beside a measure word that do not take it: 3个|河道, 公厕2|件."""
    for right, nouns in _PAIRS.get(text[at], ()):
        for noun in nouns:
            if text.startswith(noun, at + 1) and _ends(text, at + 1 + len(noun)):
                yield at, right, noun
    if text[at + 1 : at + 2] not in _AFTER:
        return
    end = at
    while end and at - end < _LONGEST and text[end - 1] in _FIGURES:
        end -= 1
    for noun, usual in _REFUSED[text[at]].items():
        if text.endswith(noun, 0, end) and _EACH.isdisjoint(
            text[max(0, end - len(noun) - 4) : end]  # 每个干部一本
        ):
            yield at, usual, noun
            return


def _ends(text: str, at: int) -> bool:
    """Whether the noun ends there, and no longer one goes on (企业家)."""
    return not text[at : at + 1] or text[at] in _ENDS
