"""B006: Mr for a woman, or Mrs for a man."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.known_people import named_people
from bulletinc.text.source import Span

_ADDRESSES = {"先生": "男", "女士": "女", "小姐": "女", "（女）": "女", "（男）": "男"}


@rule("B006")
def wrong_address(context: CheckContext) -> Iterator[Finding]:
    """称呼和名单里的性别不合。

    本单位的名单（bulletin.toml 里 [lists] 的 people）写明了性别的，“先生”“女士”“（女）”要和它一致。
    名单里没有写性别的，不检查。

    bulletin.toml：
        [lists]
        people = [
            { name = "沈牧川", post = "副区长", gender = "男" },
            { name = "温静姝", post = "副区长", gender = "女" },
        ]

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，温静姝先生到场，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，温静姝女士到场，志愿者清理河道。

    English: A person is addressed as 先生 or 女士 against the gender in the list of people. Check
    it.
    """
    if not any(person.gender for person in context.project.people):
        return
    for person, span in named_people(context):
        for address, gender in _ADDRESSES.items():
            if (
                person.gender
                and gender != person.gender
                and context.text.startswith(address, span.end)
            ):
                yield Finding(
                    Span(span.end, span.end + len(address)),
                    _("“{address}” does not fit {name}, by the list of people.").format(
                        address=address.strip("（）"), name=person.name
                    ),
                    _("Correct the text, or the list."),
                )
