"""Blocks that stand next to each other in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Block, Paragraph


def blocks(context: CheckContext) -> Iterator[tuple[Block, ...]]:
    """The blocks of the body, then those of each section."""
    yield context.document.body
    for section in context.sections:
        yield section.children


def paragraphs(context: CheckContext) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Each paragraph of running text with the one that follows it in the same item or section."""
    for item in context.items:
        yield from pairwise(item.paragraphs)
    for several in blocks(context):
        for one, following in pairwise(several):
            if isinstance(one, Paragraph) and isinstance(following, Paragraph):
                yield one, following
