"""Lines of pages joined to paragraphs, and what belongs to the page taken off: its number, its running head.

A line goes on in the next if it is full and the next begins at the margin, in the same size. Where the margins are is seen
from all lines of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletinc.i18n import _
from bulletinc.readers.formats.pdf.lines import Line
from bulletinc.readers.formats.pdf.tables import tables
from bulletinc.readers.manuscript import Manuscript, Paragraph, Remark, Run
from bulletinc.text.source import excerpt

_NUMBER = re.compile(
    r"[—－–\-·\s]*\d{1,4}[—－–\-·\s]*|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4}"
)
_LABEL = re.compile(
    r"(?:报|送|发|主\s*送|抄\s*送|抄\s*报|编\s*辑|责\s*编|责任编辑|校\s*对|审\s*核|核\s*稿|核\s*签|签\s*发|电\s*话|传\s*真|邮\s*箱|电子邮箱|联系人)\s*[:：]"
)
_OPENS = re.compile(
    rf"【[^【】]{{1,30}}】|[·•●▪◆■]|[一二三四五六七八九十百]{{1,5}}、|[（(][一二三四五六七八九十\d]{{1,3}}[）)]|[①-⑳]|共\s*印|{_LABEL.pattern}"
)
_SAME_SIZE = 0.08
_SAME_PLACE = 4.0  # points
_INDENT = 0.8  # ems from the margin
# Ems that the last line of a paragraph lacks at least. Ends of lines are estimated, so where the first lines of paragraphs are
# indented, and tell them apart, it has to be more.
_SHORT, _SHORT_IF_INDENTED = 1.6, 5.0
_MANY_INDENTED = 0.15  # of the lines
_MARGIN = 71.0  # points, 25 mm: the type area of official papers begins at 37 mm (GB/T 9704, 5.2.1)
_SMALL = 0.9  # of the size of the text
_SECRECY = re.compile(r"秘\s*密|机\s*密|绝\s*密|内\s*部|特\s*急|加\s*急|编\s*号|\d{6}$")
_FULL_LINE = 12  # characters of lines that show where the margins are
_APART = 1.9  # of the usual distance between lines


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the text is set in: margins, size and distance of lines, in points. ``slack``: how many ems a line that goes on may seem
    to lack.
    """

    left: float
    right: float
    size: float
    leading: float
    slack: float


def joined(pages: Sequence[Sequence[Line]], tops: Sequence[float] = ()) -> Manuscript:
    """The paragraphs of all pages, each with the page that it begins on. ``tops``: how high the upper edges of the pages are."""
    kept, remarks = _without_furniture(pages)
    remarks += _without_heads(kept, tops)
    lines = [line for page in kept for line in page]
    frame = _frame(kept)
    heavy = Counter(is_heavy for line in lines for text, is_heavy in line.runs for _each in text)[
        True
    ] * 2 > sum(len(line.text) for line in lines)
    paragraphs: list[Paragraph] = []
    runs: list[Run] = []
    before: Line | None = None
    began = 1
    apart = True
    for number, page in enumerate(kept, 1):
        turned = True
        rows: set[int] = set()
        for table in tables(page):
            if not any(_LABEL.match(page[at].text) for at in table):
                rows.update(table)
                message = _(
                    "a table became text, a line a paragraph; compare it with the page: {text}"
                )
                remarks.append(Remark(message.format(text=excerpt(page[table.start].text)), number))
        for at, line in enumerate(page):
            new = [Run(text, is_heavy and not heavy) for text, is_heavy in line.runs]
            if (
                before is not None
                and not rows & {at, at - 1}
                and _goes_on(before, line, frame, turned=turned)
            ):
                runs = [*runs, *_glued(runs, new)]
            else:
                if runs:
                    paragraphs.append(Paragraph(tuple(runs), began, apart=apart))
                apart = before is None or turned or not _alike(before, line, frame)
                runs, began = new, number
            before, turned = line, False
    if runs:
        paragraphs.append(Paragraph(tuple(runs), began, apart=apart))
    return Manuscript(tuple(paragraphs), tuple(remarks), "page")


def _without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Remark]]:
    """The pages without their numbers and running heads, which are told of: numbers together, each head once."""
    heads = _running(pages)
    kept, numbers, remarks, told = [], 0, list[Remark](), set[str]()
    for number, page in enumerate(pages, 1):
        rest = list(page)
        for at in (0, -1):
            while rest:
                line = rest[at]
                if _NUMBER.fullmatch(line.text.strip()):
                    numbers += 1
                elif (key := _key(line)) in heads:
                    if key[0] not in told:
                        told.add(key[0])
                        remarks.append(
                            Remark(
                                _("a running head or foot was left out: {text}").format(
                                    text=excerpt(line.text)
                                ),
                                number,
                            )
                        )
                else:
                    break
                rest.pop(at)
        kept.append(rest)
    if numbers:
        remarks.append(Remark(_("page numbers were left out")))
    return kept, remarks


def _without_heads(pages: Sequence[list[Line]], tops: Sequence[float]) -> list[Remark]:
    """Take away what stands small in the upper margin of a page, where no text and no red head is; and tell of it."""
    remarks = []
    size = _frame(pages).size
    for number, (page, top) in enumerate(zip(pages, tops, strict=False), 1):
        if len(page) < 2 or _SECRECY.match(page[0].text):
            continue
        first, second = page[0], page[1]
        if (
            top - first.y < _MARGIN
            and first.size < size * _SMALL
            and first.y - second.y > size * _APART
            and len(first.parts) < 3
        ):
            remarks.append(
                Remark(
                    _("what stands in the upper margin was left out: {text}").format(
                        text=excerpt(page.pop(0).text)
                    ),
                    number,
                )
            )
    return remarks


def _running(pages: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    """Lines that stand first or last on two pages or more, at the same height."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        inner = [line for line in page if not _NUMBER.fullmatch(line.text.strip())]
        seen.update({_key(line) for line in (inner[:2] + inner[-2:])})
    return {key for key, count in seen.items() if count > 1}


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", "".join(line.text.split())), round(line.y / _SAME_PLACE)


def _frame(pages: Sequence[Sequence[Line]]) -> _Frame:
    long = [line for page in pages for line in page if len(line.text) >= _FULL_LINE]
    lines = long or [line for page in pages for line in page]
    if not lines:
        return _Frame(0.0, 0.0, 1.0, 1.0, 0.0)
    size = Counter(round(line.size * 2) / 2 for line in lines for _each in line.text).most_common(
        1
    )[0][0]
    text = [line for line in lines if abs(line.size - size) <= size * _SAME_SIZE] or lines
    left = Counter(round(line.x) for line in text).most_common()
    most = left[0][1]
    # Of several places where lines begin, the margin is the leftmost that many do: short paragraphs have more first lines than others.
    margin = min(place for place, count in left if count * 3 >= most)
    ends = sorted(line.end for line in text)
    drops = Counter(
        round(above.y - below.y)
        for page in pages
        for above, below in pairwise(page)
        if above.y > below.y
    )
    indented = sum(_INDENT < (line.x - margin) / size < 3 for line in text)
    slack = _SHORT_IF_INDENTED if indented >= len(text) * _MANY_INDENTED else _SHORT
    return _Frame(
        margin,
        ends[int(len(ends) * 0.85)],
        size,
        drops.most_common(1)[0][0] if drops else size * 1.8,
        slack,
    )


def _goes_on(before: Line, line: Line, frame: _Frame, *, turned: bool) -> bool:
    if abs(before.size - line.size) > frame.size * _SAME_SIZE:
        return False
    if _OPENS.match(line.text):
        return False
    if _LABEL.match(before.text) and line.x > before.x + frame.size:
        return not turned  # 报：… goes on below its text
    if abs(line.size - frame.size) > frame.size * _SAME_SIZE:
        # A large line that reaches the margin was too long; one that does not was ended by whoever typed it.
        return line.size > frame.size and before.end > frame.right - before.size / 2 and not turned
    if (
        before.end < frame.right - frame.slack * frame.size
        or line.x > frame.left + _INDENT * frame.size
    ):
        return False
    return turned or before.y - line.y <= frame.leading * _APART


def _alike(before: Line, line: Line, frame: _Frame) -> bool:
    """Whether a line looks like another row of the same thing, such as a title."""
    same = abs(before.size - line.size) <= frame.size * _SAME_SIZE
    return same and before.y - line.y <= max(frame.leading, line.size * 2) * _APART


def _glued(before: Sequence[Run], new: Sequence[Run]) -> list[Run]:
    """The runs of a line that goes on with others: words keep a space between them."""
    left, right = before[-1].text[-1:], new[0].text[:1]
    if left.isascii() and right.isascii() and left.isalnum() and right.isalpha():
        return [Run(" "), *new]
    return list(new)
