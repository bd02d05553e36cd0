"""What holds for every text, good or bad."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bulletinc.parser import parse
from bulletinc.parser.automaton import Start, Token, read
from bulletinc.parser.lines import read_line, source_lines
from bulletinc.render import RenderContext
from bulletinc.render.formats.html import render
from bulletinc.render.links import contents_links
from bulletinc.syntax import ContentsEntry, Document, Field, Residue, Section, walk
from bulletinc.text.source import Source, Span
from tests.support.drafts import Draft, bulletins, soups
from tests.support.html_text import page_letters
from tests.support.outline import valid

settings.register_profile("bulletinc", deadline=None, max_examples=200)
settings.load_profile("bulletinc")

ANY_TEXT = st.one_of(soups, bulletins().map(lambda draft: draft.text), st.text())


@example("编辑：王某\n（")
@given(ANY_TEXT)
def test_any_text_gives_a_tree_that_fits_the_schema(text: str) -> None:
    valid(parse(Source(text)))


@pytest.mark.parametrize("start", ["line", "masthead_line", "colophon_line"])
@given(text=soups)
def test_the_tokens_of_a_line_in_order_are_the_line(start: Start, text: str) -> None:
    for line in text.split("\n"):
        if line.strip():
            assert "".join(_leaves(read(line.strip(), 0, start))) == line.strip()


def _leaves(piece: Token) -> Iterator[str]:
    if piece.parts and piece.kind not in ("strong", "tag"):
        for part in piece.parts:
            yield from _leaves(part)
    else:
        yield piece.text


@given(ANY_TEXT)
def test_every_line_belongs_to_exactly_one_part(text: str) -> None:
    source = Source(text)
    parts = sorted(_parts(parse(source)))
    for before, after in itertools.pairwise(parts):
        assert before.end <= after.start, "parts overlap"
    for strip in source_lines(source):
        owners = [
            part for part in parts if part.start < strip.span.end and strip.span.start < part.end
        ]
        markup = read_line(source, [strip]).form == "rule"
        assert owners or markup, source.text[slice(*strip.span)]
        assert len(owners) <= 1 or _runs_in(parse(source), strip.span)


def _parts(document: Document) -> Iterator[Span]:
    """The spans of all that stands on lines of its own, down to the blocks of the sections."""
    waiting: list[Any] = [
        document.masthead,
        document.title,
        document.byline,
        document.document_number,
        document.salutation,
        document.annex_list,
        document.sign_off,
        document.glossary_heading,
        document.colophon,
    ]
    waiting += [*document.metadata, *document.subtitle, *document.body, *document.glossary]
    waiting += [*document.closing_notes, *document.annexes]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Section):
            yield Span(node.span.start, node.heading.span.end)
            waiting += node.children
        elif node is not None:
            yield node.span


def _runs_in(document: Document, line: Span) -> bool:
    """Whether a heading and its text share the line: the one case in which a line has two
    owners.
    """
    return any(
        isinstance(node, Section) and node.run_in and line.start <= node.span.start < line.end
        for node in walk(document)
    )


@given(ANY_TEXT)
def test_spans_lie_in_the_source_and_in_their_parents(text: str) -> None:
    document = parse(Source(text))
    assert document.span == (0, len(text))
    waiting: list[Any] = [document]
    while waiting:
        node = waiting.pop()
        for field in fields(node):
            value = getattr(node, field.name)
            children: list[Any] = [
                child
                for child in (value if isinstance(value, tuple) else (value,))
                if is_dataclass(child)
            ]
            for child in children:
                assert node.span.start <= child.span.start <= child.span.end <= node.span.end, (
                    node,
                    child,
                )
            in_order = (
                sorted(children, key=lambda child: child.span.start)
                if isinstance(node, Document)
                else children
            )
            for before, after in itertools.pairwise(in_order):
                assert before.span.end <= after.span.start, (before, after)
            waiting += children


@given(bulletins())
def test_a_page_shows_every_sentence_of_its_source_in_order(draft: Draft) -> None:
    page = page_letters(render(parse(Source(draft.text)), RenderContext()).data.decode())
    at = 0
    for sentence in draft.sentences:
        found = page.find("".join(sentence.split()), at)
        assert found >= 0, sentence
        at = found + 1


@given(ANY_TEXT)
def test_no_letter_or_digit_is_lost_between_source_and_page(text: str) -> None:
    """Letters and digits are what no mark of the format is made of; metadata and residue do not go
    on the page, and the page of an entry of the contents is computed. A colophon typed above the
    body goes to its end, so the order may differ.
    """
    document = parse(Source(text))
    kept, links = list(text), contents_links(document)
    for node in walk(document):
        if isinstance(node, Residue) or (isinstance(node, Field) and node in document.metadata):
            kept[slice(*node.span)] = [" "] * (node.span.end - node.span.start)
        if isinstance(node, ContentsEntry) and node.page and links.of_entry(node):
            kept[slice(*node.page.span)] = [" "] * (node.page.span.end - node.page.span.start)
    html = render(document, RenderContext()).data.decode()
    assert sorted(_letters(page_letters(html))) == sorted(_letters("".join(kept)))


def _letters(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign)[0] in "LN")
