"""R004: a list of annexes that is not what is attached."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.unsure import unsure
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern

_NUMBER = pattern(r"^\d{1,2}[.．、]")
_SIGNS = pattern(r"[^\w]")


@rule("R004")
def annex_list_that_differs(context: CheckContext) -> Iterator[Finding]:
    """附件说明里列的附件和后面附上的对不上。

    附件的序号、名称要和附件说明里的一致（GB/T 9704-2012，7.3.4、7.3.5）。改成一样的，或者补上、
    删去。附件另外成文、没有附在后面的，不算。

    错：
        清溪区应急信息

        第12期（总第86期）

        清溪区应急局　2026年3月5日

        关于清溪河汛情的报告

        区委、区政府：

        3月4日，清溪河水位上涨，区应急局已组织巡查，情况见附件。

        附件：1．水位记录
        2．巡查名单

        清溪区应急局
        2026年3月4日

        附件1

        水位记录

        3月4日8时，水位为21米。

        附件2

        巡查人员名单

        王某某带队巡查清溪河右岸。

    对：
        清溪区应急信息

        第12期（总第86期）

        清溪区应急局　2026年3月5日

        关于清溪河汛情的报告

        区委、区政府：

        3月4日，清溪河水位上涨，区应急局已组织巡查，情况见附件。

        附件：1．水位记录
        2．巡查名单

        清溪区应急局
        2026年3月4日

        附件1

        水位记录

        3月4日8时，水位为21米。

        附件2

        巡查名单

        王某某带队巡查清溪河右岸。

    English: The list of annexes and the annexes differ in number or title. Make them alike.
    Where no annex is attached, nothing is said.
    """
    listed, annexes = context.document.annex_list, context.document.annexes
    if not listed or not annexes:
        return  # the annexes may be files of their own
    if any(line.other == "annex-label" for line in unsure(context)):
        return  # an annex was perhaps not read as one
    for number, entry in enumerate(listed.entries, 1):
        annex = next((each for each in annexes if (each.number or 1) == number), None)
        if annex is None:
            yield Finding(
                entry.span,
                _("Annex {number} is in the list, but not attached.").format(number=number),
                _("Attach it, or delete it from the list."),
            )
        elif annex.title and _bare(annex.title.text) != _bare(entry.text):
            yield Finding(
                annex.title.span,
                _("The annex is called “{listed}” in the list.").format(
                    listed=_NUMBER.sub("", entry.text).strip()
                ),
                _("Make the two alike."),
            )
    for annex in annexes:
        if (annex.number or 1) > len(listed.entries):
            yield Finding(
                annex.label.span,
                _("This annex is not in the list of annexes."),
                _("Add its title to the list after 附件：."),
            )


def _bare(text: str) -> str:
    return _SIGNS.sub("", _NUMBER.sub("", squeeze(text)))
