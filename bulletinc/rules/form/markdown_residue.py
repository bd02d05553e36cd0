"""F004: marks of another program that would be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix, apply_edits
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.characters import first_of_lines, runs
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import Places
from bulletinc.syntax import Contents, Field, Figure, Point
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# Balanced bold comes first and is passed over. Stars in the place of a month are a placeholder's,
# those of 138****1234 the editor's. All begin in one set of signs, which lets the search skip over
# other text; look-behinds then tell the signs apart.
_MARKS = pattern(
    r"[*\#`\-+!\[<&](?:"
    r"(?P<bold>(?<=\*)\*(?![*\s、，。；：！？）】”])[^*\r\n]+\*\*(?!\*))"
    r"|(?P<stars>(?<=\*)(?<!\*\*)\*(?:(?<![0-9A-Za-z]\*\*)\*+|(?!\*))(?!\*|[年月]\*|日))"
    r"|(?P<hashes>(?<=\#)\#{0,5}(?![\s\#\d])(?![^\r\n\#]{0,40}\#))"
    # 白河镇　### 清理河道: inside a line they are printed, with the space too
    r"|(?P<inside>(?<=\#)\#{1,5}[ \t]+(?=[^\s\d\#]))"
    r"|(?P<ticks>(?<=`)`*)"
    r"|(?P<bullet>(?<=[-+*])[ \t]+(?=[^\s\d]))"
    r"|(?P<link>(?:(?<=!)\[|(?<=\[))(?P<words>[^\[\]\r\n]{0,200})\]"
    r"\((?:(?:https?:|mailto:|[./\#])[^()\s]{0,500}|[^()\s]{1,100}\.(?:png|jpe?g|gif|bmp|webp))\))"
    r"|(?P<tag>(?<=<)/?(?:br|p|div|span|strong|b|em|font|u)(?:[ \t][^<>\r\n]{0,200})?/?>)"
    r"|(?<=&)(?P<entity>nbsp|ldquo|rdquo|mdash|hellip|middot|quot|amp);"
    r")"
)
_ENTITIES = {
    "nbsp": " ",
    "ldquo": "“",
    "rdquo": "”",
    "mdash": "—",
    "hellip": "…",
    "middot": "·",
    "quot": '"',
    "amp": "&",
}
_RULE = frozenset("*-_=— \t")
_SHORTEST_RULE = 3
_LINE = pattern(r"(?P<opening>[> \t\u3000]*)[^\r\n]*")


@rule("F004")
def markdown_residue(context: CheckContext) -> Iterator[Finding]:
    """有别的软件留下的记号，会照样印出来，如单个的“**”、反引号、“#标题”。

    从 Markdown 编辑器、聊天软件或网页复制的文字常带这些记号。成对的 **加粗**、行首的“# ”“> ”“- ”
    和单独一行的“---”认得出来，不会印出来，不用管；认不出来的就会印在纸上。删去它们。用星号代替名字里的字
    时，改写成“××”或“某某”。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，**志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，**志愿者**清理河道。

    English: Marks that another program left would be printed: a single **, backticks, # without a
    space, links, HTML. Balanced **bold**, “# ”, “> ”, “- ” and a line of --- are understood. Delete
    the others.
    """
    unprinted = Places(
        node.span for node in context.nodes if isinstance(node, Contents | Field | Figure | Point)
    )  # of which the parser leaves out bullets
    for found in first_of_lines(
        context, (mark for mark in runs(context, _MARKS) if mark.lastgroup != "bold")
    ):
        marks = [
            mark
            for mark in _find_printed(context, found)
            if mark.lastgroup not in ("bullet", "link") or mark.start() not in unprinted
        ]
        if marks:
            yield Finding(
                Span(*marks[0].span()),
                _("“{mark}” was left by another program and would be printed.").format(
                    mark=marks[0][0].strip()
                ),
                _(
                    "Delete it. Bold is **…** with both marks; where a star stands for a letter "
                    "left out, write × or 某."
                ),
                _fix(context, marks),
            )


def _meaning(mark: re.Match[str]) -> str:
    """What the mark stands for: the words of a link, the sign of an entity, else nothing."""
    return mark["words"] or _ENTITIES.get(mark["entity"] or "", "")


def _fix(context: CheckContext, marks: list[re.Match[str]]) -> Fix:
    """The marks of a line deleted. Safe where nothing but backticks and hashes goes, and what stood
    around them makes no mark then.
    """
    edits = tuple(Edit(Span(*mark.span()), _meaning(mark)) for mark in marks)
    safe = all(mark.lastgroup in {"hashes", "ticks"} for mark in marks)
    if safe and (line := _line(context, marks[0])):
        left = apply_edits(
            context.text[line.start() : line.end()],
            (Edit(Span(*(at - line.start() for at in edit.span)), "") for edit in edits),
        )
        safe = all(mark.lastgroup == "bold" for mark in _MARKS.finditer(left))
    return Fix(_("Delete the marks of the line."), edits, safe)


def _line(context: CheckContext, mark: re.Match[str]) -> re.Match[str] | None:
    return _LINE.match(
        context.text, mark.start() - context.source.position(mark.start()).column + 1
    )


def _find_printed(context: CheckContext, marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Those of a line's marks that the parser leaves in it: it takes a line of stars for a rule,
    and only what opens a line opens it.
    """
    line = _line(context, marks[0])
    if line and len(line[0].strip()) >= _SHORTEST_RULE and _RULE.issuperset(line[0]):
        return []
    return [
        mark
        for mark in marks
        if mark.lastgroup not in {"hashes", "bullet", "inside"}
        or (line and (mark.start() == line.end("opening")) is (mark.lastgroup != "inside"))
    ]
