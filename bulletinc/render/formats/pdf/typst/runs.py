"""Text as data for the page: runs, which are strings, or tables with runs of their own.

A table is a ``part`` (``unit``, ``strong``, ``headline`` …) or a ``link``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from bulletinc.render.formats.pdf.typst.break_places import joined, pieces
from bulletinc.render.links import linked
from bulletinc.render.order import Part, line
from bulletinc.syntax import Enumerator, Indicator, Inline, Strong, Text, UnitLead
from bulletinc.text.typography import display

Table: TypeAlias = dict[str, Any]
Runs: TypeAlias = list["str | Table"]

_PARTS: dict[type, str] = {Enumerator: "enumerator", UnitLead: "unit", Indicator: "indicator"}


def runs(text: Text | None) -> Runs:
    """A typed text; nothing for none."""
    return [] if text is None else words(text.text)


def words(text: str) -> Runs:
    """A text as it is shown, with places to break in its very long words."""
    found: Runs = []
    for number, piece in enumerate(pieces(display(text))):
        found += [{"break": ""}] * bool(number)
        found += [{"joined": each} if whole else each for each, whole in joined(piece)]
    return found


def split_last(text: Runs) -> None:
    """Set the last character of a text apart."""
    while text and isinstance(text[-1], dict) and "runs" in text[-1]:
        text = text[-1]["runs"]
    if text and isinstance(text[-1], str):
        text[-1:] = [text[-1][:-1], {"last": text[-1][-1:]}]


def linked_runs(text: str) -> Runs:
    """A text, each address in it a link."""
    return [
        run
        for piece in linked(display(text))
        for run in (
            [{"link": piece.address, "runs": words(piece.text)}]
            if piece.address
            else words(piece.text)
        )
    ]


def part(name: str, *inside: str | Table) -> Table:
    """The runs of a part of a line."""
    return {"part": name, "runs": list(inside)}


def line_runs(inlines: tuple[Inline, ...]) -> Runs:
    """A line of running text, without blanks at its ends."""
    return _inline_runs(line(inlines))


def closing_runs(closing: Sequence[Part]) -> Runs:
    """Tag and attribution after the last paragraph of an item."""
    return [part(each.name, *runs(text)) for each in closing for text in _texts(each)]


def _texts(closing: Part) -> Iterable[Text]:
    return (node for node in closing.nodes if isinstance(node, Text))


def _inline_runs(inlines: Iterable[Inline]) -> Runs:
    found: Runs = []
    for inline in inlines:
        if isinstance(inline, Strong):
            found.append(part("strong", *_inline_runs(inline.inlines)))
        elif isinstance(inline, Text):
            found += linked_runs(inline.text)
        else:
            found.append(part(_PARTS[type(inline)], *words(inline.text)))
    return found
