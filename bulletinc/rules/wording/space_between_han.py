"""W006: a blank between two Han characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import BLANK, HAN, Places, found, line_after, line_before
from bulletinc.rules.quotation import quotations
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_BETWEEN = pattern(rf"{BLANK}(?:(?<={HAN}.)|(?<=[，、；].))(?={HAN})")
# A blank before these is no gap between columns or names, at whichever width.
_VERBS = (
    "完成 开展 组织 召开 举办 举行 进行 推进 推动 加强 落实 整改 整治 清理 排查 巡查 检查 走访 "
    "解决 建设 提升 印发 启动 实施 参加 发现 处理 清扫 宣传 通过 强调 要求 指出"
).split()
_BEFORE_VERB = pattern(
    rf"[ \t\u00a0\u3000](?:(?<={HAN}[ \t\u00a0])|(?<={HAN}[ \u3000][ \u3000]))"
    rf"(?={'|'.join(_VERBS)})"
)
_TITLE = pattern("《[^《》\\n]{0,100}》")
_SIGNS = pattern("[，。、；：？！“”‘’《》【】〔〕（）(),;:?!]")
_STOPS = pattern("[。；：？！;:?!]")
_OPEN_BRACKETS = frozenset("（(")
_NAME = 4
_NEAR, _LINE = 40, 200

_SPEAKER = pattern(r"——[^。，；]{2,40}\Z")  # “申报很方便。”——清溪公司经理　王某


@rule("W006")
def space_between_han(context: CheckContext) -> Iterator[Finding]:
    """两个汉字之间有多余的空格。

    中文的字和字之间不空格。句子中间的空格多是扫描或者转换文件时留下的，印出来是一个缺口。删去空格。
    标题和正文之间、引文和书名里、姓名之间以及一列列排着的内容里，空格有它的用处，不算；后面是“完成”
    “开展”这样的动词的，哪怕空的是两个全角空格也算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿 者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: A blank stands between two Han characters of a sentence. Take it out.
    """
    running = Places(paragraph.span for paragraph in context.paragraphs)
    quoted = Places(_find_quotations(context.text))
    told = set()
    for match in found(_BETWEEN, context):
        at = match.start()
        if at in running and at not in quoted and not _has_a_use(context.text, at):
            told.add(at)
            yield _finding(Span(*match.span()), safe=True)
    for match in found(_BEFORE_VERB, context):
        at = match.start()
        if at not in told and at not in quoted and _is_in_a_sentence(context, at):
            yield _finding(Span(*match.span()), safe=False)


def _finding(span: Span, *, safe: bool) -> Finding:
    return Finding(
        span,
        _("There is a space between two Chinese characters."),
        _("Delete it."),
        Fix(_("Delete the space."), (Edit(span, ""),), safe),
    )


def _is_in_a_sentence(context: CheckContext, at: int) -> bool:
    """Whether a headline, or another sentence, stands before the blank on its line, so that it is
    not the gap between the two.
    """
    index = bisect_right(context.paragraphs, at, key=lambda each: each.span.start) - 1
    paragraph = context.paragraphs[index].span if index >= 0 else None
    if paragraph is None or at >= paragraph.end:
        return False
    opens_line = paragraph.start == 0 or context.text[paragraph.start - 1] == "\n"
    before = context.text[max(paragraph.start, at - _LINE) : at]
    return bool(before.strip()) and (not opens_line or _STOPS.search(before) is not None)


def _find_quotations(text: str) -> Iterator[Span]:
    yield from quotations(text).spans
    yield from (Span(*title.span()) for title in _TITLE.finditer(text))


def _has_a_use(text: str, at: int) -> bool:
    """Whether the blank may be meant: after what may be a headline, in a list parted by blanks,
    between names.
    """
    before = line_before(text, at, _LINE)
    if before.endswith(("，", "；")):
        return False
    if not _STOPS.search(before) or _SPEAKER.search(before):
        return True
    signs = list(_SIGNS.finditer(before))
    left = before[signs[-1].end() :]
    right = _SIGNS.split(line_after(text, at + 1, _NEAR), maxsplit=1)[0]
    if signs[-1][0] in _OPEN_BRACKETS or any(character.isspace() for character in left + right):
        return True
    return 0 < len(left) <= _NAME and len(right) <= _NAME
