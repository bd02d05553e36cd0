"""Comments, footnotes and endnotes: the text refers to them by number."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from bulletinc.i18n import _
from bulletinc.readers.formats.docx.word_paragraph import WordNote, WordParagraph
from bulletinc.readers.formats.docx.wordprocessingml import W, value
from bulletinc.readers.intermediate import Comment
from bulletinc.readers.tracked_notes import commented
from bulletinc.text.source import excerpt


@dataclass(slots=True)
class Annotations:
    """The annotations of a document by their numbers, and which are told already."""

    comments: dict[str, Comment] = field(default_factory=dict)
    footnotes: dict[str, str] = field(default_factory=dict)
    endnotes: dict[str, str] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)  # notes that are in the report already
    _open: dict[str, tuple[WordParagraph, int]] = field(default_factory=dict)  # comments

    def mark(self, child: Element, block: WordParagraph) -> None:
        """Follow a mark between the runs: where a comment begins or ends."""
        identity = value(child, "id") or ""
        if child.tag == W + "commentRangeStart":
            self._open[identity] = (block, block.counted)
        elif child.tag == W + "commentRangeEnd":
            self.tell(identity, block)

    def tell(self, identity: str, block: WordParagraph) -> None:
        """Tell a comment once, where its range ends, or where it is referred to if it has none."""
        found = self.comments.pop(identity, None)
        if found is None:
            return
        began, start = self._open.pop(identity, (block, block.counted))
        found = replace(found, quoted=began.text.replace("\n", "")[start : began.counted])
        first, last = max(start, 1), None
        if began is block and block.counted > start:
            first, last = start + 1, block.counted
        began.notes.append(WordNote(commented(found), first, last, comment=found))

    def refer(self, child: Element, block: WordParagraph) -> None:
        """Tell a footnote or an endnote where its mark stands."""
        foot = child.tag == W + "footnoteReference"
        text = (self.footnotes if foot else self.endnotes).get(value(child, "id") or "")
        if not text:
            return
        message = (
            _("a footnote was left out: {text}") if foot else _("an endnote was left out: {text}")
        )
        # A note that is referred to again and again is named in full once.
        again = text in self._named
        self._named.add(text)
        note = WordNote(message.format(text=excerpt(text) if again else text), block.counted or 1)
        block.notes.append(note if again else note.losing(text))
