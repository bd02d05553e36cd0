"""D004: a line that may belong to another part of the bulletin."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.unsure import findings


@rule("D004")
def doubtful_part(context: CheckContext) -> Iterator[Finding]:
    """一行字可能属于别的部分：按语、批示、附件、表格、版记、来源等。

    这一行的写法像某一部分，位置或者前后文却不像，只好当作别的来排。按提示挪到应在的地方，或者写
    成应有的样子。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇“小积分”撬动“大环境”

        近日，白河镇把门前整洁写进积分细则，每月评比一次。（白河镇）

        编者按：白河镇的做法值得借鉴。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        编者按：白河镇的做法值得借鉴。

        【常态创建】

        白河镇“小积分”撬动“大环境”

        近日，白河镇把门前整洁写进积分细则，每月评比一次。（白河镇）

    English: A line looks like one part of an issue (a note, an annex, a table, the colophon) but
    does not stand where that part does. Move it, or type it as the hint says.
    """
    return findings(context, "part")
