"""The page engines, and why one cannot work here."""

from __future__ import annotations

from bulletinc.doctor import Circumstances, Examined, Observation, Trouble
from bulletinc.doctor.engine_versions import engine_versions
from bulletinc.i18n import _
from bulletinc.render.formats.pdf import page_engine

RANK = 2


def title() -> str:
    """What users call it."""
    return _("Page engines")


def parts() -> tuple[str, ...]:
    """Each engine by itself."""
    return page_engine.engine_names()


def examine(_circumstances: Circumstances, part: str) -> Examined:
    """Load one engine. One may do without it: where none works, the fonts cannot be found."""
    engine = page_engine.engine_named(part)
    if problem := engine.problem():
        return Examined(
            (Observation(engine.TITLE, _("does not work here")),),
            (Trouble(problem.message, problem.remedy or "", hinders=False),),
        )
    under = {"": dict(engine_versions()).get(part, ""), **engine.libraries()}
    versions = _(", ").join(f"{name} {version}".strip() for name, version in under.items())
    return Examined((Observation(engine.TITLE, versions or _("works")),))
