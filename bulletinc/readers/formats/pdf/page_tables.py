"""Tables on a page: lines whose parts stand one below the other in columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bulletinc.readers.formats.pdf.page_lines import PageLine

_SAME_COLUMN = 0.7  # ems that the beginnings, middles or ends of two cells differ by at most
_CELL_LINES = 4  # that may stand between two rows of a table, because a cell has so many


def tables(page: Sequence[PageLine]) -> list[range]:
    """Return the lines of a page that are tables, each from its first row to its last."""
    found: list[range] = []
    several = [number for number, line in enumerate(page) if len(line.parts) > 1]
    for above, below in pairwise(several):
        if below - above > _CELL_LINES or not _in_columns(page[above], page[below]):
            continue
        if found and found[-1].stop > above:
            found[-1] = range(found[-1].start, below + 1)
        else:
            found.append(range(above, below + 1))
    return found


def _in_columns(above: PageLine, below: PageLine) -> bool:
    """Tell whether each part of the line with fewer parts is in a column with one of the other."""
    fewer, more = sorted((above, below), key=lambda line: len(line.parts))
    near = _SAME_COLUMN * max(above.size, below.size)
    return all(
        any(_stand_in_one_column(part, other, near) for other in more.parts) for part in fewer.parts
    )


def _stand_in_one_column(one: tuple[float, float], other: tuple[float, float], near: float) -> bool:
    return (
        min(abs(one[0] - other[0]), abs(one[1] - other[1]), abs(sum(one) - sum(other)) / 2) <= near
    )
