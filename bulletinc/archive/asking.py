"""A question answered: what was counted of the issues, and the ledgers, settled together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletinc.archive.counting import Counts, StatsQuestion
from bulletinc.archive.facts import IssueFacts
from bulletinc.archive.ledger import Ledger, LedgerFault, ledgers_in, read_ledger
from bulletinc.archive.packing import Asked
from bulletinc.archive.reading import Tell, counted_issues
from bulletinc.archive.settling import settle
from bulletinc.archive.units import unit_list
from bulletinc.errors import BulletinError
from bulletinc.project import Project


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
    """Answer all questions in one pass over the facts. A ledger that cannot be read is told, and
    left out.
    """
    asked = asked_of(questions, project)
    return settled(asked.count(counted_issues(facts, project, tell)), ledgers, project, tell)


def asked_of(questions: Sequence[StatsQuestion], project: Project) -> Asked:
    """The questions, with the rules and units of an office."""
    return Asked(tuple(questions), project.stats, unit_list(project))


def settled(
    counts: tuple[Counts, ...], ledgers: Iterable[Path], project: Project, tell: Tell
) -> Answer:
    """The answer, from the counts of all issues."""
    units = unit_list(project)
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
