"""Places of a text as a browser counts them: in UTF-16 units."""

from __future__ import annotations

from bisect import bisect_left

from bulletinc.text.source import Span

_LAST_OF_ONE_UNIT = "\uffff"


class BrowserPositions:
    """Offsets of a text in UTF-16 units: one more for each character of two units before them."""

    def __init__(self, text: str) -> None:
        self._wide = (
            []
            if text.isascii() or max(text, default="") <= _LAST_OF_ONE_UNIT
            else [at for at, sign in enumerate(text) if sign > _LAST_OF_ONE_UNIT]
        )

    def __call__(self, offset: int) -> int:
        """The offset, which counts code points, in UTF-16 units."""
        return offset + bisect_left(self._wide, offset)

    def of(self, span: Span) -> dict[str, int]:
        """A span as an answer to the page has it."""
        return {"from": self(span.start), "to": self(span.end)}
