"""Where caches, and texts that were typed and not saved, are kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bulletinc.archive.index import places
from bulletinc.batch import cache
from bulletinc.batch.key import state_folder
from bulletinc.doctor import Circumstances, Examined, Observation, Trouble
from bulletinc.i18n import _

RANK = 9


def title() -> str:
    """What users call it."""
    return _("What is kept")


def parts() -> tuple[str, ...]:
    """One part."""
    return ("",)


def examine(circumstances: Circumstances, _part: str) -> Examined:
    """Name the places, and look whether they are, or can be, made and written to."""
    state, caches = _place(state_folder), _place(places.cache_folder)
    observations = (
        Observation(_("Texts not saved, and the key"), str(state or _("nowhere"))),
        Observation(_("Cache of this user"), str(caches or _("nowhere"))),
        Observation(_("Index of the search"), str(circumstances.folder / places.NAME)),
        Observation(_("What was built"), _("{name} beside the pages").format(name=cache.NAME)),
        Observation(_("Logs"), _("none; messages go to the terminal only")),
    )
    troubles = tuple(
        Trouble(
            _("{path} cannot be written to.").format(path=place or "~"),
            _(
                "Everything is built anew each time, and the desk keeps no unsaved text. Name a "
                "folder of your own: {name}"
            ).format(name=variable),
        )
        for place, variable in ((state, "XDG_STATE_HOME"), (caches, "XDG_CACHE_HOME"))
        if place is None or not _is_usable(place)
    )
    return Examined(observations, troubles)


def _place(find: Callable[[], Path]) -> Path | None:
    try:
        return find()
    except RuntimeError:  # this user has no home
        return None


def _is_usable(place: Path) -> bool:
    """Whether it can be written to, or made where the nearest folder above it is."""
    nearest = next((each for each in (place, *place.parents) if each.exists()), place)
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
