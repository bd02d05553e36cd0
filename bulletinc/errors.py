"""The one error that a user may see, and how its remedy names what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from bulletinc.i18n import _


class BulletinError(Exception):
    """What a user did or met: ``message`` says what is wrong and where, ``remedy`` what to do about it.

    Both are whole sentences in the user's language, already translated. ``str()`` gives the message, and the remedy on
    a line of its own. Any other exception that leaves the package is a defect of the package.
    """

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message, remedy)  # which lets the error be sent between processes
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return self.message if self.remedy is None else f"{self.message}\n{self.remedy}"


def suggestion(name: str, known: Iterable[str]) -> str:
    """The remedy for a name that is not known: the one that is nearest to it, or else all that there are."""
    known = tuple(known)
    near = nearest(name, known)
    return _("Did you mean “{name}”?").format(name=near) if near else _("There are: {names}.").format(names=_(", ").join(known))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that an unknown one was probably meant to be; ``None`` where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - for mistakes only

    return next(iter(get_close_matches(name, tuple(known), 1, 0.5)), None)
