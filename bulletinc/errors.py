"""The one error that a user may see."""

from __future__ import annotations


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
