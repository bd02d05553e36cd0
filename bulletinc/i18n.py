"""The language of messages: English in the code, Chinese from the catalogue under ``locale``.

The environment is read at each call, so there is no state to set: ``BULLETINC_LANG`` chooses
another language at any time. Where a translation is missing, the English message is given.

Values are data from files and other people: a message shows their control characters, so that none
of them reaches a terminal, begins a line, or hides text.
"""

from __future__ import annotations

import gettext
import os
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["zh", "en"]

_ACTING = frozenset(("Cc", "Cf", "Zl", "Zp"))
_JOINERS = "\u200c\u200d"  # emoji are made with them
# What the runner of GitHub takes for a command: two colons, whatever blanks are before them.
# A line that begins with two colons is a command of GitHub; ##[ and ##vso[ are commands of GitHub
# and of Azure DevOps wherever they stand in a line.
_COMMAND = re.compile(r"^[^\S\n]*:(?=:)|#(?=#(?:vso)?\[)", re.MULTILINE | re.IGNORECASE)

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


class Message(str):
    """A translated message, whose values are made visible when they are put in."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """Put the values in. Numbers keep their type, for specifications such as ``{code:04X}``."""
        return super().format(
            *map(_shown, args), **{name: _shown(value) for name, value in values.items()}
        )


def _(message: str) -> str:
    """Translate a message. Values are put in afterwards: ``_("{path}: …").format(path=path)``."""
    return Message(_catalogue(language()).gettext(message))


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a message about ``n`` things. Chinese has one form for every number."""
    return Message(_catalogue(language()).ngettext(singular, plural, n))


def _shown(value: object) -> object:
    return value if isinstance(value, (int, float)) else show_controls(str(value))


def show_controls(text: str, keep: str = "") -> str:
    """Show every character that a terminal would act on or hide as a visible sign.

    Control characters become their pictures (␛, ␊), others a code (<U+202E>). Those in ``keep`` and
    the joiners of emoji stay, and so do other bytes of names that are not text (surrogates).
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign if sign in keep else _sign(sign) for sign in text)


def without_commands(text: str) -> str:
    """Let no line of a log be a command of the server that runs us: its first sign is named."""
    return _COMMAND.sub(lambda found: f"{found[0][:-1]}<U+{ord(found[0][-1]):04X}>", text)


def escape_controls(text: str) -> str:
    """Write the same characters of a JSON text, which are inside its strings, as escapes.

    So are the commands of a log: in JSON no line begins with a colon, and # is only in strings.
    """
    text = _COMMAND.sub(r"\\u0023", text)
    signs = (sign for sign in set(text) if sign >= "\x7f" and _sign(sign) != sign)
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in signs})


def _sign(character: str) -> str:
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "␡"
    if "\udc80" <= character <= "\udc9f":  # a byte that is not text, and could be a control
        return f"<{ord(character) - 0xDC00:02X}>"
    if unicodedata.category(character) in _ACTING and character not in _JOINERS:
        return f"<U+{ord(character):04X}>"
    return character
