"""What a site is about: issues with their items, and the years, sections, units and indicators.

An archive may be larger than the memory. So the issues pass one after the other, and only what is
small is kept of all of them: names and numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import Literal, TypeAlias
from urllib.parse import quote

from bulletinc.archive.facts import IssueFacts, ItemFacts
from bulletinc.text.typography import display

ISSUES = "issues"  # the folder of the issues' own pages
_OPENING = 40  # characters of an item without a headline that stand for one
_FRAGMENT = 24  # characters of a headline that a browser looks for

GroupKind: TypeAlias = Literal["section", "unit", "indicator"]
KINDS: Mapping[GroupKind, str] = {"section": "栏目", "unit": "单位", "indicator": "指标"}
Pages: TypeAlias = Callable[[str], Mapping[str, str]]  # addresses by format, of a draft's path


@dataclass(frozen=True, slots=True)
class SiteIssue:
    """An issue in a list: what it is called, its day, and its pages by format."""

    name: str
    title: str
    date: str
    year: str
    pages: Mapping[str, str]

    @property
    def day(self) -> str:
        """The day as one reads it: 2026年3月5日."""
        if len(parts := self.date.split("-")) != 3:
            return ""
        year, month, day = map(int, parts)
        return f"{year}年{month}月{day}日"


@dataclass(frozen=True, slots=True)
class SiteItem:
    """An item in a list. ``href`` is as seen from the top of the site."""

    issue: SiteIssue
    text: str
    href: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """An issue with its items, each with all that is known of it."""

    issue: SiteIssue
    items: Sequence[SiteItem]
    facts: Sequence[ItemFacts]

    def names(self, kind: GroupKind) -> Iterator[tuple[str, SiteItem]]:
        """The groups that the items are in."""
        for item, facts in zip(self.items, self.facts, strict=True):
            for name in _groups(kind, item, facts):
                yield name, item


@dataclass(frozen=True, slots=True)
class SiteGroup:
    """A section, unit or indicator with so many items. ``slug`` names its page, and stays."""

    kind: GroupKind
    name: str
    count: int

    @property
    def slug(self) -> str:
        """Letters and digits that a file of every system may be called by."""
        return sha256(self.name.encode()).hexdigest()[:10]


def entries_of(facts: Iterable[IssueFacts], pages: Pages) -> Iterator[SiteEntry]:
    """The entries of those drafts that have pages."""
    for each in facts:
        if built := pages(each.path):
            yield _entry(each, built)


def opening(facts: ItemFacts) -> str:
    """What stands for an item in a list: its headline, else how it begins."""
    if facts.headline:
        return facts.headline
    text = f"【{facts.label}】{facts.text}" if facts.label else facts.text
    line = text.partition("\n")[0]
    return line if len(line) <= _OPENING else f"{line[:_OPENING]}…"


def _entry(facts: IssueFacts, pages: Mapping[str, str]) -> SiteEntry:
    number = f"第{facts.number}期" if facts.number is not None else ""
    title = number + (f"（{facts.label}）" if facts.label else "")
    name = facts.name or facts.title or _readable(PurePath(facts.path).stem)
    issue = SiteIssue(name, title, facts.date, facts.written_year, pages)
    page = next(iter(pages.values()))
    items = [
        SiteItem(issue, opening(item), pages.get("html", page) + _fragment(item, pages), _of(item))
        for item in facts.items
    ]
    return SiteEntry(issue, items, facts.items)


def _groups(kind: GroupKind, item: SiteItem, facts: ItemFacts) -> tuple[str, ...]:
    if kind == "section":
        return (facts.section,) if facts.section else ()
    if kind == "unit":
        return item.units
    return tuple(f"{code}　{name}".strip() for code, name in facts.indicators)


def _of(facts: ItemFacts) -> tuple[str, ...]:
    """The units of an item, or of the shares of a digest."""
    shared = (unit for share in facts.shares for unit in share.units)
    return tuple(dict.fromkeys((*facts.units, *shared)))


def _fragment(item: ItemFacts, pages: Mapping[str, str]) -> str:
    """Where on the page a browser goes to: to the headline, or the first words."""
    if "html" not in pages or item.form == "article":
        return ""
    text = display(item.headline or item.text)[:_FRAGMENT].partition("\n")[0]
    return f"#:~:text={quote(text, safe='').replace('-', '%2D')}" if text else ""


def _readable(name: str) -> str:
    """A file's name as text: it need not be any."""
    return name.encode(errors="surrogateescape").decode(errors="replace")
