"""F001: text that has no place in a bulletin."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.labels import label_at
from bulletinc.syntax import Invalid


@rule("F001", Severity.ERROR)
def text_that_fits_nowhere(context: CheckContext) -> Iterator[Finding]:
    """报头或版记里有一段文字不知道是什么。

    报头只放名称、期号、编发单位、日期、密级、紧急程度、编号和签发人，每样一处；版记只放编辑人员、联
    系方式、报送发和印发信息。多出来的文字仍会印出来，但不知道该放在哪里、用什么字体。属于正文的，移
    到正文；重复的、多余的，删去；写错的标签，改正。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        编辑：陆佳禾
        共印16份
        共印20份

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        编辑：陆佳禾
        共印16份

    English: A text in the masthead or the colophon has no place there: it is printed, but nobody
    can say as what. Move it into the body, delete it, or correct its label.
    """
    unplaced = context.document.colophon.unplaced if context.document.colophon else ()
    labelled = {
        node.span for node in unplaced if label_at(context, node.span)
    }  # an unknown label is a defect of its own
    for node in context.all(Invalid):
        if node.span not in labelled:
            yield Finding(
                node.span,
                _("This text belongs to no part."),
                _(
                    "Write it in the form of its part, such as 第7期（总第31期）; a name or "
                    "an address needs a label before it, such as 编辑： or 地址：."
                ),
            )
