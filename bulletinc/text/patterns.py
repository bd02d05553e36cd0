"""Regular expressions compiled at their first use.

Compiling those of all rules takes 120 ms, and a draft needs few of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property

Match = re.Match[str]


class Pattern:
    """A regular expression, used like one of ``re.compile``."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression of Python."""
        return re.compile(self.pattern, self._flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """The first match within ``[start, end)``."""
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """The match that begins at ``start``."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """The match that is all of ``[start, end)``."""
        return self.compiled.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Match]:
        """All matches within ``[start, end)``."""
        return self.compiled.finditer(text, start, end)

    def sub(self, new: str | Callable[[Match], str], text: str) -> str:
        """The text with each match replaced."""
        return self.compiled.sub(new, text)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """What stands between the matches. The expression has no groups."""
        return self.compiled.split(text, maxsplit)


def pattern(text: str, flags: int = 0) -> Pattern:
    """A regular expression that is compiled when it is first used."""
    return Pattern(text, flags)
