"""The styles of the masthead.

The name's letters are as large as this name allows, and the name is as high as is left for it:
masthead and red rule fill whole lines of the grid.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bulletinc.render.formats.docx.name_rows import SizedRow, sized_rows
from bulletinc.render.formats.docx.style import Style, run_style
from bulletinc.render.formats.docx.text_writer import fit
from bulletinc.render.formats.docx.word_measures import WordMeasures, sinking, tracking
from bulletinc.render.measures import is_tight, name_height
from bulletinc.render.order import issuer_and_date
from bulletinc.syntax import Masthead
from bulletinc.text.typography import ems

_LEAST = 1.0  # of the height of a line, in points: none can be without
_NOTICEABLE = 0.02  # lines: what rounding leaves
# By which a masthead is shorter than its lines of the grid, so that rounding never costs the page
# a line; in points.
_TOLERANCE = 0.5


@dataclass(frozen=True, slots=True)
class _Room:
    """The room above the name, below it, and below the red rule."""

    before: float
    after: float
    below: float


def masthead_styles(measures: WordMeasures, masthead: Masthead, picture: bytes) -> Iterable[Style]:
    """The styles of the masthead; of all its parts, also those that this one does not have."""
    rows = sized_rows(measures, masthead)
    height = 0.0  # of the picture
    if picture and rows:
        height = fit(picture, measures.type_width, measures.picture_height)[1]
    room = _find_room(measures, masthead, height)
    width = measures.type_width
    line = Style("", leading=measures.pitch, align="left", tab=width, keeps_next=True)
    yield replace(line, id="secrecy", face="heiti")
    yield replace(line, id="urgency", face="heiti", tab=0.0)
    yield from _name_styles(measures, line, rows, room, height)
    yield replace(line, id="issue", align="centre", tab=0.0)
    side = measures.length("masthead.side-indent", measures.body)
    yield replace(line, id="signer", align="right", right=side, tab=0.0)
    yield replace(line, id="masthead-other", tab=0.0)
    issuing = replace(line, id="issuing", left=side, right=side, tab=width - side)
    yield issuing
    size = measures.length("masthead.tight-size")
    side = measures.length("masthead.side-indent", size)
    yield replace(issuing, id="issuing-tight", size=size, left=side, right=side, tab=width - side)
    yield from _rule_styles(measures, room)
    yield from _run_styles(measures, _size_of_name(measures, rows))


def star_heights(measures: WordMeasures) -> tuple[float, float]:
    """The heights of the star's cell above and below the middle of the red rule."""
    star, rule = measures.length("masthead.star"), measures.length("masthead.rule")
    above = max(star / 2, measures.rule_room + rule / 2)
    return above, above - 2 * sinking(2 * above, star)


def _name_styles(
    measures: WordMeasures,
    line: Style,
    rows: list[SizedRow],
    room: _Room,
    picture_height: float,
) -> Iterable[Style]:
    leading = measures.number("masthead.name-leading")
    first = next((row for row in rows if row.style == "organisation"), None)
    size = first.size if first else measures.length("masthead.organisation-largest")
    name = replace(
        line, face="xiaobiaosong", colour="red", align="centre", keeps_lines=True, tab=0.0
    )
    yield replace(
        name,
        id="organisation",
        size=size,
        leading=size * leading,
        before=room.before,
        closes_up=True,
    )
    if picture_height:
        yield replace(
            name,
            id="name",
            size=measures.body,
            spacing=0.0,
            leading=0.0,
            off_grid=True,
            before=room.before,
            after=room.after,
        )
        return
    size = _size_of_name(measures, rows)
    yield replace(
        name,
        id="name",
        size=size,
        spacing=next((row.spacing for row in rows if row.style == "name"), 0.0),
        leading=size * leading,
        before=0.0 if first else room.before,
        after=room.after,
    )


def _size_of_name(measures: WordMeasures, rows: list[SizedRow]) -> float:
    largest = measures.length("masthead.sole-largest")
    return next((row.size for row in rows if row.style == "name"), largest)


def _rule_styles(measures: WordMeasures, room: _Room) -> Iterable[Style]:
    thickness = measures.length("masthead.rule")
    rule = Style(
        "red-rule",
        leading=room.below,
        before=measures.rule_room,
        rule=("red", thickness),
        follows="body",
    )
    above, under = star_heights(measures)
    if measures.value("masthead.rule-form") == "star":
        rest = rule.before + thickness + room.below - above - under
        rule = replace(rule, leading=max(_LEAST, rest), before=0.0, rule=None)
    yield rule
    yield Style(
        "red-star",
        size=measures.length("masthead.star"),
        colour="red",
        align="centre",
        leading=2 * above,
    )


def _run_styles(measures: WordMeasures, size_of_name: float) -> Iterable[Style]:
    gap = 2 * measures.length("masthead.issue-gap", measures.body) - measures.body
    yield run_style("name-end", spacing=tracking(size_of_name) - tracking(measures.body))
    yield run_style("serial", "fangsong")
    yield run_style("signer-name", "kaiti")
    yield run_style("issue-gap", spacing=gap)


def _find_room(measures: WordMeasures, masthead: Masthead, picture_height: float) -> _Room:
    """Find the room with which all lines of the masthead together fill whole lines of the grid."""
    pitch = measures.pitch
    below = measures.number("masthead.below") * pitch
    rule = measures.rule_room + measures.length("masthead.rule")
    rows = sized_rows(measures, masthead)
    leading = measures.number("masthead.name-leading")
    name = picture_height or sum(len(row.lines) * row.size * leading for row in rows)
    least = 0.0
    if rows:
        least = name_height(
            measures.number("masthead.lines"),
            pitch,
            measures.rule_room,
            measures.length("masthead.rule"),
        )
    others = _count_other_lines(measures, masthead) * pitch
    height = max(name, least) + others + rule + below
    height = math.ceil(height / pitch - _NOTICEABLE) * pitch - _TOLERANCE
    room = max(0.0, height - others - rule - below - name)
    if not rows:
        return _Room(0.0, 0.0, max(_LEAST, below + room))
    return _Room(room / 2, room / 2, max(_LEAST, below))


def _count_other_lines(measures: WordMeasures, masthead: Masthead) -> int:
    """Count the lines that the masthead has besides its name."""
    body = measures.body
    widths = []
    if masthead.secrecy or masthead.serial_text:
        widths.append(0.0)  # 机密★1年 and the serial number stand on one line
    if masthead.urgency:
        widths.append(ems(masthead.urgency.text) * body)
    if masthead.issue:
        gap = measures.length("masthead.issue-gap", body)
        widths.append(sum(ems(part.text) * body + 2 * gap for part in masthead.issue) - 2 * gap)
    if masthead.signer_text:
        side = measures.length("masthead.side-indent", body)
        widths.append(ems(masthead.signer_text.text) * body + side)
    widths += [ems(other.text) * body for other in masthead.unplaced]
    if masthead.issuer or masthead.issuer_text or masthead.date_text:
        tight = is_tight(masthead, measures.layout)
        size = measures.length("masthead.tight-size") if tight else body
        widths.append(ems(issuer_and_date(masthead)) * size)
    return sum(max(1, math.ceil(width / measures.type_width)) for width in widths)
