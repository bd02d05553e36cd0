"""Notes that say the same of many places: a few are shown, the others counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bulletinc.i18n import _
from bulletinc.readers.intermediate import ImportNote
from bulletinc.text.source import excerpt

_SHOWN = 5  # notes that say the same


def without_repetition(notes: Iterable[ImportNote]) -> tuple[ImportNote, ...]:
    """Return the notes in their order, of those that say the same the first ones.

    How many there are besides, and how much text was lost with them, is a note of its own.
    """
    seen: Counter[str] = Counter()
    kept: list[ImportNote] = []
    counted: dict[str, tuple[int, int]] = {}  # the place of the note on the others; lost characters
    for note in notes:
        seen[note.message] += 1
        if seen[note.message] <= _SHOWN or note.comment is not None:
            kept.append(note)
            continue
        if note.message not in counted:
            counted[note.message] = (len(kept), 0)
            kept.append(note)
        at, lost = counted[note.message]
        counted[note.message] = (at, lost + note.lost)
    for message, (at, lost) in counted.items():
        text = _("{count} more like this: {text}").format(
            count=seen[message] - _SHOWN, text=excerpt(message, 60)
        )
        kept[at] = ImportNote(text, kept[at].place, lost=lost)
    return tuple(kept)
