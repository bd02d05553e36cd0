"""The styles written into the document; the text is formatted by nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from bulletinc.render.formats.docx.ooxml import clear, put
from bulletinc.render.formats.docx.style import Style, with_runs
from bulletinc.render.formats.docx.word_measures import (
    WordMeasures,
    eighths,
    half_points,
    tracking,
    twips,
)
from bulletinc.render.style_names import run_id, style_name

LANGUAGE = "zh-CN"
_LATIN = "en-US"  # of Latin letters and digits; as Chinese, a number would be broken anywhere
_NORMAL = "Normal"
_ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}

_LAST_PRIORITY = 99  # in Word's list of styles


def write(package: Any, measures: WordMeasures, styles: Iterable[Style]) -> None:
    """Give the package these styles and no others."""
    root = package.styles.element
    clear(root)
    _set_defaults(root, measures)
    normal = package.styles.add_style(_NORMAL, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    normal.element.set(qn("w:default"), "1")
    normal.quick_style = True
    _set_line_breaking(normal.element.get_or_add_pPr(), measures)
    written = list(with_runs(styles))
    levels = sorted({style.outline for style in written if style.outline is not None})
    for level in levels:
        built_in = package.styles.add_style(
            f"Heading {level + 1}", WD_STYLE_TYPE.PARAGRAPH, builtin=True
        )
        built_in.base_style = normal
        put(built_in.element.get_or_add_pPr(), "outlineLvl", val=level)
    by_id = {style.id: _add(package, measures, style, rank) for rank, style in enumerate(written)}
    for style in written:
        made = by_id[style.id]
        if not style.is_character:
            made.base_style = (
                normal if style.outline is None else package.styles[f"Heading {style.outline + 1}"]
            )
            made.next_paragraph_style = by_id[style.follows or style.id]
        if linked := run_id(style.id) if style.has_run else style.linked:
            put(made.element, "link", val=linked)


def _set_defaults(root: Any, measures: WordMeasures) -> None:
    """Set what holds for all letters: the face and size of the body."""
    defaults = put(root, "docDefaults")
    letters = put(put(defaults, "rPrDefault"), "rPr")
    _set_face(letters, measures, "fangsong")
    put(letters, "color", val=measures.colour("ink"))
    put(letters, "spacing", val=twips(tracking(measures.body)))
    put(letters, "sz", val=half_points(measures.body))
    put(letters, "szCs", val=half_points(measures.body))
    put(letters, "lang", val=_LATIN, eastAsia=LANGUAGE, bidi="ar-SA")
    # The styles that Word has by itself stay out of a user's way.
    put(
        root,
        "latentStyles",
        defLockedState=0,
        defUIPriority=_LAST_PRIORITY,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
    )


def _set_line_breaking(lines: Any, measures: WordMeasures) -> None:
    """Say how Chinese lines are broken.

    No 。 stands at the start of a line, no space between Han and digits; Latin words stay whole.
    Word may let a sign hang over the edge, as it does in an office's own documents. LibreOffice
    reads this the other way round, in all its versions: told not to let signs hang, it does, and
    loses some of them in print.
    """
    put(lines, "widowControl", val=measures.number("body.keep-lines") > 1)
    for name, holds in {
        "kinsoku": True,
        "wordWrap": True,
        "overflowPunct": True,
        "topLinePunct": False,
    }.items():
        put(lines, name, val=holds)
    for name in ("autoSpaceDE", "autoSpaceDN", "adjustRightInd"):
        put(lines, name, val=False)
    put(lines, "snapToGrid", val=True)
    put(lines, "spacing", before=0, after=0, line=240, lineRule="auto")
    put(lines, "jc", val="both")


def _set_face(letters: Any, measures: WordMeasures, face: str) -> None:
    """Set one face for all scripts: digits and quotation marks are those of the Chinese face."""
    family = next(iter(measures.families(face)), None)
    if family:
        put(
            letters,
            "rFonts",
            hint="eastAsia",
            ascii=family,
            eastAsia=family,
            hAnsi=family,
            cs=family,
        )


def _add(package: Any, measures: WordMeasures, style: Style, rank: int) -> Any:
    made = package.styles.add_style(
        style.name or style_name(style.id),
        WD_STYLE_TYPE.CHARACTER if style.is_character else WD_STYLE_TYPE.PARAGRAPH,
    )
    made.style_id = style.id
    made.priority = min(rank + 1, _LAST_PRIORITY)
    made.hidden = False
    made.quick_style = True
    _set_letters(made, measures, style)
    if not style.is_character:
        _set_lines(made, measures, style)
    return made


def _set_letters(made: Any, measures: WordMeasures, style: Style) -> None:
    letters = made.element.get_or_add_rPr()
    if style.face:
        _set_face(letters, measures, style.face)
    if style.size:
        made.font.size = Pt(half_points(style.size) / 2)
        put(letters, "szCs", val=half_points(style.size))
    if style.size or style.spacing is not None:
        put(
            letters,
            "spacing",
            val=twips(tracking(style.size or measures.body) + (style.spacing or 0.0)),
        )
    if style.colour:
        made.font.color.rgb = RGBColor.from_string(measures.colour(style.colour))


def _set_lines(made: Any, measures: WordMeasures, style: Style) -> None:
    form, element = made.paragraph_format, made.element.get_or_add_pPr()
    if style.align:
        form.alignment = _ALIGNMENTS[style.align]
    for name, length in {
        "left_indent": style.left,
        "right_indent": style.right,
        "first_line_indent": style.first,
    }.items():
        if length:
            setattr(form, name, Pt(length))
    if style.before or style.after:
        form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    if style.leading:
        form.line_spacing = Pt(style.leading)
    if style.leading or style.off_grid:
        put(element, "snapToGrid", val=False)
    if style.tab:
        leader = WD_TAB_LEADER.DOTS if style.leader else WD_TAB_LEADER.SPACES
        form.tab_stops.add_tab_stop(Pt(style.tab), WD_TAB_ALIGNMENT.RIGHT, leader)
    form.keep_with_next = style.keeps_next or None
    form.keep_together = style.keeps_lines or None
    form.page_break_before = style.starts_page or None
    if style.closes_up:
        put(element, "contextualSpacing")
    if style.rule:
        colour, thickness = style.rule
        _set_border(element, ("top",), thickness, measures.colour(colour))
    if style.boxed:
        sides = ("top", "left", "bottom", "right")
        _set_border(element, sides, style.boxed, measures.colour("ink"))
    if style.filled:
        put(element, "shd", val="clear", color="auto", fill=measures.colour(style.filled))
    if style.frame:
        put(element, "framePr", **style.frame)
    if style.outline is not None:
        put(element, "outlineLvl", val=style.outline)


def _set_border(element: Any, sides: Sequence[str], thickness: float, colour: str) -> None:
    """Draw lines at these sides of a paragraph, ``thickness`` in points."""
    border = put(element, "pBdr")
    for side in sides:
        put(border, side, val="single", sz=eighths(thickness), space=0, color=colour)
