"""B003: names in another order than that of the list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.known_people import named_people, named_posts

_BETWEEN = frozenset("、和及与 \u3000")
_LONGEST_GAP = 30


@rule("B003")
def order_of_people(context: CheckContext) -> Iterator[Finding]:
    """人名的先后次序和名单不一致。

    并列的几个人名，先后次序和本单位名单（bulletin.toml 里 [lists] 的 people）的不一样。次序有讲究
    的，按名单排；按别的次序排的，可以不改。没有名单的，不检查。

    bulletin.toml：
        [lists]
        people = [
            { name = "林知远", post = "区长" },
            { name = "沈牧川", post = "副区长" },
            { name = "温静姝", post = "区委常委/副区长" },
        ]

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，沈牧川、林知远清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，林知远、沈牧川清理河道。

    English: Names that stand side by side are in another order than in the list of people.
    """
    posts = {span.start: span.end for _post, span in named_posts(context)}
    for first, second in pairwise(named_people(context)):
        if first.person.order > second.person.order and _side_by_side(
            context.text, first.span.end, second.span.start, posts
        ):
            yield Finding(
                second.span,
                _("In the list, “{second}” comes before “{first}”.").format(
                    first=first.person.name, second=second.person.name
                ),
                _("Put the names into the order of the list."),
            )


def _side_by_side(text: str, start: int, end: int, posts: dict[int, int]) -> bool:
    """Whether nothing but signs of a list, and a post, stands between two names."""
    if not 0 < end - start <= _LONGEST_GAP:
        return False
    at = start
    while at < end:
        if text[at] in _BETWEEN:
            at += 1
        elif at in posts:
            at = posts[at]
        else:
            return False
    return True
