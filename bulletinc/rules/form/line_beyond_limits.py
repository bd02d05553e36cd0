"""F009: a line longer than any bulletin's."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.parser.automaton import LONGEST_LINE
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_LINE = pattern(r"[^\r\n]+")


@rule("F009")
def line_beyond_limits(context: CheckContext) -> Iterator[Finding]:
    """有一行超过两万字。

    一行就是一段，没有哪份简报的一段有两万字。多半是复制时丢了换行，整篇连成了一段；或者选错了文件。
    检查文件，在该分段的地方换行。

    English: A line of more than 20,000 characters: probably the line ends were lost on the way, or
    it is the wrong file. Begin a new line at each paragraph.
    """
    if len(context.text) <= LONGEST_LINE:
        return
    for line in _LINE.finditer(context.text):
        if line.end() - line.start() > LONGEST_LINE:
            yield Finding(
                Span(line.start() + LONGEST_LINE, line.end()),
                _("This line is longer than {limit} characters.").format(limit=LONGEST_LINE),
                _(
                    "A line is a paragraph: if line ends were lost, begin a new line at each "
                    "paragraph."
                ),
            )
