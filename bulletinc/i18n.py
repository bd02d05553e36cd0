"""The language of messages: English in the code, Chinese from the gettext catalogue under ``locale``.

The environment is read at each call, or once for many (:func:`one_language`), so there is no state to set: whoever wants another
language sets ``BULLETINC_LANG``. Where a translation is missing, or the whole catalogue, the English message is given.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["zh", "en"]

LOCALES = Path(__file__).parent / "locale"

_spoken: ContextVar[Language | None] = ContextVar("_spoken", default=None)


def language() -> Language:
    """The language of messages: ``BULLETINC_LANG``, else the locale; ``zh`` unless that begins with ``en``.

    Chinese stands also for what is unknown or unset (``C.UTF-8``), because the readers are Chinese offices.
    """
    if spoken := _spoken.get():
        return spoken
    for variable in ("BULLETINC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


@contextmanager
def one_language() -> Iterator[None]:
    """While many messages are made, the environment is read once: that takes longer than to look a message up."""
    before = _spoken.set(language())
    try:
        yield
    finally:
        _spoken.reset(before)


@lru_cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("bulletinc", LOCALES, languages=["zh_CN"], fallback=True)


def _(message: str) -> str:
    """The message in the user's language. Values come after it: ``_("{path}: no such file").format(path=path)``."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message for ``n`` things in the user's language. Chinese has one form for every number."""
    return _catalogue(language()).ngettext(singular, plural, n)
