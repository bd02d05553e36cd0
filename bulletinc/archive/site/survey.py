"""What has to be known of a whole archive before its first page: names, numbers, what is new."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bulletinc.archive.site.contents import KINDS, GroupKind, SiteEntry, SiteGroup
from bulletinc.archive.site.parts import Filling, part_path

LATEST = 12  # issues on the first page
PER_PAGE = 300  # items, or about as many in whole issues
PER_FILE = 2000  # items in a file of the search


def page_filling() -> Filling:
    """A list that fills pages."""
    return Filling(PER_PAGE)


def file_filling() -> Filling:
    """A list that fills files of the search."""
    return Filling(PER_FILE)


@dataclass(slots=True)
class YearCount:
    """How many issues a year has, and how its lists are parted."""

    issues: int = 0
    pages: Filling = field(default_factory=page_filling)
    files: Filling = field(default_factory=file_filling)


@dataclass(slots=True)
class SiteContents:
    """A whole archive in numbers."""

    name: str = ""
    issues: int = 0
    items: int = 0
    years: dict[str, YearCount] = field(default_factory=dict)
    groups: Mapping[GroupKind, Sequence[SiteGroup]] = field(default_factory=dict)
    latest: Sequence[SiteEntry] = ()

    def search_files(self) -> Iterator[tuple[str, str]]:
        """Year and path of each file of the search, the last one first."""
        for year, counted in self.years.items():
            count = counted.files.parts
            for number in range(count, 0, -1):
                yield year, part_path(year_path("search", year), ".js", number, count)


def survey(entries: Iterable[SiteEntry], name: str = "") -> SiteContents:
    """Count an archive whose issues come in the order of time. ``name`` is that of the site, else
    the most frequent one of the issues.
    """
    found = SiteContents()
    names: Counter[str] = Counter()
    latest: deque[SiteEntry] = deque(maxlen=LATEST)
    groups: Mapping[GroupKind, Counter[str]] = {kind: Counter() for kind in KINDS}
    for entry in entries:
        year = found.years.setdefault(entry.issue.year, YearCount())
        year.issues += 1
        year.pages.add(page_weight(entry))
        year.files.add(len(entry.items))
        found.issues += 1
        found.items += len(entry.items)
        names[entry.issue.name] += 1
        latest.append(entry)
        for kind, counted in groups.items():
            counted.update(group for group, _item in entry.names(kind))
    found.name = name or next((each for each, _count in names.most_common(1)), "") or "信息"
    found.years = dict(sorted(found.years.items(), reverse=True))
    found.groups = {
        kind: [SiteGroup(kind, *each) for each in sorted(counted.items(), key=_place)]
        for kind, counted in groups.items()
    }
    found.latest = [*reversed(latest)]
    return found


def page_weight(entry: SiteEntry) -> int:
    """How much of a page an issue takes."""
    return 1 + len(entry.items)


def year_path(folder: str, year: str) -> str:
    """The path of a year's list, without suffix."""
    return f"{folder}/{year or 'undated'}"


def _place(group: tuple[str, int]) -> tuple[int, str]:
    """That with the most items first."""
    name, count = group
    return -count, name
