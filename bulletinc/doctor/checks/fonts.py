"""Which font serves each face, by the engine and theme that a draft of the folder would have."""

from __future__ import annotations

from bulletinc import compiler
from bulletinc.doctor import Circumstances, Examined, Observation, Trouble
from bulletinc.i18n import _
from bulletinc.options import BuildOptions
from bulletinc.render.formats.pdf.faces import FACES

RANK = 3


def title() -> str:
    """What users call it."""
    return _("Fonts")


def parts() -> tuple[str, ...]:
    """One part."""
    return ("",)


def examine(circumstances: Circumstances, _part: str) -> Examined:
    """Ask the engine. Raises BulletinError where none works, or the settings are wrong."""
    _theme, served = compiler.faces_at_hand(BuildOptions(), circumstances.folder)
    lacking = [FACES[face] for face in FACES if face not in {each.face for each in served}]
    return Examined(
        tuple(Observation(FACES[each.face], f"{each.family}　{each.file}") for each in served),
        tuple(
            Trouble(
                _("No font serves {face}.").format(face=face),
                _("Install bulletinc anew: its fonts come with it. Or mend the theme."),
            )
            for face in lacking
        ),
    )
