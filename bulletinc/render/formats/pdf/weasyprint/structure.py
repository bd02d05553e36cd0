"""The tags of the PDF: what a screen reader reads, and in what order.

WeasyPrint makes an element of each box, and a paragraph has a box on each line or page that it
stands on. Here they become one element again, as ISO 14289-1, 7.1 wants: content is tagged by what
it means. What the stylesheet made is decoration, because all that a bulletin says is in the HTML:
it becomes an artifact, as the page number does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pydyf

_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
_GENERATED = ("::before", "::after")
# Content of these is tied to a place on one page.
_INDIVISIBLE = {"/Link", "/Figure", "/Form"}


@cache
def remember_boxes() -> None:
    """Have WeasyPrint keep for each element the box that it was made of.

    Once for the process; it changes no output.
    """
    from weasyprint.pdf import tags

    build = tags._build_box_tree

    def remembering(box: Any, *arguments: Any) -> Iterator[Any]:
        for element in build(box, *arguments):
            element.__dict__.setdefault(
                "box", box
            )  # a page or body hands on the elements of its children
            yield element

    tags._build_box_tree = remembering


def mend_tags(pdf: Any) -> None:
    """Join what lines and pages cut apart, take decoration out, and let no heading skip a level.

    The last is ISO 14289-1, 7.4.2.
    """
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    parents = dict(_pairs(_object(pdf, root["ParentTree"])["Nums"]))
    for top in root["K"]:
        _join(pdf, parents, _object(pdf, top))
        _name_headers(pdf, _object(pdf, top))
        _take_out_generated(pdf, parents, _object(pdf, top))
    read = {id(element) for top in root["K"] for element in _elements(pdf, _object(pdf, top))}
    for element in [item for item in pdf.objects if _is_element(item) and id(item) not in read]:
        _make_artifact(pdf, parents, element, "/Pagination")
    _level(
        [
            element
            for top in root["K"]
            for element in _elements(pdf, _object(pdf, top))
            if element["S"] in _HEADINGS
        ]
    )


def _join(pdf: Any, parents: Any, element: Any) -> None:
    """Join neighbours that the same HTML element made, in the whole tree below."""
    joined: list[Any] = []
    for kid in element["K"]:
        part = _object(pdf, kid)
        if joined and _continues(_object(pdf, joined[-1]), part):
            whole = _object(pdf, joined[-1])
            kept = [child for child in part["K"] if not _is_repeated_head(_object(pdf, child))]
            for child in part["K"]:
                if child not in kept:
                    _take_out(pdf, parents, _object(pdf, child), "/Pagination")
            for child in kept:
                _object(pdf, child)["P"] = whole.reference
            whole["K"].extend(kept)
            part.clear()
        else:
            joined.append(kid)
    element["K"][:] = joined
    for kid in joined:
        if _is_element(_object(pdf, kid)):
            _join(pdf, parents, _object(pdf, kid))


def _is_repeated_head(element: Any) -> bool:
    """Whether this is a head, which a table repeats on each of its pages after the first."""
    return bool(element["S"] == "/THead")


def _name_headers(pdf: Any, element: Any) -> None:
    """Say of each header of a table what it heads (ISO 14289-1, 7.5).

    WeasyPrint points from cells to headers instead, and knows those of one page only.
    """
    for part in _elements(pdf, element):
        if part["S"] == "/TH" and _has_box(part):
            part.pop("ID", None)
            row = part.box.element.get("scope") == "row"
            part["A"]["Scope"] = "/Row" if row else "/Column"
        elif part["S"] == "/TD":
            part["A"].pop("Headers", None)


def _continues(first: Any, second: Any) -> bool:
    if not (_has_box(first) and _has_box(second)) or first["S"] in _INDIVISIBLE:
        return False
    same = (
        first.box.element is second.box.element
        and first.box.element_tag == second.box.element_tag
        and first["S"] == second["S"]
    )
    return same and not any(isinstance(kid, int) for kid in (*first["K"], *second["K"]))


def _take_out_generated(pdf: Any, parents: Any, element: Any) -> None:
    kept = []
    for kid in element["K"]:
        part = _object(pdf, kid)
        if _has_box(part) and str(part.box.element_tag).endswith(_GENERATED):
            _take_out(pdf, parents, part, "/Layout")
        else:
            kept.append(kid)
            if _is_element(part):
                _take_out_generated(pdf, parents, part)
    element["K"][:] = kept


def _take_out(pdf: Any, parents: Any, element: Any, kind: str) -> None:
    for inner in list(_elements(pdf, element)):
        _make_artifact(pdf, parents, inner, kind)


def _make_artifact(pdf: Any, parents: Any, element: Any, kind: str) -> None:
    """Make artifacts of an element's own content (ISO 32000-1, 14.8.2.2); the element goes."""
    for number in [kid for kid in element["K"] if isinstance(kid, int)]:
        page = _object(pdf, element["Pg"])
        content = _object(pdf, page["Contents"]).stream
        place = next(
            index
            for index, item in enumerate(content)
            if isinstance(item, dict) and item.get("MCID") == number
        )
        content[place - 1 : place + 1] = [b"/Artifact", pydyf.Dictionary({"Type": kind})]
        parents[page["StructParents"]][number] = b"null"
    element.clear()


def _level(headings: list[Any]) -> None:
    above: list[int] = []
    for heading in headings:
        level = _HEADINGS[heading["S"]]
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading["S"] = f"/H{len(above)}"


def _elements(pdf: Any, element: Any) -> Iterator[Any]:
    yield element
    for kid in element["K"]:
        part = _object(pdf, kid)
        if _is_element(part):
            yield from _elements(pdf, part)


def _object(pdf: Any, reference: Any) -> Any:
    """The object of a reference (``b"12 0 R"``); ``None`` for a number: that is content."""
    return pdf.objects[int(reference.split()[0])] if isinstance(reference, bytes) else None


def _is_element(item: Any) -> bool:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


def _has_box(item: Any) -> bool:
    return _is_element(item) and hasattr(item, "box")


def _pairs(array: list[Any]) -> Iterator[tuple[Any, Any]]:
    yield from zip(array[::2], array[1::2], strict=True)
