"""R002: a numbered table, picture or annex that the text does not name, though it names others."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.numbered_parts import labels_there, named_in_text, names_listed


@rule("R002")
def unnamed_part(context: CheckContext) -> Iterator[Finding]:
    """编了号的表、图或者附件，正文里没有说到，而别的都说到了。

    读者不知道这张表是说明哪件事的。在说到它的地方写上“（见表2）”。正文里一张表都不提的，不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【要闻】

        四个镇街清理河道

        近日，四个镇街清理河道，各地进度见表1。（区水务局）

        表1　河道清理进度

        | 镇街 | 1月 | 2月 | 合计 |
        | --- | --- | --- | --- |
        | 白河镇 | 12 | 8 | 20 |
        | 石桥街道 | 6 | 9 | 15 |
        | 枫林镇 | 5 | 5 | 10 |
        | 合计 | 23 | 22 | 45 |

        表2　河道清理人数

        | 镇街 | 人数 |
        | --- | --- |
        | 白河镇 | 12 |
        | 石桥街道 | 6 |

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【要闻】

        四个镇街清理河道

        近日，四个镇街清理河道，各地进度见表1、表2。（区水务局）

        表1　河道清理进度

        | 镇街 | 1月 | 2月 | 合计 |
        | --- | --- | --- | --- |
        | 白河镇 | 12 | 8 | 20 |
        | 石桥街道 | 6 | 9 | 15 |
        | 枫林镇 | 5 | 5 | 10 |
        | 合计 | 23 | 22 | 45 |

        表2　河道清理人数

        | 镇街 | 人数 |
        | --- | --- |
        | 白河镇 | 12 |
        | 石桥街道 | 6 |

    English: A numbered table, picture or annex is not named in the text, though others are. Name
    it where it belongs.
    """
    there = labels_there(context)
    if not there:
        return
    named = {name for name, _span in named_in_text(context)}
    sorts = {name.rstrip("0123456789") for name in named}
    if names_listed(context):  # the list of annexes has a rule of its own
        sorts.discard("附件")
    for name, span in there.items():
        if span and name not in named and name.rstrip("0123456789") in sorts:
            yield Finding(
                span,
                _("The text does not name {name}.").format(name=name),
                _("Name it where it belongs, such as （见{name}）.").format(name=name),
            )
