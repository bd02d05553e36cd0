"""F003: what a web page left behind."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Span


@rule("F003")
def web_residue(context: CheckContext) -> Iterator[Finding]:
    """有网页带来的文字，如“展开”“打印本页”“上一篇”。

    从网页上复制文章时，按钮和导航的字也会跟着过来。它们不是文章的内容，不会印出来，但留在稿子里会让
    人误会。看一眼是不是真的多余，然后删去这一行。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        打印本页

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: A line that a web page left behind, such as 展开 or 打印本页. It is not printed. Delete
    it.
    """
    lines = context.source.lines() if context.residue else []
    places = [context.source.position(span.start).line - 1 for span in context.residue]
    occupied = frozenset(places)
    for span, here in zip(context.residue, places, strict=True):
        yield Finding(
            span,
            _("This line was left over from a web page. It is not set."),
            _("Delete it; if it belongs to the text, write it as a whole sentence."),
            Fix(
                _("Delete the line."),
                (Edit(_whole_lines(context.text, lines, here, occupied), ""),),
                safe=False,
            ),
        )


def _whole_lines(text: str, lines: list[Span], here: int, residue: frozenset[int]) -> Span:
    """A line with its end, and the blank line below where one stands above, too.

    The end is left where more residue follows at once: two fixes that meet could not be made
    together.
    """
    neighbours = [
        text[start:end].strip()
        for start, end in (*lines[max(here - 1, 0) : here], *lines[here + 1 : here + 2])
    ]
    below = here + 1 + (here > 0 and not any(neighbours))
    if below >= len(lines):
        return Span(lines[here].start, len(text))
    return Span(lines[here].start, lines[here].end if below in residue else lines[below].start)
