"""Drafts for property tests: bulletins as offices write them, and soups of all that the grammar
knows.
"""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

_HAN = st.text(
    alphabet="民政街道镇区会议开展工作落实群众服务环境治理推进创建提升问题整改机制长效常态",
    min_size=2,
    max_size=12,
)
_SENTENCE = st.builds(
    lambda words, end: "，".join(words) + end,
    st.lists(_HAN, min_size=1, max_size=4),
    st.sampled_from("。。。！；"),
)
_UNIT = st.sampled_from(["区民政局", "白河镇", "柳荫街道", "区城管委", "区妇联", "区委办公室"])
# fmt: off

TOKENS = [
    "【简讯】", "【", "】", "（", "）", "(", ")", "“", "”", "《", "》", "**", "* ", "---", "——",
    "# ", "### ", "> ", "· ", "• ", "：", ":", "；", "。", "，", "、",
    " ", "　", "\t", "一是", "二是", "一、", "（一）", "1.", "①", "（1）", "Ⅲ-58",
    "（Ⅲ-58 城市管理）", "III—58", "(III-5", "报：", "送：", "编辑：", "电话：",
    "（共印16份）", "共印", "2026年3月5日", "二〇二六年三月五日", "2026-03-05", "印发", "第12期",
    "总第86期", "〔2026〕", "本刊综合：", "区民政局：",
    "编者按：", "编者按", "本期要目", "名词解释：", "展开", "【打印】", "关闭", "签发人：",
    "编号：", "№", "特急", "秘密", "办公室", "编", "近日，", "8日，",
    "\x00", "\u2028", "\u200b", "\ufeff", "😀", "𠮷", "abc", "清溪区", "工作快报", "简 报",
    "各位代表：", "白河镇", "张**", "索引号:", "目录", "\n", "\n", "\n\n",
]
# Whole lines, each of a form that has its place somewhere; a soup puts them anywhere.
LINES = [
    "展开", "【打印本页】 【关闭窗口】", "---", "> ", "# 清溪区简报", "清溪区工作快报", "简   报",
    "第12期（总第86期）", "特急 特急", "秘密 编号：12 编号：13",
    "签发人：张三 签发人：李四", "清溪区创建办", "我们的口号", "2026年3月5日", "本期要目", "· 要目",
    "编者按：", "编者按：按语。", "【要闻】", "【要闻】　内容。",
    "一、标题", "（一）标题。正文。", "1.要点；", "白河镇多措并举抓落实", "近日，召开会议。",
    "（白河镇）", "本刊综合：", "名词解释：", "【三清】指清路。", "编辑：王某",
    "口号：为人民服务", "报：区委", "    区政府", "发：各单位  共印30份",
    "清溪区委办　2026年1月8日印发", "联系人：王某，电话：5550128", "• 索引号:11A", "——副题",
    "各位代表：",
]
# fmt: on
_SCRAPS = st.lists(st.one_of(st.sampled_from(TOKENS), _HAN, st.text(max_size=3)), max_size=12).map(
    "".join
)
soups = st.lists(
    st.one_of(st.sampled_from(LINES), st.sampled_from(LINES), _SCRAPS), max_size=14
).map("\n".join)


class Draft(NamedTuple):
    """A bulletin and the sentences that its pages must show, in order."""

    text: str
    sentences: tuple[str, ...]


@st.composite
def bulletins(draw: st.DrawFn) -> Draft:
    """A bulletin of sections and items in the forms of the format, with the slips that scans
    leave.
    """
    said: list[str] = []

    def say(sentence: str) -> str:
        said.append(sentence)
        return sentence

    lines = [
        draw(
            st.sampled_from(
                [
                    "清溪区创建全国文明城市　工作快报",
                    "# 清溪区情况简报",
                    "清溪区基层治理\n\n简   报",
                ]
            )
        )
    ]
    lines += [
        draw(st.sampled_from(["第12期（总第86期）", "第 12 期", "〔2026〕第7期", "2026年第008期"])),
        draw(_UNIT),
        "2026年3月5日",
    ]
    for number in range(draw(st.integers(1, 3))):
        lines.append(f"【{'简 讯' if number == 2 else draw(_HAN)}】")
        for _ in range(draw(st.integers(1, 3))):
            lines += draw(_items(say))
    if draw(st.booleans()):
        lines += ["编辑：" + say(draw(_HAN)), "校对：" + say(draw(_HAN))]
    lines += ["报：" + say(draw(_HAN)), "发：" + say(draw(_HAN)), "电话：" + say("55501286")]
    return Draft("\n\n".join(lines), tuple(said))


@st.composite
def _items(draw: st.DrawFn, say: object) -> list[str]:
    assert callable(say)
    unit = draw(_UNIT)
    form = draw(st.sampled_from(["gap", "space", "line", "stop", "digest", "label", "none"]))
    sentences = [draw(_SENTENCE) for _ in range(draw(st.integers(1, 4)))]
    opening = {
        "gap": f"{unit}“三个强化”抓落实　一是",
        "space": f"{unit}“三个强化 三个到位”抓落实 一是",
        "line": "",
        "stop": f"{unit}多措并举抓落实。",
        "digest": f"本刊综合：**{unit}：**",
        "label": f"【{draw(_HAN)}】　{unit}：",
        "none": "近日，",
    }[form]
    lines = []
    if form == "line":
        lines.append(say(f"{unit}多措并举抓落实"))
    cut = draw(st.integers(0, len(sentences) - 1))
    closing = draw(
        st.sampled_from(
            [
                "",
                "（Ⅲ-58 城市精细化管理）",
                "（Ⅲ-58城市精细化管理、Ⅱ-13 政务行为规范）(白河镇)",
                f"（{unit}）",
            ]
        )
    )
    points = [draw(st.sampled_from(["", "二是", "**三是强化考核**。四是"])) for _ in sentences]
    text = [point + say(sentence) for point, sentence in zip(points, sentences, strict=True)]
    lines += [opening + "".join(text[: cut + 1]), "".join(text[cut + 1 :]) + closing]
    return [line for line in lines if line]
