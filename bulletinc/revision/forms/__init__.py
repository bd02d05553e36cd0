"""One module a form in which changes are shown, found by looking."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from bulletinc.readers.intermediate import Comment
from bulletinc.revision.comparing import Change


class RevisionForm(Protocol):
    """The contract of a module of this package."""

    def render(
        self,
        old: str,
        new: str,
        changes: Sequence[Change],
        comments: Sequence[Comment] = (),
        *,
        color: bool,
    ) -> str:
        """Show the changes between two versions, which messages call ``old`` and ``new``.

        ``comments`` are those in the new version.
        """


def form_names() -> tuple[str, ...]:
    """Return the names of the forms."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def load_form(name: str) -> RevisionForm:
    """Return a form by its name."""
    return cast("RevisionForm", import_module(f"{__name__}.{name}"))
