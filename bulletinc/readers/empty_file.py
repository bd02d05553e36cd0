"""Files with nothing in them."""

from __future__ import annotations

from bulletinc.errors import BulletinError
from bulletinc.i18n import _

_BLANKS = b" \t\r\n\f\v\0\xef\xbb\xbf\xfe\xff"  # and the byte order marks


def is_blank(data: bytes) -> bool:
    """Tell whether bytes hold no text in any encoding."""
    return not data.strip(_BLANKS)


def empty(name: str) -> BulletinError:
    """Return the error for a file without text."""
    return BulletinError(
        _("{path}: this file is empty.").format(path=name),
        _("Check that it was saved, and that it arrived complete; otherwise ask for it again."),
    )
