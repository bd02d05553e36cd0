"""A drawing as pixels, for who cannot show SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image, ImageColor, ImageDraw, ImageFont

from bulletinc.pictures.drawing import Drawing, Point, Shape, Words

_FINER = 2  # than the picture that is made: edges become smooth when it is made smaller
_POINTS_AN_INCH = 72
_MISSING = "\uffff"  # which no font has


def png(drawing: Drawing, fonts: Sequence[Path], resolution: int) -> bytes:
    """The drawing in grey, on white. The first font that has a letter sets it."""
    scale = resolution / _POINTS_AN_INCH * _FINER
    size = round(drawing.width * scale), round(drawing.height * scale)
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        _draw(draw, shape, scale)
    for words in drawing.words:
        _write(draw, words, drawing.ink, fonts, scale)
    small = image.resize((size[0] // _FINER, size[1] // _FINER), Image.Resampling.BOX)
    file = BytesIO()
    small.save(file, "PNG", optimize=True, dpi=(resolution, resolution))
    return file.getvalue()


def _draw(draw: Any, shape: Shape, scale: float) -> None:
    points = [(x * scale, y * scale) for x, y in shape.points]
    if shape.fill:
        draw.polygon(points, fill=_grey(shape.fill))
        points.append(points[0])
    if shape.stroke:
        width = max(1, round(shape.width * scale))
        for piece in _dashed(points, [length * scale for length in shape.dashes]):
            draw.line(piece, fill=_grey(shape.stroke), width=width, joint="curve")


def _dashed(points: Sequence[Point], dashes: Sequence[float]) -> Iterator[list[Point]]:
    """The pieces of a line that are drawn: all of it, or by turns one drawn and one left out."""
    if not dashes:
        yield list(points)
        return
    turn, left, piece = 0, dashes[0], [points[0]]
    for start, end in pairwise(points):
        length, done = math.dist(start, end), 0.0
        while length - done > left:
            done += left
            share = done / length
            here = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            if turn % 2 == 0:
                yield [*piece, here]
            turn, piece = turn + 1, [here]
            left = dashes[turn % len(dashes)]
        left -= length - done
        piece.append(end)
    if turn % 2 == 0:
        yield piece


def _write(draw: Any, words: Words, ink: str, fonts: Sequence[Path], scale: float) -> None:
    size = round(words.size * scale)
    runs = [(letter, _font_for(letter, tuple(fonts), size)) for letter in words.text]
    width = sum(font.getlength(letter) for letter, font in runs)
    x = words.place[0] * scale - {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
    for letter, font in runs:
        draw.text((x, words.place[1] * scale), letter, fill=_grey(ink), font=font, anchor="ls")
        x += font.getlength(letter)


@cache
def _font(path: Path, size: int) -> Any:
    return ImageFont.truetype(path, size)


@cache
def _font_for(letter: str, fonts: tuple[Path, ...], size: int) -> Any:
    for path in fonts:
        font = _font(path, size)
        if letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(_MISSING)):
            return font
    return _font(fonts[0], size)


def _grey(colour: str) -> int:
    value: Any = ImageColor.getcolor(colour, "L")
    return int(value)
