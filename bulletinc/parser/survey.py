"""What a whole document tells of its lines, found before any line is read: tables, contents, signs,
numbered runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from bulletinc.parser import closing
from bulletinc.parser.automaton import Token, read
from bulletinc.parser.columns import Block, begins_another, blocks
from bulletinc.parser.echoes import find_echoes
from bulletinc.parser.headline import is_bare
from bulletinc.parser.lines import Line, visible
from bulletinc.parser.siblings import runs
from bulletinc.parser.signs import ranks
from bulletinc.text.characters import seen
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Source
from bulletinc.text.words import pattern_of, words

_MOST_ABOVE = 24  # lines in which the masthead is looked for
_LONGEST_MASTHEAD_LINE = 120
_MASTHEAD_FORMS = frozenset(
    ("paragraph", "heading", "subtitle", "section", "brief", "annex", "caption")
)
_GAP = pattern(r"\t\s*|\s*\u3000\s*|[^\S\n]{2,}")
UNITS_END = words(
    "units.endings", "units.lead_endings", "units.source_endings", "units.issuer_endings"
)
_BODY_FORMS = frozenset(
    "heading section brief signed contents editor_note instruction caption row".split()
)
_MARKUP = "#>* \t"
_PUNCTUATION = "，。；：！？,;:"
_SENTENCE = pattern(r"[。；]")
_RUNNING = pattern(r"[，。；]")
_NUMBERS = frozenset(("ISSUE_NUMBER", "TOTAL_NUMBER"))
_MARKS = frozenset("TERM DATE SECRECY URGENCY serial signer ISSUING ISSUED_BY".split())
# 责任编辑：, 值班电话:
_LABEL = pattern(
    rf"[\s*]*(?:{pattern_of('colophon.staff', 'colophon.contacts', 'colophon.distribution')}"
    rf"|[^\s：:，。]{{0,6}}(?:{pattern_of('colophon.staff_endings', 'colophon.contact_endings')}))"
    r"\s*[:：]"
)
# 责任编辑　林知远
_BARE_LABEL = pattern(
    rf"(?:{pattern_of('colophon.staff', 'colophon.contacts')})[ \t\u3000]{{1,4}}[^\s:：]"
)
# 请阅处。周明远　4月19日, ——蒋某（县委书记）7月18日, （6.8): a leader's name and day end a remark.
_DAY = r"(?:\d{4}\s?[年./-]\s?)?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?"
SIGNED = pattern(
    rf"(?:[—－-]{{1,2}}|\s|[。！？”’]\s{{0,4}})[^\s。！？]{{0,14}}\s?[，,、]?\s{{0,4}}[（(]?\s{{0,4}}"
    rf"{_DAY}\s{{0,4}}[）)]?\s*\Z"
)
_REACH = 6  # lines that a colophon may go on below one with a label
_LONGEST_LABEL = 16  # characters, with inner spaces
_LONG_TITLE = 60  # characters that only a title has without a full stop
_TITLES_END = words("titles.endings")
_LONG_PROSE, _LONG_HEAD = 70, 20  # characters
_ENDS = "。！？；!?;…”’）)】》」］]"


class Survey:
    """The lines of a document, but for rules and residue, and what is known of them from all of
    them together.

    ``breaks`` are the lines above which a rule (---) was typed.
    """

    def __init__(self, source: Source, lines: Sequence[Line], breaks: frozenset[int]) -> None:
        self.source = source
        self.lines = lines
        self.breaks = breaks
        self.limit = self._masthead_limit()
        self.echoes = find_echoes(lines, self._top)
        self.contents = self.echoes.heading | self.echoes.entries
        self._masthead: dict[int, tuple[Token, ...] | None] = {}
        self._closings: dict[int, closing.Closing | None] = {}
        self._colophon: dict[int, tuple[Token, ...]] = {}
        self.tables = [
            block
            for block in blocks(source, lines)
            if block.start not in self.contents and block.start not in self.numbered
        ]
        self.row: dict[int, Block] = {
            index: block for block in self.tables for index in range(block.start, block.end)
        }
        self.signs = ranks(lines, self.contents)
        self.votes = runs(lines, self.breaks | {self._tail()})
        self.spaced = 2 * sum(line.apart for line in lines) > len(lines)

    def _masthead_limit(self) -> int:
        """The line at which no masthead can go on: running text, or a form that only a body has."""
        for index, line in enumerate(self.lines[: self._top]):
            if index > 1 and line.form in _BODY_FORMS:
                return index
        return self._top

    @cached_property
    def _top(self) -> int:
        """The first line of running text, not too far down."""
        for index, line in enumerate(self.lines[:_MOST_ABOVE]):
            if line.form == "paragraph" and len(line.text) > 40 and "。" in line.text:
                return index
        return min(len(self.lines), _MOST_ABOVE)

    def _tail(self) -> int:
        """The first of the last lines that all begin with a label of the colophon."""
        at = len(self.lines)
        while at and at - 1 in self.labelled:
            at -= 1
        return at

    def line(self, index: int) -> Line | None:
        """The line, ``None`` before the first and after the last."""
        return self.lines[index] if 0 <= index < len(self.lines) else None

    def begins_table(self, index: int) -> bool:
        """Whether the row begins a table of its own directly below another."""
        above, below = self.row.get(index - 1), self.row.get(index)
        return (
            above is not None
            and below is not None
            and below.start == index
            and begins_another(self.source, self.lines, above, below)
        )

    def masthead_parts(self, index: int) -> tuple[Token, ...] | None:
        """The line read as a masthead's; ``None`` where it cannot be one's."""
        if index not in self._masthead:
            self._masthead[index] = self._masthead_read(index)
        return self._masthead[index]

    def _masthead_read(self, index: int) -> tuple[Token, ...] | None:
        line = self.line(index)
        if line is None or index >= self.limit or line.form not in _MASTHEAD_FORMS:
            return None
        start, end = line.span
        if end - start > _LONGEST_MASTHEAD_LINE or len(line.rows) > 1:
            return None
        typed = self.source.text[start:end]
        text = typed.strip(_MARKUP)
        parts = read(text, start + typed.index(text), "masthead_line").parts if text else ()
        plain = [part.text for part in parts if part.kind in ("WORDS", "STRAY")]
        if not parts or any(sign in word for word in plain for sign in _PUNCTUATION):
            return self._first_cell(index)
        return parts

    def _first_cell(self, index: int) -> tuple[Token, ...] | None:
        """某某指挥部办公室编制　　数据时段：7月22日: what stands before the gap, and the rest."""
        start, end = self.lines[index].span
        gap = _GAP.search(self.source.text, start, end)
        if gap is None:
            return None
        parts = read(self.source.text[start : gap.start()], start, "masthead_line").parts
        if any(sign in part.text for part in parts for sign in _PUNCTUATION):
            return None
        return (*parts, Token("OTHER", gap.end(), end, self.source.text[gap.end() : end]))

    @cached_property
    def numbered(self) -> frozenset[int]:
        """The lines of the masthead with an issue number."""
        return frozenset(
            index
            for index in range(self.limit)
            if any(
                part.kind in ("ISSUE_NUMBER", "TOTAL_NUMBER", "TERM")
                for whole in self.masthead_parts(index) or ()
                for part in (whole, *whole.parts)
            )
        )

    @cached_property
    def itemised(self) -> bool:
        """Whether the body is a row of items: it has sections in 【】 or signs, labels, or sources
        at ends of lines.
        """
        sources = 0
        for index, line in enumerate(self.lines):
            if index in self.contents:
                continue
            if line.form == "glossary":
                break
            if line.form in ("section", "brief") and index >= min(self.limit, 3):
                return True
            if line.form == "signed" and self.sign_rank(index) != "headline":
                return True
            sources += bool(self.closes(index))
        return sources > 1

    @cached_property
    def first_sentence(self) -> int:
        """The first line with running text."""
        return next(
            (at for at, line in enumerate(self.lines) if _SENTENCE.search(line.text)),
            len(self.lines),
        )

    def sign_rank(self, index: int) -> str | None:
        """The rank of the line's sign."""
        line = self.line(index)
        if line is None or line.form != "signed" or line.opening is None:
            return None
        return self.signs.get(line.opening.text.strip())

    def is_prose(self, index: int) -> bool:
        """Whether a line is so plainly running text that it can be little else."""
        line = self.lines[index]
        return (
            line.form == "paragraph"
            and len(line.text) > _LONG_PROSE
            and not line.hashes
            and "。" in line.text[_LONG_HEAD:]
            and index not in self.row
            and index not in self.labelled
        )

    @cached_property
    def below_colophon(self) -> frozenset[int]:
        """The lines with a label of the colophon not far above."""
        return frozenset(
            index + distance for index in self.labelled for distance in range(1, _REACH)
        )

    @cached_property
    def labelled(self) -> frozenset[int]:
        """The lines that begin with a label of the colophon, or say that something was printed."""
        return frozenset(index for index, line in enumerate(self.lines) if has_label(line.text))

    def colophon_parts(self, index: int) -> tuple[Token, ...]:
        """The line read as the colophon's."""
        if index not in self._colophon:
            start, end = self.lines[index].span
            text = self.source.text[start:end]
            self._colophon[index] = read(text, start, "colophon_line").parts
        return self._colophon[index]

    @cached_property
    def near_table(self) -> frozenset[int]:
        """Rows, and lines that may be caption, unit or note of a table, or a figure's caption."""
        near = {at for block in self.tables for at in range(block.start - 2, block.end + 1)}
        for at, line in enumerate(self.lines):
            if line.form == "figure":
                near |= {at - 1, at + 1}
        return frozenset(near)

    def is_sentence(self, index: int) -> bool:
        """Whether running text stands on the line: it has a full stop, or is long."""
        return 0 <= index < len(self.lines) and self._sentences[index]

    def is_bare(self, index: int) -> bool:
        """Whether the line could be a headline of its own."""
        return 0 <= index < len(self.lines) and self._bare[index]

    @cached_property
    def _sentences(self) -> list[bool]:
        return [
            "。" in (text := line.text)
            or "；" in text
            or text[-1:] in "：:，、"
            or (len(text) > _LONG_TITLE and not is_title(text))
            for line in self.lines
        ]

    @cached_property
    def _bare(self) -> list[bool]:
        return [is_bare(line) for line in self.lines]

    def is_open(self, index: int) -> bool:
        """Whether running text on the line has no sign of its end, so that the next may go on."""
        line = self.line(index)
        return (
            line is not None
            and line.form in ("paragraph", "heading", "brief", "bullet", "signed")
            and len(line.text) > 25
            and line.text[-1] not in _ENDS + "：:"
            and _RUNNING.search(line.text) is not None
            and index not in self.row
            and not SIGNED.search(line.text)
            and not self.is_marked(index)
        )

    def is_marked(self, index: int) -> bool:
        """Whether a mark of the masthead (number, date, secrecy …) stands on the line."""
        return index in self._marked

    @cached_property
    def _marked(self) -> frozenset[int]:
        return frozenset(index for index in range(self.limit) if self._has_mark(index))

    def _has_mark(self, index: int) -> bool:
        parts = self.masthead_parts(index)
        if parts is None:
            return False
        kinds = {part.kind for whole in parts for part in (whole, *whole.parts)}
        plain = joined(parts)
        return bool(kinds & _NUMBERS) or (bool(kinds & _MARKS) and (not plain or unit_ends(plain)))

    def closes(self, index: int) -> bool:
        """Whether an attribution or an indicator tag closes the line."""
        return self.closing(index) is not None

    def closing(self, index: int) -> closing.Closing | None:
        """What closes the line, if an attribution or an indicator tag does."""
        if not 0 <= index < len(self.lines):
            return None
        if index not in self._closings:
            self._closings[index] = _closing_of(self.lines[index])
        return self._closings[index]


def _closing_of(line: Line) -> closing.Closing | None:
    if not line.pieces:
        return None
    last = line.pieces[-1]
    if last.text == "。" and len(line.pieces) > 1:
        last = line.pieces[-2]
    if last.kind not in ("tag", "FINAL_BRACKET"):
        return None
    found = closing.split(line.pieces)
    return found if found.tag or found.attribution else None


def joined(parts: Sequence[Token]) -> str:
    """The words of a masthead's line that are no mark, without white space and unseen signs."""
    text = "".join([part.text for part in parts if part.kind in ("WORDS", "STRAY", "ISSUING")])
    if text.isprintable():
        return text.replace(" ", "")
    return seen(text)


def has_label(text: str) -> bool:
    """Whether a line begins with a label of the colophon, or says at its end that something was
    printed.
    """
    head = text[:_LONGEST_LABEL]
    parted = "：" in head or ":" in head or " " in head or "\u3000" in head
    if "印" in text[-6:] or (parted and _BARE_LABEL.match(text)):
        return True
    # 抄　送：区委办公室
    label, colon, _text = head.replace(":", "：").partition("：")
    return bool(colon and _LABEL.match("".join(label.split()) + colon))


def is_title(text: str) -> bool:
    """关于开展检查的通知: what no running text without a full stop is, however long."""
    return "关于" in text and text.rstrip("）)").endswith(_TITLES_END)


def unit_ends(text: str) -> bool:
    """Whether a text ends as names of units do."""
    return text.endswith(UNITS_END)


def bare(line: Line) -> str:
    """The text of a line without its sign, ends stripped."""
    if line.form == "signed":
        return visible(line.pieces).strip()
    return line.text.strip()
