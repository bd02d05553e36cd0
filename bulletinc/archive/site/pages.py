"""The pages of a site: for each its path, its template, and what that is given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bulletinc.archive.site.contents import KINDS, SiteContents, SiteGroup, SiteIssue, SiteItem

_PER_PAGE = 300  # items, or about as many in whole issues
_LATEST = 12  # issues on the first page
_MOST = 60  # of a kind of group on the first page
_Entry = TypeVar("_Entry", SiteItem, SiteIssue)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: ``path`` from the top of the site, with ``/``."""

    path: str
    template: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One of the pages of a long list: the last one has the list's own path, and is read first."""

    path: str
    entries: list[Any]
    older: str = ""
    newer: str = ""


def site_pages(contents: SiteContents, statistics: str = "") -> Iterator[SitePage]:
    """All pages but those of the issues. ``statistics`` is markup with the tables."""
    years = contents.years
    shown = {kind: groups[:_MOST] for kind, groups in contents.groups.items()}
    common = {"contents": contents, "kinds": KINDS, "has_statistics": bool(statistics)}
    home = {"latest": list(reversed(contents.issues[-_LATEST:])), "years": years, "groups": shown}
    yield _page("index.html", "home.html.j2", common, home)
    for year, issues in years.items():
        for part in _parts(f"years/{year or 'undated'}", issues, _weight):
            yield _page(part.path, "year.html.j2", common, {"year": year, "part": part})
    for kind, groups in contents.groups.items():
        values = {"kind": kind, "groups": groups}
        yield _page(f"{kind}s.html", "groups.html.j2", common, values)
        for group in groups:
            yield from _group_pages(group, common)
    if statistics:
        yield _page("statistics.html", "statistics.html.j2", common, {"tables_html": statistics})
    yield _page("search.html", "search.html.j2", common, {"years": list(years)})


def search_data(contents: SiteContents) -> Iterator[tuple[str, bytes]]:
    """What the script of the search looks in: a file a year, which calls it with the items."""
    for year, issues in contents.years.items():
        rows = [
            [item.href, issue.date, f"{issue.name}{issue.title}", item.text, _told(item)]
            for issue in reversed(issues)
            for item in issue.items
        ]
        data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        call = f"/* bulletinc site */\nfound({json.dumps(year)}, {data});\n"
        yield f"search/{year or 'undated'}.js", call.encode()


def _told(item: SiteItem) -> str:
    names = (*item.units, *(part for each in item.facts.indicators for part in each))
    return "\n".join((item.facts.text, "、".join(names)))


def _group_pages(group: SiteGroup, common: dict[str, Any]) -> Iterator[SitePage]:
    for part in _parts(f"{group.kind}s/{group.slug}", group.items, lambda _item: 1):
        yield _page(part.path, "items.html.j2", common, {"group": group, "part": part})


def _weight(issue: SiteIssue) -> int:
    return 1 + len(issue.items)


def _parts(path: str, entries: Sequence[_Entry], weight: Any) -> Iterator[ListPage]:
    """A list in pages, the newest entries first. A page that is full never changes."""
    parts: list[list[_Entry]] = [[]]
    filled = 0
    for entry in entries:
        if parts[-1] and filled + weight(entry) > _PER_PAGE:
            parts.append([])
            filled = 0
        parts[-1].append(entry)
        filled += weight(entry)
    names = [f"{path}-{number}.html" for number in range(1, len(parts))] + [f"{path}.html"]
    for at, part in enumerate(parts):
        older = names[at - 1] if at else ""
        newer = names[at + 1] if at + 1 < len(names) else ""
        yield ListPage(names[at], part[::-1], older, newer)


def _page(path: str, template: str, common: dict[str, Any], values: dict[str, Any]) -> SitePage:
    root = "../" * path.count("/")
    return SitePage(path, template, {**common, **values, "root": root, "path": path})
