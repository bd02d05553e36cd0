"""Texts that are nearly the same, found among thousands: by MinHash, then compared exactly.

The only place that knows rensa.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SIGNS = 3  # of a shingle
# Bands of three rows: of pairs that have 80 % in common all are compared, of those with 60 %, 96 %.
_PERMUTATIONS, _BANDS = 120, 40
_SEED = 1


@dataclass(frozen=True, slots=True)
class NearTexts:
    """Two texts by their places, and how much of them is equal, from 0 to 1."""

    later: int
    earlier: int
    share: float


def near_texts(texts: Sequence[str], least: float) -> Iterator[NearTexts]:
    """Give for each text the one before it that it has most in common with, if that is enough.

    ``least`` is the share that is enough. The same texts give the same pairs.
    """
    from rensa import RMinHash, RMinHashLSH

    known = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for later, text in enumerate(texts):
        shingles = _shingles(text)
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(sorted(shingles))
        shares = [
            (share, -earlier)
            for earlier in known.query(sketch)
            if (share := _share(shingles, _shingles(texts[earlier]))) >= least
        ]
        known.insert(later, sketch)
        if shares:
            share, place = max(shares)
            yield NearTexts(later, -place, share)


def _shingles(text: str) -> set[str]:
    return {text[at : at + _SIGNS] for at in range(max(1, len(text) - _SIGNS + 1))}


def _share(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
