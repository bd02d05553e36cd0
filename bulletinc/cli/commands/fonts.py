"""``bulletinc fonts``: which font file serves each face, and what a page is set in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bulletinc import compiler, files
from bulletinc.cli import streams
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import kind_option, look_options
from bulletinc.i18n import _, language
from bulletinc.options import BuildOptions
from bulletinc.render.elements import element_names
from bulletinc.text.source import decode
from bulletinc.workers import run_bounded

if TYPE_CHECKING:
    from bulletinc.render.formats.pdf.faces import ServedFace


@click.command(
    "fonts",
    cls=Command,
    short_help=_("Show which font sets what."),
    help=_(
        "Lists the faces of the layout (小标宋, 仿宋, 黑体, 楷体, 宋体), the font file that serves "
        "each on this machine, and why that one.\n\nWith FILE: also which face sets which part of "
        "its page, and which characters are not in the face that should set them."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("source", metavar=_("[FILE]"), type=click.Path(readable=False), required=False)
@kind_option
@look_options
def command(source: str | None, **options: Any) -> None:
    """List the faces; with a file, set its page and tell what it was set in."""
    chosen = BuildOptions(**options)
    if source is None:
        served = run_bounded(_served, chosen, name=_("the theme"))
        streams.write_output("\n".join(_faces(served, chosen)))
        return
    text = (
        decode(streams.read_stdin(), _("(standard input)"))
        if source == "-"
        else decode(files.read(Path(source)), source)
    )
    look = partial(compiler.faces_used, options=chosen, path=Path(source))
    used = run_bounded(look, text, name=text.name)
    lines = [*_faces(used.served, chosen), "", *_elements(used.elements), ""]
    lines += used.substitutes or (_("Every character is set in the face that it should have."),)
    streams.write_output("\n".join(lines))


def _served(options: BuildOptions) -> tuple[ServedFace, ...]:
    return compiler.faces_at_hand(options, Path())[1]


def _faces(served: Iterable[Any], options: BuildOptions) -> Iterator[str]:
    from bulletinc.render.formats.pdf.faces import FACES

    for each in served:
        yield f"{FACES[each.face]}　{each.family}"
        yield f"  {each.file}"
        yield f"  {_reason(each, options)}"


def _reason(each: Any, options: BuildOptions) -> str:
    missing = _(", ").join(each.missing)
    if options.shipped_fonts:
        return _("It comes with the theme, and --shipped-fonts asks for that.")
    if not each.missing:
        return (
            _("It is the first choice, and comes with the theme.")
            if each.shipped
            else _("It is the first choice, and is installed.")
        )
    if each.shipped:
        return _("It comes with the theme; preferred, but not installed: {names}").format(
            names=missing
        )
    return _("It is installed; preferred, but not installed: {names}").format(names=missing)


def _elements(found: Any) -> Iterator[str]:
    """A line for each part of the page. Several classes may be one part to an editor."""
    from bulletinc.render.formats.pdf.faces import FACES

    names = element_names(language())
    faces: dict[str, dict[str, None]] = {}
    for name, used in found.items():
        faces.setdefault(names.get(name, name), {}).update(dict.fromkeys(used))
    for name, each in faces.items():
        yield _("{what}: {value}").format(
            what=name, value=_(", ").join(FACES[face] for face in each)
        )
