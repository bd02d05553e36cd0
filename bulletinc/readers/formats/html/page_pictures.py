"""The pictures of a page: inside it, in its web archive, beside it; those of the web are named."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, unquote_to_bytes, urljoin

from bulletinc.readers.imported_pictures import caption_like

_DATA = re.compile(r"data:([^,]{0,200}),", re.IGNORECASE)
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
# Where pages keep the address of a picture that a script fetches when it is looked at.
_LATER = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-url")
_ICON = 32  # pixels: smaller ones are signs of the page, lines and dots
_LONGEST_ADDRESS = 1000  # characters


class PagePicture(NamedTuple):
    """A picture: its bytes, or its path beside the page, or only its address on the web."""

    data: bytes | None = None
    path: str = ""
    address: str = ""
    description: str = ""


class ArchivedPictures:
    """The pictures of a web archive, by their addresses (RFC 2557); none for a plain page."""

    def __init__(self, parts: Mapping[str, bytes] | None = None, location: str = "") -> None:
        self._parts = {} if parts is None else parts
        self._location = location

    def find(self, address: str) -> bytes | None:
        """Return the picture of an address as the page has it."""
        if address.lower().startswith("cid:"):
            return self._parts.get(f"cid:{unquote(address[4:])}")
        whole = urljoin(self._location, address)
        named = (address, whole, unquote(address), unquote(whole))
        return next((self._parts[each] for each in named if each in self._parts), None)


def picture_of(element: Any, archived: ArchivedPictures) -> PagePicture | None:
    """Return the picture of an ``img``; ``None`` for a sign of the page, or where there is none."""
    if _is_icon(element):
        return None
    description = caption_like(element.get("alt") or "")
    typed = (element.get("src") or "").strip()
    later = next(filter(None, (element.get(name) for name in _LATER)), "").strip()
    # Until a script fetches a picture, a placeholder inside the page stands there.
    addresses = (later, typed) if later and _DATA.match(typed) else (typed, later)
    for address in addresses:
        if data := archived.find(address) or _inside(address):
            return PagePicture(data, description=description)
        if not address or _DATA.match(address) or len(address) > _LONGEST_ADDRESS:
            continue
        if _REMOTE.match(address):
            return PagePicture(address=address, description=description)
        path = unquote(address.partition("?")[0].partition("#")[0]).removeprefix("./")
        return PagePicture(path=path, description=description)
    return PagePicture()


def _is_icon(element: Any) -> bool:
    sizes = [(element.get(name) or "").strip().removesuffix("px") for name in ("width", "height")]
    known = [int(size) for size in sizes if size.isascii() and size.isdecimal() and len(size) < 6]
    return bool(known) and min(known) <= _ICON


def _inside(address: str) -> bytes | None:
    """Return the picture that an address holds (RFC 2397), but for a placeholder."""
    found = _DATA.match(address)
    if not found:
        return None
    content = address[found.end() :]
    if not found[1].lower().rstrip().endswith("base64"):
        return unquote_to_bytes(content)
    try:
        return base64.b64decode("".join(unquote(content).split()) + "==")
    except (binascii.Error, ValueError):
        return None
