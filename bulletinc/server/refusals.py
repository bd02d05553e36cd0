"""Why the desk cannot do what it was asked for, with the status of the answer."""

from __future__ import annotations

from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.files import UnwrittenError
from bulletinc.i18n import _

BAD_REQUEST = 400
UNAUTHORISED = 401
FORBIDDEN = 403
NOT_FOUND = 404
TIMEOUT = 408
CONFLICT = 409
GONE = 410
TOO_LARGE = 413
UNPROCESSABLE = 422
INTERNAL = 500
UNAVAILABLE = 503
NO_ROOM = 507


class Refusal(BulletinError):
    """An error with the status that a browser is told. ``more`` stands beside the message."""

    def __init__(
        self,
        status: int,
        message: str,
        remedy: str | None = None,
        more: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message, remedy)
        self.args = (status, message, remedy, more)  # which lets it be sent between processes
        self.status = status
        self.more = more or {}


def told(error: Exception) -> dict[str, Any]:
    """What an answer says of an error, the remedy in words for the desk."""
    if isinstance(error, UnwrittenError):
        remedy = _(
            "Your text is still here. Free some space, or make the folder writable, then try "
            "again; or copy the text elsewhere."
        )
        return {"message": error.message, "remedy": remedy}
    if isinstance(error, BulletinError):
        return {"message": error.message, "remedy": error.remedy}
    return {"message": str(error), "remedy": None}
