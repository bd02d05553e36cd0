"""The pages of a site: for each its path, its template, and what that is given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bulletinc.archive.facts import ItemFacts
from bulletinc.archive.site.contents import KINDS, SiteEntry, SiteGroup, SiteItem
from bulletinc.archive.site.parts import ListPart, LongList
from bulletinc.archive.site.survey import (
    SiteContents,
    file_filling,
    page_filling,
    page_weight,
    year_path,
)

_MOST = 60  # of a kind of group on the first page


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: ``path`` from the top of the site, with ``/``."""

    path: str
    template: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SiteData:
    """A file that the script of the search looks in."""

    path: str
    data: bytes


def common_pages(contents: SiteContents, statistics: str = "") -> Iterator[SitePage]:
    """The pages of the whole archive. ``statistics`` is markup with the tables."""
    common = _common(contents, has_statistics=bool(statistics))
    shown = {kind: groups[:_MOST] for kind, groups in contents.groups.items()}
    yield _page("index.html", "home.html.j2", common, {"groups": shown})
    for kind, groups in contents.groups.items():
        values = {"kind": kind, "groups": groups}
        yield _page(f"{kind}s.html", "groups.html.j2", common, values)
    if statistics:
        yield _page("statistics.html", "statistics.html.j2", common, {"tables_html": statistics})
    yield _page("search.html", "search.html.j2", common, {})


def list_pages(
    contents: SiteContents, entries: Iterable[SiteEntry], *, has_statistics: bool
) -> Iterator[SitePage | SiteData]:
    """The lists of years and groups, and what is searched, as their parts are full; the entries
    come in the order of time.
    """
    lists = _Lists(contents, _common(contents, has_statistics=has_statistics))
    for entry in entries:
        yield from lists.add(entry)
    yield from lists.end()


class _Lists:
    """All lists of a site while they are filled."""

    def __init__(self, contents: SiteContents, common: dict[str, Any]) -> None:
        self._common = common
        self._years = {
            year: LongList[SiteEntry](
                year_path("years", year), ".html", counted.pages.parts, page_filling()
            )
            for year, counted in contents.years.items()
        }
        self._files = {
            year: LongList[SiteEntry](
                year_path("search", year), ".js", counted.files.parts, file_filling()
            )
            for year, counted in contents.years.items()
        }
        self._groups = {
            (kind, group.name): (group, _group_list(group))
            for kind, groups in contents.groups.items()
            for group in groups
        }

    def add(self, entry: SiteEntry) -> Iterator[SitePage | SiteData]:
        """Take in an issue, and give what is full before it."""
        year = entry.issue.year
        if year not in self._years:
            return  # its page came after the survey
        for part in self._years[year].add(entry, page_weight(entry)):
            yield self._year_page(year, part)
        for part in self._files[year].add(entry, len(entry.items)):
            yield _search_data(year, part)
        for kind in KINDS:
            for name, item in entry.names(kind):
                if listed := self._groups.get((kind, name)):
                    group, items = listed
                    for full in items.add(item):
                        yield self._group_page(group, full)

    def end(self) -> Iterator[SitePage | SiteData]:
        """The last parts."""
        for year, issues in self._years.items():
            yield self._year_page(year, issues.end())
        for year, issues in self._files.items():
            yield _search_data(year, issues.end())
        for group, items in self._groups.values():
            yield self._group_page(group, items.end())

    def _year_page(self, year: str, part: ListPart[SiteEntry]) -> SitePage:
        return _page(part.path, "year.html.j2", self._common, {"year": year, "part": part})

    def _group_page(self, group: SiteGroup, part: ListPart[SiteItem]) -> SitePage:
        return _page(part.path, "items.html.j2", self._common, {"group": group, "part": part})


def _group_list(group: SiteGroup) -> LongList[SiteItem]:
    filling = page_filling()
    count = -(-group.count // filling.most)
    return LongList(f"{group.kind}s/{group.slug}", ".html", count, filling)


def _search_data(year: str, part: ListPart[SiteEntry]) -> SiteData:
    """A file that calls the script with the items of some issues, the last issue first."""
    rows = [
        [
            item.href,
            entry.issue.date,
            f"{entry.issue.name}{entry.issue.title}",
            item.text,
            _told(item, facts),
        ]
        for entry in part.entries
        for item, facts in zip(entry.items, entry.facts, strict=True)
    ]
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return SiteData(
        part.path, f"/* bulletinc site */\nfound({json.dumps(year)}, {data});\n".encode()
    )


def _told(item: SiteItem, facts: ItemFacts) -> str:
    names = (*item.units, *(part for each in facts.indicators for part in each))
    return "\n".join((facts.text, "、".join(names)))


def _common(contents: SiteContents, *, has_statistics: bool) -> dict[str, Any]:
    return {"contents": contents, "kinds": KINDS, "has_statistics": has_statistics}


def _page(path: str, template: str, common: dict[str, Any], values: dict[str, Any]) -> SitePage:
    root = "../" * path.count("/")
    return SitePage(path, template, {**common, **values, "root": root, "path": path})
