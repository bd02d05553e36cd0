"""The drafts that the arguments of a command mean, and where their outputs go."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

STDIN = "-"
STDIN_STEM = "bulletin"
SOURCE_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class Job:
    """One draft to work on.

    ``path`` is ``None`` for standard input. ``target`` is the path of its outputs without suffix.
    """

    name: str
    path: Path | None
    target: Path


def find(
    arguments: Iterable[str], folder: Path | None = None
) -> tuple[tuple[Job, ...], tuple[BulletinError, ...]]:
    """Find the drafts that the arguments mean, each once; give an error for each that means none.

    An argument is a file, a folder (all ``.txt`` files in it and in its subfolders), a pattern such
    as ``2026-*.txt``, or ``-``. Outputs go next to their draft, or into ``folder``, where what was
    found below a folder keeps its subfolders.
    """
    jobs: dict[str, Job] = {}
    errors = []
    here = Path.cwd()
    for argument in arguments:
        try:
            for job in _meant(argument, folder):
                jobs.setdefault(job.name if job.path is None else os.path.join(here, job.path), job)
        except BulletinError as error:
            errors.append(error)
    return tuple(jobs.values()), tuple(errors)


def _meant(argument: str, folder: Path | None) -> Iterator[Job]:
    if argument == STDIN:
        yield Job(_("(standard input)"), None, (folder or Path()) / STDIN_STEM)
        return
    # Path("") is the current folder: an empty shell variable would build all of it.
    if not argument:
        raise files.missing(argument)
    path = Path(argument)
    # Path.glob would not take an absolute pattern.
    matches = (
        [path]
        if os.path.lexists(path)
        else [Path(match) for match in sorted(glob.glob(argument, recursive=True))]
    )
    if not matches:
        raise _no_match(argument)
    for match in matches:
        if match.is_dir():
            yield from (
                Job(str(file), file, _target(file, folder, match)) for file in _below(match)
            )
        else:
            yield Job(str(match), match, _target(match, folder, match.parent))


def _no_match(argument: str) -> BulletinError:
    if glob.has_magic(argument):
        return BulletinError(
            _("{path}: no file fits this pattern.").format(path=argument),
            _("Check the pattern, and the current folder."),
        )
    return files.missing(argument)


def _target(file: Path, folder: Path | None, top: Path) -> Path:
    target = file if folder is None else folder / file.relative_to(top)
    # “简报2026.3” has no suffix: the dot belongs to the date.
    ending = target.suffix.removeprefix(".")
    return target.with_suffix("") if ending.isascii() and ending.isalpha() else target


def _below(folder: Path) -> list[Path]:
    """List the drafts of a folder and its subfolders, in order. Hidden folders are left out."""
    errors: list[OSError] = []
    found = []
    for place, subfolders, names in os.walk(folder, onerror=errors.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        found += [
            Path(place, name)
            for name in sorted(names)
            if name.lower().endswith(SOURCE_SUFFIX) and not name.startswith(".")
        ]
    if errors:
        raise BulletinError(
            _("{path}: this folder cannot be read ({reason}).").format(
                path=errors[0].filename, reason=files.reason(errors[0])
            ),
            _("Check that you may open it, or name the files themselves."),
        )
    if not found:
        raise BulletinError(
            _("{path}: there is no draft in this folder.").format(path=folder),
            _("In a folder, only files that end in .txt are drafts; name any other file itself."),
        )
    return found


def check_folder(folder: Path | None) -> None:
    """Raise BulletinError if outputs cannot go into a folder because its name is a file's."""
    if folder is not None and os.path.exists(folder) and not os.path.isdir(folder):
        raise BulletinError(
            _("{path}: this is a file, not a folder.").format(path=folder),
            _("Give -o the folder for the outputs. Nothing was written."),
        )
