"""Characters that a page cannot show, or shows otherwise than they were meant: where they stand,
and what to call them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from bulletinc.diagnostics import Edit, Fix
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import Places
from bulletinc.text.patterns import Pattern
from bulletinc.text.source import Span

_MOST_NAMED = 3


def runs(context: CheckContext, sought: Pattern) -> Iterator[re.Match[str]]:
    """Where what is sought stands in what the editor wrote: not in what a web page left behind."""
    residue = Places(context.residue)
    for found in sought.finditer(context.text):
        if found.start() not in residue:
            yield found


def first_of_lines(
    context: CheckContext, matches: Iterator[re.Match[str]]
) -> Iterator[list[re.Match[str]]]:
    """The matches of each line that has any, together."""
    for _line, together in groupby(
        matches, key=lambda found: context.source.position(found.start()).line
    ):
        yield list(together)


def code_points(characters: str) -> str:
    """What the characters are called: U+200B, U+FEFF. After the third of many stands …"""
    names = [f"U+{ord(character):04X}" for character in dict.fromkeys(characters)]
    return ", ".join([*names[:_MOST_NAMED], "…"] if len(names) > _MOST_NAMED else names)


def deletion(message: str, found: re.Match[str]) -> Fix:
    """The fix that deletes a match of invisible characters; what is read stays as it is."""
    return Fix(message, (Edit(Span(*found.span()), ""),))
