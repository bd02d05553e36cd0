"""Styles (ISO/IEC 29500-1, 17.7), each with the styles that it is based on."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bulletinc.readers.formats.docx.wordprocessingml import W, number, switch, value
from bulletinc.readers.superscripts import Script

_DEEPEST = 20  # styles based on styles; a ring of them comes to an end
_HEAVY_FACES = ("黑体", "SimHei", "方正小标宋")
_SCRIPTS: dict[str, Script] = {"superscript": "super", "subscript": "sub"}
_NO_LEVEL = 9  # body text
_HEADING_LEVELS = 6


class StyleLookup:
    """The styles of a document; without a part for them there are none."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        for style in () if root is None else root.findall(W + "style"):
            identity, kind = value(style, "styleId") or "", value(style, "type") or "paragraph"
            self._styles.setdefault(identity, style)
            if value(style, "default") in ("1", "true", "on"):
                self._default.setdefault(kind, identity)

    def name(self, identity: str | None) -> str:
        """What people call the style."""
        style = self._styles.get(identity or "")
        return "" if style is None else value(style.find(W + "name")) or ""

    def names(self) -> Iterator[str]:
        """What people call the styles that there are."""
        return map(self.name, self._styles)

    def of_paragraph(self, properties: Element | None) -> str | None:
        """The identity of a paragraph's style."""
        named = None if properties is None else value(properties.find(W + "pStyle"))
        return named or self._default.get("paragraph")

    def _chain(self, identity: str | None) -> Iterator[Element]:
        for _step in range(_DEEPEST):
            style = self._styles.get(identity or "")
            if style is None:
                return
            yield style
            identity = value(style.find(W + "basedOn"))

    def paragraph_property(self, properties: Element | None, name: str) -> Element | None:
        """A property of a paragraph: its own, else its style's."""
        own = None if properties is None else properties.find(W + name)
        if own is not None:
            return own
        for style in self._chain(self.of_paragraph(properties)):
            if (found := style.find(f"{W}pPr/{W}{name}")) is not None:
                return found
        return None

    def numbered_by(self, identity: str | None) -> Iterator[tuple[str, Element]]:
        """Return the numbering of each style in the chain, the nearest first, with its identity."""
        for style in self._chain(identity):
            if (found := style.find(f"{W}pPr/{W}numPr")) is not None:
                yield value(style, "styleId") or "", found

    def level(self, properties: Element | None) -> int:
        """The level of a heading, from 1; 0 for text."""
        found = number(self.paragraph_property(properties, "outlineLvl"))
        if found is None and self.name(self.of_paragraph(properties)).lower() == "title":
            return 1
        return (
            found + 1 if found is not None and 0 <= found < min(_NO_LEVEL, _HEADING_LEVELS) else 0
        )

    def is_on(self, name: str, run: Element | None, paragraph_style: str | None) -> bool:
        """Tell whether a toggle such as bold is on.

        The run decides, else its style and its paragraph's: both together cancel out (17.7.3).
        """
        own = switch(run, name)
        if own is not None:
            return own
        character = None if run is None else value(run.find(W + "rStyle"))
        return bool(self._toggled(name, character)) != bool(self._toggled(name, paragraph_style))

    def _toggled(self, name: str, identity: str | None) -> bool | None:
        return next(
            (
                on
                for style in self._chain(identity)
                if (on := switch(style.find(W + "rPr"), name)) is not None
            ),
            None,
        )

    def script(self, run: Element | None, paragraph_style: str | None) -> Script | None:
        """Return superscript or subscript: the run's own, else its style's or its paragraph's."""
        found = value(None if run is None else run.find(W + "vertAlign"))
        for identity in (None if run is None else value(run.find(W + "rStyle")), paragraph_style):
            for style in self._chain(identity):
                found = found or value(style.find(f"{W}rPr/{W}vertAlign"))
        return _SCRIPTS.get(found or "")

    def is_heavy(self, run: Element | None, paragraph_style: str | None) -> bool:
        """Whether a run is set in 黑体, the bold of official pages."""
        face = self._face(run)
        for identity in (None if run is None else value(run.find(W + "rStyle")), paragraph_style):
            for style in self._chain(identity):
                face = face or self._face(style.find(W + "rPr"))
        return face is not None and face.startswith(_HEAVY_FACES)

    @staticmethod
    def _face(properties: Element | None) -> str | None:
        return None if properties is None else value(properties.find(W + "rFonts"), "eastAsia")
