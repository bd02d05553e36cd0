"""A006: names that are more or fewer than the count after them."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.parser.numerals import number_in
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found, line_before
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# What names end with, and what they are counted as.
_COUNTED = {
    "镇": "镇|乡镇",
    "乡": "乡",
    "街道": "街道|镇街",
    "村": "村|行政村|建制村",
    "社区": "社区|村社区|村（社区）",
    "局": "局|部门|单位|区直部门|委办局",
    "小区": "小区|老旧小区",
    "学校": "学校",
    "小学": "学校|小学",
    "中学": "学校|中学",
    "路": "路|道路|路段",
    "街": "街",
    "公园": "公园",
    "县": "县",
    "区": "区",
    "市": "市|城市|地市",
    "省": "省",
}
_ENDINGS = sorted(_COUNTED, key=len, reverse=True)
_NUMERAL = "[两二三四五六七八九十]{1,3}|[0-9]{1,3}"
_COUNT = pattern(
    f"[镇乡道村区局学校路街园县市省》”](?P<etc>等)?(?P<number>{_NUMERAL})(?P<measure>[个所条座部份项家])"
    "(?P<counted>[^\\W0-9A-Za-z_]{1,5})?"
)
_NAME = pattern("[、和与及]")
_SPLIT = pattern("[，。；：！？“”（）()\\n]|以及")
_TITLES = pattern("(?:《[^《》\\n]{1,60}》[、和与及]?){2,30}\\Z")
_QUOTED = pattern("(?:“[^“”\\n]{1,40}”[、和与及]?){2,30}\\Z")
_REACH = 300
_LONGEST_NAME = 14
_FEWEST = 2


@rule("A006")
def count_of_names(context: CheckContext) -> Iterator[Finding]:
    """列出的名称和后面的数目对不上。

    “白河镇、枫林镇、东浦镇4个镇”，列了三个；“等3个村”，列了五个。漏写了名称，或者数目错了。带“
    等”字的，列得比数目少不算。只数同一类的名称（都是镇、都是村），以及并排的书名号、引号。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，白河镇、枫林镇、东浦镇4个镇清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，白河镇、枫林镇、东浦镇3个镇清理河道。

    English: The names before a count are more or fewer than it says (three towns, then “4个镇”).
    With 等 fewer names are right.
    """
    for match in found(_COUNT, context):
        said = number_in(match["number"])
        before = line_before(context.text, match.start() + 1, _REACH)
        counted = _quoted(before) if before[-1] in "》”" else _named(before, match["counted"] or "")
        if (
            said is None
            or counted < _FEWEST
            or counted == said
            or (match["etc"] and counted < said)
        ):
            continue
        yield Finding(
            Span(match.start("number"), match.end("measure")),
            _("{counted} are named, but the text says {said}.").format(counted=counted, said=said),
            _("Count again: correct the number, or the list."),
        )


def _quoted(before: str) -> int:
    """How many titles, or quotations, stand side by side at the end of a text."""
    run = (_TITLES if before[-1] == "》" else _QUOTED).search(before)
    return run[0].count(before[-1]) if run else 0


def _named(before: str, counted: str) -> int:
    """How many names of one sort stand at the end of a text, if that is what is counted; else 0."""
    names = _NAME.split(_SPLIT.split(before)[-1])
    ending = next((each for each in _ENDINGS if names[-1].endswith(each)), "")
    if (
        not ending
        or not counted.startswith(tuple(_COUNTED[ending].split("|")))
        or any(not name.endswith(ending) or len(name) <= len(ending) for name in names)
        or any(len(name) > _LONGEST_NAME for name in names[1:])
    ):
        return 0
    return len(names)
