"""The blocks of a page one by one, so that a reader takes only those that are not as they were."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from bulletinc.render.formats.html.fragments import PageFragments
from bulletinc.syntax import Node, Text
from bulletinc.text.source import Span

_CUT = "<!---->"  # where a block stood: no text of a draft looks like it, it would be escaped


class TopBlocks:
    """The pieces of one page of our theme. Those right in the document are put aside."""

    def __init__(self, fragments: PageFragments) -> None:
        self._fragments = fragments
        self._depth = 0
        self._aside: list[str] = []

    def place(self, span: Span) -> str:
        """What an element says of its place."""
        return self._fragments.place(span)

    def show(
        self,
        node: Node,
        told: tuple[int, Any],
        render: Callable[[], str],
        apart: Container[Span] | None,
    ) -> str:
        """As :meth:`PageFragments.show`; a cut in place of a block of the document."""
        self._depth += 1
        try:
            markup = self._fragments.show(node, told, render, apart)
        finally:
            self._depth -= 1
        if self._depth != 1 or isinstance(node, Text):  # a line stands in an element of its own
            return markup
        self._aside.append(markup)
        return _CUT

    def cut(self, body: str) -> tuple[str, list[str]]:
        """The name of the element that the blocks stand in, and all of them in their order."""
        between = body.partition(">")[2].rpartition("</main>")[0].split(_CUT)
        blocks = [between[0]]
        for block, lines in zip(self._aside, between[1:], strict=True):
            blocks += [block, lines]
        return "main", [stripped for block in blocks if (stripped := block.strip())]
