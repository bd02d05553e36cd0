"""Which part of a web page is the article, and which is the site around it.

What is never text goes first (scripts, forms, menus by their tags and roles). Of the rest the article is the innermost part
that holds nearly all of the running text; it is widened to take in the headline that stands right above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bulletinc.text.characters import ILLEGAL_IN_XML

_NEVER = frozenset(
    "head script style noscript template nav form button select option textarea input label iframe object embed applet svg canvas audio"
    " video map dialog menu".split()
)
_UNSEEN = frozenset("head script style noscript template".split())
_MARGINS = frozenset(("header", "footer", "aside"))
_ROLES = frozenset(
    "navigation banner contentinfo search complementary menu menubar toolbar dialog alert button".split()
)
_SITE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|location|position|weizhi|mianbao|footer|foot|bottom|copyright|share"
    r"|bdshare\w*|toolbar|tools?|sidebar|side|related|xgyd|pagination|pager|comments?|search|login|qrcode|ewm|erweima|print|fontsize"
    r"|ad|ads|banner|topbar|logo)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_MOST = 0.8  # of the running text that a part must hold to be taken for all of it
_HEADINGS = frozenset(("h1", "h2"))
_CLIMB = 4  # steps from the text up to where its headline stands
_LONGEST_CHROME = 0.2  # of all running text: a part named like a menu that holds more is none


@dataclass(frozen=True, slots=True)
class Article:
    """The parts to read, in order, and the text of each part of the site that is left out."""

    parts: tuple[Any, ...]
    around: tuple[str, ...]


def find_article(root: Any) -> Article:
    """The article of a page. Takes what is no text out of the tree."""
    body = root.find("body")
    body = root if body is None else body
    around: list[str] = []
    total = _mass(body)
    for element in list(body.iter()):
        if (
            element is not body
            and isinstance(element.tag, str)
            and _is_site(element, total)
            and _within(element, body)
        ):
            if (
                element.tag not in ("script", "style", "noscript", "template", "head")
                and not _is_hidden(element)
                and (text := _text(element))
            ):
                around.append(text)
            _remove(element)
    core = _core(body)
    if core is body:
        return Article((body,), tuple(around))
    top = _with_headline(core, body)
    around += [text for other in _beside(body, top) if (text := _text(other))]
    return Article((top,), tuple(around))


def _is_site(element: Any, total: int) -> bool:
    if (
        element.tag in _NEVER
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _is_hidden(element)
    ):
        return True
    if (element.get("role") or "").lower() in _ROLES:
        return True
    if element.tag in _MARGINS:
        return (
            not any(parent.tag in ("article", "main") for parent in element.iterancestors())
            and _mass(element) <= total * _LONGEST_CHROME
        )
    if element.tag not in ("div", "ul", "ol", "table", "section", "p", "span", "td", "dl"):
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_SITE.search(named)) and _mass(element) <= total * _LONGEST_CHROME


def _is_hidden(element: Any) -> bool:
    return bool(_HIDDEN.search(element.get("style") or ""))


def _within(element: Any, body: Any) -> bool:
    """Whether an element is still in the tree: an ancestor may have been taken out."""
    while element is not None and element is not body:
        element = element.getparent()
    return element is body


def _remove(element: Any) -> None:
    """Take an element out, and leave the text behind it where it is."""
    parent = element.getparent()
    tail = ILLEGAL_IN_XML.sub("", element.tail or "")
    before = element.getprevious()
    if before is not None:
        before.tail = ILLEGAL_IN_XML.sub("", before.tail or "") + tail
    else:
        parent.text = ILLEGAL_IN_XML.sub("", parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _core(body: Any) -> Any:
    """The innermost part that holds nearly all running text."""
    total = _mass(body)
    core = body
    while total:
        heavy = next(
            (
                child
                for child in core
                if isinstance(child.tag, str) and _mass(child) >= total * _MOST
            ),
            None,
        )
        if heavy is None or heavy.tag in (
            "p",
            "span",
            "font",
            "b",
            "strong",
            "pre",
            "table",
            "ul",
            "ol",
            "tbody",
        ):
            return core
        core = heavy
    return core


def _with_headline(core: Any, body: Any) -> Any:
    """The core, or the smallest part around it that has a headline above it."""
    if any(element.tag in _HEADINGS for element in core.iter()):
        return core
    top = core
    for _step in range(_CLIMB):
        top = top.getparent()
        if top is None or top is body:
            return core
        if any(element.tag in _HEADINGS for element in top.iter()):
            return top
    return core


def _beside(body: Any, top: Any) -> Iterator[Any]:
    """What is neither in the part nor holds it, in order."""
    path = {top, *top.iterancestors()}
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element is top:
            continue
        if element in path:
            waiting += reversed(list(element))
        elif isinstance(element.tag, str):
            yield element


def _mass(element: Any) -> int:
    """How much running text there is: characters outside of links."""
    return sum(len("".join((text or "").split())) for text in _running(element))


def _running(element: Any) -> Iterator[str | None]:
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif each.tag not in _NEVER and each.tag != "a" and isinstance(each.tag, str):
            yield each.text
            for child in reversed(each):
                waiting += [child.tail or "", child]


def _text(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())
