"""Where the data files are: grammar and templates, in a checkout and in an installed wheel.

A checkout keeps them beside the package; a wheel carries them inside it, in ``_data``.
"""

from __future__ import annotations

from pathlib import Path

from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _

_PACKAGE = Path(__file__).resolve().parent


def grammar(name: str) -> str:
    """The text of ``grammar/<name>``."""
    return (_folder("grammar") / name).read_text(encoding="utf-8")


def kinds_folder() -> Path:
    """The folder with one TOML file a kind."""
    return _folder("grammar") / "kinds"


def template_folder(theme: str) -> Path:
    """The folder of a theme. Raises :class:`BulletinError` for a theme that does not exist."""
    themes = _folder("templates")
    names = sorted(entry.name for entry in themes.iterdir() if entry.is_dir())
    if theme not in names:
        raise BulletinError(
            _("There is no theme “{theme}”.").format(theme=theme), suggestion(theme, names)
        )
    return themes / theme


def _folder(name: str) -> Path:
    shipped = _PACKAGE / "_data" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name
