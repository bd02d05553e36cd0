"""Blocks that stand next to each other in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Block, Paragraph
from bulletinc.text.source import Span


def blocks(context: CheckContext) -> Iterator[tuple[Block, ...]]:
    """The blocks of the body, then those of each section."""
    yield context.document.body
    for section in context.sections:
        yield section.children


def paragraphs(context: CheckContext) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Each paragraph of running text with the one that follows it in the same item or section."""
    seen: set[Span] = set()  # the paragraphs under a heading of an item are the item's, too
    for item in context.items:
        for one, following in pairwise(item.paragraphs):
            seen.add(following.span)
            yield one, following
    for several in blocks(context):
        for before, after in pairwise(several):
            if (
                isinstance(before, Paragraph)
                and isinstance(after, Paragraph)
                and after.span not in seen
            ):
                yield before, after
