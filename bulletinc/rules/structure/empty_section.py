"""S001: a section with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.neighbours import blocks
from bulletinc.syntax import Block, Item, Residue, Section
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_LINE_BREAKS = pattern(r"[\r\n]+")
_MAIN_LEVELS = 2  # a list of short points reads as headings of a lower level


@rule("S001", Severity.ERROR)
def empty_section(context: CheckContext) -> Iterator[Finding]:
    """栏目或标题下面没有内容。

    多半是稿子还没有补上，或者内容删了、标题忘了删。补上内容，或者删去这一行。同一级标题下面都没有文
    字的，看作提纲，不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【检查督导】

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: A section or heading has nothing under it. Add the text, or delete the line.
    """
    for several in blocks(context):
        filled = {
            block.marker for block in several if isinstance(block, Section) and not _is_empty(block)
        }
        for block, below in zip_longest(several, several[1:]):
            if (
                isinstance(block, Section)
                and _is_empty(block)
                and not (isinstance(below, Item) and block.marker != "【】")  # 四、典型案例 / 【…】
                and (block.marker == "【】" or _is_left_out(block, filled))
            ):
                yield Finding(
                    block.heading.span,
                    _("There is nothing below “{heading}”.").format(heading=block.heading.text),
                    _("Add the text, or delete the heading."),
                    Fix(
                        _("Delete the empty section."),
                        (Edit(_with_blank_lines(context, block), ""),),
                        safe=False,
                    )
                    if block.marker == "【】"
                    else None,
                )


def _is_empty(section: Section) -> bool:
    return all(isinstance(child, Residue) for child in section.children)


def _is_left_out(section: Section, filled: set[str]) -> bool:
    """Whether an empty numbered heading stands among others that have text; a numbered sentence
    needs none.
    """
    return (
        section.marker in filled
        and section.level <= _MAIN_LEVELS
        and not section.stop
        and section.heading.text[-1:] not in "：:"
    )


def _with_blank_lines(context: CheckContext, section: Block) -> Span:
    """The section with the line breaks after it."""
    start, end = section.span
    breaks = _LINE_BREAKS.match(context.text, end)
    return Span(start, breaks.end() if breaks else end)
