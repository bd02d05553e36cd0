"""The stages put together.

From a source to its tree, and from there to each format that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bulletinc.errors import BulletinError, Defect
from bulletinc.i18n import _
from bulletinc.kinds import kind_name, load_kinds
from bulletinc.options import BuildOptions
from bulletinc.parser import parse
from bulletinc.pictures.picture_file import FileState, PictureError, PictureFile, PictureFolder
from bulletinc.project import Project, find_project
from bulletinc.render import RenderContext, Rendered, make, renderer
from bulletinc.render.placed_pictures import (
    PictureMemory,
    PlacedPictures,
    picture_paths,
    place_pictures,
)
from bulletinc.render.sample import SAMPLE
from bulletinc.syntax import Document, Invalid, Residue, walk
from bulletinc.text.source import Source, decode, excerpt
from bulletinc.theme import Theme, load_theme

if TYPE_CHECKING:
    from bulletinc.render.formats.html.screen import ScreenPage
    from bulletinc.render.formats.pdf.faces import Inspection, ServedFace

_EXCERPT = 20  # characters of a passage that a message quotes


@dataclass(frozen=True, slots=True)
class Build:
    """A bulletin built. ``outputs`` has the bytes of each format, in the order asked for.

    ``notes`` are lines that a user should read, beginning with the source's name. ``pictures`` are
    the states of the pictures' files, by their paths as typed, ``None`` for one that cannot be
    read. ``failures`` are the errors of formats that could not be made. ``remarks`` are about the
    machine, and hold for all drafts.
    """

    document: Document
    outputs: Mapping[str, bytes]
    notes: tuple[str, ...]
    pictures: Mapping[str, FileState | None] = field(default_factory=dict)
    failures: Mapping[str, Exception] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def compile(source: Source, kind: str | None = None) -> Document:  # noqa: A001
    """The tree of a source. ``kind`` (a name or a title) overrides recognition.

    Raises BulletinError for a kind that does not exist.
    """
    return parse(source, None if kind is None else kind_name(kind))


def build(source: Source, options: BuildOptions, path: Path | None = None) -> Build:
    """Make the formats asked for. ``path`` is where the draft lies, whose project may name a theme.

    Raises BulletinError for an unknown format, kind or theme, and for a format that cannot be made.
    """
    folder = path and path.parent
    pictures = PictureFolder(folder)
    built = _build(source, options, path.name if path else "", folder, pictures)
    for error in built.failures.values():
        raise error
    return built


def _build(
    source: Source,
    options: BuildOptions,
    draft: str,
    folder: Path | None,
    picture_folder: PictureFolder,
) -> Build:
    for name in options.formats:
        renderer(name)
    document = compile(source, options.kind)
    theme = theme_of(document, options, folder)
    pictures = place_pictures(document, picture_folder, theme.layout)
    options = _with_engine(options, folder)
    context = RenderContext(theme, source, draft, options, pictures.placed)
    made: dict[str, Rendered] = {}
    failures: dict[str, Exception] = {}
    for name in options.formats:
        try:
            made[name] = make(name, document, context)
        except MemoryError:
            raise
        except RecursionError:
            failures[name] = BulletinError(
                _("{path}: the theme or the text is nested too deeply.").format(path=source.name),
                _("Look in the theme's styles and templates for something nested many times."),
            )
        except Exception as error:  # one format takes no other along
            failures[name] = error if isinstance(error, BulletinError) else Defect.of(error)
    outputs = {name: made[name].data for name in made}
    substitutes = tuple(note for rendered in made.values() for note in rendered.substitutes)
    if options.strict_fonts and substitutes:
        raise BulletinError(
            "\n".join(
                _("{path}: {note}").format(path=source.name, note=each) for each in substitutes
            ),
            _(
                "With --strict-fonts such a page is not made. Install a font that has these "
                "characters, or write others."
            ),
        )
    noted = (*substitutes, *(note for rendered in made.values() for note in rendered.notes))
    notes = (
        *remarks(source, document),
        *_picture_notes(source, pictures),
        *(_("{path}: {note}").format(path=source.name, note=note) for note in noted),
    )
    told = tuple(dict.fromkeys(each for rendered in made.values() for each in rendered.remarks))
    return Build(document, outputs, notes, pictures.states, failures, told)


def _picture_notes(source: Source, pictures: PlacedPictures) -> tuple[str, ...]:
    """A line for each picture whose place stays empty."""
    return tuple(
        _("{path}:{line}: the picture “{picture}” is not set. {reason} {remedy}").format(
            path=source.name,
            line=source.position(typed.span.start).line,
            picture=excerpt(typed.text, _EXCERPT * 2),
            reason=error.reason,
            remedy=error.remedy,
        )
        for typed, error in pictures.errors
    ) + tuple(
        _("{path}:{line}: this chart is not drawn. {reason} {remedy}").format(
            path=source.name,
            line=source.position(chart.span.start).line,
            reason=error.reason,
            remedy=error.remedy,
        )
        for chart, error in pictures.undrawn
    )


def pictures_of(
    source: Source, options: BuildOptions, folder: Path
) -> dict[str, PictureFile | PictureError]:
    """The files of a draft's pictures by their paths as typed, for another machine."""
    found: dict[str, PictureFile | PictureError] = {}
    for path in picture_paths(compile(source, options.kind)):
        try:
            found[path] = PictureFolder(folder).read(path)
        except PictureError as error:
            found[path] = error
    return found


def on_screen(
    source: Source,
    document: Document,
    path: Path,
    counted: Callable[[int], int],
    *,
    by_project: bool = True,
) -> tuple[ScreenPage, tuple[str, ...]]:
    """The page of a draft that is being typed, and the lines that a user should read.

    ``path`` is where it lies, ``counted`` counts an offset as the page's reader does.
    ``by_project``: the draft's project may name a theme. Raises BulletinError for one that cannot
    be used.
    """
    from bulletinc.render.formats.html.screen import screen_page

    theme = theme_of(document, BuildOptions(), path.parent if by_project else None)
    folder = PictureFolder(path.parent)
    pictures = place_pictures(document, folder, theme.layout, _pictures_on_screen())
    context = RenderContext(theme, source, path.name, pictures=pictures.placed)
    page = screen_page(document, context, counted)
    return page, (*remarks(source, document), *_picture_notes(source, pictures))


@cache
def _pictures_on_screen() -> PictureMemory:
    return PictureMemory()


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """A bulletin to build and all that it takes, in a form that can be sent to another process.

    ``name`` is what messages call the draft, ``data`` are its bytes, ``path`` is where it lies,
    without a name where it has none. Its project's theme is named in ``options`` already; without
    one it has the theme of its kind. With a ``project`` it is checked as well. ``pictures`` are
    those of the draft where it is sent to a machine without them.
    """

    name: str
    data: bytes
    path: Path
    options: BuildOptions
    project: Project | None = None
    pictures: Mapping[str, PictureFile | PictureError] | None = None


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a request led to, as in :class:`Build`; and how many findings there are in the draft.

    ``findings`` is ``None`` where it was not checked, or could not be.
    """

    outputs: Mapping[str, bytes]
    notes: tuple[str, ...]
    findings: int | None = None
    pictures: Mapping[str, FileState | None] = field(default_factory=dict)
    failures: Mapping[str, Exception] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def pages(request: BuildRequest) -> BuildResult:
    """Carry out a request. Reads the theme, the fonts and the draft's pictures, writes nothing.

    Raises BulletinError where no format can be made.
    """
    source = decode(request.data, request.name)
    folder = PictureFolder(request.path.parent, request.pictures)
    built = _build(source, request.options, request.path.name, None, folder)
    for error in () if built.outputs else built.failures.values():
        raise error
    result = BuildResult(
        built.outputs, built.notes, None, built.pictures, built.failures, built.remarks
    )
    if request.project is None:
        return result
    from bulletinc import checking
    from bulletinc.rules.context import CheckContext

    try:
        draft = CheckContext(source, built.document, request.project, folder)
        return replace(result, findings=checking.count(draft, request.path))
    except MemoryError:
        raise
    except Exception:
        return result


def warm_up(options: BuildOptions) -> None:
    """Load all that these options need, so that a process copied from this one begins at once.

    No thread is left behind, which the copy would miss. Raises BulletinError for a format that
    cannot be made here.
    """
    from bulletinc.render.formats import pdf

    options = replace(options, kind=None, theme=None, strict_fonts=False)
    others = tuple(name for name in options.formats if renderer(name).SUFFIX != pdf.SUFFIX)
    source = Source(SAMPLE)
    build(source, replace(options, formats=others))
    if others != options.formats:
        pdf.load(compile(source), RenderContext(source=source, options=options))


def faces_at_hand(options: BuildOptions, folder: Path) -> tuple[Theme, tuple[ServedFace, ...]]:
    """The theme of this folder's drafts if no other is asked for, and what serves its faces."""
    from bulletinc.render.formats import pdf

    theme = theme_of(None, options, folder)
    return theme, pdf.served(_with_engine(options, folder), theme)


def faces_used(source: Source, options: BuildOptions, path: Path) -> Inspection:
    """Which face sets which element of a bulletin, and which characters no face covers.

    Raises BulletinError as :func:`build` does.
    """
    from bulletinc.render.formats import pdf

    document = compile(source, options.kind)
    theme = theme_of(document, options, path.parent)
    pictures = place_pictures(document, PictureFolder(path.parent), theme.layout)
    options = _with_engine(options, path.parent)
    context = RenderContext(theme, source, path.name, options, pictures.placed)
    return pdf.inspect(document, context)


def theme_of(document: Document | None, options: BuildOptions, folder: Path | None = None) -> Theme:
    """The theme of a draft.

    The one asked for, else its project's, else its kind's, else the official one.
    """
    if options.theme is not None:
        return load_theme(options.theme)
    project = find_project(folder) if folder is not None else None
    if project and project.theme:
        return load_theme(project.theme, project.folder)
    return (
        load_theme(next(kind.theme for kind in load_kinds() if kind.name == document.kind))
        if document
        else load_theme()
    )


def _with_engine(options: BuildOptions, folder: Path | None) -> BuildOptions:
    """The options with the engine of the folder's project, where none was asked for."""
    if options.engine is not None or folder is None:
        return options
    return replace(options, engine=find_project(folder).engine)


def remarks(source: Source, document: Document) -> tuple[str, ...]:
    """A line for each piece of text that has no place in a bulletin.

    Where it is, whether the page shows it.
    """
    lost = sorted(
        (node for node in walk(document) if isinstance(node, Invalid | Residue)),
        key=lambda node: node.span,
    )
    lines = []
    if not source.text.strip():
        lines.append(
            _("{path}: this file has no text, so the page is empty.").format(path=source.name)
        )
    for node in lost:
        if isinstance(node, Invalid):
            line, column = source.position(node.span.start)
            lines.append(
                _(
                    "{path}:{line}:{column}: text that belongs to no part is kept as it is: {text}"
                ).format(
                    path=source.name, line=line, column=column, text=excerpt(node.text, _EXCERPT)
                )
            )
    residue = [
        _("{what} ({detail})").format(
            what=source.position(node.span.start).line, detail=excerpt(node.text, _EXCERPT)
        )
        for node in lost
        if isinstance(node, Residue)
    ]
    if residue:
        lines.append(
            _("{path}: remains of a web page are not set: line {lines}").format(
                path=source.name, lines=_(", ").join(residue)
            )
        )
    return tuple(lines)
