"""The markup of a saved page: out of a web archive, decoded, parsed, frames put in place."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import Any
from urllib.parse import unquote

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers.formats.html.page_pictures import ArchivedPictures
from bulletinc.readers.missing_library import missing_library
from bulletinc.text.charsets import decode_named

_MARKUP = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVE = re.compile(
    rb"(?:[A-Za-z-]{1,40}:[^\n]{0,400}\n(?:[ \t][^\n]{0,400}\n){0,9}){0,12}?MIME-Version:\s*1\.0",
    re.IGNORECASE,
)
_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_-]{2,20})""")
_LOOKED_AT = 4096  # bytes
# What follows these is shown like all before, but libxml2 leaves it out.
_ENDS = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_MOST_ATTRIBUTES = 1000  # of one tag
_DEEPEST = 256  # elements in elements, as the parser has it
_MOST_TAGS = 400_000  # a page of a bulletin has a thousand
_DEEPEST_FRAMES = 3


def is_page(data: bytes) -> bool:
    """Tell by its first bytes whether a file is a web page or a web archive."""
    start = data.removeprefix(b"\xef\xbb\xbf")[:_LOOKED_AT]
    return bool(_MARKUP.match(start) or _ARCHIVE.match(start))


def pages_of(data: bytes, name: str) -> list[tuple[str, ArchivedPictures]]:
    """Return the markup of a page; of a web archive (MHTML, RFC 2557) also that of its frames.

    With each are the pictures that the archive has.
    """
    if not _ARCHIVE.match(data[:_LOOKED_AT]):
        return [(_decoded(data, "", name), ArchivedPictures())]
    pages = []
    pictures: dict[str, bytes] = {}
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        payload = part.get_payload(decode=True)
        location = _header(part, "Content-Location")
        if not isinstance(payload, bytes):
            continue
        if part.get_content_type() == "text/html":
            markup = _decoded(payload, part.get_content_charset() or "", name)
            pages.append((markup, ArchivedPictures(pictures, location)))
        elif part.get_content_maintype() == "image":
            identity = _header(part, "Content-ID").strip("<> ")
            keys = (location, unquote(location), identity and f"cid:{identity}")
            pictures |= {key: payload for key in keys if key}
    if not pages:
        raise BulletinError(
            _("{path}: there is no page in this web archive.").format(path=name),
            _("Save the page again, as HTML only."),
        )
    return pages


def _header(part: Any, name: str) -> str:
    """Return what a header says, in the charset that it names or in UTF-8."""
    raw = next((value for key, value in part.raw_items() if key.lower() == name.lower()), "")
    text = "".join(str(raw).split()).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text


def parsed(markup: str, name: str, depth: int = 0) -> Any:
    """Return the root element of a page, or ``None`` where there is nothing in it.

    Raises BulletinError for a page of too many elements, or nested without end.
    """
    if markup.count("<") > _MOST_TAGS:
        raise BulletinError(
            _("{path}: this page has more than {count} tags.").format(path=name, count=_MOST_TAGS),
            _("Copy the text from the browser, and save it as plain text."),
        )
    if any(_has_endless_attributes(tag[0]) for tag in _LONG_TAG.finditer(markup)):
        raise BulletinError(
            _("{path}: a tag of this page has more than {count} attributes.").format(
                path=name, count=_MOST_ATTRIBUTES
            ),
            _("Copy the text from the browser, and save it as plain text."),
        )
    markup = _ENDS.sub("", markup)
    root, limits = _tree(markup, name, huge=False)
    if any("depth" in limit for limit in limits):
        raise endless(name)
    if limits:  # a text or a picture inside the page is larger than the parser usually takes
        root, _limits = _tree(markup, name, huge=True)
        if root is not None and _depth(root) > _DEEPEST:
            raise endless(name)
    if root is not None and depth < _DEEPEST_FRAMES:
        _fill_frames(root, name, depth)
    return root


def _tree(markup: str, name: str, *, huge: bool) -> tuple[Any, list[str]]:
    """Return the root of a page, ``None`` for an empty one, and the limits that it went over.

    Behind such a limit the parser reads nothing more.
    """
    try:
        from lxml import etree, html
    except ImportError:
        raise missing_library(name, "lxml") from None

    parser = html.HTMLParser(
        huge_tree=huge, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # there is nothing in it
        root = None
    limit = etree.ErrorTypes.ERR_RESOURCE_LIMIT
    reached = [
        error.message
        for error in parser.error_log
        if error.type == limit or "depth" in error.message or "huge" in error.message
    ]
    return root, reached


def _depth(root: Any) -> int:
    """Return how many elements stand in one another."""
    from lxml import etree

    depth = most = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        most = max(most, depth)
    return most


def _has_endless_attributes(tag: str) -> bool:
    """Whether a tag has more attributes than any page's: the parser compares each with all."""
    return len(_QUOTED.sub("", tag).split()) > _MOST_ATTRIBUTES


def _fill_frames(root: Any, name: str, depth: int) -> None:
    """Put the pages that are written inside frames (``srcdoc``) in their place."""
    for frame in root.iter("iframe"):
        inner = parsed(frame.get("srcdoc") or "", name, depth + 1) if frame.get("srcdoc") else None
        body = None if inner is None else inner.find("body")
        if body is None:
            continue
        frame.text = body.text
        for child in list(body):
            frame.append(child)


def _decoded(data: bytes, declared: str, name: str) -> str:
    """Return the characters of a page, by what it says of itself where that is true."""
    start = data[:_LOOKED_AT]
    named = _CHARSET.search(start) or _XML_ENCODING.match(start)
    return decode_named(data, named[1].decode().lower() if named else declared.lower(), name)


def endless(name: str) -> BulletinError:
    """Return the error for a page that is nested without end."""
    return BulletinError(
        _("{path}: refused, because its parts are nested too deeply.").format(path=name),
        _(
            "No web site is made like that."
            " Copy the text from the browser, and save it as plain text."
        ),
    )
