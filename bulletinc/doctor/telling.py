"""The report of the doctor, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bulletinc.doctor import CheckReport, Trouble
from bulletinc.i18n import _, ngettext

_INDENT = "  "


def is_well(sections: Iterable[CheckReport]) -> bool:
    """Whether nothing hinders the work; what one may do without may be missing."""
    return not any(each.hinders for section in sections for each in section.examined.troubles)


def lines(sections: Iterable[CheckReport]) -> Iterator[str]:
    """The report in lines: what is there by checks, then each trouble with its remedy."""
    sections = tuple(sections)
    for section in sections:
        yield section.title
        for what, value in section.examined.observations:
            yield _INDENT + _("{what}: {value}").format(what=what, value=value)
    # A mistake in the settings is met by the fonts, too.
    troubles = dict.fromkeys(each for section in sections for each in section.examined.troubles)
    hindering = [each for each in troubles if each.hinders]
    others = [each for each in troubles if not each.hinders]
    if others:
        yield ""
        yield _("Not there or not usual; what does not need it works all the same:")
        yield from _listed(others)
    yield ""
    if not hindering:
        yield _("All that is needed works.")
        return
    count = len(hindering)
    yield ngettext("{count} trouble:", "{count} troubles:", count).format(count=count)
    yield from _listed(hindering)


def _listed(troubles: Iterable[Trouble]) -> Iterator[str]:
    for each in troubles:
        yield f"- {' '.join(each.what.split())}"
        if each.remedy:
            yield _INDENT + " ".join(each.remedy.split())


def value(sections: Iterable[CheckReport]) -> dict[str, Any]:
    """The report as JSON has it."""
    sections = tuple(sections)
    return {
        "well": is_well(sections),
        "checks": [
            {
                "name": section.name,
                "title": section.title,
                "observations": [each._asdict() for each in section.examined.observations],
                "troubles": [each._asdict() for each in section.examined.troubles],
            }
            for section in sections
        ],
    }
