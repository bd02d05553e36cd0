"""Source → Document. Total and silent: any text gives a tree, and what is wrong with it is for rules to say."""

from __future__ import annotations

from bulletinc.kinds import KindFeatures, holds_reports, recognise
from bulletinc.parser.body import arrangement, build_body
from bulletinc.parser.colophon import find_colophon
from bulletinc.parser.front import Front, find_front, find_metadata
from bulletinc.parser.glossary import find_glossary
from bulletinc.parser.lines import read_line, strips
from bulletinc.parser.masthead import find_masthead
from bulletinc.syntax import Document, Masthead
from bulletinc.text.source import Source, Span

__all__ = ["parse"]


def parse(source: Source, kind: str | None = None) -> Document:
    """The tree of a bulletin. ``kind`` overrides what the text is recognised as; it must name a kind."""
    found = strips(source)
    end, colophon = find_colophon(source, found)
    lines = [read_line(source, strip) for strip in found[:end]]
    metadata, start = find_metadata(lines)
    masthead, taken = find_masthead(source, lines[start:])
    rest = lines[start + taken :]
    glossary = find_glossary(rest)
    rest, after = rest[: glossary.start], rest[glossary.end :]
    arranged = arrangement(rest, reports=holds_reports(_traits(masthead)))
    # In an article, and in a text without a masthead, the first line that stands alone is the title of all.
    front = find_front(
        rest, titled=arranged == "article" or (masthead is None and arranged == "items")
    )
    itemised = arranged != "article" and front.title is None
    body = (*build_body(front.left, itemised), *build_body(after, itemised))
    return Document(
        span=Span(0, len(source.text)),
        kind=kind or recognise(_traits(masthead, front, article=arranged == "article")).name,
        metadata=tuple(metadata),
        masthead=masthead,
        title=front.title,
        subtitle=tuple(front.subtitle),
        byline=front.byline,
        salutation=front.salutation,
        body=body,
        glossary_heading=glossary.heading,
        glossary=glossary.entries,
        colophon=colophon,
    )


def _traits(
    masthead: Masthead | None, front: Front | None = None, *, article: bool = False
) -> KindFeatures:
    title = front.title if front else None
    return KindFeatures(
        name="".join(masthead.name.text.split()) if masthead and masthead.name else None,
        label=masthead.issue_label if masthead else None,
        title="".join(title.text.split()) if title else None,
        article=article and title is not None,
        salutation=front is not None and front.salutation is not None,
    )
