"""Regular expressions compiled at their first use.

Compiling all of the reader and the rules takes 200 ms, and a draft needs few of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

Match = re.Match[str]
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class Pattern:
    """A regular expression, used like one of ``re.compile``."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    def _compiled(self) -> re.Pattern[str]:
        """The expression of Python, whose methods stand in for those below from now on."""
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update((name, getattr(compiled, name)) for name in _METHODS)
        return compiled

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """The first match within ``[start, end)``."""
        return self._compiled().search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """The match that begins at ``start``."""
        return self._compiled().match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """The match that is all of ``[start, end)``."""
        return self._compiled().fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Match]:
        """All matches within ``[start, end)``."""
        return self._compiled().finditer(text, start, end)

    def findall(self, text: str) -> list[str]:
        """The text of all matches. The expression has one group at most."""
        return self._compiled().findall(text)

    def sub(self, new: str | Callable[[Match], str], text: str, count: int = 0) -> str:
        """The text with each match replaced, or the first ``count``."""
        return self._compiled().sub(new, text, count)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """What stands between the matches. The expression has no groups."""
        return self._compiled().split(text, maxsplit)


def pattern(text: str, flags: int = 0) -> Pattern:
    """A regular expression that is compiled when it is first used."""
    return Pattern(text, flags)
