"""F006: a mark that changes the direction of writing."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.characters import code_points, deletion, runs
from bulletinc.rules.context import CheckContext
from bulletinc.text.characters import DIRECTION
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_CONTROLS = pattern(f"[\u061c{DIRECTION}]+")


@rule("F006", Severity.ERROR)
def direction_control(context: CheckContext) -> Iterator[Finding]:
    """有改变书写方向的控制符，看不见，却能让屏幕上的字和实际的字前后颠倒。

    这种字符是给从右往左写的文字用的，中文里用不着，多半是从网页或聊天软件带来的。它能让“12”看起来
    像“21”，审稿人看到的和印出来的不一样。删去它，字一个也不会变。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者\u202e清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: An invisible mark of writing direction can show letters in another order than they
    stand in. Chinese text has no use for it. Delete it.
    """
    for found in runs(context, _CONTROLS):
        yield Finding(
            Span(*found.span()),
            _(
                "There is an invisible mark of writing direction here ({characters}). It can "
                "show text in the wrong order."
            ).format(characters=code_points(found[0])),
            _("Delete it, and read the line again."),
            deletion(_("Delete the mark of writing direction."), found),
        )
