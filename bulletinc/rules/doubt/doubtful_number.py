"""D003: a numbered line that may be a heading, or may be a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.unsure import findings


@rule("D003")
def doubtful_number(context: CheckContext) -> Iterator[Finding]:
    """带序号的一行可能是小标题，也可能是正文里的一点。

    小标题独占一行，末尾不加句号；正文里的一点是一句完整的话，以句号结束。同一组序号的写法要一致，
    要么都是小标题，要么都是正文。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇算清“三本账”

        白河镇引导村民移风易俗。

        （一）经济账：办一次酒花费2.7万元

        调查显示，花费最多的是酒席。

        （二）土地账：全镇占地12亩

        调查显示，全镇占用的耕地有12亩，已经收回8亩。（白河镇）

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇算清“三本账”

        白河镇引导村民移风易俗。

        （一）经济账

        调查显示，花费最多的是酒席。

        （二）土地账

        调查显示，全镇占用的耕地有12亩，已经收回8亩。（白河镇）

    English: A numbered line may be a heading or a sentence. Put headings on lines of their own
    without a stop, and end sentences with one; type all of a run alike.
    """
    return findings(context, "number")
