"""C005: a role of the staff that the office has settled, and that nobody is named for."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.labels import unplaced_labels
from bulletinc.text.source import Span


@rule("C005")
def missing_staff(context: CheckContext) -> Iterator[Finding]:
    """版记缺少 bulletin.toml 里定下的编校人员。

    谁编、谁校、谁核签，一期一期都要写明，出了差错才找得到人。在正文之后、报送单位之前补上。名目写
    着、姓名空着的，不算缺。

    bulletin.toml：
        [colophon]
        staff = ["编辑", "核签"]

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        编辑：陆佳禾

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        编辑：陆佳禾
        核签：纪明谦

    English: A role of the staff that bulletin.toml settles is missing. Add it below the text,
    before the distribution. A role whose name is left open, to be signed by hand, is not missing.
    """
    if not context.document.masthead:
        return
    colophon = context.document.colophon
    staff = colophon.staff if colophon else ()
    written = {
        *(field.name for field in staff),
        *(label.text for label in unplaced_labels(context)),
    }
    start = colophon.span.start if colophon else len(context.text.rstrip())
    end = max((field.span.end for field in staff), default=start)
    missing = [role for role in context.project.staff if role not in written]
    if missing:
        yield Finding(
            Span(end, end),
            _("The record does not say who did this: {roles}.").format(roles=_(", ").join(missing)),
            _("Write each role with a colon and the name, before the distribution."),
        )
