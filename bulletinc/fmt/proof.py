"""What a formatted text must keep.

The meaning of its tree, every visible character, every gap between columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bulletinc.syntax import Text, field_names
from bulletinc.text.characters import DIRECTION, INVISIBLE

_INVISIBLE = re.compile(f"[\\s{INVISIBLE}{DIRECTION}]+")
# Marks of other programs, and of tables, are no text.
_MARKUP = "|#>-:*"
_TOKEN = re.compile(
    rf"(?P<blank>[\s{INVISIBLE}{DIRECTION}|]+)|(?P<mark>[{re.escape(_MARKUP)}])|(?P<letter>.)"
)
_GAP = re.compile(r"[\t\u3000\u2001-\u2003]|[^\S\r\n]{2}")


def meaning(node: Any) -> Any:
    """What a tree says, without places and white space.

    Two texts mean the same if this is equal.
    """
    if isinstance(node, str):
        return _INVISIBLE.sub("", node)
    if isinstance(node, tuple):
        return tuple([meaning(each) for each in node])
    if node is None or isinstance(node, int):
        return node
    return (type(node), *[_field(node, name) for name in field_names(type(node))])


def _field(node: Any, name: str) -> Any:
    value = getattr(node, name)
    if name != "inlines":
        return meaning(value)
    # A paragraph that a mail broke has a text a line.
    found: list[Any] = []
    for each in value:
        said = meaning(each)
        if isinstance(each, Text) and found and found[-1][0] is Text:
            found[-1] = (Text, found[-1][1] + said[1])
        else:
            found.append(said)
    return tuple(found)


def keeps_all(before: str, after: str) -> bool:
    """Whether all letters of a text stand in another in their order, and where a gap stood, white
    space or ``|`` does.

    Gaps between single letters only stretch a word (简　报), and may close.
    """
    for (one, gap), (other, blank) in zip(_letters(before), _letters(after), strict=False):
        if one != other or (gap == "gap" and blank == ""):
            return False
    return sum(1 for _each in _letters(before)) == sum(1 for _each in _letters(after))


def _letters(text: str) -> Iterator[tuple[str, str]]:
    """Each visible character with what stands before it.

    Nothing, white space, or the gap of a column.
    """
    between = ""
    last = 0  # how many letters stand since the last white space
    waiting: tuple[str, str] | None = None
    for token in _TOKEN.finditer(text):
        if token["blank"]:
            right = text[token.end() : token.end() + 2]
            stretched = last == 1 and not right[1:].isalnum()
            between = "gap" if _is_gap(token["blank"]) and not stretched else "blank"
            last = 0
        elif token["letter"]:
            if waiting:
                yield waiting
            waiting = (token["letter"], between)
            between = ""
            last = last + 1 if token["letter"].isalnum() else 0
    if waiting:
        yield waiting


def _is_gap(blank: str) -> bool:
    return "\n" not in blank and "\r" not in blank and _GAP.search(blank) is not None
