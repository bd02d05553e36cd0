"""Reports: one module a form, found by looking into this folder.

A module of this package has ``render``, which takes a :class:`Report` and gives text for people, or bytes (UTF-8) for
programs. Of a draft that is a Word document, people are told paragraph and characters (第12段第5–8字); programs get the
paragraph as line and the character in it as column.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, cast

from bulletinc.checking import Checked
from bulletinc.diagnostics import Diagnostic, Severity
from bulletinc.i18n import _
from bulletinc.text.source import Source

Role: TypeAlias = Literal["error", "warning", "place", "frame", "hint"]
Paint: TypeAlias = Callable[[str, Role], str]

_COLUMNS = 100


def plain(text: str, _role: Role) -> str:
    """Text without colour."""
    return text


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported. ``paint`` colours a text by the part that it plays; ``columns`` is the width of the terminal.

    ``missing`` is how many of the sources named could not even be found: there is nothing of them in ``checked``.
    """

    checked: tuple[Checked, ...]
    paint: Paint = plain
    columns: int = _COLUMNS
    missing: int = 0

    def findings(self) -> Iterator[tuple[Checked, Source, Diagnostic]]:
        """All findings: each with its draft and the text that its span counts in. In a Word document nothing can be fixed."""
        for checked in self.checked:
            if checked.draft:
                source = checked.draft.source
                for diagnostic in checked.diagnostics:
                    yield checked, source, _unfixed(diagnostic) if source.paragraphs else diagnostic

    def count(self, severity: Severity) -> int:
        """How many findings of a severity."""
        return sum(
            diagnostic.severity is severity for _checked, _source, diagnostic in self.findings()
        )


def _unfixed(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, finding=replace(diagnostic.finding, fix=None))


class Form(Protocol):
    """What a module of this package offers."""

    render: Callable[[Report], str | bytes]


def forms() -> tuple[str, ...]:
    """The names of all forms, without loading any."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def form(name: str) -> Form:
    """The module of a form, loaded now."""
    return cast("Form", import_module(f"{__name__}.{name}"))


def word(severity: Severity) -> str:
    """What people call a severity."""
    return _("error") if severity is Severity.ERROR else _("warning")


def path_of(checked: Checked) -> str:
    """How a program finds the draft: from the current folder if it lies below, with ``/``; bytes that are no text become U+FFFD."""
    if checked.task.data is not None:
        path = Path(checked.name)
    else:
        path, here = checked.task.path, Path.cwd()
        path = path.relative_to(here) if path.is_relative_to(here) else path
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def fingerprints(report: Report) -> list[str]:
    """A name for each finding that stays when lines are put in above it: by draft, rule and marked line, counted where that recurs."""
    from hashlib import sha256

    seen: dict[str, int] = {}
    names = []
    for checked, source, diagnostic in report.findings():
        line = source.lines()[source.position(diagnostic.span.start).line - 1]
        parts = (
            path_of(checked),
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
