"""How long a bulletin is, as offices count it."""

from __future__ import annotations

from dataclasses import dataclass

from bulletinc.syntax import Document, Item, Residue, Section, walk
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Source
from bulletinc.text.waivers import find_waivers

# A run of letters and digits is one word, every other sign is one by itself.
_WORD = pattern(r"[0-9A-Za-z\u00c0-\u024f]+(?:[.,'’-][0-9A-Za-z\u00c0-\u024f]+)*|\S")
_MARKS = pattern(r"\*\*")
_WORDS_A_MINUTE = 300


@dataclass(frozen=True, slots=True)
class BulletinLength:
    """``words`` as word processors count them: each Han character and each sign is one, a run of
    letters and digits, too. ``words_without_signs`` leaves out punctuation. ``characters`` are all
    but blanks. ``minutes`` are those of a reader of 300 words a minute, at least 1.
    """

    words: int
    words_without_signs: int
    characters: int
    sections: int
    items: int
    minutes: int


def length_of(source: Source, document: Document) -> BulletinLength:
    """Count what is printed of a bulletin: no waivers, no residue of web pages, no bold marks."""
    nodes = list(walk(document))
    unprinted = sorted(
        [
            *(node.span for node in nodes if isinstance(node, Residue)),
            *(waiver.span for waiver in find_waivers(source.text)),
        ]
    )
    pieces, at = [], 0
    for span in unprinted:
        pieces.append(source.text[at : span.start])
        at = max(at, span.end)
    text = _MARKS.sub("", "".join([*pieces, source.text[at:]]))
    found = _WORD.findall(text)
    return BulletinLength(
        words=len(found),
        words_without_signs=sum(word[0].isalnum() for word in found),
        characters=sum(map(len, found)),
        sections=sum(isinstance(node, Section) for node in nodes),
        items=sum(isinstance(node, Item) for node in nodes),
        minutes=max(1, -(-len(found) // _WORDS_A_MINUTE)),
    )
