"""What was changed in a copy of a draft (a Word document, another draft) put into the draft.

Everything else keeps its bytes. The outcome is proved: it reads as the draft and the changes
together do. Where both were changed in one place, nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from bulletinc import files, fmt, readers
from bulletinc.checking.fixing import recoded
from bulletinc.errors import BulletinError
from bulletinc.i18n import _, ngettext
from bulletinc.parser import parse
from bulletinc.readers import placing
from bulletinc.readers.deciding import READING
from bulletinc.readers.imported_pictures import FOLDER
from bulletinc.readers.importing import make_draft, note_lines
from bulletinc.readers.intermediate import ALL_TAKEN, IntermediateDocument, Refused
from bulletinc.revision.as_word import new_pictures, shown_in_word, with_lines
from bulletinc.revision.comparing import Change, compare
from bulletinc.revision.forms.text import in_words
from bulletinc.revision.merging import Conflict, Merge, merge
from bulletinc.revision.pairing import pair
from bulletinc.revision.retyping import STEPS, retyped
from bulletinc.revision.typed_lines import typed_lines
from bulletinc.revision.version import Version, is_draft, version_of_text
from bulletinc.revision.words import word_changes
from bulletinc.text.source import Source, decode, excerpt
from bulletinc.workers import run_bounded

_LEAST_COMMON = 0.5  # of the lines of a draft that a changed copy still has


@dataclass(frozen=True, slots=True)
class CarryRequest:
    """A draft and its changed copy; ``path`` is where the draft lies.

    ``base`` is the draft as it was sent out; without it a Word document of ours has it inside.
    """

    draft: bytes
    draft_name: str
    path: Path
    changed: bytes
    changed_name: str
    kind: str | None = None
    base: bytes | None = None
    refused: Refused = ALL_TAKEN


@dataclass(frozen=True, slots=True)
class Carried:
    """The draft with the changes, and what they are.

    ``pictures`` are new ones: their names in the folder of the draft, and their bytes. ``notes``
    are lines to read.
    """

    before: bytes
    draft: bytes
    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    pictures: tuple[tuple[str, bytes], ...] = ()


def carry_over(
    changed: str,
    data: bytes,
    draft: Path,
    kind: str | None,
    base: Path | None = None,
    refused: Refused = ALL_TAKEN,
) -> Carried:
    """Put the changes of a file into a draft, in a watched process. Nothing is written.

    ``changed`` is what messages call the file, ``data`` are its bytes. ``refused`` are
    tracked changes that are not taken. Raises BulletinError.
    """
    request = CarryRequest(
        files.read(draft),
        str(draft),
        draft.absolute(),
        data,
        changed,
        kind,
        None if base is None else files.read(base),
        refused,
    )
    return run_bounded(carry, request, READING, changed)


def keep(carried: Carried, draft: Path) -> tuple[str, ...]:
    """Write a draft, which still has to be as it was, and its new pictures. Returns messages."""
    for name, picture in carried.pictures:
        placing.check(picture, draft.parent / name)
    for name, picture in carried.pictures:
        placing.keep(picture, draft.parent / name, draft.parent)
    return files.write(draft, carried.draft, replacing=carried.before)


def carry(request: CarryRequest) -> Carried:
    """Put the changes in. Raises BulletinError where that cannot be done, and says where."""
    source = decode(request.draft, request.draft_name)
    draft = version_of_text(source, fmt.formatted(source, request.kind), request.kind)
    if is_draft(request.changed, request.changed_name):
        document = IntermediateDocument(source=(request.changed_name, request.changed))
    else:
        document = readers.read(request.changed, request.changed_name, request.refused)
    sent = _sent(request, document)
    base, lines = _base(request, document, sent or source)
    changed, notes, pictures = _changed(request, document, lines)
    if document.ours and sent is None:
        message = _(
            "{path}: the draft that it was made from is no longer inside. "
            "Whatever differs was taken for a change."
        )
        notes = (*notes, message.format(path=request.changed_name))
    _check_likeness(request, base, changed)
    _check_likeness(request, base, draft)
    merged = merge(base, draft, changed, _fresh(sent, draft, request.kind))
    if merged.conflicts:
        raise _refused(request, merged.conflicts)
    text = _written(request, source, draft, merged)
    outcome = Source(text, source.name)
    after = version_of_text(outcome, fmt.formatted(outcome, request.kind), request.kind)
    return Carried(
        request.draft, recoded(source, text).data, compare(draft, after), notes, pictures
    )


def _sent(request: CarryRequest, document: IntermediateDocument) -> Source | None:
    """Return the draft as it was sent out, if that is known."""
    if request.base is not None:
        return decode(request.base, request.draft_name)
    return None if document.base is None else Source(document.base, request.draft_name)


def _base(
    request: CarryRequest, document: IntermediateDocument, sent: Source
) -> tuple[Version, dict[str, str]]:
    """Return what the changed copy would be if nobody had changed it."""
    if document.ours:
        return shown_in_word(sent, request.kind, request.path)
    return version_of_text(sent, fmt.formatted(sent, request.kind), request.kind), {}


def _changed(
    request: CarryRequest, document: IntermediateDocument, lines: dict[str, str]
) -> tuple[Version, tuple[str, ...], tuple[tuple[str, bytes], ...]]:
    """Return the changed copy, the notes on reading it, and its new pictures."""
    name = request.changed_name
    if document.source is not None:
        typed = decode(document.source[1], name)
        return version_of_text(typed, fmt.formatted(typed, request.kind), request.kind), (), ()
    folder = f"{PurePath(request.path).stem}{FOLDER}"
    pictures = dict(new_pictures(document, lines))
    placed = lines | {key: f"【插图：{folder}/{file}】" for key, (file, _data) in pictures.items()}
    document = with_lines(document, placed)
    text, notes = make_draft(document, name, request.kind)
    version = version_of_text(Source(text, name), text, request.kind)
    files = tuple((f"{folder}/{file}", data) for file, data in pictures.values())
    return version, tuple(note_lines(name, document, notes)), files


def _fresh(sent: Source | None, draft: Version, kind: str | None) -> frozenset[int]:
    """Return the lines of the draft that were changed since it was sent out."""
    if sent is None or sent.text == draft.typed.text:
        return frozenset()
    before = version_of_text(sent, fmt.formatted(sent, kind), kind)
    found = pair(before.units, draft.units)
    return frozenset(
        number
        for number, origin in enumerate(found.origins)
        if origin is None
        or number in found.moved
        or before.units[origin].key != draft.units[number].key
    )


def _check_likeness(request: CarryRequest, base: Version, other: Version) -> None:
    """Raise BulletinError for two files that are hardly versions of one issue."""
    removed = len(pair(base.units, other.units).removed)
    if removed > len(base.units) * (1 - _LEAST_COMMON):
        message = _("{path}: this is hardly a changed copy of {draft}. Nothing was written.")
        raise BulletinError(
            message.format(path=request.changed_name, draft=request.draft_name),
            _(
                "Check that both belong to one issue. An issue of its own is imported "
                "without --into; what one sent in is put in with: bulletinc add"
            ),
        )


def _written(request: CarryRequest, source: Source, draft: Version, merged: Merge) -> str:
    """Return the text of the draft with the changes in it, proved."""
    typed = typed_lines(draft)
    wanted = fmt.meaning(parse(Source(merged.text), request.kind))
    for step in STEPS if typed else ():
        text = retyped(merged.lines, typed, step) if typed else ""
        if fmt.meaning(parse(Source(text), request.kind)) == wanted:
            return text
    raise _unproved(request, source, draft, merged)


def _unproved(
    request: CarryRequest, source: Source, draft: Version, merged: Merge
) -> BulletinError:
    """Say that the changes cannot be put in, and at which line it begins."""
    first = next(
        (
            line
            for number, line in enumerate(merged.lines)
            if line.draft is None or draft.units[line.draft].key != "".join(line.text.split())
        ),
        None,
    )
    message = _(
        "{draft}: the changes of {path} cannot be put in without altering something else. "
        "Nothing was written. The first of them: {text}"
    )
    del source
    return BulletinError(
        message.format(
            draft=request.draft_name,
            path=request.changed_name,
            text=excerpt(first.text if first else ""),
        ),
        _("Bring the draft into its canonical form first (bulletinc fmt), and try again."),
    )


def _refused(request: CarryRequest, conflicts: Iterable[Conflict]) -> BulletinError:
    """Say which places were changed on both sides."""
    told = list(dict.fromkeys(conflicts))
    first = ngettext(
        "{draft}: it was changed in the same place as {path}. Nothing was written.",
        "{draft}: it was changed in {count} of the same places as {path}. Nothing was written.",
        len(told),
    ).format(draft=request.draft_name, path=request.changed_name, count=len(told))
    remedy = _(
        "Decide for each of these places, and make the draft and the changed file say the "
        "same there. Then run the command again."
    )
    return BulletinError(first, "\n".join([*(f"  {_told(each)}" for each in told), remedy]))


def _told(conflict: Conflict) -> str:
    if conflict.draft is None:
        message = _("line {line}: the draft has no longer what was changed: {text}")
        return message.format(line=conflict.line, text=excerpt(conflict.text))
    if not conflict.text:
        message = _("line {line}: changed in the draft, deleted in the other: {text}")
        return message.format(line=conflict.line, text=excerpt(conflict.draft))
    words = in_words(word_changes(conflict.draft, conflict.text))
    message = _("line {line}: from the draft to the other: {text}")
    return message.format(line=conflict.line, text=words)
