"""The pictures of a document as every form of page sets them: read, scaled, with their size."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from bulletinc.charts import read
from bulletinc.charts.style import ChartStyle
from bulletinc.pictures.drawing import Drawing, svg
from bulletinc.pictures.picture_file import FileState, PictureError, PictureFile, PictureFolder
from bulletinc.render.measures import Measures
from bulletinc.syntax import Chart, Document, Figure, Table, Text, walk
from bulletinc.text.source import Span

_POINTS_AN_INCH = 72
_RESOLUTION = 300  # pixels an inch at most: print shows no more
_LEAST_RESOLUTION = 150  # pixels an inch: a picture with fewer is set smaller, not blurred
_REMEMBERED = 16  # pictures
_AIR_LINES = 0.5  # of the grid that a picture has above and below together, at least


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture in its place. ``width`` and ``height`` are points.

    ``room`` is what it has above and below, in points: with it, it fills lines of the grid.
    ``number`` is the same for the same picture, from 1; ``data`` is JPEG, PNG or, for a chart, SVG
    of its ``drawing``.
    """

    number: int
    data: bytes = field(repr=False)
    media_type: str
    description: str
    width: float
    height: float
    room: float
    drawing: Drawing | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """The address by which a page of HTML calls it."""
        return f"picture:{self.number}"


@dataclass(frozen=True, slots=True)
class PlacedPictures:
    """The pictures of a document, by the span of their figure; and what is wrong with the others.

    ``states`` has the files that were looked at, by their paths as typed; ``None`` for a picture
    that could not be read.
    """

    placed: Mapping[Span, PlacedPicture] = field(default_factory=dict)
    errors: tuple[tuple[Text, PictureError], ...] = ()
    undrawn: tuple[tuple[Chart, PictureError], ...] = ()
    states: Mapping[str, FileState | None] = field(default_factory=dict)


def picture_paths(document: Document) -> tuple[str, ...]:
    """The paths of all pictures, as typed, each once."""
    figures = (node for node in walk(document) if isinstance(node, Figure) and node.path)
    return tuple(dict.fromkeys(figure.path.text for figure in figures if figure.path))


class PictureMemory:
    """The last pictures that were scaled, for who sets a document again and again."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[object, PlacedPicture | PictureError] = OrderedDict()

    def get(
        self, key: object, make: Callable[[], PlacedPicture | PictureError]
    ) -> PlacedPicture | PictureError:
        """The picture of this key, made if it is not known."""
        if key not in self._pictures:
            self._pictures[key] = make()
        self._pictures.move_to_end(key)
        while len(self._pictures) > _REMEMBERED:
            self._pictures.popitem(last=False)
        return self._pictures[key]


def place_pictures(
    document: Document,
    folder: PictureFolder,
    layout: Mapping[str, Any],
    memory: PictureMemory | None = None,
) -> PlacedPictures:
    """Read and scale the pictures of a document for a layout."""
    placing = _Placing(folder, Measures(layout), memory)
    nodes = list(walk(document))
    tables = [node for node in nodes if isinstance(node, Table)]
    for node in nodes:
        if isinstance(node, Figure) and node.path:
            placing.place(node, node.path)
        elif isinstance(node, Chart):
            placing.draw(node, tables)
    return PlacedPictures(
        placing.placed, tuple(placing.errors), tuple(placing.undrawn), placing.states
    )


class _Placing:
    """Pictures being placed. The same file is read once, the same content decoded once."""

    def __init__(
        self, folder: PictureFolder, measures: Measures, memory: PictureMemory | None
    ) -> None:
        self._folder, self._measures, self._memory = folder, measures, memory
        self._files: dict[str, PictureFile | PictureError] = {}
        self._made: dict[str, PlacedPicture | PictureError] = {}  # by the hash of the content
        self.placed: dict[Span, PlacedPicture] = {}
        self.errors: list[tuple[Text, PictureError]] = []
        self.undrawn: list[tuple[Chart, PictureError]] = []
        self.states: dict[str, FileState | None] = {}

    def place(self, figure: Figure, path: Text) -> None:
        """Place the picture of a figure, or keep its error."""
        found = self._picture(path.text)
        if isinstance(found, PictureError):
            self.errors.append((path, found))
            return
        name = PurePosixPath(path.text.replace("\\", "/")).name
        description = figure.caption.text if figure.caption else name
        self.placed[figure.span] = replace(found, description=description)

    def draw(self, chart: Chart, tables: Sequence[Table]) -> None:
        """Draw a chart, or keep its error."""
        from bulletinc.charts.drawing import draw, words_of

        try:
            data = read(chart, tables)
        except PictureError as error:
            self.undrawn.append((chart, error))
            return
        drawing = draw(data, _chart_style(self._measures))
        made = svg(drawing)
        key = sha256(made).hexdigest()
        if key not in self._made:
            room = _room(drawing.height, self._measures)
            size = (drawing.width, drawing.height, room)
            number = 1 + len(self._made)
            self._made[key] = PlacedPicture(number, made, "image/svg+xml", "", *size, drawing)
        found = self._made[key]
        if not isinstance(found, PictureError):
            self.placed[chart.span] = replace(found, description=words_of(data))

    def _picture(self, path: str) -> PlacedPicture | PictureError:
        if path not in self._files:
            self._files[path] = self._read(path)
        file = self._files[path]
        if isinstance(file, PictureError):
            return file
        if file.state.hash not in self._made:
            number = 1 + len(self._made)
            make = partial(_made, file.data, number, self._measures)
            room = (self._measures.type_width, self._measures.pitch)
            key = (file.state.hash, number, *room, self._measures.number("figure.lines"))
            self._made[file.state.hash] = self._memory.get(key, make) if self._memory else make()
        return self._made[file.state.hash]

    def _read(self, path: str) -> PictureFile | PictureError:
        try:
            file = self._folder.read(path)
        except PictureError as error:
            self.states[path] = None
            return error
        self.states[path] = file.state
        return file


def _made(data: bytes, number: int, measures: Measures) -> PlacedPicture | PictureError:
    from bulletinc.pictures import decoding

    try:
        pixels = decoding.picture_size(data)
        width, height = _size(pixels, measures)
        picture = decoding.decode(data, _pixels(width), _pixels(height))
    except PictureError as error:
        return error
    room = _room(height, measures)
    return PlacedPicture(number, picture.data, picture.media_type, "", width, height, room)


def _room(height: float, measures: Measures) -> float:
    """What a picture needs above and below, to fill lines of the grid."""
    lines = math.ceil(round(height / measures.pitch + _AIR_LINES, 3))
    return round((lines * measures.pitch - height) / 2, 3)


def _chart_style(measures: Measures) -> ChartStyle:
    return ChartStyle(
        measures.type_width,
        (measures.number("chart.lines") - _AIR_LINES) * measures.pitch,
        measures.length("chart.size"),
        measures.length("chart.rule"),
        f"#{measures.colour('ink')}",
        f"#{measures.colour('paper')}",
        measures.value("chart.grid"),
        tuple(measures.value(f"chart.shade-{number}") for number in range(1, 5)),
        tuple(measures.value("faces.songti")),
    )


def _size(pixels: tuple[int, int], measures: Measures) -> tuple[float, float]:
    """Width and height in points: as large as there is room, and as its pixels allow."""
    widest = measures.type_width
    highest = (measures.number("figure.lines") - _AIR_LINES) * measures.pitch
    own = _POINTS_AN_INCH / _LEAST_RESOLUTION
    scale = min(own, widest / pixels[0], highest / pixels[1])
    return round(pixels[0] * scale, 3), round(pixels[1] * scale, 3)


def _pixels(points: float) -> int:
    return max(1, round(points * _RESOLUTION / _POINTS_AN_INCH))
