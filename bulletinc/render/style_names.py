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
        "title": "文章标题",
        "subtitle": "副标题行",
        "byline": "署名",
        "salutation": "称谓",
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
        "contacts": "联系",
        "colophon-other": "版记杂项",
        "record-staff": "版记编审",
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
_DISTRIBUTION = "distribution-"  # and the number of characters before the colon
_RUN = "-run"  # what a paragraph's style is called for a piece of a line


def distribution_id(label: str) -> str:
    """The id of the style of a distribution line (抄送：…) with this label."""
    return f"{_DISTRIBUTION}{len(label)}"


def run_id(style_id: str) -> str:
    """The id of the style for a piece of a line that looks as a paragraph of this style."""
    return f"{style_id}{_RUN}"


def style_name(style_id: str) -> str:
    """The name of a style by its id."""
    if style_id.startswith(_DISTRIBUTION):
        return f"分发{style_id.removeprefix(_DISTRIBUTION)}字"
    if style_id.endswith(_RUN):
        return f"{_NAMES[style_id.removesuffix(_RUN)]} 字符"
    return _NAMES[style_id]
