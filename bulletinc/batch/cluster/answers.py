"""What workers answer.

Plain values, believed only where they have one of the forms that there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args

from bulletinc.batch import environment
from bulletinc.compiler import BuildRequest, BuildResult
from bulletinc.errors import BulletinError, Defect
from bulletinc.i18n import _
from bulletinc.pictures.picture_file import FileState
from bulletinc.workers.bounds import Lost, Reason


class WorkerLost(Lost):
    """A task whose worker was lost, by whatever fault."""


def read_answer(answer: object, request: BuildRequest, worker: str) -> BuildResult | Exception:
    """What a worker answered to a request; a Defect where it has none of the forms that there are.

    Raises BulletinError if the worker would make other pages.
    """
    match answer:
        case ("pages", *parts):
            if result := _result(parts, request):
                return result
        case ("lost", str(reason), str(detail)) if reason in get_args(Reason):
            return Lost(cast("Reason", reason), detail)
        case ("other", dict(theirs)):
            raise _unlike(worker, request, theirs)
        case _other if error := _error(answer):
            return error
    return Defect(f"no answer: {answer!r:.80}", f"{worker}: {answer!r:.1000}")


def _result(parts: list[object], request: BuildRequest) -> BuildResult | None:
    match parts:
        case [
            dict(outputs),
            tuple(notes),
            (None | int()) as findings,
            dict(pictures),
            dict(failed),
            tuple(remarks),
        ]:
            errors = {name: _error(each) for name, each in failed.items()}
            states = {path: _state(each) for path, each in pictures.items()}
            made = {name: outputs[name] for name in request.options.formats if name in outputs}
            failures = {name: error for name, error in errors.items() if error}
            if (
                {*outputs, *failures} == set(request.options.formats)
                and failures.keys() == errors.keys()
                and all(isinstance(data, bytes) for data in made.values())
                and all(isinstance(note, str) for note in (*notes, *remarks))
                and all(isinstance(path, str) for path in pictures)
                and all(isinstance(state, FileState | None) for state in states.values())
            ):
                return BuildResult(made, notes, findings, states, failures, remarks)
    return None


def _error(answer: object) -> Exception | None:
    match answer:
        case ("error", str(message), (None | str()) as remedy):
            return BulletinError(message, remedy)
        case ("defect", str(what), str(trace)):
            return Defect(what, trace)
    return None


def _state(value: object) -> Any:
    """The state of a picture's file from plain values; anything else as it is."""
    match value:
        case (str(content), int(size), int(changed), int(inode)):
            return FileState(content, size, changed, inode)
    return value


def _unlike(worker: str, request: BuildRequest, theirs: Mapping[object, object]) -> BulletinError:
    ours = environment.compared(request.options)
    differences = (
        _("{what}: {theirs} there, {ours} here").format(
            what=environment.named(str(name)),
            theirs=str(value) or _("missing"),
            ours=ours.get(str(name)) or _("missing"),
        )
        for name, value in theirs.items()
    )
    return BulletinError(
        _("{worker} does not make the same pages as this machine. {differences}.").format(
            worker=worker, differences=_("; ").join(differences)
        ),
        _(
            "Install the same on all machines, best from one image. If only fonts differ, "
            "--shipped-fonts is enough."
        ),
    )
