"""R003: a list of contents that is not what the issue holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.likeness import is_like
from bulletinc.syntax import Contents, ContentsEntry, Table, Text
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern

_MOST = 200  # entries that are compared
_MOST_NEAR = 20  # entries for which a headline like them is looked for
_SEVERAL = pattern(r"等\d{1,2}[则篇条]")  # 清溪镇等3则
_SIGNS = pattern(r"[^\w]|^\d{1,2}(?=[.．、])")


@rule("R003")
def contents_that_differ(context: CheckContext) -> Iterator[Finding]:
    """目录里的标题和正文里的对不上。

    标题改了，目录没有跟着改，或者文章撤了，目录里还有。改成一样的，或者删去、补上。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        本期要目

        · 白河镇“小积分”撬动“大环境”

        · 石桥街道“民情夜谈”受欢迎

        【常态创建】

        白河镇“小积分”撬动“大环境”

        近日，白河镇把门前整洁写进积分细则，每月评比一次。（白河镇）

        石桥街道开设“民情夜谈”解民忧

        近期，石桥街道把议事时间改在晚上，每周一次。（石桥街道）

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        本期要目

        · 白河镇“小积分”撬动“大环境”

        · 石桥街道开设“民情夜谈”解民忧

        【常态创建】

        白河镇“小积分”撬动“大环境”

        近日，白河镇把门前整洁写进积分细则，每月评比一次。（白河镇）

        石桥街道开设“民情夜谈”解民忧

        近期，石桥街道把议事时间改在晚上，每周一次。（石桥街道）

    English: The contents name a headline that is not in the issue, or leave one out. Make the
    two alike.
    """
    entries = [entry for contents in context.all(Contents) for entry in contents.entries]
    if not 0 < len(entries) <= _MOST:
        return
    titles = list(islice(_titles(context), _MOST * 5))
    bare = [_bare(title.text) for title in titles]
    left = [entry for entry in entries if not _stands(entry, bare)]
    near = [
        next((title for title in titles[:_MOST] if is_like(title.text, entry.text)), None)
        for entry in left[:_MOST_NEAR]
    ]
    if len(left) == len(entries) and not any(near):
        return  # contents of another sort: of pages, of other issues
    for entry, title in zip(left, near, strict=False):
        yield Finding(
            entry.span,
            _("“{entry}” is in the contents, but not in the issue.").format(
                entry=entry.text.strip()
            ),
            _("The headline there is “{title}”: make them alike.").format(title=title.text)
            if title
            else _("Delete it from the contents, or add the article."),
        )
    yield from _unlisted(context, entries)


def _unlisted(context: CheckContext, entries: list[ContentsEntry]) -> Iterator[Finding]:
    """The headline that is missing in contents which name all the others."""
    listed = [_bare(entry.text) for entry in entries]
    headlines = [
        item.headline for item in context.items[:_MOST] if item.headline and item.label is None
    ]
    missing = [each for each in headlines if not any(_bare(each.text) in entry for entry in listed)]
    if (
        len(missing) == 1
        and len(headlines) > 2
        and not any(is_like(missing[0].text, entry.text) for entry in entries)
    ):
        yield Finding(
            missing[0].span,
            _("“{title}” is missing in the contents.").format(title=missing[0].text),
            _("Add it to the contents."),
        )


def _titles(context: CheckContext) -> Iterator[Text]:
    document = context.document
    yield from (item.headline for item in context.items if item.headline)
    yield from (item.label for item in context.items if item.label)
    yield from (section.heading for section in context.sections)
    yield from (table.caption for table in context.all(Table) if table.caption)
    yield from (annex.title for annex in document.annexes if annex.title)
    if document.title:
        yield document.title


def _stands(entry: ContentsEntry, bare: list[str]) -> bool:
    """Whether a title is the entry, or begins or ends it: 把会开到田埂上　王某某."""
    text = _bare(entry.text)
    return (
        not text
        or _SEVERAL.search(entry.text) is not None
        or any(
            title
            and (
                title == text
                or text.startswith(title)
                or text.endswith(title)
                or title.startswith(text)
                or title.endswith(text)
            )
            for title in bare
        )
    )


def _bare(text: str) -> str:
    return _SIGNS.sub("", squeeze(text))
