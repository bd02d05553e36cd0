"""B002: a post that is not the one of the person beside it."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.known_people import named_people, named_posts
from bulletinc.rules.prose import line_before

_GAP = " \u3000"
_FORMER = ("时任", "原", "前", "曾任")
_REACH = 4


@rule("B002")
def wrong_post(context: CheckContext) -> Iterator[Finding]:
    """姓名和职务对不上。

    本单位的名单（bulletin.toml 里 [lists] 的 people）里，这个人不是这个职务。职务变动了的，改名单；
    写错了的，改正文。写明“时任”“原”的不算。没有名单的，不检查。

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

        【文明实践】　白河镇：近日，区长沈牧川清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，副区长沈牧川清理河道。

    English: A post before a name is not the one that the list of people has for this person.
    Correct the text, or the list.
    """
    ends = {span.end: (post, span) for post, span in named_posts(context)}
    for person, span in named_people(context):
        at = span.start
        while at and context.text[at - 1] in _GAP:
            at -= 1
        post, place = ends.get(at, ("", span))
        if not post or not person.posts or post in person.posts:
            continue
        if line_before(context.text, place.start, _REACH).endswith(_FORMER):
            continue
        yield Finding(
            place,
            _("The list has “{name}” as {posts}, not as {post}.").format(
                name=person.name, posts="、".join(person.posts), post=post
            ),
            _("Correct the text, or the list of people."),
        )
