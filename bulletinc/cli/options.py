"""Options that several commands have."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bulletinc.i18n import _
from bulletinc.options import BuildOptions
from bulletinc.text.patterns import pattern

if TYPE_CHECKING:
    from bulletinc.batch.scheduler import Scheduler

_SEPARATOR = pattern(r"[,，、;；\s]+")
_Function = TypeVar("_Function", bound=Callable[..., Any])


def words(typed: Iterable[str]) -> tuple[str, ...]:
    """What a list in an option names, with whatever sign between that an editor types."""
    return tuple(word for each in typed for word in _SEPARATOR.split(each) if word)


def number(least: int, most: int, *, whole: bool = True) -> click.IntRange | click.FloatRange:
    """A number from ``least`` to ``most``.

    One that need not be whole has to be more than ``least``.
    """
    if whole:
        taken: click.IntRange | click.FloatRange = click.IntRange(least, most)
    else:
        taken = _FiniteRange(least, most, min_open=True)
    taken.name = _("whole number") if whole else _("number")
    return taken


class _FiniteRange(click.FloatRange):
    """A range that has “nan” outside: it compares as neither more nor less than anything."""

    def convert(
        self, value: Any, parameter: click.Parameter | None, context: click.Context | None
    ) -> float:
        given: float = super().convert(value, parameter, context)
        if math.isnan(given):
            self.fail(_("“{value}” is not a number.").format(value=value), parameter, context)
        return given


def build_options(formats: str | None, chosen: Mapping[str, Any]) -> BuildOptions:
    """The options that ``--to`` and the other options of a command come to; without ``--to`` the
    formats are for ``bulletin.toml`` to say.

    Raises BulletinError.
    """
    from bulletinc.kinds import kind_name
    from bulletinc.render import formats_named

    kind = chosen["kind"] and kind_name(chosen["kind"])
    named = () if formats is None else formats_named(words([formats]))
    return BuildOptions(named, **{**chosen, "kind": kind})


def kind_option(function: _Function) -> _Function:
    """Add ``--kind`` to a command."""
    return click.option(
        "--kind",
        metavar=_("KIND"),
        shell_complete=_kinds_beginning_with,
        help=_(
            "Read the text as this kind of bulletin, such as kuaibao or 快报. See: bulletinc kinds"
        ),
    )(function)


def look_options(function: _Function) -> _Function:
    """Add ``--theme``, ``--engine`` and ``--shipped-fonts`` to a command."""
    theme = click.option(
        "--theme",
        metavar=_("FOLDER"),
        type=click.Path(),
        help=_(
            "Use the theme in this folder. Default: the theme that bulletin.toml names, else "
            "the official one."
        ),
    )
    shipped = click.option(
        "--shipped-fonts",
        is_flag=True,
        help=_(
            "Use only the fonts that come with bulletinc, not those of this machine: the same "
            "file on every machine."
        ),
    )
    engine = click.option(
        "--engine",
        metavar=_("ENGINE"),
        help=_(
            "Set the PDF with this page engine: {names}. Default: the one that bulletin.toml or "
            "the theme names, else the first that works here."
        ).format(names=_(", ").join(("auto", *_engine_names()))),
    )
    return theme(engine(shipped(function)))


def _engine_names() -> tuple[str, ...]:
    from bulletinc.render.formats.pdf.page_engine import engine_names

    return engine_names()


def pages_options(function: _Function) -> _Function:
    """Add ``-o`` and ``--to``, where pages go and which are made, to a command."""
    from bulletinc.render import formats

    folder = click.option(
        "-o",
        "--output",
        "folder",
        metavar=_("FOLDER"),
        type=click.Path(path_type=Path),
        help=_(
            "Put the pages into this folder, which is created if missing. Subfolders of a "
            "folder that you name are kept."
        ),
    )
    wanted = click.option(
        "--to",
        "wanted",
        metavar=_("FORMATS"),
        help=_(
            "What to make: {formats}, or several separated by commas. Default: what "
            "bulletin.toml says, else html,pdf."
        ).format(formats=_(", ").join(formats())),
    )
    return folder(wanted(function))


def overwrite_option(function: _Function) -> _Function:
    """Add ``--overwrite`` to a command."""
    return click.option(
        "--overwrite",
        is_flag=True,
        help=_("Replace also files that bulletinc did not make. Without it they are left alone."),
    )(function)


def form_option(function: _Function) -> _Function:
    """Add ``--format``, for lists that programs may read too, to a command."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help=_("text for people, json for programs. Default: text."),
    )(function)


def cluster_options(function: _Function) -> _Function:
    """Add ``--scheduler`` and the certificates for it to a command."""
    options = (
        click.option(
            "--scheduler",
            metavar=_("ADDRESS"),
            help=_(
                "Do the work on the cluster of the Dask scheduler at this address, such as "
                "tcp://10.0.0.5:8786, instead of on this machine."
            ),
        ),
        _certificate(
            "--tls-ca", "ca", _("For a cluster with TLS: the certificate of its authority.")
        ),
        _certificate(
            "--tls-cert", "certificate", _("For a cluster with TLS: this machine's certificate.")
        ),
        _certificate(
            "--tls-key",
            "key",
            _("For a cluster with TLS: the private key of this machine's certificate."),
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def scheduler_of(
    context: click.Context,
    address: str | None,
    ca: Path | None,
    certificate: Path | None,
    key: Path | None,
) -> Scheduler | None:
    """The scheduler that these options name; who watches is told that it may take a while."""
    from bulletinc.batch.scheduler import Scheduler
    from bulletinc.cli import streams

    if address is None:
        if ca or certificate or key:
            context.fail(_("--tls-ca, --tls-cert and --tls-key need --scheduler."))
        return None
    if streams.is_interactive():
        streams.write_message(_("Waiting for the cluster at {address} …").format(address=address))
    return Scheduler(address, ca, certificate, key)


def _certificate(option: str, name: str, told: str) -> Callable[[_Function], _Function]:
    return click.option(option, name, metavar=_("FILE"), type=click.Path(path_type=Path), help=told)


def _kinds_beginning_with(
    _context: click.Context, _parameter: click.Parameter, typed: str
) -> list[str]:
    from bulletinc.kinds import load_kinds

    return [kind.name for kind in load_kinds() if kind.name.startswith(typed)]
