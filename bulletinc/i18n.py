"""The language of messages: English in the code, Chinese from the catalogue under ``locale``.

The environment is read at each call, so there is no state to set: ``BULLETINC_LANG`` chooses
another language at any time. Where a translation is missing, the English message is given.
"""

from __future__ import annotations

import gettext
import os
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["zh", "en"]

LOCALES = Path(__file__).parent / "locale"


def language() -> Language:
    """The language of messages: ``BULLETINC_LANG``, else the locale; ``zh`` unless it is English.

    What is unknown or unset (``C.UTF-8``) is Chinese, because the readers are Chinese offices.
    """
    for variable in ("BULLETINC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


@lru_cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("bulletinc", LOCALES, languages=["zh_CN"], fallback=True)


def _(message: str) -> str:
    """Translate a message. Values are put in afterwards: ``_("{path}: …").format(path=path)``."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a message about ``n`` things. Chinese has one form for every number."""
    return _catalogue(language()).ngettext(singular, plural, n)
