"""Changes as one self-contained page, to send and to print."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from bulletinc.i18n import _
from bulletinc.revision.comparing import Change
from bulletinc.revision.naming import counted, named
from bulletinc.revision.words import Piece

_STYLE = """
body { font: 16px/1.8 "Noto Serif CJK SC", "Songti SC", SimSun, serif; color: #222;
  max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.3em; } h2 { font-size: 1.05em; margin: 1.8em 0 .4em; }
section { border-left: 3px solid #ccc; margin: .8em 0; padding: .1em 0 .1em 1em; }
section.added { border-color: #2a7d2a; } section.removed { border-color: #b3261e; }
section.moved { border-color: #2b5fb3; } section.changed { border-color: #b8860b; }
small { color: #666; } p { margin: .2em 0; overflow-wrap: anywhere; }
del { color: #b3261e; background: #fdecea; } ins { color: #1d6b1d; background: #e6f4e6;
  text-decoration: none; border-bottom: 2px solid; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid; } }
"""


def render(old: str, new: str, changes: Sequence[Change], *, color: bool) -> str:
    """Write the page."""
    del color
    title = _("Changes: {old} → {new}").format(old=old, new=new)
    parts = []
    for context, group in groupby(changes, key=lambda change: change.context):
        parts += [f"<h2>{escape(context or '—')}</h2>", *map(_section, group)]
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{escape(title)}</h1><p>{escape(counted(len(changes)))}</p>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _section(change: Change) -> str:
    words = "".join(map(_piece, change.pieces))
    return (
        f'<section class="{change.kind}"><small>{escape(named(change))}</small>'
        f"<p>{words}</p></section>"
    )


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    match piece.kind:
        case "removed":
            return f"<del>{text}</del>"
        case "added":
            return f"<ins>{text}</ins>"
        case "kept":
            return text
