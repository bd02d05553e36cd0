"""F012: text in Traditional characters."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.foreign_charset import NAMES
from bulletinc.text.source import Span
from bulletinc.text.traditional import first_traditional


@rule("F012")
def traditional_characters(context: CheckContext) -> Iterator[Finding]:
    """全文是繁体字。

    公文用规范汉字，也就是简化字。繁体字的来稿，多半是港澳台同胞发来的，或者是用繁体输入法打的、用
    Big5 编码存的。请先转换成简体，再检查一遍：报头、章节、来源等也按简体字识别。

    错：
        清溪區工作快報

        第12期（總第86期）

        清溪區創建辦　2026年3月5日

        【簡訊】

        【文明實踐】　白河鎮：近日，志願者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The text is in Traditional characters. Official papers are written in simplified ones:
    convert it first, then check it again.
    """
    charset = NAMES.get(context.source.encoding)
    at = first_traditional(context.text)
    if at is None and charset is None:
        return
    at = at or 0
    yield Finding(
        Span(at, at + 1),
        _("The text is in Traditional characters, in {charset}.").format(charset=charset)
        if charset
        else _("The text is in Traditional characters."),
        _("Convert it to simplified ones (in Word or WPS: Review), and save it in UTF-8."),
    )
