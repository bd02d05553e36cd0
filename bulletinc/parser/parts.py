"""Which part of the document each line belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bulletinc.parser.glossary import one_glossary
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey

_MASTHEAD = frozenset(("above", "name", "mark", "issuer"))
_TITLE = frozenset(("headline", "headline-more", "subtitle"))
_COLOPHON = frozenset(("colophon", "colophon-more"))
_BETWEEN = frozenset(("metadata", "document-number", "residue"))
_ABOVE_BODY = _MASTHEAD | _BETWEEN


class Parts:
    """The lines by the part of the document that they belong to, in their order."""

    def __init__(self, survey: Survey, reads: Sequence[LineRole]) -> None:
        reads = one_glossary(survey, reads)
        self.masthead, reads = _first_masthead(reads)
        self.colophon = _largest_run(reads)
        above_body = next(
            (at for at, read in enumerate(reads) if read.role not in _ABOVE_BODY),
            len(reads),
        )
        self.metadata = [read for read in reads[:above_body] if read.role == "metadata"]
        self.masthead = [read for read in self.masthead if read.role != "metadata"]
        self.glossary = [read for read in reads if read.role.startswith("glossary")]
        taken = {read.line for part in (self.masthead, self.metadata) for read in part}
        away = {read.line for part in (self.colophon, self.glossary) for read in part}
        # Colophon and glossary leave a break: what stands below belongs to no section above.
        rest = [
            LineRole(read.line, "break") if read.line in away else read
            for read in reads
            if read.line not in taken
        ]
        starts = [at for at, read in enumerate(rest) if read.role == "annex-label"]
        self.body = rest[: starts[0]] if starts else rest
        self.annexes = [rest[start:end] for start, end in pairwise([*starts, len(rest)])]


def _first_masthead(
    reads: Sequence[LineRole],
) -> tuple[list[LineRole], list[LineRole]]:
    """The masthead's lines, one below the other, and all lines: what looks like a masthead's
    further down is text.
    """
    start = next((at for at, read in enumerate(reads) if read.role in _MASTHEAD), len(reads))
    # 月度考核通报 / 县清洁办　2026-03-28: only the title of the whole may stand above.
    above = [read.role for read in reads[:start] if read.role not in _BETWEEN]
    if above and (not set(above) <= _TITLE or sum(read.role == "headline" for read in reads) > 1):
        start = len(reads)
    while start and reads[start - 1].role == "document-number":
        start -= 1
    end = start
    while end < len(reads) and reads[end].role in _ABOVE_BODY:
        end += 1
    while end > start and reads[end - 1].role in ("metadata", "residue"):
        end -= 1
    rest = [
        read._replace(role="text") if read.role in _MASTHEAD and not start <= at < end else read
        for at, read in enumerate(reads)
    ]
    return list(reads[start:end]) if end > start else [], rest


def _largest_run(reads: Sequence[LineRole]) -> list[LineRole]:
    """The colophon's lines, with closing notes and residue among them; of two groups the longer."""
    runs: list[list[LineRole]] = [[]]
    for read in reads:
        if read.role in _COLOPHON or (read.role in ("closing-note", "residue") and runs[-1]):
            runs[-1].append(read)
        elif runs[-1]:
            runs.append([])
    for run in runs:
        while run and run[-1].role == "closing-note":
            run.pop()
    return max(runs, key=len)
