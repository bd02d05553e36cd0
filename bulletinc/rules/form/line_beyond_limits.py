"""F009: a line, or a text, longer than any bulletin's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.parser.automaton import LONGEST_LINE
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

MOST_LINES = 100_000

_LINE = pattern(r"[^\r\n]+")
_LINE_END = pattern(r"\r\n?|\n")


@rule("F009")
def line_beyond_limits(context: CheckContext) -> Iterator[Finding]:
    """有一行超过两万字，或者全文超过十万行。

    一行就是一段，没有哪份简报的一段有两万字，也没有哪份简报有十万行。多半是复制时丢了换行，整篇连成
    了一段；或者选错了文件。检查文件，在该分段的地方换行。

    English: A line of more than 20,000 characters, or a text of more than 100,000 lines: probably
    the line ends were lost on the way, or it is the wrong file. Begin a new line at each paragraph.
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
    if last := next(islice(_LINE_END.finditer(context.text), MOST_LINES - 1, None), None):
        after = _LINE.match(context.text, last.end())
        yield Finding(
            Span(last.end(), after.end() if after else last.end()),
            _("The text has more than {limit} lines.").format(limit=MOST_LINES),
            _("Check whether this is the right file, and divide it if it holds several issues."),
        )
