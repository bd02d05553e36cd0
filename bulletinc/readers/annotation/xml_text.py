"""The XML of a part as text: where each element stands in it, and pieces of it rewritten.

Whatever is not rewritten keeps its characters, as its program wrote them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from xml.etree.ElementTree import Element
from xml.parsers import expat

_TAG = re.compile(rb"<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
_NAMESPACES = (
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_DECLARED = re.compile(rb"""\sxmlns(?::([^\s=]+))?\s*=\s*["']([^"']*)["']""")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class XmlText:
    """A part of a document. ``prefix``: what stands before the names of WordprocessingML."""

    def __init__(self, data: bytes, root: Element) -> None:
        self._codec = next((codec for mark, codec in _MARKS if data.startswith(mark)), "utf-8")
        self._text = data.decode(self._codec).encode()
        self._order = {element: at for at, element in enumerate(root.iter())}
        self.parents = {child: element for element in self._order for child in element}
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._measure()
        self._pieces: dict[tuple[int, int], bytes] = {}
        self._keys: list[tuple[int, int]] = []
        self.namespace, self.prefix = self._names()

    def order(self, element: Element) -> int:
        """Return the number of an element in the part."""
        return self._order[element]

    def _measure(self) -> None:
        """Note where each element starts and ends: expat tells its start and that of its end."""
        open_elements: list[int] = []
        parser = expat.ParserCreate("utf-8")

        def start(_name: str, _attributes: object) -> None:
            open_elements.append(len(self._starts))
            self._starts.append(parser.CurrentByteIndex)
            self._ends.append(-1)

        def end(_name: str) -> None:
            at = open_elements.pop()
            tag = _TAG.match(self._text, self._starts[at])
            if tag and tag[2]:
                self._ends[at] = tag.end()
            else:
                self._ends[at] = self._text.index(b">", parser.CurrentByteIndex) + 1

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(self._text, True)

    def _names(self) -> tuple[str, str]:
        tag = self.tag_at(self._starts[0])
        declared = {each[2]: each[1] for each in _DECLARED.finditer(tag) if each[1]}
        uri = next((each for each in _NAMESPACES if each in tag), _NAMESPACES[0])
        if uri not in declared:
            taken = set(declared.values())
            prefix = next(name for name in (b"w", b"word", b"bulletinc") if name not in taken)
            at = self._starts[0] + len(tag.rstrip(b"/>"))
            self.put(at, at, f' xmlns:{prefix.decode()}="{uri.decode()}"')
            return uri.decode(), prefix.decode()
        return uri.decode(), declared[uri].decode()

    def tag_at(self, start: int) -> bytes:
        """Return the tag that starts at a place."""
        tag = _TAG.match(self._text, start)
        return tag[0] if tag else b""

    def span(self, element: Element) -> tuple[int, int]:
        """Return where an element starts and ends."""
        at = self._order[element]
        return self._starts[at], self._ends[at]

    def opening(self, element: Element) -> str:
        """Return the tag that an element starts with, never an empty one."""
        tag = self.tag_at(self.span(element)[0]).decode()
        return f"{tag[:-2].rstrip()}>" if tag.endswith("/>") else tag

    def closing(self, element: Element) -> str:
        """Return the tag that an element ends with."""
        tag = _TAG.match(self._text, self.span(element)[0])
        return f"</{tag[1].decode() if tag else ''}>"

    def written(self, element: Element) -> str:
        """Return an element as it stands, with what was rewritten in it."""
        return self._rewritten(*self.span(element)).decode()

    def put(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of what stands there, and of all that was put inside it."""
        first, last = bisect_left(self._keys, (start, start)), bisect_right(self._keys, (end, end))
        if start < end:
            for key in self._keys[first:last]:
                if start <= key[0] and key[1] <= end:
                    del self._pieces[key]
            self._keys = [key for key in self._keys if key in self._pieces]
        key = (start, end)
        if key not in self._pieces:
            self._keys.insert(bisect_left(self._keys, key), key)
        self._pieces[key] = self._pieces.get(key, b"") + text.encode()

    def _rewritten(self, start: int, end: int) -> bytes:
        pieces, at = [], start
        for first, last in self._keys[bisect_left(self._keys, (start, start)) :]:
            if first >= end and not (first == last == end == len(self._text)):
                break
            pieces += [self._text[at:first], self._pieces[first, last]]
            at = last
        return b"".join([*pieces, self._text[at:end]])

    def data(self) -> bytes:
        """Return the part in its encoding."""
        return self._rewritten(0, len(self._text)).decode().encode(self._codec)
