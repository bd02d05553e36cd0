"""The encoding of the terminal, and whether it has the characters of a message."""

from __future__ import annotations

import codecs
import locale
import sys

from bulletinc.doctor import Circumstances, Examined, Observation, Trouble
from bulletinc.i18n import _, language

RANK = 7

_CHINESE = "简报"
_RARE = "𬭩㕔"  # of GB 18030, beyond GBK; names have such


def title() -> str:
    """What users call it."""
    return _("Terminal")


def parts() -> tuple[str, ...]:
    """One part."""
    return ("",)


def examine(circumstances: Circumstances, _part: str) -> Examined:
    """Try to encode what messages have."""
    closed = _("closed")
    observations = (
        Observation(_("Standard output"), circumstances.output or closed),
        Observation(_("Messages"), circumstances.messages or closed),
        Observation(_("Encoding of the system"), locale.getencoding()),
        Observation(_("Encoding of file names"), sys.getfilesystemencoding()),
        Observation(_("Language of messages"), language()),
    )
    encodings = dict.fromkeys(filter(None, (circumstances.output, circumstances.messages)))
    troubles = tuple(found for each in encodings if (found := _trouble(each)))
    return Examined(observations, troubles)


def _trouble(encoding: str) -> Trouble | None:
    if not _has(encoding, _CHINESE):
        return Trouble(
            _("The terminal ({encoding}) has no Chinese characters.").format(encoding=encoding),
            _remedy(),
        )
    if not _has(encoding, _RARE):
        return Trouble(
            _(
                "The terminal ({encoding}) lacks rare characters: they are shown as codes. The "
                "files are not touched by this."
            ).format(encoding=encoding),
            _remedy(),
            hinders=False,
        )
    return None


def _remedy() -> str:
    if sys.platform == "win32":
        return _("Before the command: chcp 65001, and set PYTHONUTF8=1")
    return _("Choose UTF-8 in the terminal, and for this session: export LC_ALL=C.UTF-8")


def _has(encoding: str, text: str) -> bool:
    try:
        codecs.encode(text, encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True
