"""Which parts of a page are its text, which belong to the site around it, which nobody sees.

Text is the rule: a part is left out only for what it says of itself (its tag, its name, its
wording, or being a list of links outside the running text). What is doubtful is kept and marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from bulletinc.readers.formats.html.styles import is_hidden

Part: TypeAlias = Literal["text", "site", "doubtful", "hidden", "code"]

_CODE = frozenset(("script", "style", "template", "xml", "base", "link", "meta", "title"))
_CONTROLS = frozenset(("button", "select", "textarea", "input", "datalist", "option", "optgroup"))
# Browsers show what stands in these only where they cannot do what the element is for.
_FALLBACKS = frozenset(
    ("noscript", "noframes", "object", "embed", "applet", "canvas", "audio", "video")
)
_ROLES = frozenset(
    ("navigation", "search", "menu", "menubar", "toolbar", "dialog", "alert", "button")
)
_MARGINS = frozenset(("header", "footer", "aside", "banner", "contentinfo", "complementary"))
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|location|position|weizhi"
    r"|mianbao|footer|foot|bottom|copyright|share|bdshare\w*|toolbar|tools?|sidebar|side|related"
    r"|xgyd|pagination|pager|comments?|search|login|qrcode|ewm|erweima|print|fontsize|ads?"
    r"|banner|topbar|logo)(?:$|[\s_-])",
    re.IGNORECASE,
)
# <div class="main footer-fixed">: what calls itself the text is no part of the site.
_TEXT_NAMED = re.compile(
    r"(?:^|[\s_-])(?:main|content|article|text|zoom|detail|editor|zhengwen|neirong|wenzhang)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
# Only web sites say these.
_WORDING = re.compile(
    r"版权所有|Copyright|©|ICP备|公网安备|备案号|网站标识码|技术支持|网站地图|设为首页|加入收藏"
    r"|(?:当前|所在|您的|现在)的?位置|首页\s*[>»›＞]|上一[篇条]|下一[篇条]|扫一扫|分享到"
    r"|返回(?:顶部|首页)|关闭窗口|打印本页|无障碍|长者模式|欢迎(?:光临|访问)|浏览器",
    re.IGNORECASE,
)
# A masthead, a sign-off or a colophon, where a header or footer of the page holds one.
_OFFICIAL = re.compile(
    r"第\s*[\d〇○零一二三四五六七八九十百]+\s*期|编者按|^\s*(?:报|送|发|抄\s*送|主\s*送|编\s*辑)\s*[:：]"
    r"|印\s*发|共\s*印|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|附\s*件|责任编辑"
)
_SENTENCE_ENDS = re.compile("[。！？；]")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NOT_ENTERED = frozenset(
    ("p", "span", "font", "b", "strong", "pre", "table", "ul", "ol", "tbody", "a", "label")
)
_LONGEST_WORDING = 300  # characters of a part that is judged by its wording
_MOST_ELEMENTS = 500  # of such a part
_MOST = 0.8  # of the running text that the part in the middle of it holds
_HIDDEN_MOST = 0.5  # of the running text, or of its sentences
_LINKED = 0.6  # of the characters of a list of links
_LARGEST_SITE = 0.2  # of the running text: a part named like a menu that holds more is none


@dataclass(slots=True)
class _Mass:
    """What an element holds.

    ``order``: its number in the document; ``last``: that of the first element after it.
    ``text``: characters outside links; ``linked``: inside links. ``own``: sentences of its own,
    outside of the elements in it.
    """

    order: int
    last: int = 0
    text: int = 0
    linked: int = 0
    links: int = 0
    sentences: int = 0
    headings: int = 0
    titles: int = 0
    own: bool = False


class PageParts:
    """Judges the elements of one page. Takes time linear in the page."""

    def __init__(self, body: Any) -> None:
        self._masses: dict[Any, _Mass] = {}
        self._measure(body)
        self._body = body
        self._total = self._masses[body].text
        self._core = self._find_core()
        self._first, self._last = self._running_text()

    def part_of(self, element: Any) -> Part:
        """Judge an element whose parent is text."""
        tag = element.tag
        mass = self._masses.get(element)
        if tag in _CODE or mass is None:
            return "code"
        if is_hidden(element):
            return "text" if self._holds_most(mass) else "hidden"
        if tag in _FALLBACKS or (tag == "dialog" and element.get("open") is None):
            return "hidden"
        if tag in _CONTROLS:
            return "site"
        if mass.order <= self._core.order < mass.last:
            return "text"  # what holds the running text
        if not mass.text + mass.linked:
            return "text"
        return self._by_name(element, mass) or self._by_content(element, mass)

    def _holds_most(self, mass: _Mass) -> bool:
        """Tell whether a hidden part is shown later by a script: it has most text, or sentences."""
        whole = self._masses[self._body]
        return (
            mass.text > whole.text * _HIDDEN_MOST or mass.sentences > whole.sentences * _HIDDEN_MOST
        )

    def _by_name(self, element: Any, mass: _Mass) -> Part | None:
        """Judge by tag, role, class and id; ``None`` where they say nothing."""
        chrome = mass.linked >= mass.text or not mass.sentences
        if mass.text > self._total * _LARGEST_SITE and mass.sentences > 1:
            return None
        role = (element.get("role") or "").lower()
        if element.tag == "nav" or role in _ROLES:
            return "site" if chrome or _says_site(element, mass) else "doubtful"
        if element.tag in _MARGINS or role in _MARGINS:
            return self._of_margin(element, mass, chrome=chrome)
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        # class="title-nav" around the headline itself is none.
        if not _NAMED.search(named) or _TEXT_NAMED.search(named) or mass.headings:
            return None
        if _says_site(element, mass):
            return "site"
        if _is_official(element, mass):
            return None
        return "site" if chrome else "doubtful"

    def _of_margin(self, element: Any, mass: _Mass, *, chrome: bool) -> Part | None:
        """Judge a header, a footer or an aside."""
        if any(parent.tag in ("article", "main") for parent in element.iterancestors()):
            return None
        if _says_site(element, mass):
            return "site"
        # <header><h1>关于清理河道的情况</h1></header>, where no other headline is.
        whole = self._masses[self._body]
        is_headline = (
            mass.titles == whole.titles if mass.titles else mass.headings == whole.headings
        )
        if mass.headings and is_headline and mass.linked <= mass.text:
            return None
        if _is_official(element, mass):
            return None
        return "site" if chrome else "doubtful" if element.tag == "aside" else None

    def _by_content(self, element: Any, mass: _Mass) -> Part:
        """Judge a part without a telling name, by its links and its wording."""
        if self._first <= mass.order < self._last:
            return "text"  # between two sentences
        blocks = sum(1 for child in element if self._masses.get(child))
        is_list = mass.links > 1 or blocks > 1
        share = mass.linked / (mass.text + mass.linked)
        listed = is_list and share >= _LINKED and not mass.sentences and self._total > 0
        if listed and not _is_official(element, mass):
            return "site"
        if mass.sentences <= 1 and not mass.headings and _says_site(element, mass):
            return "site"
        # <div>主办：清溪区人民政府　备案号：X123</div>
        return "text"

    def _measure(self, body: Any) -> None:
        """Measure every element, children before parents, without recursion."""
        order = 0
        waiting: list[tuple[Any, bool]] = [(body, False)]
        while waiting:
            element, done = waiting.pop()
            if done:
                self._close(element, order)
                continue
            if not isinstance(element.tag, str) or element.tag in _CODE:
                continue
            self._masses[element] = _Mass(order)
            order += 1
            waiting.append((element, True))
            waiting += [(child, False) for child in reversed(element)]

    def _close(self, element: Any, order: int) -> None:
        mass = self._masses[element]
        mass.last = order
        pieces = [element.text or ""]
        for child in element:
            pieces.append(child.tail or "")
            if inner := self._masses.get(child):
                mass.text += inner.text
                mass.linked += inner.linked
                mass.links += inner.links
                mass.sentences += inner.sentences
                mass.headings += inner.headings
                mass.titles += inner.titles
        own = "".join("".join(pieces).split())
        sentences = len(_SENTENCE_ENDS.findall(own))
        mass.text += len(own)
        mass.sentences += sentences
        mass.own = sentences > 0 and not _WORDING.search(own[:_LONGEST_WORDING])
        mass.headings += element.tag in _HEADINGS
        mass.titles += element.tag == "h1"
        if element.tag == "a" and not (element.get("href") is None and element.get("name")):
            mass.links += 1
            mass.linked += mass.text
            mass.text = mass.sentences = 0

    def _find_core(self) -> _Mass:
        """Return the innermost part that holds nearly all running text."""
        core = self._body
        while self._total:
            heavy = (
                child
                for child in core
                if child in self._masses and self._masses[child].text >= self._total * _MOST
            )
            inner = next(heavy, None)
            if inner is None or inner.tag in _NOT_ENTERED:
                break
            core = inner
        return self._masses[core]

    def _running_text(self) -> tuple[int, int]:
        """Return the order of the first part with sentences of its own, and that after the last."""
        core = self._core
        orders = [
            mass.order
            for mass in self._masses.values()
            if mass.own and core.order < mass.order < core.last
        ]
        return (min(orders), max(orders) + 1) if orders else (core.order, core.order)


def _says_site(element: Any, mass: _Mass) -> bool:
    return bool(_WORDING.search(_short_text(element, mass)))


def _is_official(element: Any, mass: _Mass) -> bool:
    return bool(_OFFICIAL.search(_short_text(element, mass)))


def _short_text(element: Any, mass: _Mass) -> str:
    """Return the text of a small part; empty for a larger one, which wording cannot judge."""
    if mass.text + mass.linked > _LONGEST_WORDING or mass.last - mass.order > _MOST_ELEMENTS:
        return ""
    return " ".join("".join(element.itertext()).split())
