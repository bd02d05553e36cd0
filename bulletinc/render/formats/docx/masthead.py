"""The masthead: its parts in their official places, on whole lines of the grid, with the red rule below them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from bulletinc.render.formats.docx.ooxml import shown
from bulletinc.render.formats.docx.sheet import Sheet, sinking, tracking
from bulletinc.render.formats.docx.story import Story, fitted
from bulletinc.render.formats.docx.styles import Style, run
from bulletinc.render.order import issuer_and_date, name_rows, signer
from bulletinc.syntax import Masthead
from bulletinc.text.typography import ems
from bulletinc.theme.titles import title_rows

_LEAST = 1.0  # of the height of a line: none can be without
_NOTICEABLE = 0.02  # lines: what rounding leaves
_TOLERANCE = 0.5  # by which a masthead is shorter than its lines of the grid, so that rounding never takes a line of the page


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the name as it is set: its lines, their size, and the room between their letters."""

    role: str
    lines: tuple[str, ...]
    size: float
    spacing: float = 0.0


def masthead_styles(sheet: Sheet, masthead: Masthead, picture: bytes) -> Iterable[Style]:
    """The styles of the masthead. The name's letters are as large as this name allows, and the name is as high as is left for it."""
    pitch, width, side = (
        sheet.pitch,
        sheet.type_width,
        sheet.length("masthead.side-indent", sheet.body),
    )
    tight, thickness = sheet.length("masthead.tight-size"), sheet.length("masthead.rule")
    rows = {row.role: row for row in reversed(_rows(sheet, masthead))}
    picture_height = fitted(picture, width, _picture_room(sheet))[1] if picture and rows else 0.0
    before, after, below = _room(sheet, masthead, picture_height)
    line = Style("", "", leading=pitch, align="left", tab=width, keeps_next=True)
    name = replace(
        line, face="xiaobiaosong", colour="red", align="centre", keeps_lines=True, tab=0.0
    )
    leading = sheet.number("masthead.name-leading")
    first, last = rows.get("organisation"), rows.get("name")
    organisation_size = first.size if first else sheet.length("masthead.organisation-largest")
    name_size, name_spacing = (
        (last.size, last.spacing) if last else (sheet.length("masthead.sole-largest"), 0.0)
    )
    yield replace(line, id="secrecy", name="密级", face="heiti")
    yield replace(line, id="urgency", name="紧急程度", face="heiti", tab=0.0)
    yield replace(
        name,
        id="organisation",
        name="报头机关",
        size=organisation_size,
        leading=organisation_size * leading,
        before=before,
        closes_up=True,
    )
    yield replace(
        name,
        id="name",
        name="报头",
        size=sheet.body if picture_height else name_size,
        spacing=0.0 if picture_height else name_spacing,
        leading=0.0 if picture_height else name_size * leading,
        off_grid=picture_height > 0,
        before=0.0 if first and not picture_height else before,
        after=after,
    )
    yield replace(line, id="issue", name="期号", align="centre", tab=0.0)
    yield replace(line, id="signer", name="签发人", align="right", right=side, tab=0.0)
    yield replace(line, id="masthead-other", name="报头杂项", tab=0.0)
    yield replace(line, id="issuing", name="编发", left=side, right=side, tab=width - side)
    side = sheet.length("masthead.side-indent", tight)
    yield replace(
        line,
        id="issuing-tight",
        name="编发小字",
        size=tight,
        left=side,
        right=side,
        tab=width - side,
    )
    rule = Style(
        "red-rule",
        "红线",
        leading=below,
        before=_rule_room(sheet),
        rule=("red", thickness),
        follows="body",
    )
    above, under = _star_heights(sheet)
    if sheet.value("masthead.rule-form") == "star":
        rest = rule.before + thickness + below - above - under
        rule = replace(rule, leading=max(_LEAST, rest), before=0.0, rule=None)
    yield rule
    yield Style(
        "red-star",
        "红线星",
        size=sheet.length("masthead.star"),
        colour="red",
        align="centre",
        leading=2 * above,
    )
    yield run("name-end", "报头末字", spacing=tracking(name_size) - tracking(sheet.body))
    yield run("serial", "编号", "fangsong")
    yield run("signer-name", "签发人姓名", "kaiti")
    yield run(
        "issue-gap",
        "期号间隔",
        spacing=2 * sheet.length("masthead.issue-gap", sheet.body) - sheet.body,
    )


def write(story: Story, sheet: Sheet, masthead: Masthead, picture: bytes) -> None:
    """The masthead's paragraphs."""
    if masthead.secrecy or masthead.serial_text:
        line = story.paragraph("secrecy")
        line.text(masthead.secrecy)
        if masthead.serial_text:
            line.tab()
            line.text(masthead.serial_text, "serial")
    if masthead.urgency:
        story.paragraph("urgency").text(masthead.urgency)
    _write_name(story, sheet, masthead, picture)
    if masthead.issue:
        line = story.paragraph("issue")
        for number, part in enumerate(masthead.issue):
            if number:
                line.letters("\u3000", "issue-gap")
            line.text(part)
    if masthead.signer_text:
        label, name = signer(masthead)
        line = story.paragraph("signer")
        line.letters(shown(label))
        line.letters(shown(name), "signer-name")
    for other in masthead.unplaced:
        story.paragraph("masthead-other").text(other)
    issuer = masthead.issuer_text or masthead.issuer
    if issuer or masthead.date_text:
        line = story.paragraph("issuing-tight" if _is_tight(sheet, masthead) else "issuing")
        line.text(issuer)
        if masthead.date_text:
            line.tab()
            line.text(masthead.date_text)
    if sheet.value("masthead.rule-form") == "star":
        _write_star(story, sheet)
    story.paragraph("red-rule")


def _write_star(story: Story, sheet: Sheet) -> None:
    """The red rule with a star in its middle: a table of three cells, with the rule across the outer ones."""
    star = sheet.length("masthead.star")
    middle = star + 2 * sheet.length("masthead.star-gap", star)
    side = (sheet.type_width - middle) / 2
    line = story.crossed_cells(
        (side, middle, side),
        _star_heights(sheet),
        sheet.colour("red"),
        sheet.length("masthead.rule"),
        "red-star",
    )
    line.letters("★")


def _star_heights(sheet: Sheet) -> tuple[float, float]:
    """The heights of the star's cell above and below the middle of the red rule, with which the star stands on it."""
    above = max(
        sheet.length("masthead.star") / 2, _rule_room(sheet) + sheet.length("masthead.rule") / 2
    )
    return above, above - 2 * sinking(2 * above, sheet.length("masthead.star"))


def _write_name(story: Story, sheet: Sheet, masthead: Masthead, picture: bytes) -> None:
    rows = _rows(sheet, masthead)
    typed_on_one_line = len(masthead.name_lines) < len(rows)
    if picture and rows:
        words = (" " if typed_on_one_line else "\n").join("".join(row.lines) for row in rows)
        story.paragraph("name").picture(picture, words, sheet.type_width, _picture_room(sheet))
        return
    for row in rows:
        line = story.paragraph(row.role)
        if (
            row.spacing
        ):  # which would be behind the last letter, too, and move the row out of the middle
            line.rows([*row.lines[:-1], row.lines[-1][:-1]])
            line.letters(row.lines[-1][-1:], "name-end")
        else:
            line.rows(row.lines)
        if typed_on_one_line and row is not rows[-1]:
            line.letters(" ")


def _rows(sheet: Sheet, masthead: Masthead) -> list[_Row]:
    """The rows of the name: each as large as the type area's width allows, the kind word spaced out over its line."""
    texts = [
        text
        for text in name_rows(masthead, sheet.value("masthead.name-rows"))
        if shown(text).strip()
    ]
    rows = []
    for index, text in enumerate(texts):
        lines = broken(text, sheet.value("masthead.name-characters"))
        letters = max((ems(line.rstrip()) for line in lines), default=1.0)
        form = "sole" if len(texts) == 1 else "kind" if index == len(texts) - 1 else "organisation"
        largest = sheet.length(f"masthead.{form}-largest")
        widest = (
            math.floor(2 * sheet.type_width / letters) / 2
        )  # in half points, so that no rounding makes a line of it too long
        size = max(sheet.length("masthead.name-smallest"), min(widest, largest))
        spacing = 0.0
        if form == "kind":
            spacing = max(
                0.0,
                min(
                    sheet.length("masthead.kind-spacing", size),
                    (sheet.type_width - letters * size) / (letters + 1),
                ),
            )
        rows.append(
            _Row("organisation" if form == "organisation" else "name", lines, size, spacing)
        )
    smallest = min((row.size for row in rows if row.role == "organisation"), default=0.0)
    return [replace(row, size=smallest) if row.role == "organisation" else row for row in rows]


def broken(text: str, longest: int) -> tuple[str, ...]:
    """The rows of a centred text, each but the last with the blank that stands between it and the next."""
    whole, rows = shown(text).strip(), title_rows(text, longest)
    starts, at = [], 0
    for row in rows:
        starts.append(whole.index(shown(row), at))
        at = starts[-1] + len(shown(row))
    pieces = [whole[start:end] for start, end in pairwise([*starts, len(whole)])]
    # A blank of another width at a row's end would move the row out of the middle.
    return tuple(f"{piece.rstrip()} " if piece != piece.rstrip() else piece for piece in pieces)


def _room(sheet: Sheet, masthead: Masthead, picture_height: float) -> tuple[float, float, float]:
    """The room above the name, below it, and below the red rule: together with all lines they fill whole lines of the grid."""
    pitch, below = sheet.pitch, sheet.number("masthead.below") * sheet.pitch
    rule = _rule_room(sheet) + sheet.length("masthead.rule")
    rows = _rows(sheet, masthead)
    leading = sheet.number("masthead.name-leading")
    name = picture_height or sum(len(row.lines) * row.size * leading for row in rows)
    least = (sheet.number("masthead.lines") - 2) * pitch - rule if rows else 0.0
    others = _other_lines(sheet, masthead) * pitch
    height = max(name, least) + others + rule + below
    height = math.ceil(height / pitch - _NOTICEABLE) * pitch - _TOLERANCE
    room = max(0.0, height - others - rule - below - name)
    return (
        (room / 2, room / 2, max(_LEAST, below)) if rows else (0.0, 0.0, max(_LEAST, below + room))
    )


def _rule_room(sheet: Sheet) -> float:
    """From the line above the red rule down to it: the gap is measured from the letters."""
    return max(
        0.0,
        sheet.length("masthead.rule-gap")
        - sheet.pitch / 2
        + sheet.body / 2
        + sinking(sheet.pitch, sheet.body),
    )


def _picture_room(sheet: Sheet) -> float:
    return (sheet.number("masthead.lines") - 2.5) * sheet.pitch - sheet.length("masthead.rule-gap")


def _other_lines(sheet: Sheet, masthead: Masthead) -> int:
    """How many lines the masthead has beside its name."""
    gap, side = (
        sheet.length("masthead.issue-gap", sheet.body),
        sheet.length("masthead.side-indent", sheet.body),
    )
    count = 0
    if masthead.secrecy or masthead.serial_text:
        count += 1
    if masthead.urgency:
        count += _lines(sheet, ems(masthead.urgency.text) * sheet.body)
    if masthead.issue:
        count += _lines(
            sheet, sum(ems(part.text) * sheet.body + 2 * gap for part in masthead.issue) - 2 * gap
        )
    if masthead.signer_text:
        count += _lines(sheet, ems(masthead.signer_text.text) * sheet.body + side)
    count += sum(_lines(sheet, ems(other.text) * sheet.body) for other in masthead.unplaced)
    if masthead.issuer or masthead.issuer_text or masthead.date_text:
        size = sheet.length("masthead.tight-size") if _is_tight(sheet, masthead) else sheet.body
        count += _lines(sheet, ems(issuer_and_date(masthead)) * size)
    return count


def _lines(sheet: Sheet, width: float) -> int:
    return max(1, math.ceil(width / sheet.type_width))


def _is_tight(sheet: Sheet, masthead: Masthead) -> bool:
    return ems(issuer_and_date(masthead)) > sheet.number("masthead.tight-from")
