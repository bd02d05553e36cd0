"""Libraries that only some files need, and that may not be installed."""

from __future__ import annotations

from bulletinc.errors import BulletinError
from bulletinc.i18n import _


def missing_library(name: str, library: str) -> BulletinError:
    """Return the error for a file whose reader lacks its library."""
    return BulletinError(
        _("{path}: to read such files, bulletinc needs {library}, which is not installed.").format(
            path=name, library=library
        ),
        _('Install it with: pip install "bulletinc[word]"'),
    )
