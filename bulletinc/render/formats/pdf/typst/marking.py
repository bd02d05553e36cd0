"""A PDF of Typst's as one of ours: the program that its metadata name, and no date but the issue's.

Typst writes its own name there, and PDF/A with it needs a date. Ours is shorter, and a date that
nobody said is taken out; blanks take the rest, so that all else stays where the table of objects
says.
"""

from __future__ import annotations

import re
from pathlib import PurePath

_UNNAMED = "bulletin.txt"  # the draft came without a name
_PROGRAM = b"bulletinc"
_NAMED = re.compile(
    rb"(?P<before><xmp:CreatorTool>|/Creator\()(?P<name>Typst [\d.]+)"
    rb"(?P<after></xmp:CreatorTool>|\))"
)
# The date of a document that has none, until it is taken out.
NO_DATE = "1900-01-01"
_NO_DATE = re.compile(
    rb"<(?P<element>xmp:CreateDate|xmp:ModifyDate|stEvt:when)>1900-01-01[^<]{0,20}</(?P=element)>"
    rb"|/(?:CreationDate|ModDate) ?\(D:19000101[^)]{0,20}\)"
)


def mark(data: bytes) -> bytes:
    """The same PDF, said to be made by us."""
    return _NO_DATE.sub(lambda found: b" " * len(found[0]), _NAMED.sub(_marked, data))


def _marked(found: re.Match[bytes]) -> bytes:
    blanks = b" " * (len(found["name"]) - len(_PROGRAM))
    return found["before"] + _PROGRAM + found["after"] + blanks


def base_name(name: str) -> str:
    """The name of the draft inside. A file's name may hold bytes that are no text."""
    return (
        PurePath(name).name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        or _UNNAMED
    )
