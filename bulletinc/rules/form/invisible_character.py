"""F007: a character that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.characters import code_points, deletion, runs
from bulletinc.rules.context import CheckContext
from bulletinc.text.characters import INVISIBLE
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_BREAKS = "\u000b\u000c\u0085\u2028\u2029"  # a word processor's break of line or page
# Invisible operators, deprecated format characters, fillers of Hangul and Braille.
_ANYWHERE = f"{INVISIBLE}\u034f\u115f\u1160\u2061-\u2064\u206a-\u206f\u2800\u3164"
# Joiners belong to emoji and to the scripts that join their letters (Arabic, Indic, Tibetan,
# Mongolian).
_JOINED = (
    "\u0600-\u08ff\u0900-\u0fff\u1800-\u18af\u2190-\u2bff\ufb50-\ufdff\ufe0f\ufe70-\ufefc"
    "\U0001f000-\U0001faff"
)
_INVISIBLE = pattern(
    f"[{_BREAKS}{_ANYWHERE}\u200c\u200d\ufe00-\ufe0f](?:"
    f"(?<=[{_BREAKS}])[{_BREAKS}]*"
    f"|(?<=[{_ANYWHERE}])[{_ANYWHERE}]*"
    f"|(?<=[\u200c\u200d])(?:(?<![{_JOINED}].)|(?![{_JOINED}]))[\u200c\u200d]*"
    r"|(?<=[\ufe00-\ufe0f])(?<![^\sA-Za-z].))"
)


@rule("F007")
def invisible_character(context: CheckContext) -> Iterator[Finding]:
    """有看不见的字符，如零宽空格、软连字符或控制符。

    它们多半是从网页、Word 或 PDF 复制时带来的。纸上看不见，但会让查找、统计和排版出错：搜“志愿者”找
    不到，一行断在不该断的地方。删去即可，字不会变；Word 的手动换行符改成真正的换行。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿\u200b者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: A character that nobody sees, such as a zero width space or a soft hyphen, breaks
    searching and setting. Delete it. A word processor's line break becomes a real one.
    """
    for found in runs(context, _INVISIBLE):
        span, characters = Span(*found.span()), code_points(found[0])
        if found[0][0] in _BREAKS:
            yield Finding(
                span,
                _(
                    "There is a word processor's break here ({characters}); it is set as a space."
                ).format(characters=characters),
                _("If a new line is meant, begin one; otherwise delete it."),
                Fix(_("Begin a new line."), (Edit(span, "\n"),), safe=False),
            )
        else:
            yield Finding(
                span,
                _("There is an invisible character here ({characters}).").format(
                    characters=characters
                ),
                _("Delete it; what is read stays the same."),
                deletion(_("Delete the invisible character."), found),
            )
