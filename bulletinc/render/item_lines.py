"""An item line by line: which blocks share a line with its opening or with its attribution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from bulletinc.render.order import Part, parts
from bulletinc.syntax import Block, Item, Paragraph, Section


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A block of an item. ``opens``: label, headline or lead stand before its text.

    ``closing`` are the tag and the attribution after its text, or after that of the last paragraph
    in it. A line without a ``block`` holds nothing else.
    """

    block: Block | None = None
    opens: bool = False
    closing: tuple[Part, ...] = ()


def item_lines(item: Item) -> tuple[ItemLine, ...]:
    """What an item shows below a headline of its own line, and above an attribution alone."""
    closing = ("tag",) if item.attribution_alone else ("tag", "attribution")
    lines: list[ItemLine] = []
    for part in parts(item, "children", "annex_list", "sign_off", *closing):
        if part.name in closing:
            _close(lines, part, opens=not lines and _has_opening(item))
        else:
            lines += [ItemLine(cast("Block", block)) for block in part.nodes]
    if _has_opening(item) and not any(line.opens for line in lines):
        if lines and isinstance(lines[0].block, Paragraph):
            lines[0] = replace(lines[0], opens=True)
        else:
            lines.insert(0, ItemLine(opens=True))
    return tuple(lines)


def item_label(item: Item) -> str:
    """The label as the page shows it, with what sets it off: 【清溪区】　, 清溪区：, 清溪区——."""
    label = item.label.text if item.label else ""
    match item.label_form:
        case "colon":
            return f"{label}："
        case "dash":
            return f"{label}——"
        case _:
            return f"【{label}】\u3000" if label else ""


def _close(lines: list[ItemLine], part: Part, *, opens: bool) -> None:
    last = lines[-1] if lines else None
    if last and (last.block is None or ends_in_text(last.block)):
        lines[-1] = replace(last, closing=(*last.closing, part))
    else:
        lines.append(ItemLine(opens=opens, closing=(part,)))


def _has_opening(item: Item) -> bool:
    """Whether something of the item stands before its text, on the line of the text."""
    own_line = item.headline is not None and item.headline_form == "line"
    return bool(item.lead or (not own_line and (item.sign or item.label or item.headline)))


def ends_in_text(block: Block) -> bool:
    """Whether the last line of a block is running text, which an attribution may close."""
    while isinstance(block, Section) and block.children:
        block = block.children[-1]
    return isinstance(block, Paragraph)
