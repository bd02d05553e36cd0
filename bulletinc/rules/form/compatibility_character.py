"""F008: a character that only looks like the one that was meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.characters import code_points, runs
from bulletinc.rules.context import CheckContext
from bulletinc.text.patterns import pattern
from bulletinc.text.radicals import RADICALS
from bulletinc.text.source import Span

# Among the compatibility ideographs twelve are none, although their block is called so.
_LIKENESS = (
    "\u2f00-\u2fd5"
    + "".join(RADICALS)
    + "\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufad9"
    "\U0002f800-\U0002fa1d\ufb00-\ufb06\uff61-\uff9f\U0001d400-\U0001d7ff"
)
_RUN = pattern(f"[{_LIKENESS}]+")
# These have the very glyph of what they stand for; others are variants of it, which a name may
# need.
_SAME_GLYPH = pattern("[\u2f00-\u2fd5" + "".join(RADICALS) + "\uf900-\ufa0d]+")


@rule("F008")
def compatibility_character(context: CheckContext) -> Iterator[Finding]:
    """有形同实异的字符：看上去是这个字，其实是另一个编码，如部首“⻔”、兼容字“\uf9dd”、连字“ﬁ”、半角
    片假名。

    从 PDF 或旧系统复制的文字常有这种字。纸上几乎看不出来，但查找、统计、朗读都认不出，有的字体也没
    有，会印成别的字体或方框。改成通用的字。字形完全一样的可以放心自动改；字形略有不同的（人名、地名
    里的异体字），请先核对。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者走上街头，扮靓家⻔口的小广场。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者走上街头，扮靓家门口的小广场。

    English: A character that looks like the one meant but is another, such as a radical or a
    compatibility ideograph: searching and reading aloud miss it, and some fonts lack it. Write the
    common character.
    """
    for found in runs(context, _RUN):
        span = Span(*found.span())
        meant = unicodedata.normalize(
            "NFKC", "".join(RADICALS.get(character, character) for character in found[0])
        )
        yield Finding(
            span,
            _(
                "“{text}” ({characters}) only looks like “{meant}”: searching does not find it, "
                "and some fonts lack it."
            ).format(text=found[0], characters=code_points(found[0]), meant=meant),
            _("Write “{text}”, unless a name needs this very form.").format(text=meant),
            Fix(
                _("Write the common character: “{text}”.").format(text=meant),
                (Edit(span, meant),),
                safe=_SAME_GLYPH.fullmatch(found[0]) is not None,
            ),
        )
