"""What a user is told of a task without an answer."""

from __future__ import annotations

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.workers.bounds import Bounds, Lost


def loss_error(name: str, lost: Lost, bounds: Bounds, remedy: str | None = None) -> BulletinError:
    """Say why ``name``, the file that was worked on, has no result.

    ``remedy`` stands in place of the usual one.
    """
    remedy = remedy or _("Look for something unusual in it. If you may, please send us the file.")
    match lost.reason:
        case "time":
            message = _("{path}: gave up after {count} seconds.")
        case "memory":
            message = _("{path}: gave up, because it needs more than {count} MB of memory.")
        case "killed":
            message = _("{path}: the process that worked on it was killed ({reason}).")
        case "crashed":
            message = _("{path}: the process that worked on it crashed ({reason}).")
    count = bounds.memory if lost.reason == "memory" else f"{bounds.timeout:g}"
    return BulletinError(message.format(path=name, count=count, reason=lost.detail or "?"), remedy)
