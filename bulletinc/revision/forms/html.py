"""Changes as one self-contained page, to send and to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from bulletinc.i18n import _, ngettext
from bulletinc.readers.intermediate import Comment
from bulletinc.readers.tracked_notes import commented
from bulletinc.revision.comparing import Change, Kind
from bulletinc.revision.naming import by_item, counted, named
from bulletinc.revision.words import Piece

_BOLD = "**"
_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 17px/1.85 "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif;
  color: #222; background: #fff; max-width: 44em; margin: 0 auto; padding: 2em 1.2em 4em; }
h1, h2, small, .sum { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.35em; line-height: 1.4; margin: 0 0 .3em; }
h2 { font-size: 1em; margin: 2.2em 0 .6em; padding-bottom: .3em; border-bottom: 1px solid #ddd; }
h2 .section { color: #767676; font-weight: normal; }
.files { color: #595959; margin: 0; overflow-wrap: anywhere; }
.sum { list-style: none; display: flex; flex-wrap: wrap; gap: .3em 1.4em; margin: .8em 0 0;
  padding: 0; font-size: .88em; }
.sum li::before { content: ""; display: inline-block; width: .7em; height: .7em;
  margin-right: .4em; background: var(--kind); }
section { border-left: 4px solid var(--kind); margin: 1em 0; padding: 0 0 0 1em; }
.changed { --kind: #b8860b; } .added { --kind: #2a7d2a; } .removed { --kind: #b3261e; }
.moved { --kind: #2b5fb3; } .comment { --kind: #8a8a8a; }
small { display: block; color: #595959; font-size: .8em; }
p { margin: .1em 0; overflow-wrap: anywhere; }
del { color: #a31f17; background: #fdecea; text-decoration-thickness: 1px; }
ins { color: #1a5e1a; background: #e6f4e6; text-decoration: underline; text-underline-offset: 4px;
  text-decoration-thickness: 1px; }
@media (max-width: 40em) { body { font-size: 16px; padding: 1.2em 1em 3em; } }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 11pt; }
  section { break-inside: avoid; } h2 { break-after: avoid; } }
"""


def render(
    old: str,
    new: str,
    changes: Sequence[Change],
    comments: Sequence[Comment] = (),
    *,
    color: bool,
) -> str:
    """Write the page."""
    del color
    title = _("Changes: {old} → {new}").format(old=old, new=new)
    heading = _("What was changed")
    parts = []
    for context, here, said in by_item(changes, comments):
        parts += [_heading(context), *map(_section, here), *map(_comment, said)]
    total = f"<p>{escape(counted(len(changes)))}</p>" if not changes else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><header><h1>{escape(heading)}</h1>"
        f'<p class="files">{escape(old)} → {escape(new)}</p>'
        f"{_summary(changes, comments)}{total}</header>\n<main>\n"
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )


def _summary(changes: Sequence[Change], comments: Sequence[Comment]) -> str:
    """Count the changes of each kind."""
    counts = Counter(change.kind for change in changes)
    kinds: tuple[Kind, ...] = ("changed", "added", "removed", "moved")
    entries: list[tuple[str, str]] = [
        (kind, _count(kind, counts[kind])) for kind in kinds if counts[kind]
    ]
    if comments:
        told = ngettext("{count} comment", "{count} comments", len(comments))
        entries.append(("comment", told.format(count=len(comments))))
    shown = "".join(f'<li class="{kind}">{escape(text)}</li>' for kind, text in entries)
    return f'<ul class="sum">{shown}</ul>' if shown else ""


def _count(kind: Kind, count: int) -> str:
    match kind:
        case "changed":
            message = _("{count} changed")
        case "added":
            message = _("{count} added")
        case "removed":
            message = _("{count} removed")
        case "moved":
            message = _("{count} moved")
    return message.format(count=count)


def _heading(context: str) -> str:
    section, _sign, item = context.rpartition(" / ")
    if section:
        above = f'<span class="section">{escape(section)} / </span>'
        return f"<h2>{above}{escape(item)}</h2>"
    name = context or _("Outside of the items")
    return f"<h2>{escape(name)}</h2>"


def _section(change: Change) -> str:
    words = "".join(map(_piece, change.pieces))
    return (
        f'<section class="{change.kind}"><small>{escape(named(change))}</small>'
        f"<p>{words}</p></section>"
    )


def _comment(comment: Comment) -> str:
    told = escape(commented(replace(comment, item="")))
    return f'<section class="comment"><p>{told}</p></section>'


def _piece(piece: Piece) -> str:
    # The marks of bold stand where they are what was changed.
    bare = piece.text if piece.text.strip() == _BOLD else piece.text.replace(_BOLD, "")
    text = escape(bare)
    match piece.kind:
        case "removed":
            return f"<del>{text}</del>"
        case "added":
            return f"<ins>{text}</ins>"
        case "kept":
            return text
