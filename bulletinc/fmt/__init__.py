"""The canonical form of a draft.

One way to write what is on it, with every inference of the parser made explicit.

A line stays a line; what changes is the white space in it, between lines and, where a line holds
several things (issuer and date, two names of the staff), that each gets its own. Lines that a mail
broke become one; tables get ``|``. Invariant, proved on every run before anything is given back:
the tree means the same as before, no visible character and no gap between columns is lost, and a
second run changes nothing. A step that cannot be proved is left out.
"""

from __future__ import annotations

from bulletinc.fmt.lines import STEPS, written
from bulletinc.fmt.proof import keeps_all, meaning
from bulletinc.parser import parse
from bulletinc.text.source import Source

__all__ = ["formatted", "meaning"]

_STEPS = STEPS
_written = written


def formatted(source: Source, kind: str | None = None) -> str:
    r"""The text in canonical form, with ``\\n`` as line end; the text itself where no step can be
    proved.

    ``kind`` overrides what the text is recognised as.
    """
    document = parse(source, kind)
    wanted = meaning(document)
    for steps in _STEPS:
        text = _written(source, document, steps)
        if text == source.text:  # nothing to prove
            return text
        if not keeps_all(source.text, text):
            continue
        again = parse(Source(text), kind)
        if meaning(again) == wanted and _written(Source(text), again, steps) == text:
            # A timid step may clear the way for a bolder one, never for itself: so this ends.
            return text if steps is _STEPS[0] else formatted(Source(text), kind)
    return source.text
