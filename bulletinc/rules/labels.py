"""The labels of the record (版记): 报, 抄送, 编辑, 电话 …, as they were typed before their
colons.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Text
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_HAN = r"[^\W0-9A-Za-z_]"
_LABEL = pattern(rf"[\s*]{{0,8}}({_HAN}(?:\s{{0,4}}{_HAN}){{0,7}})\s{{0,4}}\**[:：]")


def label_at(context: CheckContext, span: Span) -> Text | None:
    """The label that a part of the record begins with, its text without inner spaces; ``None``
    where there is none.
    """
    found = _LABEL.match(context.text, *span)
    return Text(Span(*found.span(1)), squeeze(found[1])) if found else None


def unplaced_labels(context: CheckContext) -> Iterator[Text]:
    """The labels of the record that none of its parts is known by."""
    colophon = context.document.colophon
    for line in colophon.unplaced if colophon else ():
        label = label_at(context, line.span)
        if label:
            yield label
