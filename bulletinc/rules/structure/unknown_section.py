"""S003: a section that the office does not have."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.characters import squeeze

_ALIKE = 0.6


@rule("S003")
def unknown_section(context: CheckContext) -> Iterator[Finding]:
    """栏目名不在本单位设定的栏目之内。

    bulletin.toml 的 [sections] 里用 order 列出了全部栏目，这一个不在其中，多半是写错了字。没有设定
    栏目的，不检查。

    改成设定的名称；确实是新栏目的，先加进 bulletin.toml。

    bulletin.toml：
        [sections]
        order = ["检查督导", "常态创建", "简讯"]

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创健】

        白河镇“小积分”撬动“大环境”　近日，志愿者清理河道。（白河镇）

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇“小积分”撬动“大环境”　近日，志愿者清理河道。（白河镇）

    English: bulletin.toml lists the sections of this office, and this one is not among them.
    Correct its name, or add it there.
    """
    known = context.project.sections
    if not known:
        return
    plain = {squeeze(name): name for name in known}
    unknown = {
        section: squeeze(section.heading.text)
        for section in context.sections
        if section.marker == "【】" and squeeze(section.heading.text) not in plain
    }
    if not unknown:
        return
    from difflib import get_close_matches

    taken = {squeeze(section.heading.text) for section in context.sections}
    for section, name in unknown.items():
        near = next(
            iter(get_close_matches(name, [each for each in plain if each not in taken], 1, _ALIKE)),
            None,
        )
        taken.add(near or name)
        yield Finding(
            section.heading.span,
            _("There is no section “{name}”.").format(name=name),
            _("Did you mean “{name}”?").format(name=plain[near])
            if near
            else _("Correct its name, or add it to [sections] in bulletin.toml."),
            Fix(
                _("Call it “{name}”.").format(name=plain[near]),
                (Edit(section.heading.span, f"【{plain[near]}】"),),
                safe=False,
            )
            if near
            else None,
        )
