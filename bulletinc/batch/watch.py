"""Waiting for files to be saved. The only place that knows watchfiles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from bulletinc.batch.drives import is_remote
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

# What a page is made of: drafts, settings, tables of indicators, themes. Not what it is made into,
# or each build would call for another.
_MADE_OF = (".txt", ".toml", ".csv", ".j2", ".ttf", ".otf", ".ttc", ".png", ".jpg", ".jpeg")
_STEP_MS = 50  # without a change end a save, which an editor may make in several steps
_DEBOUNCE_MS = 400  # after which changes are reported though there are more
_POLL_MS = 100  # between two looks; the first says that the watch has begun


def changes(places: Iterable[Path]) -> Iterator[int]:
    """Count the saves in these folders and below, or next to these files; 0 when the watch begins.

    Ends by KeyboardInterrupt alone. Raises BulletinError where watchfiles is missing or a place
    cannot be watched.
    """
    try:
        import watchfiles
    except ImportError:
        raise BulletinError(
            _("To watch files, bulletinc needs the package watchfiles, which is not installed."),
            _('Install it with: pip install "bulletinc[watch]"'),
        ) from None
    places = tuple(places)
    folders = {os.path.abspath(place if place.is_dir() else place.parent) for place in places}
    try:
        count = 0
        for found in watchfiles.watch(
            *folders,
            watch_filter=lambda _change, path: _is_part(path),
            debounce=_DEBOUNCE_MS,
            step=_STEP_MS,
            rust_timeout=_POLL_MS,
            yield_on_timeout=True,
            # Nothing tells of what others save there. None: as the environment says.
            force_polling=any(is_remote(Path(folder)) for folder in folders) or None,
            recursive=any(place.is_dir() for place in places),
            ignore_permission_denied=True,
        ):
            if found or not count:
                yield count
                count += 1
    except OSError as error:  # too many folders for the system, or one is gone
        raise BulletinError(
            _("These files cannot be watched ({reason}).").format(reason=error),
            _("Watch fewer folders at once, or a folder on this machine's own disk."),
        ) from None


def _is_part(path: str) -> bool:
    name = os.path.basename(path)
    return not name.startswith((".", "~$")) and name.lower().endswith(_MADE_OF)
