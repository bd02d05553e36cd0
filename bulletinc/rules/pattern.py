"""The regular expressions of rules.

Python takes milliseconds to compile one that names many Chinese signs, and most drafts need few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = self.__dict__[name] = getattr(re.compile(self.pattern, self._flags), name)
        return method


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression, to be used like that of ``re.compile``. It is compiled when it is first used."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
