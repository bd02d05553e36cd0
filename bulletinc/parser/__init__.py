"""Source → Document.

Total and silent: any text gives a tree, and what is wrong with it is for rules to say.

Three steps: each line gets the roles that it may have, with what each costs (``candidates``); the
cheapest reading of all lines is chosen (``path``); the lines with their roles are put together
(``document``), where nothing is decided.
"""

from __future__ import annotations

from bulletinc.parser.document import build_document
from bulletinc.parser.reading import LineRole, Reading, read_roles
from bulletinc.syntax import Document
from bulletinc.text.source import Source

__all__ = ["Reading", "parse", "read_roles"]


def parse(source: Source, kind: str | None = None) -> Document:
    """The tree of a bulletin.

    ``kind`` overrides what the text is recognised as; it must name a kind.
    """
    reading = read_roles(source)
    roles = reading.roles
    reads = [
        LineRole(~number, "residue") if index is None else LineRole(index, roles[index])
        for number, index in reading.order
    ]
    return build_document(reading.survey, reads, reading.asides, kind)
