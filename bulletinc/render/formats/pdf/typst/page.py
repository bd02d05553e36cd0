"""One page of a document as it goes to Typst: its source, its data, its pictures and its fonts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bulletinc.render import RenderContext
from bulletinc.render.formats.pdf.typst import compiling, fonts, marking
from bulletinc.render.formats.pdf.typst.page_data import page_data
from bulletinc.render.formats.pdf.typst.pieces import mistake, page_source
from bulletinc.render.formats.pdf.typst.substitution import (
    Stacks,
    places_of,
    question,
    strange_characters,
    substitute,
)
from bulletinc.syntax import Document
from bulletinc.text.source import Source

_OF_EVERY_PAGE = "0123456789—★"


class TypstPage:
    """A page that is to be set, or asked about."""

    def __init__(self, document: Document, context: RenderContext) -> None:
        self._context = context
        self._theme, self._shipped = context.theme, context.options.shipped_fonts
        self._source = page_source(self._theme)
        self._data = page_data(document, context)
        self._text = json.dumps(self._data, ensure_ascii=False)

    def find_stacks(self) -> Stacks:
        """The fonts of each face, with those that stand in for characters that it lacks."""
        strange = strange_characters(
            self._text + _OF_EVERY_PAGE, self._theme, shipped_fonts=self._shipped
        )
        if not strange:
            return Stacks(fonts.stacks(self._theme, self._shipped))
        signs = "".join(f"\\u{{{ord(each):X}}}" for each in strange)
        asked = json.dumps(question(self._data, frozenset(strange)), ensure_ascii=False)
        places = self.ask({"strange": f"[{signs}]+", "page": asked})
        return substitute(places, self._theme, shipped_fonts=self._shipped)

    def ask(self, question: dict[str, str]) -> list[tuple[str, str]]:
        """What the page says to a question: words or names of parts, each with its face."""
        return places_of(self._answer(question), self._theme, shipped_fonts=self._shipped)

    def _answer(self, question: dict[str, str]) -> str:
        inputs = self._inputs(Stacks(fonts.stacks(self._theme, self._shipped))) | question
        with self._mistakes():
            return compiling.query(
                self._source.text, inputs, self._theme, shipped_fonts=self._shipped
            )

    def compile(self, stacks: Stacks) -> bytes:
        """The PDF. With a character that no font has it is not PDF/A."""
        standards = compiling.NO_ARCHIVE if stacks.lacks_glyphs else compiling.ARCHIVE
        with TemporaryDirectory(prefix="bulletinc-") as name, self._mistakes():
            inputs = self._inputs(stacks) | self._draft() | self._pictures(Path(name))
            if self._theme.layout["colophon"]["page"] == "even":
                (count,) = json.loads(self._answer({"count": ""}))
                inputs |= {"to-even-page": ""} if count % 2 else {}
            data = compiling.compile_page(
                self._source.text,
                inputs,
                self._theme,
                shipped_fonts=self._shipped,
                folder=Path(name),
                standards=standards,
            )
        return marking.mark(data)

    @contextmanager
    def _mistakes(self) -> Iterator[None]:
        """Tell a mistake in a piece of the theme as one; any other error is a defect of ours."""
        try:
            yield
        except compiling.typst().TypstError as error:
            found = mistake(error.diagnostic, self._source)
            raise found or RuntimeError(error.diagnostic) from error

    def _inputs(self, stacks: Stacks) -> dict[str, str]:
        families = json.dumps(dict(stacks.families), ensure_ascii=False)
        return {"page": self._text, "faces": families}

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
