"""A name next to the one that was settled: whether it was meant to be that one, and how it is then
written.
"""

from __future__ import annotations

from bulletinc.text.characters import squeeze

_LIKE = 0.8
_COMPARED = 100  # characters


def is_like(typed: str, settled: str) -> bool:
    """Whether they differ by no more than a slip of the keyboard, spaces aside: four of five
    characters are the same.
    """
    from difflib import SequenceMatcher

    first, second = squeeze(typed)[:_COMPARED], squeeze(settled)[:_COMPARED]
    # What two texts have in common is at most the shorter one, and at most the same characters.
    if 2 * min(len(first), len(second)) < _LIKE * (len(first) + len(second)):
        return False
    match = SequenceMatcher(None, first, second)
    return match.quick_ratio() >= _LIKE and match.ratio() >= _LIKE


def spaced_like(typed: str, settled: str) -> str:
    """The settled name with the spaces and line ends that were typed, where it is as long as what
    was typed.
    """
    signs = squeeze(settled)
    if len(signs) != len(squeeze(typed)):
        return settled
    left = iter(signs)
    return "".join(sign if sign.isspace() else next(left) for sign in typed)
