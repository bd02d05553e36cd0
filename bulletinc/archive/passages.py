"""The passages of an issue that a search can find: its items, and what stands between them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from bulletinc.archive.facts import IssueFacts, ItemFacts
from bulletinc.archive.grams import cut, fold
from bulletinc.syntax import Block, Contents, Document, Item, Residue, Section
from bulletinc.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is found as one: an item, or all that stands in an issue besides its items.

    ``form`` is that of the item, or ``rest``. ``units`` are also those of the shares of a digest.
    """

    form: str
    line: int
    section: str = ""
    headline: str = ""
    text: str = ""
    units: tuple[str, ...] = ()
    indicators: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> str:
        """All but headline and text, on a line."""
        return json.dumps(
            {name: value for name, value in asdict(self).items() if name not in _TEXTS},
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def narrowing(self) -> tuple[str, str, str]:
        """What a search is narrowed by, folded: units, section, and indicators."""
        indicators = (part for each in self.indicators for part in each)
        return fold("\n".join(self.units)), fold(self.section), fold("\n".join(indicators))

    def entries(self) -> tuple[str, str, str]:
        """What the index has of headline, text, and the names that stand with them."""
        names = (*self.units, *(part for each in self.indicators for part in each))
        return cut(self.headline), cut(self.text), cut("\n".join(names))


_TEXTS = ("headline", "text")


def from_json(line: str, headline: str, text: str) -> Passage:
    """The passage that :meth:`Passage.to_json` wrote."""
    values = json.loads(line)
    indicators = tuple((code, name) for code, name in values.pop("indicators"))
    units = tuple(values.pop("units"))
    return Passage(**values, headline=headline, text=text, units=units, indicators=indicators)


def passages_of(facts: IssueFacts, document: Document, source: Source) -> Iterator[Passage]:
    """The passages of an issue, in the order of the text."""
    for item in facts.items:
        yield _of_item(item)
    if any(item.form != "article" for item in facts.items):
        yield from _rest(facts, document, source)


def _of_item(item: ItemFacts) -> Passage:
    units = (*item.units, *(unit for share in item.shares for unit in share.units))
    opening = f"【{item.label}】" if item.label and not item.headline else ""
    return Passage(
        item.form,
        item.line,
        item.section,
        item.headline,
        opening + item.text,
        tuple(dict.fromkeys(units)),
        item.indicators,
    )


def _rest(facts: IssueFacts, document: Document, source: Source) -> Iterator[Passage]:
    """What stands beside the items: notes of the editors, tables, a glossary, annexes."""
    spans = [
        *_between(document.body),
        *(entry.span for entry in document.glossary),
        *(annex.span for annex in document.annexes),
    ]
    written = (source.text[span.start : span.end] for span in spans)
    lines = (line.strip() for each in written for line in each.splitlines())
    if text := "\n".join(line for line in lines if line):
        line = source.position(spans[0].start).line
        yield Passage("rest", line, headline=facts.title, text=text)


def _between(blocks: tuple[Block, ...]) -> Iterator[Span]:
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Section):
            waiting += reversed(block.children)
        elif not isinstance(block, (Item, Contents, Residue)):
            yield block.span
