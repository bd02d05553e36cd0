"""What a site is about: issues with their items, and the years, sections, units and indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePath
from typing import Literal, TypeAlias
from urllib.parse import quote

from bulletinc.archive.facts import IssueFacts, ItemFacts
from bulletinc.text.typography import display

ISSUES = "issues"  # the folder of the issues' own pages
_OPENING = 40  # characters of an item without a headline that stand for one
_FRAGMENT = 24  # characters of a headline that a browser looks for
_UNDATED = ""

GroupKind: TypeAlias = Literal["section", "unit", "indicator"]
KINDS: Mapping[GroupKind, str] = {"section": "栏目", "unit": "单位", "indicator": "指标"}


@dataclass(frozen=True, slots=True)
class SiteItem:
    """An item in a list. ``href`` is as seen from the top of the site."""

    issue: SiteIssue
    text: str
    href: str
    facts: ItemFacts

    @property
    def units(self) -> tuple[str, ...]:
        """Those of the item, or of the shares of a digest."""
        shared = (unit for share in self.facts.shares for unit in share.units)
        return tuple(dict.fromkeys((*self.facts.units, *shared)))


@dataclass(frozen=True, slots=True)
class SiteIssue:
    """An issue in a list: what it is called, its day, its pages by format, and its items."""

    name: str
    title: str
    date: str
    year: str
    number: int
    pages: Mapping[str, str]
    items: list[SiteItem] = field(default_factory=list)

    @property
    def day(self) -> str:
        """The day as one reads it: 2026年3月5日."""
        if len(parts := self.date.split("-")) != 3:
            return ""
        year, month, day = map(int, parts)
        return f"{year}年{month}月{day}日"


@dataclass(frozen=True, slots=True)
class SiteGroup:
    """All items of one section, unit or indicator. ``slug`` names its page, and stays."""

    kind: GroupKind
    name: str
    items: Sequence[SiteItem]

    @property
    def slug(self) -> str:
        """Letters and digits that a file of every system may be called by."""
        return sha256(self.name.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class SiteContents:
    """A whole archive; issues and items are in the order of time."""

    name: str
    issues: Sequence[SiteIssue]
    groups: Mapping[GroupKind, Sequence[SiteGroup]]

    @property
    def years(self) -> dict[str, list[SiteIssue]]:
        """The issues of each year, the last year first; those without one come last."""
        found: dict[str, list[SiteIssue]] = {}
        for issue in self.issues:
            found.setdefault(issue.year, []).append(issue)
        return dict(sorted(found.items(), reverse=True))

    @property
    def count(self) -> int:
        """How many items there are."""
        return sum(len(issue.items) for issue in self.issues)


def contents_of(
    facts: Iterable[IssueFacts], pages: Mapping[str, Mapping[str, str]], name: str = ""
) -> SiteContents:
    """What the site has of these drafts. ``pages`` has those that were built, by path and format.

    ``name`` is that of the site, else the most frequent one of the issues.
    """
    issues = []
    names: Counter[str] = Counter()
    for each in facts:
        if built := pages.get(each.path):
            issues.append(_issue(each, built))
            names.update(filter(None, (each.name,)))
    issues.sort(key=lambda issue: (issue.year, issue.date, issue.number, issue.name))
    title = name or next((found for found, _count in names.most_common(1)), "") or "信息"
    items = [item for issue in issues for item in issue.items]
    return SiteContents(title, issues, {kind: _groups(kind, items) for kind in KINDS})


def opening(facts: ItemFacts) -> str:
    """What stands for an item in a list: its headline, else how it begins."""
    if facts.headline:
        return facts.headline
    text = f"【{facts.label}】{facts.text}" if facts.label else facts.text
    line = text.partition("\n")[0]
    return line if len(line) <= _OPENING else f"{line[:_OPENING]}…"


def _issue(facts: IssueFacts, pages: Mapping[str, str]) -> SiteIssue:
    number = f"第{facts.number}期" if facts.number is not None else ""
    title = number + (f"（{facts.label}）" if facts.label else "")
    issue = SiteIssue(
        facts.name or facts.title or PurePath(facts.path).stem,
        title,
        facts.date,
        str(facts.year) if facts.year else facts.date[:4] or _UNDATED,
        facts.number or 0,
        pages,
    )
    page = next(iter(pages.values()))
    issue.items.extend(
        SiteItem(issue, opening(item), pages.get("html", page) + _fragment(item, pages), item)
        for item in facts.items
    )
    return issue


def _fragment(item: ItemFacts, pages: Mapping[str, str]) -> str:
    """Where on the page a browser goes to: to the headline, or the first words."""
    if "html" not in pages or item.form == "article":
        return ""
    text = display(item.headline or item.text)[:_FRAGMENT].partition("\n")[0]
    return f"#:~:text={quote(text, safe='').replace('-', '%2D')}" if text else ""


def _groups(kind: GroupKind, items: Iterable[SiteItem]) -> list[SiteGroup]:
    """The groups, that with the most items first."""
    found: dict[str, list[SiteItem]] = {}
    for item in items:
        for name in _names(kind, item):
            found.setdefault(name, []).append(item)
    groups = [SiteGroup(kind, name, members) for name, members in found.items()]
    return sorted(groups, key=lambda group: (-len(group.items), group.name))


def _names(kind: GroupKind, item: SiteItem) -> tuple[str, ...]:
    if kind == "section":
        return (item.facts.section,) if item.facts.section else ()
    if kind == "unit":
        return item.units
    return tuple(f"{code}　{name}".strip() for code, name in item.facts.indicators)
