"""The versions of the program, of Python and of the system."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import bulletinc
from bulletinc.doctor import Circumstances, Examined, Observation, Trouble
from bulletinc.i18n import _

RANK = 1


def title() -> str:
    """What users call it."""
    return _("Versions")


def parts() -> tuple[str, ...]:
    """One part."""
    return ("",)


def examine(_circumstances: Circumstances, _part: str) -> Examined:
    """Look at what runs here."""
    bits = 64 if sys.maxsize > 2**32 else 32
    observations = (
        Observation("bulletinc", f"{bulletinc.__version__}　{Path(bulletinc.__file__).parent}"),
        Observation(
            "Python",
            _("{version}, {bits} bits　{path}").format(
                version=platform.python_version(), bits=bits, path=sys.executable
            ),
        ),
        Observation(_("System"), f"{platform.platform()}　{platform.machine()}"),
    )
    if bits == 64:
        return Examined(observations)
    narrow = Trouble(
        _("This Python has 32 bits. The page engines and Word come for 64 bits only."),
        _("Install Python 3.11 or newer with 64 bits, then bulletinc anew."),
    )
    return Examined(observations, (narrow,))
