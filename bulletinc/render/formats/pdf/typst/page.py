"""One page of a document as it goes to Typst: its source, its data, its pictures and its fonts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bulletinc.render import RenderContext
from bulletinc.render.formats.pdf.typst import compiling, fonts, marking
from bulletinc.render.formats.pdf.typst.page_data import page_data
from bulletinc.render.formats.pdf.typst.substitution import (
    Stacks,
    places_of,
    strange_characters,
    substitute,
)
from bulletinc.resources import template_folder
from bulletinc.syntax import Document
from bulletinc.text.source import Source
from bulletinc.theme import OFFICIAL

_PAGE = "page.typ"
_OF_EVERY_PAGE = "0123456789—★"


class Page:
    """A page that is to be set, or asked about."""

    def __init__(self, document: Document, context: RenderContext) -> None:
        self._context = context
        self._theme, self._shipped = context.theme, context.options.shipped_fonts
        self._data = json.dumps(page_data(document, context), ensure_ascii=False)

    def find_stacks(self) -> Stacks:
        """The fonts of each face, with those that stand in for characters that it lacks."""
        strange = strange_characters(
            self._data + _OF_EVERY_PAGE, self._theme, shipped_fonts=self._shipped
        )
        if not strange:
            return Stacks(fonts.stacks(self._theme, self._shipped))
        signs = "".join(f"\\u{{{ord(each):X}}}" for each in strange)
        places = self.ask({"strange": f"[{signs}]"})
        return substitute(places, self._theme, shipped_fonts=self._shipped)

    def ask(self, question: dict[str, str]) -> list[tuple[str, str]]:
        """What the page says to a question: words or names of parts, each with its face."""
        inputs = self._inputs(Stacks(fonts.stacks(self._theme, self._shipped))) | question
        answer = compiling.query(_source(), inputs, self._theme, shipped_fonts=self._shipped)
        return places_of(answer, self._theme, shipped_fonts=self._shipped)

    def compile(self, stacks: Stacks) -> tuple[bytes, tuple[str, ...]]:
        """The PDF, and notes for the user. With a character that no font has it is no archive."""
        standards = () if stacks.lacks_glyphs else compiling.ARCHIVE
        with TemporaryDirectory(prefix="bulletinc-") as name:
            inputs = self._inputs(stacks) | self._draft() | self._pictures(Path(name))
            data = compiling.compile_page(
                _source(),
                inputs,
                self._theme,
                shipped_fonts=self._shipped,
                folder=Path(name),
                standards=standards,
            )
        return marking.mark(data), ()

    def _inputs(self, stacks: Stacks) -> dict[str, str]:
        families = json.dumps(dict(stacks.families), ensure_ascii=False)
        return {"page": self._data, "faces": families}

    def _draft(self) -> dict[str, str]:
        """The draft, which goes into the PDF: as text, or, in another charset, as its bytes."""
        data = (self._context.source or Source("")).data
        try:
            content: str | list[int] = data.decode()
        except UnicodeDecodeError:
            content = list(data)
        name = marking.base_name(self._context.draft)
        return {"draft": json.dumps({"name": name, "content": content}, ensure_ascii=False)}

    def _pictures(self, folder: Path) -> dict[str, str]:
        """Put the pictures where Typst may read them, and tell their names."""
        found: dict[str, str] = {}
        for each in self._context.pictures.values():
            found[f"picture-{each.number}"] = name = f"/picture-{each.number}"
            (folder / name[1:]).write_bytes(each.data)
        if self._theme.picture:
            found["picture"] = "/picture"
            (folder / "picture").write_bytes(self._theme.picture)
        return found


@cache
def _source() -> str:
    official = (template_folder(OFFICIAL) / _PAGE).read_text(encoding="utf-8")
    return f"{official}\n#show: _ => page-of((:))\n"
