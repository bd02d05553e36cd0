"""The styles of a Word document of ours: the name that a user reads, by the id that the text has.

What is written with them is read back by them, so names stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        # masthead
        "secrecy": "密级",
        "urgency": "紧急程度",
        "organisation": "报头机关",
        "name": "报头",
        "issue": "期号",
        "signer": "签发人",
        "document-number": "文号",
        "masthead-other": "报头杂项",
        "issuing": "编发",
        "issuing-tight": "编发小字",
        "red-rule": "红线",
        "red-star": "红线星",
        "name-end": "报头末字",
        "serial": "编号",
        "signer-name": "签发人姓名",
        "issue-gap": "期号间隔",
        # front and body
        "body": "公文正文",
        "body-end": "正文末段",
        "title": "文章标题",
        "subtitle": "副标题行",
        "byline": "署名",
        "title-number": "标题文号",
        "salutation": "称谓",
        "instruction-heading": "批示标题",
        "instruction": "批示",
        "instruction-signature": "批示署名",
        "instruction-end": "批示末行",
        "note": "按语",
        "contents-heading": "要目标题",
        "contents": "要目",
        "section": "章节",
        "heading-1": "一级标题",
        "heading-2": "二级标题",
        "heading-3": "三级标题",
        "heading-4": "四级标题",
        "heading-5": "五级标题",
        "headline": "条目标题",
        "item": "条目",
        "item-end": "条目末段",
        "attribution": "来源",
        "glossary-heading": "名词解释标题",
        "entry": "名词解释",
        "other": "杂项",
        "points": "列点",
        "table-caption": "表题",
        "table-unit": "表格单位",
        "table-note": "表注",
        "figure": "插图",
        "figure-place": "插图位",
        "figure-caption": "图题",
        "annex-list": "附件说明",
        "annex-list-more": "附件说明续行",
        "closing-note": "附注",
        "annex-label": "附件序号",
        "annex-title": "附件标题",
        "page-end": "分页位",
        "strong": "加粗",
        "unit": "单位",
        "enumerator": "序词",
        "indicator": "指标",
        "lead": "综合",
        "label": "标签",
        "note-label": "按语标签",
        "term": "名词",
        # colophon
        "staff": "编审",
        "keywords": "主题词",
        "contacts": "联系",
        "colophon-other": "版记杂项",
        "record-staff": "版记编审",
        "record-keywords": "版记主题词",
        "record-contacts": "版记联系",
        "record-other": "版记内杂项",
        "copies": "份数",
        "imprint": "印发",
        "first-rule": "版记首线",
        "inner-rule": "版记分线",
        "last-rule": "版记末线",
        "foot": "版记位",
        "colophon-gap": "版记间隔",
        # page number
        "page-number": "公文页码",
        "page-number-odd": "单页页码",
        "page-number-even": "双页页码",
    }
)
# Ids of these begin so and end in a number, as do the names.
_NUMBERED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "distribution": ("分发", "字"),  # the characters before the colon
        "figure": ("插图上下空", ""),  # quarters of a point above and below
        "organ": ("落款单位右空", ""),  # half characters at the right
        "day": ("落款日期右空", ""),
        "table-head": ("表头", ""),  # half points of type
        "table-text": ("表文", ""),
        "table-blank": ("表空", ""),
        "table-figure": ("表数", ""),
        "table-group": ("表格分组", ""),
        "table-total": ("表格合计", ""),
        "table-total-figure": ("表格合计数", ""),
    }
)
_RUN = "-run"  # what a paragraph's style is called for a piece of a line


def distribution_id(label: str) -> str:
    """The id of the style of a distribution line (抄送：…) with this label."""
    return numbered_id("distribution", len(label))


def numbered_id(kind: str, number: int) -> str:
    """The id of a style that there is in several sizes or at several places."""
    return f"{kind}-{number}"


def run_id(style_id: str) -> str:
    """The id of the style for a piece of a line that looks as a paragraph of this style."""
    return f"{style_id}{_RUN}"


def style_name(style_id: str) -> str:
    """The name of a style by its id."""
    kind, _, number = style_id.rpartition("-")
    if number.isdecimal() and kind in _NUMBERED:
        return f"{_NUMBERED[kind][0]}{number}{_NUMBERED[kind][1]}"
    if style_id.endswith(_RUN):
        return f"{_NAMES[style_id.removesuffix(_RUN)]} 字符"
    return _NAMES[style_id]
