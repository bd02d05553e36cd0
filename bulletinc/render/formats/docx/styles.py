"""The styles: one for each element of a bulletin, with every number from the theme. Nothing in the text is formatted but by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from bulletinc.render.formats.docx.ooxml import eighths, emptied, put, twips
from bulletinc.render.formats.docx.sheet import Sheet, half_points, tracking

LANGUAGE = "zh-CN"
_LATIN = "en-US"  # of Latin letters and digits; as Chinese, a number would be broken anywhere
NORMAL = "Normal"
_ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class Style:
    """A style of the document. What is not given is as in the text. Lengths are points.

    ``id`` is the English word, which the text refers to; ``name`` what a user reads. ``leading`` is the height of its lines; 0: they stand
    on the grid, or, if ``off_grid``, are as high as what is in them. ``rule`` is the colour and thickness of a rule above it, ``filled``
    the colour of its ground, ``tab`` a stop that text stands to the left of. ``outline`` is its level in the outline, from 0.
    ``closes_up``: no room between it and another of its style.
    """

    id: str
    name: str
    is_character: bool = False
    follows: str = ""
    twin: str = ""
    face: str = ""
    size: float = 0.0
    spacing: float | None = None
    colour: str = ""
    align: str = ""
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    after: float = 0.0
    leading: float = 0.0
    tab: float = 0.0
    rule: tuple[str, float] | None = None
    filled: str = ""
    frame: Mapping[str, object] | None = None
    outline: int | None = None
    starts_page: bool = False
    keeps_next: bool = False
    keeps_lines: bool = False
    closes_up: bool = False
    off_grid: bool = False


def run(style_id: str, name: str, face: str = "", spacing: float | None = None) -> Style:
    """A style for a piece of a line."""
    return Style(style_id, name, is_character=True, face=face, spacing=spacing)


def with_twins(styles: Iterable[Style]) -> Iterable[Style]:
    """The styles, each whose element may stand in a line of text with a style for that: the two are one to a user."""
    for style in styles:
        yield style
        if style.twin:
            yield Style(
                style.twin, f"{style.name} 字符", is_character=True, face=style.face, twin=style.id
            )


def body_styles(sheet: Sheet, outline: dict[str, int], *, is_report: bool) -> Iterable[Style]:
    """The styles of front, body and page number. ``outline`` is the level of each element that has one."""
    pitch, indent = sheet.pitch, sheet.length("body.indent", sheet.body)
    heading = Style("", "", keeps_next=True, keeps_lines=True, follows="body")
    text = Style("body", "公文正文", first=indent)
    title_size = sheet.length("title.size")
    yield text
    yield replace(
        heading,
        id="title",
        name="文章标题",
        face="xiaobiaosong",
        size=title_size,
        align="centre",
        leading=pitch,
        before=sheet.number("title.lines-above") * pitch,
        after=sheet.number("title.lines-below") * pitch,
        outline=outline["title"],
    )
    yield replace(heading, id="subtitle", name="副标题行", face="kaiti", align="centre")
    yield replace(heading, id="byline", name="署名", face="kaiti", align="centre", after=pitch)
    yield Style("salutation", "称谓", follows="body")
    yield replace(text, id="note", name="按语", face="kaiti", after=pitch, closes_up=True)
    yield replace(
        heading,
        id="contents-heading",
        name="要目标题",
        face="heiti",
        align="centre",
        follows="contents",
    )
    yield replace(text, id="contents", name="要目", after=pitch, closes_up=True)
    yield replace(
        heading,
        id="section",
        name="章节",
        twin="section-run",
        face="heiti",
        outline=outline["section"],
    )
    faces = {1: "heiti", 2: "kaiti"}
    for number, digit in enumerate("一二三四五", 1):
        yield replace(
            heading,
            id=f"heading-{number}",
            name=f"{digit}级标题",
            twin=f"heading-{number}-run",
            face=faces.get(number, ""),
            first=indent,
            outline=outline[f"heading-{number}"],
        )
    yield replace(
        heading,
        id="headline",
        name="条目标题",
        twin="headline-run",
        face="heiti",
        first=indent,
        outline=outline["headline"],
        follows="item",
    )
    yield replace(text, id="item", name="条目")
    yield replace(text, id="item-end", name="条目末段", keeps_next=True, follows="attribution")
    yield Style(
        "attribution", "来源", twin="attribution-run", face="kaiti", align="right", follows="item"
    )
    yield replace(
        heading,
        id="glossary-heading",
        name="名词解释标题",
        face="heiti",
        starts_page=is_report,
        outline=outline["glossary-heading"],
    )
    yield replace(text, id="entry", name="名词解释")
    yield replace(text, id="other", name="杂项")
    yield run("strong", "加粗", "heiti")
    yield run("unit", "单位", "heiti")
    yield run("enumerator", "序词")
    yield run("indicator", "指标")
    yield run("lead", "综合")
    yield run("label", "标签", "heiti")
    yield run("note-label", "按语标签", "heiti")
    yield run("term", "名词", "heiti")


def write(document: Any, sheet: Sheet, styles: Iterable[Style]) -> None:
    """Give a document these styles and no others."""
    root = document.styles.element
    emptied(root)
    _defaults(root, sheet)
    normal = document.styles.add_style(NORMAL, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    normal.element.set(qn("w:default"), "1")
    normal.quick_style = True
    _lines_of_text(normal.element.get_or_add_pPr(), sheet)
    written = list(with_twins(styles))
    levels = sorted({style.outline for style in written if style.outline is not None})
    for level in levels:
        built_in = document.styles.add_style(
            f"Heading {level + 1}", WD_STYLE_TYPE.PARAGRAPH, builtin=True
        )
        built_in.base_style = normal
        put(built_in.element.get_or_add_pPr(), "outlineLvl", val=level)
    by_id = {style.id: _added(document, sheet, style, rank) for rank, style in enumerate(written)}
    for style in written:
        made = by_id[style.id]
        if not style.is_character:
            made.base_style = (
                normal if style.outline is None else document.styles[f"Heading {style.outline + 1}"]
            )
            made.next_paragraph_style = by_id[style.follows or style.id]
        if style.twin:
            put(made.element, "link", val=style.twin)


def _defaults(root: Any, sheet: Sheet) -> None:
    """What holds for all letters: the face and size of the body."""
    defaults = put(root, "docDefaults")
    letters = put(put(defaults, "rPrDefault"), "rPr")
    _face(letters, sheet, "fangsong")
    put(letters, "color", val=sheet.colour("ink"))
    put(letters, "spacing", val=twips(tracking(sheet.body)))
    put(letters, "sz", val=half_points(sheet.body))
    put(letters, "szCs", val=half_points(sheet.body))
    put(letters, "lang", val=_LATIN, eastAsia=LANGUAGE, bidi="ar-SA")
    # The styles that Word has by itself stay out of a user's way.
    put(
        root,
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
    )


def _lines_of_text(lines: Any, sheet: Sheet) -> None:
    """How Chinese lines are broken: no 。 at the start of a line, no space between Han and digits, Latin words whole.

    Word may let a sign hang over the edge, as it does in an office's own documents. LibreOffice reads this the other way round, in
    all its versions: told not to let signs hang, it does, and loses some of them in print.
    """
    put(lines, "widowControl", val=sheet.number("body.keep-lines") > 1)
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


def _face(letters: Any, sheet: Sheet, face: str) -> None:
    """One face for all scripts: digits and quotation marks are those of the Chinese face, as on the page."""
    family = next(iter(sheet.faces(face)), None)
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


def _added(document: Any, sheet: Sheet, style: Style, rank: int) -> Any:
    made = document.styles.add_style(
        style.name, WD_STYLE_TYPE.CHARACTER if style.is_character else WD_STYLE_TYPE.PARAGRAPH
    )
    made.style_id = style.id
    made.priority = rank + 1
    made.hidden = False
    made.quick_style = True
    _letters(made, sheet, style)
    if not style.is_character:
        _lines(made, sheet, style)
    return made


def _letters(made: Any, sheet: Sheet, style: Style) -> None:
    letters = made.element.get_or_add_rPr()
    if style.face:
        _face(letters, sheet, style.face)
    if style.size:
        made.font.size = Pt(half_points(style.size) / 2)
        put(letters, "szCs", val=half_points(style.size))
    if style.size or style.spacing is not None:
        put(
            letters,
            "spacing",
            val=twips(tracking(style.size or sheet.body) + (style.spacing or 0.0)),
        )
    if style.colour:
        made.font.color.rgb = RGBColor.from_string(sheet.colour(style.colour))


def _lines(made: Any, sheet: Sheet, style: Style) -> None:
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
        form.tab_stops.add_tab_stop(Pt(style.tab), WD_TAB_ALIGNMENT.RIGHT)
    form.keep_with_next = style.keeps_next or None
    form.keep_together = style.keeps_lines or None
    form.page_break_before = style.starts_page or None
    if style.closes_up:
        put(element, "contextualSpacing")
    if style.rule:
        colour, thickness = style.rule
        put(
            put(element, "pBdr"),
            "top",
            val="single",
            sz=eighths(thickness),
            space=0,
            color=sheet.colour(colour),
        )
    if style.filled:
        put(element, "shd", val="clear", color="auto", fill=sheet.colour(style.filled))
    if style.frame:
        put(element, "framePr", **style.frame)
    if style.outline is not None:
        put(element, "outlineLvl", val=style.outline)
