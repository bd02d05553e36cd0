"""A question asked of a folder: its issues and ledgers read, counted and settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletinc.archive.counting import Counts, StatsQuestion, count
from bulletinc.archive.facts import IssueFacts
from bulletinc.archive.ledger import Ledger, LedgerFault, ledgers_in, read_ledger
from bulletinc.archive.reading import distinct_issues
from bulletinc.archive.settling import settle
from bulletinc.archive.units import unit_list
from bulletinc.errors import BulletinError
from bulletinc.project import Project
from bulletinc.text.characters import squeeze

Tell = Callable[[BulletinError], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """The counts of each question, settled; the faults of the ledgers, and what else is to be told
    of them.
    """

    counts: tuple[Counts, ...]
    faults: tuple[LedgerFault, ...]
    notes: tuple[str, ...]


def ask(
    questions: Sequence[StatsQuestion],
    facts: Iterable[IssueFacts],
    ledgers: Iterable[Path],
    project: Project,
    tell: Tell,
) -> Answer:
    """Answer all questions in one pass over the facts. Draft or ledger that cannot be read is told,
    and left out.
    """
    units = unit_list(project)
    counts = tuple(Counts(question, project.stats, units) for question in questions)
    # an earlier circular is none of the issues
    issues = (each for each in facts if each.name != squeeze(project.stats.notice.name))
    count(distinct_issues(issues, tell), *counts)
    read: list[Ledger] = []
    for path in ledgers:
        try:
            read.append(read_ledger(path, project.stats, units))
        except BulletinError as error:
            tell(error)
    for each in counts:
        for ledger in read:
            for adoption in ledger.adoptions:
                each.add(adoption)
        settle(each)
    return Answer(
        counts,
        tuple(fault for ledger in read for fault in ledger.faults),
        tuple(note for ledger in read for note in ledger.notes),
    )


def find_ledgers(named: Iterable[str], sources: Iterable[str], project: Project) -> list[Path]:
    """The ledgers that were named; else those of the settings; else those beside the drafts."""
    chosen = [*map(Path, named)] or [*map(Path, project.stats.ledger)]
    if not chosen:
        folders = [Path(each) for each in sources if Path(each).is_dir()]
        chosen = [ledger for folder in folders for ledger in ledgers_in(folder)]
    return list(dict.fromkeys(chosen))
