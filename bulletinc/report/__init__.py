"""Reports: one module for each form, found by looking into this folder.

A module of this package keeps to :class:`Form`. In a draft that is a Word document, people read
paragraph and characters (第12段第5–8字); programs get the paragraph as line and the character in it
as column.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from json import dumps
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, cast

from bulletinc.checking import Checked
from bulletinc.diagnostics import Diagnostic, Severity
from bulletinc.i18n import _, escape_controls
from bulletinc.text.source import Source

Emphasis: TypeAlias = Literal["error", "warning", "place", "frame", "hint"]
Paint: TypeAlias = Callable[[str, Emphasis], str]

_COLUMNS = 100


def plain(text: str, _role: Emphasis) -> str:
    """Text without colour."""
    return text


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported. ``paint`` colours a text by its emphasis; ``columns`` is the terminal's.

    ``missing`` counts the sources that could not be found: ``checked`` has nothing of them.
    """

    checked: tuple[Checked, ...]
    paint: Paint = plain
    columns: int = _COLUMNS
    missing: int = 0

    def findings(self) -> Iterator[tuple[Checked, Source, Diagnostic]]:
        """Give all findings, each with its draft and the text that its span counts in.

        Those in a Word document come without a fix.
        """
        for checked in self.checked:
            if checked.draft:
                source = checked.draft.source
                for diagnostic in checked.diagnostics:
                    yield (
                        checked,
                        source,
                        _without_fix(diagnostic) if source.paragraphs else diagnostic,
                    )

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity."""
        return sum(
            diagnostic.severity is severity for _checked, _source, diagnostic in self.findings()
        )


def _without_fix(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, finding=replace(diagnostic.finding, fix=None))


class Form(Protocol):
    """What a module of this package offers: text for people, or bytes (UTF-8) for programs."""

    def render(self, report: Report, /) -> str | bytes:
        """The findings in this form."""


def form_names() -> tuple[str, ...]:
    """List the names of all forms, without loading any."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def load_form(name: str) -> Form:
    """Load the module of a form."""
    return cast("Form", import_module(f"{__name__}.{name}"))


def severity_word(severity: Severity) -> str:
    """Name a severity in the user's language."""
    return _("error") if severity is Severity.ERROR else _("warning")


def portable_path(checked: Checked) -> str:
    """The path by which a program finds the draft: with ``/``, and relative to the current folder.

    A draft outside that folder has its whole path. Bytes that are not text become U+FFFD.
    """
    if checked.request.data is not None:
        path = Path(checked.name)
    else:
        path, here = checked.request.path, Path.cwd()
        path = path.relative_to(here) if path.is_relative_to(here) else path
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def write_json(value: object) -> bytes:
    """JSON in UTF-8, indented; what a terminal would act on is an escape in it."""
    text = escape_controls(dumps(value, ensure_ascii=False, indent=2))
    return f"{text}\n".encode("utf-8", "backslashreplace")


def fingerprints(report: Report) -> list[str]:
    """A name for each finding that stays when lines are inserted above it.

    It is made of draft, rule and marked line; those that are equal in all three are numbered.
    """
    from hashlib import sha256

    seen: dict[str, int] = {}
    names = []
    for checked, source, diagnostic in report.findings():
        line = source.lines()[source.position(diagnostic.span.start).line - 1]
        parts = (
            portable_path(checked),
            diagnostic.code,
            source.text[slice(*diagnostic.span)],
            source.text[slice(*line)],
        )
        name = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        seen[name] = seen.get(name, 0) + 1
        names.append(
            name if seen[name] == 1 else sha256(f"{name}{seen[name]}".encode()).hexdigest()
        )
    return names
