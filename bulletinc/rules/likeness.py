"""A name next to the one that was settled: whether it was meant to be that one, and how it is then
written.
"""

from __future__ import annotations

from bulletinc.text.characters import squeeze


def is_like(typed: str, settled: str) -> bool:
    """Whether they differ by no more than a slip of the keyboard, spaces aside: four of five
    characters are the same.
    """
    from difflib import SequenceMatcher

    return SequenceMatcher(None, squeeze(typed)[:100], squeeze(settled)[:100]).ratio() >= 0.8


def spaced_like(typed: str, settled: str) -> str:
    """The settled name with the spaces and line ends that were typed, where it is as long as what
    was typed.
    """
    signs = squeeze(settled)
    if len(signs) != len(squeeze(typed)):
        return settled
    left = iter(signs)
    return "".join(sign if sign.isspace() else next(left) for sign in typed)
