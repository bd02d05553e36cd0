"""``bulletin.toml``: the settings of an office for its drafts, in the nearest folder above each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.project.build_form import BuildForm
from bulletinc.project.forms import FORMS, SEVERITIES, Suppression
from bulletinc.project.ownership import describe_foreign, is_isolated
from bulletinc.project.people import Organisation, Person
from bulletinc.project.statistics import StatsRules
from bulletinc.project.word_lists import NO_WORDS, WordList
from bulletinc.text.characters import squeeze
from bulletinc.toml import hide_text, lies_in, read_toml, wanted_table, wrong_value

__all__ = [
    "FILE",
    "SETTINGS",
    "SEVERITIES",
    "Project",
    "Suppression",
    "find_project",
    "foreign_settings",
    "project_of",
]

FILE = "bulletin.toml"
_LONGEST_CHAIN = 10  # projects that extend one another


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of the drafts below ``folder``. No rule holds a draft to what is empty.

    ``theme`` is the name of a theme, or of its folder as seen from ``folder``. ``engine`` is the
    page engine of a PDF. ``name`` and ``issuer`` are those of the masthead. ``sections`` are the
    names of all sections in their order; in ``tagged`` ones each item needs an indicator tag.
    ``units`` are the names that attributions and unit leads may give; ``attributed``: each item
    needs an attribution. ``indicators`` has the name of each code (``Ⅲ-58``), from the office's own
    table. ``staff`` and ``distribution`` are the roles and labels that a colophon must have.
    ``words`` has the right word for each wrong one, ``word_list`` what the office's lists
    have; ``people`` and ``organisations`` are those of its lists.

    ``select`` and ``ignore`` name rules by code, beginning of a code, or name; ``severities`` has
    a severity by code or name. ``repeats`` is the share of a report that makes it a repeat of an
    earlier one, 1 for none. ``stats`` says how adoptions are counted, ``build`` what is made.
    ``quotable``: no file outside of the folder has settled anything, so a message may show what
    does.
    """

    folder: Path | None = None
    theme: str | None = None
    engine: str | None = None
    name: str | None = None
    issuer: str | None = None
    sections: tuple[str, ...] = ()
    tagged: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    attributed: bool = False
    indicators: Mapping[str, str] = field(default_factory=dict)
    staff: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    word_list: WordList = NO_WORDS
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()
    repeats: float = 0.8
    stats: StatsRules = field(default_factory=StatsRules)
    build: BuildForm = field(default_factory=BuildForm)
    quotable: bool = True

    def of_draft(self, name: str) -> Project:
        """What holds for a draft of this masthead name: the circular of what was adopted is no
        issue of the bulletin, and has neither its masthead nor its sections and staff.
        """
        if squeeze(name) != squeeze(self.stats.notice.name):
            return self
        plain = Project(quotable=self.quotable)
        return replace(
            self,
            name=None,
            issuer=None,
            sections=plain.sections,
            tagged=plain.tagged,
            attributed=False,
            staff=plain.staff,
            distribution=plain.distribution,
        )


# The field of each setting, and the form of its value. A table may be given whole, such as
# [words]; what a key may be is then open.
SETTINGS: Mapping[str, tuple[str, str]] = {
    "theme": ("theme", "theme"),
    "engine": ("engine", "text"),
    "masthead.name": ("name", "text"),
    "masthead.issuer": ("issuer", "text"),
    "sections.order": ("sections", "list"),
    "sections.tagged": ("tagged", "list"),
    "sources.units": ("units", "list"),
    "sources.required": ("attributed", "yes or no"),
    "indicators": ("indicators", "indicators"),
    "colophon.staff": ("staff", "list"),
    "colophon.distribution": ("distribution", "list"),
    "words": ("words", "words"),
    "lists.words": ("word_list", "word lists"),
    "lists.people": ("people", "people"),
    "lists.organisations": ("organisations", "organisations"),
    "check.select": ("select", "list"),
    "check.ignore": ("ignore", "list"),
    "check.severity": ("severities", "severities"),
    "check.suppress": ("suppressions", "suppressions"),
    "check.repeats": ("repeats", "share"),
    "stats": ("stats", "stats"),
    "build": ("build", "build"),
}
_TABLES = tuple(dict.fromkeys(key.partition(".")[0] for key in SETTINGS if "." in key))
_OUTER = tuple(dict.fromkeys(key.partition(".")[0] for key in SETTINGS))


def find_project(folder: Path) -> Project:
    """The project of the drafts in a folder; an empty one without a ``bulletin.toml``.

    It is looked for at each call, and not at all in isolation. Links are not followed: what counts
    is where the draft is reached. Raises :class:`BulletinError` for a ``bulletin.toml`` that cannot
    be read or is wrong.
    """
    file = find_settings(folder)
    if file is None or is_isolated():
        return Project()
    return _project_of(read_toml(file, quotable=lies_in(file, file.parent)), file)


def find_settings(folder: Path) -> Path | None:
    """The nearest ``bulletin.toml`` in a folder or above it."""
    near = Path(os.path.abspath(folder))
    files = (place / FILE for place in (near, *near.parents))
    return next((file for file in files if os.path.lexists(file)), None)


def foreign_settings(folder: Path) -> tuple[str, ...]:
    """Say whose the settings of the drafts in a folder are, if somebody else could have written
    them: the ``bulletin.toml``, and the layout of the theme that it names.

    Raises nothing: what cannot be read is reported by :func:`find_project`.
    """
    file = find_settings(folder)
    if file is None or is_isolated():
        return ()
    obeyed = [file]
    try:
        theme = find_project(folder).theme
    except BulletinError:
        theme = None
    if theme and (file.parent / theme).is_dir():
        obeyed.append(file.parent / theme / "layout.toml")
    return tuple(filter(None, map(describe_foreign, obeyed)))


def project_of(settings: Mapping[str, Any], file: Path) -> Project:
    """The project of the values of a ``bulletin.toml``, and where it lies.

    Raises :class:`BulletinError` for a mistake.
    """
    return Project(file.parent, **_read_fields(settings, file, file.parent))


def _project_of(settings: Mapping[str, Any], file: Path) -> Project:
    # bulletin.toml → ../secret: the link decides nothing of what is printed
    quotable = lies_in(file, file.parent)
    try:
        project = project_of(settings, file)
    except BulletinError as error:
        raise error if quotable else hide_text(error, file) from None
    return project if quotable else replace(project, quotable=False)


def _read_fields(
    settings: Mapping[str, Any], file: Path, home: Path, depth: int = 0
) -> dict[str, Any]:
    """The fields of a project by a file's settings, over those of the file that it extends.

    Nothing of a file outside of ``home``, the folder of the first one, is shown.
    """
    base: dict[str, Any] = {}
    own = dict(settings)
    if (extended := own.pop("extend", None)) is not None:
        if not isinstance(extended, str) or "\0" in extended or depth == _LONGEST_CHAIN:
            wanted = _('the name of another bulletin.toml, such as extend = "../bulletin.toml"')
            raise wrong_value(file, "extend", extended, wanted)
        base = _read_extended(file, file.parent / extended, home, depth)
    found = {}
    for key, value in _flatten(own, file):
        name, form = SETTINGS[key]
        found[name] = FORMS[form](file, key, value)
    return base | found


def _read_extended(file: Path, other: Path, home: Path, depth: int) -> dict[str, Any]:
    """The fields by the file that another extends, the theme as seen from there."""
    quotable = lies_in(other, home)
    settings = read_toml(other, quotable=quotable)
    try:
        fields = _read_fields(settings, other, home, depth + 1)
    except BulletinError as error:
        raise error if quotable else hide_text(error, other) from None
    if not quotable:
        fields["quotable"] = False
    if fields.get("theme") and (other.parent / fields["theme"]).is_dir():
        fields["theme"] = os.path.relpath(other.parent / fields["theme"], file.parent)
    return fields


def _flatten(settings: Mapping[str, Any], file: Path) -> list[tuple[str, Any]]:
    """The settings by their dotted keys. Raises BulletinError for a key that there is not."""
    found = list(dotted(settings, file))
    for key, value in found:
        if key not in SETTINGS:
            is_table = key in settings and isinstance(value, Mapping)
            raise BulletinError(
                _("{path}: there is no setting “{key}”.").format(path=file, key=key),
                suggestion(key, _OUTER if is_table else ("extend", *SETTINGS)),
            )
    return found


def dotted(settings: Mapping[str, Any], file: Path) -> Iterator[tuple[str, Any]]:
    """The values of a file by their dotted keys. Raises BulletinError for what is no table."""
    for key, value in settings.items():
        if key not in _TABLES:
            yield key, value
        elif isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", each) for inner, each in value.items())
        else:
            raise wrong_value(file, key, value, wanted_table(key))
