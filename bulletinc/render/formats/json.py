"""The tree as JSON."""

from __future__ import annotations

import re

from bulletinc.render import RenderContext, Rendered
from bulletinc.syntax import Document
from bulletinc.syntax.json import as_json

SUFFIX = ".json"
USES_FONTS = False
LIBRARIES = ()

_BEGINNING = re.compile(rb'\{\s*"type": "Document",\s*"span": \[\s*0,')


def render(document: Document, _context: RenderContext) -> Rendered:
    """The tree as UTF-8 text. A lone surrogate, which UTF-8 cannot hold, is a JSON escape."""
    return Rendered(as_json(document).encode(errors="backslashreplace"))


def is_own(data: bytes) -> bool:
    """Whether it is a tree of ours, by its first lines."""
    return _BEGINNING.match(data) is not None
