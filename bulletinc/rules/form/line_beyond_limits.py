"""F009: a line, or a text, longer than any bulletin's."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.draft import Draft
from bulletinc.source import Span

LONGEST_LINE = 20_000  # characters
MOST_LINES = 100_000


@rule("F009")
def line_beyond_limits(draft: Draft) -> Iterator[Finding]:
    """有一行超过两万字，或者全文超过十万行。

    一行就是一段，没有哪份简报的一段有两万字，也没有哪份简报有十万行。多半是复制时丢了换行，整篇连成了一段；或者选错了文件。
    检查文件，在该分段的地方换行。

    English: A line of more than 20,000 characters, or a text of more than 100,000 lines: probably the line ends were lost on the
    way, or it is the wrong file. Begin a new line at each paragraph.
    """
    if len(draft.text) <= LONGEST_LINE:
        return
    lines = draft.source.lines()
    for start, end in lines:
        if end - start > LONGEST_LINE:
            yield Finding(
                Span(start + LONGEST_LINE, end),
                _("This line is longer than {limit} characters.").format(limit=LONGEST_LINE),
                _("A line is a paragraph: if line ends were lost, begin a new line at each paragraph."),
            )
    if len(lines) > MOST_LINES:
        start, end = lines[MOST_LINES]
        yield Finding(
            Span(start, end),
            _("The text has more than {limit} lines.").format(limit=MOST_LINES),
            _("Check whether this is the right file, and divide it if it holds several issues."),
        )
