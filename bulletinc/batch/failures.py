"""What a user is told of a draft that was not built, or not in all formats."""

from __future__ import annotations

from collections.abc import Mapping

from bulletinc.errors import BulletinError, Defect
from bulletinc.i18n import _
from bulletinc.workers.bounds import Lost


def formats_error(name: str, failures: Mapping[str, Exception]) -> Exception | None:
    """One error for the formats that could not be made, where others could."""
    if not failures:
        return None
    first = next(iter(failures.values()))
    if isinstance(first, Defect):
        return Defect(f"{', '.join(failures)}: {first.what}", first.trace)
    mistakes = [each for each in failures.values() if isinstance(each, BulletinError)]
    reasons = " ".join(dict.fromkeys(each.message for each in mistakes))
    message = _("{path}: not made as {formats}. {reason}")
    return BulletinError(
        message.format(path=name, formats=_(", ").join(failures), reason=reasons),
        mistakes[0].remedy,
    )


def loss_remedy(lost: Lost) -> str:
    """What to do about a draft whose process was lost, by the options of a build."""
    match lost.reason:
        case "time":
            return _(
                "If it is long, allow more time with --timeout; otherwise look for "
                "something unusual in it or in the theme."
            )
        case "memory":
            return _(
                "If it is long, allow more with --memory; otherwise look for something "
                "unusual in it or in the theme."
            )
        case "killed":
            return _(
                "Usually the system does this when memory runs out: build fewer at once, "
                "with --jobs 1."
            )
        case "crashed":
            return _(
                "Look for something unusual in it or in the theme. If you may, please "
                "send us the text."
            )
