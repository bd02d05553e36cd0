"""M011: an issuer that is not the one that the office has settled."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.likeness import is_like, spaced_like
from bulletinc.text.characters import squeeze


@rule("M011", Severity.ERROR)
def other_issuer(context: CheckContext) -> Iterator[Finding]:
    """编发单位和 bulletin.toml 里定下的不一样。

    单位名称要写规范，一字不差。字间空格和后面的“编”“主办”不算不同。机构改了名的，改 bulletin.toml。

    bulletin.toml：
        [masthead]
        issuer = "清溪区创建办"

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创见办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The issuer is not the one that bulletin.toml settles. Spaces, and 编 or 主办 behind it,
    do not count. If the office has a new name, change bulletin.toml.
    """
    masthead, settled = context.document.masthead, context.project.issuer
    if (
        not masthead
        or not masthead.issuer
        or not settled
        or squeeze(masthead.issuer.text) == squeeze(settled)
    ):
        return
    near = is_like(masthead.issuer.text, settled)
    yield Finding(
        masthead.issuer.span,
        _("“{issuer}” is not the issuer that bulletin.toml gives.").format(
            issuer=masthead.issuer.text
        ),
        _("Did you mean “{name}”?").format(name=settled)
        if near
        else _(
            "It should be “{issuer}”. If the office has a new name, change bulletin.toml."
        ).format(issuer=settled),
        Fix(
            _("Write the issuer of bulletin.toml."),
            (
                Edit(
                    masthead.issuer.span,
                    spaced_like(context.written(masthead.issuer.span), settled),
                ),
            ),
            safe=False,
        )
        if near
        else None,
    )
