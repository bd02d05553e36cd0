"""The drafts that the arguments of a command mean, and where their outputs go."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

STDIN = "-"
STDIN_STEM = "bulletin"
SOURCE_SUFFIX = ".txt"


class NoDrafts(BulletinError):
    """A folder without any draft."""


@dataclass(frozen=True, slots=True)
class Job:
    """One draft to work on.

    ``path`` is ``None`` for standard input. ``target`` is the path of its outputs without suffix.
    ``top`` is the folder that the user named, above ``target``: what lies below it may have come
    from others.
    """

    name: str
    path: Path | None
    target: Path
    top: Path | None = None


def find(
    arguments: Iterable[str],
    folder: Path | None = None,
    documents: tuple[str, ...] = (),
) -> tuple[tuple[Job, ...], tuple[BulletinError, ...]]:
    """Find the drafts that the arguments mean, each once; give an error for each that means none.

    An argument is a file, a folder (all ``.txt`` files in it and in its subfolders), a pattern such
    as ``2026-*.txt``, or ``-``. Outputs go next to their draft, or into ``folder``, where what was
    found below a folder keeps its subfolders. Of a folder, files that end like ``documents`` are
    taken, too, but for one beside a draft of its name, which was made of that.
    """
    jobs: dict[str, Job] = {}
    errors = []
    here = Path.cwd()
    for argument in arguments:
        for job in _meant(argument, folder, documents):
            if isinstance(job, BulletinError):
                errors.append(job)
            else:
                jobs.setdefault(job.name if job.path is None else os.path.join(here, job.path), job)
    return tuple(jobs.values()), tuple(errors)


def _meant(
    argument: str, folder: Path | None, documents: tuple[str, ...]
) -> Iterator[Job | BulletinError]:
    if argument == STDIN:
        yield Job(_("(standard input)"), None, (folder or Path()) / STDIN_STEM, folder)
        return
    for match in named(argument):
        if isinstance(match, BulletinError):
            yield match
        elif os.path.isdir(match):
            for name in below(match, documents):
                if isinstance(name, BulletinError):
                    yield name
                else:
                    file = Path(name)
                    top = match if folder is None else folder
                    yield Job(str(file), file, target_of(file, folder, match), top)
        else:
            yield Job(str(match), match, target_of(match, folder, match.parent), folder)


def named(argument: str) -> Iterator[Path | BulletinError]:
    """The files and folders that an argument names, itself or by a pattern."""
    # Path("") is the current folder: an empty shell variable would build all of it.
    if not argument or "\0" in argument:
        yield files.missing(argument)
        return
    path = Path(argument)
    if os.path.lexists(path):
        yield path
        return
    # Path.glob would not take an absolute pattern.
    matches = [Path(match) for match in sorted(glob.glob(argument, recursive=True))]
    if not matches:
        yield _no_match(argument)
    for match in matches:
        is_out = not os.path.isdir(match) and leads_out(match, match.parent)
        yield led_out(match) if is_out else match


def _no_match(argument: str) -> BulletinError:
    if glob.has_magic(argument):
        return BulletinError(
            _("{path}: no file fits this pattern.").format(path=argument),
            _("Check the pattern, and the current folder."),
        )
    return files.missing(argument)


def target_of(file: Path, folder: Path | None, top: Path) -> Path:
    """Where the outputs of a file below ``top`` go, without suffix."""
    target = file if folder is None else folder / file.relative_to(top)
    # “简报2026.3” has no suffix: the dot belongs to the date.
    ending = target.suffix.removeprefix(".")
    return target.with_suffix("") if ending.isascii() and ending.isalpha() else target


def below(folder: Path, documents: tuple[str, ...] = ()) -> Iterator[str | BulletinError]:
    """The drafts of a folder and its subfolders, in order, and an error for what cannot be read.

    Hidden folders are left out, and so are links to folders. A link to a file elsewhere is an
    error: whoever made the folder must not choose what of this user's files is read.
    """
    errors: list[OSError] = []
    found = False
    waiting = [os.fspath(folder)]
    while waiting:
        place = waiting.pop()
        subfolders, names, links = _listed(place, errors)
        waiting += (os.path.join(place, name) for name in reversed(subfolders))
        for name in names:
            if _is_taken(name, names, documents):
                found = True
                file = os.path.join(place, name)
                is_out = name in links and leads_out(Path(file), folder)
                yield led_out(Path(file)) if is_out else file
    for error in errors:
        yield BulletinError(
            _("{path}: this folder cannot be read ({reason}).").format(
                path=error.filename, reason=files.reason(error)
            ),
            _("Check that you may open it, or name the files themselves."),
        )
    if not found and not errors:
        yield NoDrafts(
            _("{path}: there is no draft in this folder.").format(path=folder),
            _("In a folder, only files that end in .txt are drafts; name any other file itself."),
        )


def _listed(place: str, errors: list[OSError]) -> tuple[list[str], dict[str, None], frozenset[str]]:
    """The subfolders to be looked at and the files of a folder, in order, and which are links.

    This is os.walk, which looks at each file once more to say what is a link.
    """
    try:
        with os.scandir(place) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        errors.append(error)
        return [], {}, frozenset()
    links = frozenset(entry.name for entry in entries if entry.is_symlink())
    subfolders: list[str] = []
    names: dict[str, None] = {}
    for entry in entries:
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if not is_folder:
            names[entry.name] = None
        elif entry.name not in links and not entry.name.startswith("."):
            subfolders.append(entry.name)
    return subfolders, names, links


def _is_taken(name: str, beside: Collection[str], documents: tuple[str, ...]) -> bool:
    """Tell whether a file of a folder is meant: a draft, or a document that no draft became."""
    stem, ending = os.path.splitext(name)
    if name.startswith((".", "~$")):  # Word writes ~$ in front of the name of a file that is open
        return False
    if ending.lower() == SOURCE_SUFFIX:
        return True
    return ending.lower() in documents and f"{stem}{SOURCE_SUFFIX}" not in beside


def leads_out(file: Path, folder: Path) -> bool:
    """Whether a file is a link to one outside of a folder."""
    return os.path.islink(file) and not Path(os.path.realpath(file)).is_relative_to(
        os.path.realpath(folder)
    )


def led_out(file: Path) -> BulletinError:
    """Return the error for a link that leads out of its folder."""
    return BulletinError(
        _("{path}: this is a link to a file outside of the folder. It was not read.").format(
            path=file
        ),
        _("If you mean it, name the file itself."),
    )


def check_folder(folder: Path | None) -> None:
    """Raise BulletinError if outputs cannot go into a folder because its name is a file's."""
    if folder is not None and os.path.exists(folder) and not os.path.isdir(folder):
        raise BulletinError(
            _("{path}: this is a file, not a folder.").format(path=folder),
            _("Give -o the folder for the outputs. Nothing was written."),
        )
