"""The one error that a user may see, its suggestions, and defects of the program itself."""

from __future__ import annotations

from collections.abc import Iterable
from operator import eq

from bulletinc.i18n import _


class BulletinError(Exception):
    """What a user did or met: ``message`` says what is wrong and where, ``remedy`` what to do.

    Both are whole sentences in the user's language. ``str()`` gives the message, and the remedy on
    a line of its own. Any other exception that leaves the package is a defect of the package.
    """

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message, remedy)  # which lets the error be sent between processes
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return self.message if self.remedy is None else f"{self.message}\n{self.remedy}"


class Defect(Exception):
    """A defect of the package, in a form that can be sent between processes.

    ``what`` is the error and where it arose, on one line; ``trace`` is the whole traceback.
    """

    def __init__(self, what: str, trace: str) -> None:
        super().__init__(what, trace)
        self.what = what
        self.trace = trace

    def __str__(self) -> str:
        return self.what

    @classmethod
    def of(cls, error: Exception) -> Defect:
        """Turn any error into a defect."""
        import traceback
        from pathlib import Path

        if isinstance(error, cls):
            return error
        frames = traceback.extract_tb(error.__traceback__)
        place = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        text = " ".join(str(error).split())
        return cls(
            f"{type(error).__name__}{': ' * bool(text)}{text}{place}",
            "".join(traceback.format_exception(error)).rstrip(),
        )


def suggestion(name: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """The remedy for an unknown name: the nearest known one, else a list of all.

    ``otherwise`` replaces the list where it would be too long: a sentence that says how to see it.
    """
    known = tuple(known)
    if near := nearest(name, known):
        return _("Did you mean “{name}”?").format(name=near)
    return otherwise or _("There are: {names}.").format(names=_(", ").join(known))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant; ``None`` where none is near."""
    from difflib import SequenceMatcher, get_close_matches

    near = get_close_matches(name, tuple(known), 3, 0.5)

    def likeness(each: str) -> tuple[float, int]:
        return SequenceMatcher(None, each, name).ratio(), sum(map(eq, each, name))

    return max(near, key=likeness, default=None)  # 报宋 is 报送 rather than 迟报
