"""What an issue says that is counted and searched: its items, with section, units and indicators.

Facts know no settings, so that they can be kept while an office changes its rules. They hold plain
values only: :func:`to_json` and :func:`from_json` carry them through a file or a cluster.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, TypeAlias

from bulletinc.archive.naming import signed_units, unit_names
from bulletinc.rules.issues import special_label
from bulletinc.rules.units import leads
from bulletinc.syntax import (
    Block,
    Contents,
    Document,
    Indicator,
    Item,
    Residue,
    Section,
    SignOff,
    Text,
    UnitLead,
    walk,
)
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Source

ItemForm: TypeAlias = Literal["item", "brief", "digest", "article"]


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit, or a few together, gave to a digest: 白河镇、枫林镇：…"""

    units: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item of an issue.

    ``form``: a ``brief`` has no headline; a ``digest`` has ``shares``, and is of no unit itself; an
    ``article`` is the whole of an issue (专刊). ``section`` is the heading of the first level,
    ``units`` are the names that signed or opened it, the first one first. ``indicators`` are pairs
    of code (``Ⅲ-58``) and name. ``text`` is what stands below the headline, a paragraph a line.
    ``line`` counts from 1. ``signed``: something is signed, be it no unit (本刊).
    """

    form: ItemForm
    line: int
    section: str = ""
    headline: str = ""
    label: str = ""
    text: str = ""
    units: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    indicators: tuple[tuple[str, str], ...] = ()
    signed: bool = False


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """One draft. ``name`` is that of the masthead without blanks, ``date`` ISO 8601 or empty.

    ``year`` is that of the issue number, else that of the date. ``label`` is that of a special
    issue (专刊, 增刊). A draft without name or number is no issue: see :attr:`is_issue`.
    """

    path: str
    kind: str
    name: str = ""
    title: str = ""
    number: int | None = None
    year: int | None = None
    total: int | None = None
    label: str = ""
    date: str = ""
    items: tuple[ItemFacts, ...] = ()

    @property
    def is_issue(self) -> bool:
        """Whether it is an issue of a bulletin, and no report, plan or note that lies beside."""
        return bool(self.name) and self.number is not None

    @property
    def written_year(self) -> str:
        """The year in which it stands; empty where it is not known."""
        return str(self.year) if self.year else self.date[:4]

    @property
    def identity(self) -> str:
        """What two drafts of one issue have in common; empty for what is no issue."""
        if not self.is_issue:
            return ""
        return "\n".join(map(str, (self.name, self.year, self.number, self.label)))


def facts_of(document: Document, source: Source, path: str = "") -> IssueFacts:
    """The facts of a draft. Raises nothing: what is not there is empty."""
    masthead = document.masthead
    items = tuple(_items(document, source))
    facts = IssueFacts(
        path or source.name,
        document.kind,
        title=document.title.text if document.title else "",
        items=items or tuple(_article(document, source)),
    )
    if masthead is None:
        return facts
    date = masthead.date or ""
    return replace(
        facts,
        name=squeeze(masthead.name.text) if masthead.name else "",
        number=masthead.issue_number,
        year=masthead.issue_year or (int(date[:4]) if date else None),
        total=masthead.total_number,
        label=special_label(masthead),
        date=date,
    )


def to_json(facts: IssueFacts) -> str:
    """The facts on one line."""
    return json.dumps(asdict(facts), ensure_ascii=False, separators=(",", ":"))


def from_json(line: str) -> IssueFacts:
    """The facts that :func:`to_json` wrote."""
    values: dict[str, Any] = json.loads(line)
    return IssueFacts(**values | {"items": tuple(map(_item_of_json, values["items"]))})


def _item_of_json(values: dict[str, Any]) -> ItemFacts:
    return ItemFacts(
        **values
        | {
            "units": tuple(values["units"]),
            "shares": tuple(Share(tuple(each["units"]), each["line"]) for each in values["shares"]),
            "indicators": tuple((code, name) for code, name in values["indicators"]),
        }
    )


def _items(document: Document, source: Source) -> Iterator[ItemFacts]:
    """The items in the order of the text, each with the outermost heading that it stands under."""
    waiting: list[tuple[Block, str]] = [(block, "") for block in reversed(document.body)]
    while waiting:
        block, section = waiting.pop()
        if isinstance(block, Item):
            yield _item(block, section, source)
        elif isinstance(block, Section):
            below = section or block.heading.text
            waiting += [(child, below) for child in reversed(block.children)]


def _item(item: Item, section: str, source: Source) -> ItemFacts:
    units = unit_names(item.sources, source.text)
    opening = [lead for lead, sure in leads(item) if sure or not units]
    form: ItemForm = "item" if item.headline else "brief"
    shares: tuple[Share, ...] = ()
    if not units and len(opening) > 1:
        form = "digest"
        shares = tuple(
            Share(names, source.position(lead.span.start).line)
            for lead in opening
            if (names := unit_names((lead,), source.text))
        )
    elif not units:
        label = item.label if item.label_form == "colon" else None
        named: list[Text | UnitLead | None] = [*opening, label]
        units = unit_names(filter(None, named), source.text)
        units = units or unit_names(filter(None, (item.byline,)), source.text)
    return ItemFacts(
        form,
        source.position(item.span.start).line,
        section,
        item.headline.text if item.headline else "",
        item.label.text if item.label else "",
        _text(item.children, source),
        units,
        shares,
        _indicators(item.indicators),
        signed=bool(item.sources),
    )


def _article(document: Document, source: Source) -> Iterator[ItemFacts]:
    """The one article of an issue that has no items."""
    body = [each for each in document.body if not isinstance(each, (Contents, Residue, SignOff))]
    text = _text(body, source)
    if not text:
        return
    tags = [node for block in body for node in walk(block) if isinstance(node, Indicator)]
    units = signed_units(text)
    if document.byline and not units:
        units = unit_names((document.byline,), source.text)
    yield ItemFacts(
        "article",
        source.position((document.title or body[0]).span.start).line,
        headline=document.title.text if document.title else "",
        text=text,
        units=units,
        indicators=_indicators(tags),
    )


def _indicators(tags: Iterable[Indicator]) -> tuple[tuple[str, str], ...]:
    """Each code once."""
    found = {f"{tag.level}-{tag.number}": tag.name for tag in tags if tag.number is not None}
    return tuple(found.items())


def _text(blocks: Sequence[Block], source: Source) -> str:
    """What stands in these blocks, a typed line a line, without marks of bold."""
    written = (source.text[block.span.start : block.span.end] for block in blocks)
    lines = (line.strip() for each in written for line in each.replace("**", "").splitlines())
    return "\n".join(line for line in lines if line)
