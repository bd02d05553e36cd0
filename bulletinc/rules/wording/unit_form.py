"""W034: a unit that is no longer one, or is not written so."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.source import Span

# Units that the law has replaced, and signs of others in the wrong case (GB 3100-1993).
_FORMS = dict(
    pair.split("=")
    for pair in (
        "平米=平方米 公尺=米 平方公尺=平方米 立方公尺=立方米 公分=厘米 市亩=亩 公理=公里 "
        "平方公理=平方公里 立米=立方米 KG=kg Kg=kg KM=km Km=km KM/h=km/h KM/H=km/h Km/h=km/h ML=mL "
        "CM=cm MM=mm KWh=kWh KWH=kWh Kwh=kWh KW=kW Kw=kW 度C=℃ M2=m² M²=m² M3=m³ M³=m³"
    ).split()
)
_LONGEST_FIRST = sorted(_FORMS, key=len, reverse=True)
_BEFORE = frozenset("0123456789万亿余多每")


@rule("W034")
def unit_form(context: CheckContext) -> Iterator[Finding]:
    """计量单位不是法定的，或者写得不规范。

    平米、公尺、公分、市亩不是法定单位，写平方米、米、厘米、亩；千米的符号是km，千克是kg，毫升是mL，大
    小写不能改（GB 3100—1993）。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，清理河道300平米，运走淤泥50KG。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，清理河道300平方米，运走淤泥50kg。

    English: A unit that is no legal one any more (公尺, 公分, 平米), or the sign of one in the
    wrong case (KM, Kg). Write the legal one.
    """
    text = context.text
    found: dict[int, str] = {}
    for form in _LONGEST_FIRST:
        for at in places_of(form, text):
            end = at + len(form)
            if _is_unit(text, at, end) and not any(
                at < start + len(other) and start <= at for start, other in found.items()
            ):
                found[at] = form
    for at, form in sorted(found.items()):
        if at in foreign_places(context):
            continue
        span, right = Span(at, at + len(form)), _FORMS[form]
        yield Finding(
            span,
            _("The unit “{unit}” is written “{right}”.").format(unit=form, right=right),
            _("Write “{right}”.").format(right=right),
            Fix(_("Write the legal unit."), (Edit(span, right),), safe=False),
        )


def _is_unit(text: str, at: int, end: int) -> bool:
    """Whether it stands behind a number, and no letter or digit makes a longer word of it."""
    after = text[end : end + 1]
    if text[at:end].isascii() or text[at] == "M":
        return text[at - 1 : at].isdecimal() and not (after.isascii() and after.isalnum())
    return text[at - 1 : at] in _BEFORE
