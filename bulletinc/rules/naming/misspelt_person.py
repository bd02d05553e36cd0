"""B001: a name that differs by one character from the one that the post belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.known_people import lengths_of_names, named_posts, people_alike
from bulletinc.text.source import Span

_GAP = " \u3000"


@rule("B001")
def misspelt_person(context: CheckContext) -> Iterator[Finding]:
    """姓名和职务对得上，却差一个字。

    本单位的名单（bulletin.toml 里 [lists] 的 people）里，这个职务的人姓名和这里写的差一个字，多半是
    写错了。核对后改正；确是另一个人的，补进名单。没有名单的，不检查。

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

        【文明实践】　白河镇：近日，副区长沈牧州清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，副区长沈牧川清理河道。

    English: A name beside a post differs by one character from the name that the list of people
    has for this post. Check it.
    """
    for post, span in named_posts(context):
        for length in lengths_of_names(context, post):
            for at in _places(context.text, span, length):
                written = context.text[at : at + length]
                if length > 1 and len(written) == length and written.isalpha():
                    for person in people_alike(context, post, written):
                        yield _finding(Span(at, at + length), person.name, post)


def _finding(place: Span, name: str, post: str) -> Finding:
    return Finding(
        place,
        _("The list has “{name}” as {post}, one character apart.").format(name=name, post=post),
        _("Check the name."),
        Fix(_("Write the name of the list."), (Edit(place, name),), safe=False),
    )


def _places(text: str, post: Span, length: int) -> Iterator[int]:
    """Where a name of that length would stand: after a post, or before it."""
    after = post.end
    while text[after : after + 1] and text[after] in _GAP:
        after += 1
    yield after
    if post.start >= length:
        yield post.start - length
