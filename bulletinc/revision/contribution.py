"""What somebody sent in, as items of a bulletin: headline, text, tables, pictures, attribution."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from bulletinc.parser import parse
from bulletinc.revision.version import Unit, Version
from bulletinc.syntax import Document, Indicator, Item, Node, SignOff, walk
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Source, Span

_LONGEST_HEADLINE = 60  # characters
_SOURCE = re.compile(r"（[^（）\d]{2,30}）$")  # （石桥镇）
# 来源：石桥镇, 供稿单位：石桥镇
_LABELLED = re.compile(
    r"(?:信息|文章)?(?:来源|供稿|报送|发布|作者)(?:单位)?\s?[:：]\s?(\S{2,30})\s?$"
)
_SENTENCE_ENDS = tuple("。！？；，、：")


@dataclass(frozen=True, slots=True)
class Contribution:
    """One item that arrived from a file: ``lines`` are those below its headline.

    ``unit`` is who sent it, if its text does not say so itself. ``codes`` are those of its
    indicators. ``brief``: it has no headline but a label, which is in its first line.
    """

    file: str
    headline: str
    lines: tuple[Unit, ...]
    attributed: bool = False
    unit: str = ""
    codes: tuple[str, ...] = ()
    brief: bool = False

    @property
    def key(self) -> str:
        """What is compared with other items: all its characters."""
        return squeeze("".join(each.text for each in self.lines))


def contributions(
    version: Version, file: str, units: Sequence[str], kind: str | None
) -> tuple[tuple[Contribution, ...], tuple[str, ...]]:
    """Return the items of a file in canonical form, and the lines that belong to none of them."""
    document = parse(Source(version.text, version.name), kind)
    items = [
        each for each in walk(document) if isinstance(each, Item) and (each.headline or each.label)
    ]
    found = (
        [_of_item(version, item, file) for item in items]
        if items
        else list(_of_whole(version, document, file))
    )
    taken = {id(line) for each in found for line in each.lines}
    heads = {squeeze(each.headline) for each in found}
    left = tuple(
        unit.text
        for unit in version.units
        if id(unit) not in taken and not any(squeeze(unit.text).startswith(each) for each in heads)
    )
    organs = [
        each.text for node in walk(document) if isinstance(node, SignOff) for each in node.organs
    ]
    organs += [said[1].strip() for line in left if (said := _LABELLED.match(line))]
    known = [
        each if each.attributed else replace(each, unit=_unit(each, organs, units))
        for each in found
    ]
    return tuple(known), left


def _of_item(version: Version, item: Item, file: str) -> Contribution:
    """Return an item that was typed as one."""
    title = item.headline or item.label
    headline = title.text if title else ""
    lines = _units(version, item.span)
    if item.headline is None:  # 【河道】　白河镇：8日，…
        codes = tuple(map(code_of, item.indicators))
        whole = tuple(lines)
        return Contribution(
            file, headline, whole, item.attribution is not None, codes=codes, brief=True
        )
    body = _below_headline(lines, headline)
    codes = tuple(map(code_of, item.indicators))
    return Contribution(file, headline, body, item.attribution is not None, codes=codes)


def _of_whole(version: Version, document: Document, file: str) -> Iterator[Contribution]:
    """Return a text without items as one: its title, and all that stands in its body."""
    codes = tuple(code_of(each) for each in walk(document) if isinstance(each, Indicator))
    outside: list[Node | None] = [document.masthead, document.title, document.byline]
    outside += [*document.subtitle, *document.metadata, *document.closing_notes]
    outside += [document.sign_off, document.colophon]
    spans = [each.span for each in outside if each is not None]
    body = [
        unit
        for unit, span in zip(version.units, version.spans, strict=True)
        if not any(each.start <= span.start < each.end for each in spans)
    ]
    headline = document.title.text if document.title else ""
    if not headline and body and _is_headline(body[0].text):
        headline, body = body[0].text, body[1:]
    if headline and body:
        told = any(_SOURCE.search(each.text) for each in body if _is_text(each))
        yield Contribution(file, " ".join(headline.split()), tuple(body), told, codes=codes)


def _is_headline(text: str) -> bool:
    return len(text) <= _LONGEST_HEADLINE and not text.endswith(_SENTENCE_ENDS)


def _units(version: Version, where: Span) -> list[Unit]:
    return [
        unit
        for unit, span in zip(version.units, version.spans, strict=True)
        if where.start <= span.start < where.end
    ]


def _below_headline(lines: Sequence[Unit], headline: str) -> tuple[Unit, ...]:
    """Return the lines of an item without its headline, which may share a line with its text."""
    if not lines:
        return ()
    first, *rest = lines
    after = first.text.partition(headline)[2].strip() if headline in first.text else first.text
    return (*([replace(first, text=after)] if after else []), *rest)


def _unit(found: Contribution, organs: Iterable[str], units: Sequence[str]) -> str:
    """Return who sent an item: who signed it, else a unit of the office that it names first."""
    signed = next(iter(organs), "")
    for place in (signed, PurePath(found.file).stem, found.headline, found.lines[0].text):
        named = [(place.find(each), -len(each), each) for each in units if each in place]
        if named:
            return min(named)[2]
    return signed


def typed_forms(found: Contribution, *, gap: bool) -> Iterator[tuple[Unit, ...]]:
    """Return the ways to type an item, the first as the other items of the draft are."""
    unit = f"（{found.unit}）" if found.unit and not found.attributed else ""
    below, moved = _source_below(found.lines)
    ways = [(found.lines, unit, False), (found.lines, unit, True), (below, moved, True)]
    for in_line in (gap, not gap):
        for typed, source, apart in ways if unit or moved else ways[:1]:
            lines = list(typed)
            if source and not apart and _is_text(lines[-1]):
                lines[-1] = replace(lines[-1], text=lines[-1].text + source)
            elif source:
                lines.append(Unit(source, 0))
            if found.brief:
                pass
            elif in_line and _is_text(lines[0]):
                lines[0] = replace(
                    lines[0], text=f"{found.headline}\u3000{lines[0].text}", apart=True
                )
            else:
                lines.insert(0, Unit(found.headline, 0))
            yield tuple(lines)


def _source_below(lines: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], str]:
    """Take the attribution from above a table or a picture, which the item ends with."""
    at = next((at for at in reversed(range(len(lines))) if _is_text(lines[at])), None)
    source = None if at is None else _SOURCE.search(lines[at].text)
    if at is None or source is None or at == len(lines) - 1:
        return lines, ""
    kept = replace(lines[at], text=lines[at].text[: source.start()])
    return (*lines[:at], *([kept] if kept.text else []), *lines[at + 1 :]), source[0]


def _is_text(unit: Unit) -> bool:
    return not unit.text.startswith(("|", "【"))


def code_of(indicator: Indicator) -> str:
    """Return the code of an indicator: Ⅲ-58."""
    return f"{indicator.level}-{indicator.number}"


def key_of(item: Item, text: str) -> str:
    """Return what an item of a draft is compared by, which is all its characters."""
    return squeeze(text[slice(*item.span)])
