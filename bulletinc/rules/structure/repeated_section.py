"""S002: two sections of one name."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.characters import squeeze


@rule("S002")
def repeated_section(context: CheckContext) -> Iterator[Finding]:
    """同名的栏目出现了两次。

    读者会以为这一栏到前面就完了。把后一处的内容并到前一处；如果是栏目名写错了，就改名。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【文明实践】

        白河镇“小积分”撬动“大环境”　近日，志愿者清理河道。（白河镇）

        【文明实践】

        枫林镇“邻里帮”暖人心　近日，志愿者看望老人。（枫林镇）

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【文明实践】

        白河镇“小积分”撬动“大环境”　近日，志愿者清理河道。（白河镇）

        枫林镇“邻里帮”暖人心　近日，志愿者看望老人。（枫林镇）

    English: Two sections have the same name. Move the items of the second into the first, or
    correct the name.
    """
    seen: set[str] = set()
    for section in context.sections:
        if section.marker == "【】":
            name = squeeze(section.heading.text)
            if name in seen:
                yield Finding(
                    section.heading.span,
                    _("There are two sections “{name}”.").format(name=name),
                    _("Move its content into the first one, or correct the name."),
                )
            seen.add(name)
