"""What others sent in, put into its section of a draft in canonical form.

Everything else keeps its bytes. The outcome is proved: the section has the new items, and without
them the draft reads as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from bulletinc import files, fmt, readers
from bulletinc.checking.fixing import recoded
from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.parser import parse
from bulletinc.project import find_project
from bulletinc.readers.deciding import READING
from bulletinc.readers.imported_pictures import FOLDER
from bulletinc.readers.importing import make_draft, note_lines
from bulletinc.revision.as_word import new_pictures, with_lines
from bulletinc.revision.carrying import Carried
from bulletinc.revision.comparing import compare
from bulletinc.revision.contribution import (
    Contribution,
    code_of,
    contributions,
    key_of,
    typed_forms,
)
from bulletinc.revision.merging import Merge, MergedLine
from bulletinc.revision.retyping import STEPS, retyped
from bulletinc.revision.typed_lines import typed_lines
from bulletinc.revision.version import Unit, Version, is_draft, version_of_text
from bulletinc.syntax import Block, Document, Item, Section, walk
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Source, decode, excerpt
from bulletinc.workers import run_bounded

_DOUBLED_ALIKE = 0.8  # of the characters: items that share more are one, sent twice
_LONGEST_COMPARED = 2000  # characters


@dataclass(frozen=True, slots=True)
class AddRequest:
    """A draft, and the files to add: names and bytes. ``again``: doubled items as well."""

    draft: bytes
    path: Path
    name: str
    arrived: tuple[tuple[str, bytes], ...]
    section: str | None = None
    kind: str | None = None
    again: bool = False


def add_bounded(request: AddRequest) -> Carried:
    """Do the same in a watched process. Nothing is written. Raises BulletinError."""
    names = _(", ").join(name for name, _data in request.arrived)
    return run_bounded(add, request, READING, names)


def add(request: AddRequest) -> Carried:
    """Put all items in. Raises BulletinError where one has no place, and says which."""
    source = decode(request.draft, request.name)
    first = _version(source, request.kind)
    units = find_project(request.path.parent).units
    notes: list[str] = []
    pictures: dict[str, bytes] = {}
    version = first
    for name, data in request.arrived:
        arrived, told, found = _read(request, name, data)
        notes += told
        pictures |= found
        items, left = contributions(arrived, name, units, request.kind)
        notes += [_("{path}: left out: {text}").format(path=name, text=text) for text in left]
        if not items:
            raise BulletinError(
                _("{path}: no item with a headline and a text was found.").format(path=name),
                _("Put the headline on a line of its own above the text. Nothing was written."),
            )
        for item in items:
            version = _placed(request, version, item, notes)
    outcome = recoded(source, version.typed.text).data if version is not first else request.draft
    kept = tuple(
        (name, picture) for name, picture in pictures.items() if name in version.typed.text
    )
    return Carried(request.draft, outcome, compare(first, version), tuple(notes), kept)


def _version(source: Source, kind: str | None) -> Version:
    return version_of_text(source, fmt.formatted(source, kind), kind)


def _read(
    request: AddRequest, name: str, data: bytes
) -> tuple[Version, list[str], dict[str, bytes]]:
    """Return what arrived, the notes on reading it, and its pictures by their paths."""
    if is_draft(data, name):
        return _version(decode(data, name), request.kind), [], {}
    document = readers.read(data, name)
    if document.source is not None:
        return _version(decode(document.source[1], name), request.kind), [], {}
    folder = f"{request.path.stem}{FOLDER}"
    pictures = dict(new_pictures(document, {}))
    lines = {key: f"【插图：{folder}/{file}】" for key, (file, _data) in pictures.items()}
    document = with_lines(document, lines)
    text, notes = make_draft(document, name, request.kind)
    version = version_of_text(Source(text, name), text, request.kind)
    found = {f"{folder}/{file}": picture for file, picture in pictures.values()}
    return version, note_lines(name, document, notes), found


def _placed(request: AddRequest, version: Version, item: Contribution, notes: list[str]) -> Version:
    """Return the draft with an item in its section; unchanged where it has the item already."""
    document = parse(Source(version.text, version.name), request.kind)
    if (line := _doubled(version, document, item)) and not request.again:
        message = _(
            "{path}: “{headline}” is in the draft already, line {line}. It was not added; "
            "--again adds it all the same."
        )
        notes.append(message.format(path=item.file, headline=excerpt(item.headline), line=line))
        return version
    section = _section(request, document, item)
    if not item.attributed and not item.unit:
        message = _("{path}: “{headline}” does not say which unit it is from.")
        notes.append(message.format(path=item.file, headline=excerpt(item.headline)))
    for lines in typed_forms(item, gap=_likes_gaps(document)):
        placed = _put(request, version, document, section, lines, item)
        if placed is not None:
            return placed
    raise BulletinError(
        _("{path}: “{headline}” would not read as an item of {draft}. Nothing was written.").format(
            path=item.file, headline=excerpt(item.headline), draft=request.name
        ),
        _("Import the file by itself, and see with “bulletinc check” what is unusual in it."),
    )


def _doubled(version: Version, document: Document, item: Contribution) -> int | None:
    """Return the line of an item of the draft that is the same, or nearly."""
    wanted = item.key if item.brief else squeeze(item.headline) + item.key
    for each in walk(document):
        if not isinstance(each, Item):
            continue
        headline = each.headline.text if each.headline else ""
        same = bool(headline) and squeeze(headline) == squeeze(item.headline)
        key = key_of(each, version.text)
        alike = SequenceMatcher(
            None, key[:_LONGEST_COMPARED], wanted[:_LONGEST_COMPARED], autojunk=False
        )
        if same or (
            alike.real_quick_ratio() > _DOUBLED_ALIKE
            and alike.quick_ratio() > _DOUBLED_ALIKE
            and alike.ratio() > _DOUBLED_ALIKE
        ):
            starts = [span.start for span in version.spans]
            number = next((at for at, start in enumerate(starts) if start >= each.span.start), 0)
            return version.units[number].line
    return None


def _sections(document: Document) -> list[Section]:
    return [each for each in walk(document) if isinstance(each, Section) and each.level == 1]


def _section(request: AddRequest, document: Document, item: Contribution) -> Section:
    """Return where an item belongs: as asked, else where its indicators are."""
    sections = _sections(document)
    names = [each.heading.text for each in sections]
    if not names:
        raise BulletinError(
            _("{path}: this draft has no sections.").format(path=request.name),
            _("Type the headings of its sections first, such as 【要闻】. Nothing was written."),
        )
    if request.section is not None:
        wanted = squeeze(request.section).strip("【】")
        for each in sections:
            if squeeze(each.heading.text) == wanted:
                return each
        raise BulletinError(
            _("{path}: there is no section “{name}”.").format(path=request.name, name=wanted),
            suggestion(wanted, names),
        )
    codes = Counter(
        at
        for at, section in enumerate(sections)
        for each in walk(section)
        if isinstance(each, Item) and set(map(code_of, each.indicators)) & set(item.codes)
    )
    if codes:
        return sections[codes.most_common(1)[0][0]]
    raise BulletinError(
        _("{path}: into which section of {draft} does “{headline}” belong?").format(
            path=item.file, draft=request.name, headline=excerpt(item.headline)
        ),
        _("Name it with --section; there are: {names}. Nothing was written.").format(
            names=_(", ").join(names)
        ),
    )


def _likes_gaps(document: Document) -> bool:
    """Tell whether the items of a draft have headline and text in one line."""
    forms = Counter(each.headline_form for each in walk(document) if isinstance(each, Item))
    return forms["gap"] > forms["line"]


def _put(
    request: AddRequest,
    version: Version,
    document: Document,
    section: Section,
    lines: Sequence[Unit],
    item: Contribution,
) -> Version | None:
    """Return the draft with these lines at the end of a section; ``None`` without a proof."""
    typed = typed_lines(version)
    end = max(
        (at for at, span in enumerate(version.spans) if span.start < section.span.end),
        default=len(version.units) - 1,
    )
    merged = [
        MergedLine(unit.text, unit.rule, number, None, unit.apart)
        for number, unit in enumerate(version.units)
    ]
    new = [
        MergedLine(unit.text, unit.rule, None, None, unit.apart or not at)
        for at, unit in enumerate(lines)
    ]
    merged[end + 1 : end + 1] = new
    if end + 1 < len(version.units):
        after = end + 1 + len(new)
        merged[after] = replace(merged[after], apart=True)
    wanted = fmt.meaning(parse(Source(Merge(tuple(merged), ()).text), request.kind))
    for step in STEPS if typed else ():
        text = retyped(merged, typed, step) if typed else ""
        outcome = parse(Source(text), request.kind)
        if fmt.meaning(outcome) == wanted and _is_proved(document, outcome, section, item):
            return _version(replace(version.typed, text=text, data=b""), request.kind)
    return None


def _is_proved(before: Document, after: Document, section: Section, item: Contribution) -> bool:
    """Tell whether a section has a new item, and nothing else is another than before."""
    known = Counter(fmt.meaning(each) for each in walk(before) if isinstance(each, Item))
    found = [each for each in walk(after) if isinstance(each, Item)]
    new = list((Counter(fmt.meaning(each) for each in found) - known).elements())
    if len(new) != 1:
        return False
    (added,) = [each for each in found if fmt.meaning(each) == new[0]][-1:]
    title = added.label if item.brief else added.headline
    if not title or squeeze(title.text) != squeeze(item.headline):
        return False
    if (item.unit or item.attributed) and added.attribution is None:
        return False
    home = [
        each
        for each in _sections(after)
        if any(child is added for child in walk(each))
        and squeeze(each.heading.text) == squeeze(section.heading.text)
    ]
    rest = replace(after, body=tuple(_without(after.body, added)))
    return bool(home) and fmt.meaning(rest) == fmt.meaning(before)


def _without(blocks: Iterable[Block], item: Item) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Section):
            yield replace(block, children=tuple(_without(block.children, item)))
        elif block is not item:
            yield block


def read_request(
    names: Sequence[str],
    arrived: Sequence[bytes],
    draft: Path,
    section: str | None,
    kind: str | None,
    *,
    again: bool,
) -> AddRequest:
    """Return the request for files that were read already."""
    pairs = tuple(zip(names, arrived, strict=True))
    data = files.read(draft)
    return AddRequest(data, draft.absolute(), str(draft), pairs, section, kind, again)
