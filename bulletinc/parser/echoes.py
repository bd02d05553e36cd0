"""Lines that come again: the entries of the contents, and the headlines that they name.

A list of contents is known by its heading, or, without one, because the same lines come again
below. What an entry adds (a number, a bullet, leaders, a page, a name after a gap) does not
count.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bulletinc.parser.lines import Line
from bulletinc.text.patterns import pattern

_LONGEST = 80  # characters of an entry
_FEWEST = 2  # entries, to believe in contents without a heading
_SHORTEST_KEY = 2
_MOST_PLACES = 4  # of one line: a text of a thousand equal lines names none
_MOST_ENTRIES = 100
_MOST_GAPS = 3  # of an entry, from its end
_NO_LETTER = pattern(r"[\W_]+")
_NUMBERING = pattern(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)]|[\d一二三四五六七八九十]{1,3}[.．、]|[①-⑳])\s*"
)
_LEADERS = pattern(r"(?:[…⋯]+|[.．·・]{3,}|[-－—_]{4,}|[─━]{3,})[\s…⋯.．·・]*")
_PAGE = pattern(
    r"(?:[/／]\s*\d{1,3}|[（(]\s*\d{1,3}\s*[）)]|(?<=\s)第?\s?\d{1,3}\s?[页版]?|第\s?\d{1,3}\s?[页版])\s*\Z"
)
_PAGE_BELOW_LEADERS = pattern(r"(?:[（(]\s*)?(?:第\s*)?\d{1,3}\s*(?:[页版]\s*)?[）)]?\Z")
_PAGE_ENDS = frozenset("0123456789页版）)…⋯.．·・-－—_─━")
_GAP = pattern(r"\t|\u3000|[^\S\n]{2,}")
# The day of an issue, which a sign-off says again; it is no entry.
_DAY = pattern(
    r"[\d〇○零一二三四五六七八九]{4}\s?[年./-]\s?[\d一二三四五六七八九十]{1,3}\s?[月./-]"
    r"\s?[\d一二三四五六七八九十]{1,3}\s?日?"
)
_SENTENCE = pattern(r"[。；]")


class EntryParts(NamedTuple):
    """What an entry says: ``text`` ends before its leaders and page, ``page`` begins where the page
    number does.
    """

    end: int
    page: tuple[int, int] | None


class Echoes(NamedTuple):
    """``heading`` and ``entries`` are lines of the contents; ``named`` are lines of the body that
    an entry names.

    ``second`` are the second lines of headlines that are named whole.
    """

    heading: frozenset[int]
    entries: frozenset[int]
    named: frozenset[int]
    second: frozenset[int]


def entry_parts(text: str) -> EntryParts:
    """Where the words of an entry end and its page number stands."""
    if text[-1:] not in _PAGE_ENDS and "…" not in text and "..." not in text:
        return EntryParts(len(text), None)
    leaders = _LEADERS.search(text, 1)
    if leaders:
        end = _end_of_words(text, leaders.start())
        number = _PAGE_BELOW_LEADERS.search(text, leaders.end() - 1)
        if number:
            author = text[leaders.end() : number.start()].strip()  # 标题…………屈建业（1）
            words = _end_of_words(text, number.start()) if author else end
            return EntryParts(words, number.span())
        return EntryParts(len(text) if text[leaders.end() :].strip() else end, None)
    if page := _PAGE.search(text, 1):
        return EntryParts(_end_of_words(text, page.start()), page.span())
    return EntryParts(len(text), None)


def _end_of_words(text: str, end: int) -> int:
    """Where the words before the leaders or the page end; there is at least one character."""
    return max(len(text[:end].rstrip()), 1)


def find_echoes(lines: Sequence[Line], limit: int) -> Echoes:
    """The contents and what they name.

    Without a heading they are looked for among the first ``limit`` lines.
    """
    keys: dict[str, list[tuple[int, bool]]] = {}
    short = [len(line.text) <= _LONGEST and len(line.rows) == 1 for line in lines]
    own = [_key(line.text) if short[index] else "" for index, line in enumerate(lines)]
    for index, line in enumerate(lines):
        if not short[index] or "。" in line.text or "；" in line.text:
            continue
        _note(keys, own[index], (index, False))
        if index + 1 < len(lines) and short[index + 1] and not lines[index + 1].apart:
            _note(keys, own[index] + own[index + 1], (index, True))
    heading = next((at for at, line in enumerate(lines) if line.form == "contents"), None)
    if heading is not None:
        entries = _listed(lines, heading, keys)
        if entries:
            return _echoes(lines, keys, frozenset((heading,)), entries)
    entries = _unheaded(lines, limit, keys)
    return _echoes(lines, keys, frozenset(), entries)


_Keys = dict[str, list[tuple[int, bool]]]


def _note(keys: _Keys, key: str, place: tuple[int, bool]) -> None:
    places = keys.setdefault(key, [])
    if len(places) < _MOST_PLACES:
        places.append(place)


def _listed(lines: Sequence[Line], heading: int, keys: _Keys) -> list[int]:
    """The entries below a heading: until a sentence, or the first line that the contents name."""
    entries: list[int] = []
    named: set[int] = set()
    marked = False  # the entries have bullets, signs, numbers or pages
    spaced = False  # blank lines stand between them
    for at in range(heading + 1, min(heading + _MOST_ENTRIES, len(lines))):
        line = lines[at]
        again = _found(line.text, at, keys)
        mark = _is_marked(line)
        known = mark or bool(again)
        if at in named or not _is_listable(line, again=bool(again), mark=mark):
            break
        if not entries:
            # The first may be any line below the heading that the body or the contents bear out.
            if not (known or not line.apart) and not _is_first(lines, at, keys):
                break
            marked = mark
        elif line.apart and not (spaced and known):
            expected = again and (mark or not marked)
            if not expected and not (mark and len(entries) < _FEWEST):
                break
            spaced = True
        named |= set(again)
        entries.append(at)
    return _without_section_below(lines, entries, keys)


def _without_section_below(lines: Sequence[Line], entries: list[int], keys: _Keys) -> list[int]:
    """The entries without 【要闻】 at their end, if it does not come again: it opens the body."""
    last = lines[entries[-1]] if len(entries) > 1 else None
    if last and last.form == "section" and not _found(last.text, entries[-1], keys):
        return entries[:-1]
    return entries


def _is_listable(line: Line, *, again: bool, mark: bool) -> bool:
    """Whether a line is short enough; one with a sentence must be named again, or have a mark."""
    if len(line.text) > _LONGEST or len(line.rows) > 1 or line.form == "rule":
        return False
    return again or (mark and not line.apart) or _SENTENCE.search(line.text) is None


def _is_first(lines: Sequence[Line], at: int, keys: _Keys) -> bool:
    """Whether a line after a blank line begins the entries: the body has the line below it
    again.
    """
    return lines[at].form == "paragraph" and _again_below(lines, at, keys)


def _again_below(lines: Sequence[Line], at: int, keys: _Keys) -> bool:
    return at + 1 < len(lines) and bool(_found(lines[at + 1].text, at + 1, keys))


def _unheaded(lines: Sequence[Line], limit: int, keys: _Keys) -> list[int]:
    """The first run of short lines of which half come again below it, or the first at once."""
    for start in range(min(limit, len(lines))):
        if not _found(lines[start].text, start, keys):
            continue
        run, hits = _run_from(lines, start, keys)
        beyond = {hit for hit in hits if hit > run[-1]}
        if len(run) < _FEWEST:
            continue
        if (len(beyond) >= _FEWEST and 2 * len(beyond) >= len(run)) or run[-1] + 1 in beyond:
            return run
    return []


def _run_from(lines: Sequence[Line], start: int, keys: _Keys) -> tuple[list[int], set[int]]:
    """The short lines from ``start`` on that look alike, and the lines of the body that they
    name.
    """
    run = [start]
    hits: set[int] = set()
    for at in range(start, min(start + _MOST_ENTRIES, len(lines))):
        line = lines[at]
        if at in hits or not _may_be_entry(line) or (at > start and line.apart):
            break
        found = _found(line.text, at, keys)
        alike = at > start and (line.form == lines[start].form or _is_marked(line))
        if not (found or alike or line.indent):
            break
        hits |= {each for each in found if each > at + 1}
        if at > start:
            run.append(at)
    return run, hits


def _may_be_entry(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST
        and len(line.rows) == 1
        and line.form not in ("row", "contents")
        and not _SENTENCE.search(line.text)
        and not _DAY.fullmatch(line.text)
    )


def _echoes(
    lines: Sequence[Line], keys: _Keys, heading: frozenset[int], entries: Sequence[int]
) -> Echoes:
    named: set[int] = set()
    second: set[int] = set()
    listed = set(entries)
    for at in entries:
        for found, two in _hits(lines[at].text, at, keys):
            if found not in listed and found > at:
                named.add(found)
                if two:
                    second.add(found + 1)
                break
    return Echoes(heading, frozenset(entries), frozenset(named), frozenset(second))


def _found(text: str, at: int, keys: _Keys) -> list[int]:
    return [found for found, _two in _hits(text, at, keys)]


def _hits(text: str, at: int, keys: _Keys) -> list[tuple[int, bool]]:
    """Lines below that an entry names, by all its words or those before a gap."""
    words = text[: entry_parts(text).end]
    gaps = list(_GAP.finditer(words))[: -_MOST_GAPS - 1 : -1]
    if leaders := _LEADERS.search(words, 1):  # 标题…………屈建业（1）
        gaps.insert(0, leaders)
    for each in (words, *(words[: gap.start()] for gap in gaps)):
        key = _key(each)
        found = [hit for hit in keys.get(key, ()) if hit[0] > at]
        if found and len(key) >= _SHORTEST_KEY:
            return found
    return []


def _key(text: str) -> str:
    """The letters and digits of a line, without its number, leaders and page."""
    words = text[: entry_parts(text).end].strip("【】*#").lstrip()
    numbering = _NUMBERING.match(words)
    rest = words[numbering.end() :] if numbering else words
    return rest if rest.isalnum() else _NO_LETTER.sub("", rest)


def _is_marked(line: Line) -> bool:
    return (
        line.form in ("bullet", "signed", "heading")
        or entry_parts(line.text).page is not None
        or _LEADERS.search(line.text, 1) is not None
    )
