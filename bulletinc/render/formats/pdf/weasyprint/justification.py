"""Flush edges: a justified line is widened between its Han characters, not at its spaces alone.

WeasyPrint goes on choosing what stands in a line; here the width that the line lacks is divided
evenly among its gaps. Three things of WeasyPrint's are touched: the function that justifies a line
is replaced; the one that aligns a line lets wide blanks at its end hang over the edge; and each
text of such a line gets a ``get_first_line`` of its own, which WeasyPrint calls when it draws the
text. Nothing is laid out twice.

The missing width is spread evenly over the line, before and after signs as between characters, so
that the 28 characters of the official grid (GB/T 9704-2012, 5.2.3) stay under one another as far as
they can. Invariant: in the PDF the first character of a justified line starts at the left edge and
its last one ends at the right edge, and its gaps are equal, to 1/1000 of the type size.
"""

from __future__ import annotations

import inspect
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, partial, wraps
from itertools import accumulate
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.text.characters import is_wide

WIDEST = 1.0  # em: wider gaps would tear the line apart, which then stays as it is

_VERSION = "70"  # of WeasyPrint: what is touched here is no part of its API

_ATOM = "\ufffc"  # stands for an image or another box that is not text
_SHARED_SIGNS = "“”‘’—…·"  # Chinese or Latin, as their neighbours are
_SKIN_TONES = "🏻🏼🏽🏾🏿"  # of emoji
_GAP = re.compile(  # in a line of which each character is written as its sort
    rf"b(?=[mzj]*[^bmzj])|wm*(?=z*[wn{_SHARED_SIGNS}])|[n{_SHARED_SIGNS}]m*(?=z*w)"
    rf"|([{_SHARED_SIGNS}])m*(?=z*(?!\1)[{_SHARED_SIGNS}])"
)


def install() -> None:
    """Make WeasyPrint justify Chinese lines, in the whole process. A second call changes nothing.

    Raises :class:`BulletinError` where WeasyPrint is another than the one that this module knows.
    """
    if not _is_known():
        raise BulletinError(
            _(
                "Flush edges in PDF need WeasyPrint {version}, and another version is installed."
            ).format(version=_VERSION),
            _('Install the right one: pip install "weasyprint>=70,<71"'),
        )
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline

    original = inline.justify_line
    if original.__module__ == __name__:
        return

    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        leaves = list(_leaves(line, boxes))
        if any(box.style["direction"] == "rtl" for box in (line, *leaves)):
            original(context, line, extra_width)
        else:
            _justify(line, leaves, extra_width, boxes)

    align = inline.text_align

    @wraps(align)
    def text_align(context: Any, line: Any, available_width: float, last: bool) -> Any:
        return align(context, line, available_width + _hanging(line, boxes), last)

    inline.justify_line, inline.text_align = justify_line, text_align


def _is_known() -> bool:
    """Whether WeasyPrint is of the version that was tested, and has all that is touched here."""
    try:
        import weasyprint
        from weasyprint.draw.text import draw_first_line
        from weasyprint.layout import inline
        from weasyprint.text.line_break import Layout

        return (
            weasyprint.__version__.partition(".")[0] == _VERSION
            and [*inspect.signature(inline.justify_line).parameters]
            == ["context", "line", "extra_width"]
            and [*inspect.signature(Layout.get_first_line).parameters] == ["self"]
            and [*inspect.signature(inline.text_align).parameters]
            == ["context", "line", "available_width", "last"]
            and "justify_line" in inspect.unwrap(inline.text_align).__code__.co_names
            and {"get_first_line", "geometry", "widths"} <= {*draw_first_line.__code__.co_names}
        )
    except (ImportError, AttributeError):
        return False


def gaps(line: str) -> list[int]:
    """The gaps of a line: the index of each character that may get more room after it.

    That is any blank, and any character next to a Han character or another full-width sign. Thus a
    Latin word or a number is never widened, nor is a dash or an ellipsis of two signs. A mark
    belongs to the character before it, and what a joiner joins is one. The last visible character
    has no gap.
    """
    return [gap.end() - 1 for gap in _GAP.finditer("".join(map(_sort, line)))]


@cache
def _sort(character: str) -> str:
    """A character as ``_GAP`` writes it, by its sort; a shared sign is itself.

    The sorts are wide, narrow, blank, mark, zero-width, joiner and atom.
    """
    if character in _SHARED_SIGNS:
        return character
    if character == _ATOM:
        return "a"
    if character in " \u00a0\u3000":
        return "b"
    if character in "\u200d\ufeff":
        return "j"
    if unicodedata.category(character) in {"Mn", "Mc", "Me"} or character in _SKIN_TONES:
        return "m"
    if unicodedata.category(character) == "Cf":
        return "z"
    return "w" if is_wide(character) else "n"


# While the page is laid out: boxes, in pixels


def _leaves(box: Any, boxes: Any) -> Iterator[Any]:
    """What stands in a line, out of the inline boxes around it: texts, images, inline blocks."""
    for child in box.children:
        if child.is_in_normal_flow():
            if isinstance(child, boxes.InlineBox):
                yield from _leaves(child, boxes)
            else:
                yield child


def _hanging(line: Any, boxes: Any) -> float:
    """The width of the wide blanks that a line ends with, in pixels."""
    width = 0.0
    for leaf in reversed(list(_leaves(line, boxes))):
        text = leaf.text if isinstance(leaf, boxes.TextBox) else _ATOM
        blanks = len(text) - len(text.rstrip("\u3000"))
        width += blanks * (leaf.style["font_size"] + _letter_spacing(leaf.style))
        if blanks < len(text):
            break
    return width


def _justify(line: Any, leaves: list[Any], missing: float, boxes: Any) -> None:
    """Divide the width that a line lacks among its gaps.

    Its texts remember which characters have a gap after them.
    """
    texts = [leaf.text if isinstance(leaf, boxes.TextBox) else _ATOM for leaf in leaves]
    whole = "".join(texts)
    if not (places := gaps(whole)):
        return
    if texts[-1] != _ATOM:
        # WeasyPrint counts letter spacing after the last letter, too.
        missing += _letter_spacing(leaves[-1].style)
    gap = missing / len(places)
    # "text-align-last: justify": the stylesheet wants letters spaced over a line, however wide.
    if gap > WIDEST * line.style["font_size"] and line.style["text_align_last"] != "justify":
        return
    # Pango counts in bytes of UTF-8: 1 stands where a character begins that has a gap after it.
    offsets = [0, *accumulate(map(len, map(str.encode, whole)))]
    marked = bytearray(offsets[-1])
    for place in places:
        marked[offsets[place]] = 1
    added: dict[Any, float] = {}
    start = 0
    for leaf, text in zip(leaves, texts, strict=True):
        end = start + len(text)
        marks = bytes(marked[offsets[start] : offsets[end]])
        if count := marks.count(1):
            added[leaf] = gap * count
            leaf.pango_layout.get_first_line = partial(
                _widened_first_line, leaf.pango_layout, marks, gap
            )
        start = end
    _widen(line, 0, added, boxes)


def _widen(box: Any, moved: float, added: Mapping[Any, float], boxes: Any) -> float:
    """Move a box by what was added before it, widen it by what was added in it; return the sum."""
    end = moved + added.get(box, 0)
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            if child.is_in_normal_flow():
                end = _widen(child, end, added, boxes)
    elif not isinstance(box, boxes.TextBox):
        box.translate(moved, 0)
        return moved
    box.position_x += moved
    box.width += end - moved
    return end


def _letter_spacing(style: Any) -> float:
    return 0 if style["letter_spacing"] == "normal" else style["letter_spacing"]


# While a text is drawn: glyphs, in Pango's units


def _widened_first_line(layout: Any, marks: bytes, gap: float) -> tuple[Any, Any]:
    """The line that WeasyPrint draws, widened after each character that ``marks`` has a 1 for.

    ``gap`` is the width to add, in pixels. WeasyPrint writes whole thousandths of the type size.
    Each glyph therefore gets the width that takes the drawing nearest to where the layout is, so
    that what is cut off does not add up.
    """
    from weasyprint.text.ffi import TO_UNITS, ffi, pango

    unknown = pango.PANGO_GLYPH_UNKNOWN_FLAG
    line, index = type(layout).get_first_line(layout)
    size = layout.style["font_size"]
    thousandth = size * TO_UNITS / 1000
    gap *= TO_UNITS
    extents = ffi.new("PangoRectangle *")
    lag = 0.0  # how far the layout is ahead of the drawing
    run = line.runs
    while run:
        item, glyphs, run = run.data.item, run.data.glyphs, run.next
        clusters = ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs)
        # A character may have several glyphs, and share them.
        last = {start: number for number, start in enumerate(clusters)}
        starts = sorted(last)
        after = [0] * len(clusters)
        for start, end in zip(starts, [*starts[1:], item.length], strict=True):
            after[last[start]] = marks.count(1, item.offset + start, item.offset + end)
        for info, count in zip(glyphs.glyphs[0 : len(clusters)], after, strict=True):
            glyph, geometry = info.glyph, info.geometry
            width = geometry.width
            lag += width + count * gap
            if glyph & unknown:
                # A box is drawn, as wide as this says: the next glyph has to catch up.
                lag -= round(width / thousandth) * thousandth
                continue
            own = round(width / thousandth)
            if own != 1000:  # no plain Han character: it may be kerned, or letter-spaced
                pango.pango_font_get_glyph_extents(item.analysis.font, glyph, ffi.NULL, extents)
                own = round(extents.width / thousandth)
            offset = geometry.x_offset / size
            written = round(lag / thousandth - offset)
            # What WeasyPrint cuts off takes the number towards the glyph's own width: aim at the
            # middle between two.
            geometry.width = round(
                (offset + written + ((written > own) - (written < own)) / 2) * thousandth
            )
            lag -= (offset + written) * thousandth
    return line, index
