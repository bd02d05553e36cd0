"""Several bulletins at once: which files a user means, where the outputs go, and what became of each."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletinc import compiler, files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.render import renderer
from bulletinc.source import decode

STDIN = "-"
STDIN_STEM = "bulletin"
SOURCE_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class Job:
    """One bulletin to build. ``path`` is ``None`` for standard input. ``target`` is where the outputs go, without suffix."""

    name: str
    path: Path | None
    target: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: the files written and the notes to read, or the error that stopped it."""

    name: str
    written: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    error: Exception | None = None


def find(arguments: Iterable[str], folder: Path | None = None) -> tuple[tuple[Job, ...], tuple[BulletinError, ...]]:
    """The bulletins that the arguments mean, each once, and an error for each argument that means none.

    An argument is a file, a folder (all its ``.txt`` files, those of its subfolders as well), a pattern such as
    ``2026-*.txt``, or ``-``. Outputs go beside their source, or into ``folder``: there, what was found below a folder
    keeps its subfolders.
    """
    jobs: dict[str, Job] = {}
    errors = []
    for argument in arguments:
        try:
            for job in _meant(argument, folder):
                jobs.setdefault(job.name if job.path is None else str(job.path.absolute()), job)
        except BulletinError as error:
            errors.append(error)
    return tuple(jobs.values()), tuple(errors)


def _meant(argument: str, folder: Path | None) -> Iterator[Job]:
    if argument == STDIN:
        yield Job(_("(standard input)"), None, (folder or Path()) / STDIN_STEM)
        return
    if not argument:  # Path("") would be the current folder, and an empty shell variable would build all of it
        raise files.missing(argument)
    path = Path(argument)
    # Path.glob would not take an absolute pattern.
    matches = [path] if os.path.lexists(path) else [Path(match) for match in sorted(glob.glob(argument, recursive=True))]  # noqa: PTH207
    if not matches:
        raise _no_match(argument)
    for match in matches:
        if match.is_dir():
            yield from (Job(str(file), file, _target(file, folder, match)) for file in _below(match))
        else:
            yield Job(str(match), match, _target(match, folder, match.parent))


def _no_match(argument: str) -> BulletinError:
    if glob.has_magic(argument):
        return BulletinError(_("{path}: no file fits this pattern.").format(path=argument), _("Check it, and the folder you are in."))
    return files.missing(argument)


def _target(file: Path, folder: Path | None, top: Path) -> Path:
    target = file if folder is None else folder / file.relative_to(top)
    # “简报2026.3” has no suffix: the dot belongs to the date.
    ending = target.suffix.removeprefix(".")
    return target.with_suffix("") if ending.isascii() and ending.isalpha() else target


def _below(folder: Path) -> list[Path]:
    """The bulletins of a folder and its subfolders, in order. What is hidden (``.git``, ``.venv``) is not looked into."""
    errors: list[OSError] = []
    found = []
    for place, subfolders, names in os.walk(folder, onerror=errors.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        found += [Path(place, name) for name in sorted(names) if name.lower().endswith(SOURCE_SUFFIX) and not name.startswith(".")]
    if errors:
        raise BulletinError(
            _("{path}: this folder cannot be read ({reason}).").format(path=errors[0].filename, reason=files.reason(errors[0])),
            _("See whether you may open it, or name the files themselves."),
        )
    if not found:
        raise BulletinError(
            _("{path}: no bulletin in this folder.").format(path=folder),
            _("A folder's bulletins are its files that end in .txt; name any other file itself."),
        )
    return found


def check_folder(folder: Path | None) -> None:
    """Raise BulletinError if outputs cannot go into a folder because its name is a file's."""
    if folder is not None and os.path.exists(folder) and not os.path.isdir(folder):  # noqa: PTH110, PTH112 - Path's raise where one may not look
        raise BulletinError(
            _("{path}: this is a file, not a folder.").format(path=folder),
            _("After -o comes the folder that the outputs go into. Nothing was written."),
        )


def check_targets(jobs: Iterable[Job], formats: Iterable[str]) -> None:
    """Raise BulletinError if an output would take the place of a source or of another output. Writes nothing."""
    jobs = tuple(jobs)
    suffixes = tuple(renderer(name).SUFFIX for name in formats)
    sources = {os.path.realpath(job.path): job for job in jobs if job.path is not None}
    taken: dict[str, Job] = {}
    for job in jobs:
        for suffix in suffixes:
            output = output_path(job, suffix)
            key = os.path.normcase(os.path.realpath(output))
            if key in sources:
                raise BulletinError(
                    _("{path} is a source, and an output would take its place.").format(path=output),
                    _("Choose another folder with -o, or give the source a name that ends in .txt. Nothing was written."),
                )
            first = taken.setdefault(key, job)
            if first is not job:
                raise BulletinError(
                    _("{first} and {second} would both be written to {path}.").format(first=first.name, second=job.name, path=output),
                    _("Rename one of them, or build them into different folders with -o. Nothing was written."),
                )


def output_path(job: Job, suffix: str) -> Path:
    """Where an output of a job goes."""
    return job.target.with_name(job.target.name + suffix)


def run(
    jobs: Iterable[Job], formats: Sequence[str], kind: str | None, stdin: Callable[[], bytes], look: compiler.Look | None = None
) -> Iterator[Outcome]:
    """Build one job after the other. Whatever goes wrong in one is its outcome, and the next is built."""
    for job in jobs:
        try:
            yield _run(job, formats, kind, stdin, look)
        except Exception as error:  # noqa: BLE001 - one bad file must not stop the others; the CLI reports what it was
            yield Outcome(job.name, error=error)


def _run(job: Job, formats: Sequence[str], kind: str | None, stdin: Callable[[], bytes], look: compiler.Look | None) -> Outcome:
    data = stdin() if job.path is None else files.read(job.path)
    built = compiler.build(decode(data, job.name), formats, kind, look, job.path or Path(STDIN_STEM + SOURCE_SUFFIX))
    written = []
    for name, output in built.outputs.items():
        path = output_path(job, renderer(name).SUFFIX)
        files.write(path, output)
        written.append(path)
    return Outcome(job.name, tuple(written), built.notes)
