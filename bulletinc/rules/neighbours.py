"""Blocks that stand beside each other in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bulletinc.rules.draft import Draft
from bulletinc.syntax import Block, Paragraph


def blocks(draft: Draft) -> Iterator[tuple[Block, ...]]:
    """The blocks of the body, then those of each section."""
    yield draft.document.body
    for section in draft.sections:
        yield section.children


def paragraphs(draft: Draft) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Each paragraph of running text with the one that follows it in the same item or section."""
    for item in draft.items:
        yield from pairwise(item.paragraphs)
    for several in blocks(draft):
        for one, following in pairwise(several):
            if isinstance(one, Paragraph) and isinstance(following, Paragraph):
                yield one, following
