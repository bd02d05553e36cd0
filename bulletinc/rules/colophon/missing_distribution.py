"""C001: a line of distribution that the office has settled, and that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _, ngettext
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.labels import unplaced_labels
from bulletinc.text.source import Span


@rule("C001")
def missing_distribution(context: CheckContext) -> Iterator[Finding]:
    """版记缺少 bulletin.toml 里定下的报、送、发。

    缺一行，就有一批人收不到。在文末补上，冒号后面写收文单位；这一期确实不发的，删掉 bulletin.toml
    里的要求，或者写明这一期例外。

    bulletin.toml：
        [colophon]
        distribution = ["报", "发"]

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        报：区委、区政府领导

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        报：区委、区政府领导
        发：各镇街

    English: A line of distribution that bulletin.toml settles is missing, so somebody will not get
    the issue. Add it at the end.
    """
    if not context.document.masthead:
        return
    colophon = context.document.colophon
    lines = colophon.distribution if colophon else ()
    written = {*(line.label for line in lines), *(label.text for label in unplaced_labels(context))}
    end = max((line.span.end for line in lines), default=len(context.text.rstrip()))
    missing = [label for label in context.project.distribution if label not in written]
    if missing:
        yield Finding(
            Span(end, end),
            ngettext(
                "The record has no line {labels}.",
                "The record has no lines {labels}.",
                len(missing),
            ).format(labels=_(", ").join(f"“{label}”" for label in missing)),
            _("Write each label with a colon and its recipients on a line of its own."),
        )
