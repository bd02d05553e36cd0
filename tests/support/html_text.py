"""The text of an HTML page, as a reader sees it."""

from __future__ import annotations

import re
from html import unescape


def page_body(html: str) -> str:
    """What stands between the tags of a page's body."""
    return html.partition("<body")[2].partition(">")[2]


def page_letters(html: str) -> str:
    """The letters of a page or of its body, without white space."""
    return "".join(unescape(re.sub("<[^>]*>", "", page_body(html) or html)).split())
