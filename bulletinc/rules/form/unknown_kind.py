"""F002: a text that is no bulletin that we know."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Document
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_FIRST_LINE = pattern(r"\S(?:[^\r\n]*\S)?")
_VISIBLE = pattern("[^\\s\u00ad\u200b-\u200f\u2060\ufeff]")

_CIRCULARS = ("通报", "纪要", "情况报告")


@rule("F002")
def unknown_kind(context: CheckContext) -> Iterator[Finding]:
    """看不出这是哪一种简报：没有报头，也不是工作报告。

    简报靠报头认出来：名称以“快报”“简报”“专报”之类的词结尾，下面是期号、编发单位和日期。工作报告靠标
    题和“各位代表：”认出来。都没有的，只能当作一篇普通文章来排，没有报头，也没有期号。补上报头；本来
    就是通知、讲话这类没有报头的文章，可以不管。一个字也没有的文稿也归这一条。

    错：
        志愿者清理河道

        近日，白河镇组织志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The text has no masthead and is no work report, so it is set as a plain article. Write
    a masthead above it: a name that ends with a kind word (快报, 简报, 专报 …), the issue number,
    the issuer and the date. A text in which there is nothing is told here, too.
    """
    if not _VISIBLE.search(context.text):
        yield Finding(
            Span(0, 0),
            _("The text is empty."),
            _("Check that it is the right file, and that your text was saved."),
        )
    elif (
        context.document.masthead is None
        and context.kind.fallback
        and not _is_circular(context.document)
    ):
        first = _FIRST_LINE.search(context.text)
        yield Finding(
            Span(*first.span()) if first else Span(0, 0),
            _(
                "There is no masthead, and this is not a work report: the text is not "
                "recognised as a bulletin."
            ),
            _(
                "Begin with the masthead: its name, such as 清溪区工作快报, below it the issue "
                "number, the issuer and the date."
            ),
        )


def _is_circular(document: Document) -> bool:
    """Whether it is a 通报 or 纪要 in full form, which is given out without a masthead."""
    title = squeeze(document.title.text).rstrip("）)") if document.title else ""
    return title.endswith(_CIRCULARS) and bool(
        document.salutation or document.document_number or document.sign_off
    )
