"""M010: a name that is not the one that the office has settled."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.likeness import is_like, spaced_like
from bulletinc.text.characters import squeeze


@rule("M010", Severity.ERROR)
def other_name(context: CheckContext) -> Iterator[Finding]:
    """刊名和 bulletin.toml 里定下的不一样。

    刊名错一个字，就是另一份材料。字间空格不算不同。输错了的，照定下的改；确实是另一种材料的，另放一
    个文件夹。

    bulletin.toml：
        [masthead]
        name = "清溪区创建全国文明城市工作快报"

    错：
        清溪区创见全国文明城市　工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区创建全国文明城市　工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The masthead's name is not the one that bulletin.toml settles. Spaces do not count.
    Correct it, or give another bulletin a folder of its own.
    """
    masthead, settled = context.document.masthead, context.project.name
    if (
        not masthead
        or not masthead.name
        or not settled
        or squeeze(masthead.name.text) == squeeze(settled)
    ):
        return
    near = is_like(masthead.name.text, settled)
    yield Finding(
        masthead.name.span,
        _("“{name}” is not the name that bulletin.toml gives.").format(name=masthead.name.text),
        _("Did you mean “{name}”?").format(name=settled)
        if near
        else _(
            "It should be “{name}”. If this is another bulletin, give it a folder of its own."
        ).format(name=settled),
        Fix(
            _("Write the name of bulletin.toml."),
            (Edit(masthead.name.span, spaced_like(context.written(masthead.name.span), settled)),),
            safe=False,
        )
        if near
        else None,
    )
