"""C003: a label in the record that none of its parts is known by."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.parser.colophon import CONTACTS, DISTRIBUTION, STAFF
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.labels import label_at, unplaced_labels
from bulletinc.syntax import Text

_KNOWN = STAFF | CONTACTS | DISTRIBUTION
_NAMES = sorted(_KNOWN)
_LONGEST = 4


@rule("C003")
def unknown_label(context: CheckContext) -> Iterator[Finding]:
    """版记里有一行，冒号前面的名目不认识。

    认不出它是编校人员、联系方式还是报送单位，这一行只能原样排在原处。多半是名目打错了字（“校队”）；
    照常用的名目改正，如编辑、校对、核签，电话、电子邮箱，报、送、发。本单位自己的名目，同常用的都不
    像，排在前后各行里，不提示。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        编辑：陆佳禾
        校队：邵文溪

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        编辑：陆佳禾
        校对：邵文溪

    English: What stands before the colon is no label that a record is known to have, so the line
    cannot be put among staff, contacts or distribution and is set as it stands. It is often
    mistyped.
    """
    settled = {*context.project.staff, *context.project.distribution}
    for label in (*unplaced_labels(context), *_mistyped(context)):
        if label.text not in settled:
            yield Finding(
                label.span,
                _("“{label}” is not a known label of the record.").format(label=label.text),
                _remedy(label.text),
            )


def _mistyped(context: CheckContext) -> Iterator[Text]:
    """Names of fields that are no known label, but near one: 校队. Other names are the office's."""
    colophon = context.document.colophon
    for field in (*colophon.staff, *colophon.contacts) if colophon else ():
        if field.name in _KNOWN or len(field.name) > _LONGEST:
            continue
        if any(_is_slip(field.name, known) for known in _KNOWN):
            label = label_at(context, field.span)
            if label:
                yield label


def _is_slip(name: str, known: str) -> bool:
    """Whether two names of one length differ in one character, but not in the first."""
    return (
        len(name) == len(known)
        and name[0] == known[0]
        and sum(a != b for a, b in zip(name, known, strict=True)) == 1
    )


def _remedy(label: str) -> str:
    from difflib import get_close_matches

    letters = set(label)
    alike = [name for name in _NAMES if not letters.isdisjoint(name)]
    near = get_close_matches(label, alike, 1, 0.5)
    if near:
        return _("Did you mean “{name}”?").format(name=near[0])
    return _(
        "Known are 编辑, 校对, 核签 and other roles, 电话, 电子邮箱 and other contacts, 报, 送, "
        "发, 抄送."
    )
