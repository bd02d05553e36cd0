"""Themes: the folder that a page is set by.

A theme is a folder with ``layout.toml``, templates, stylesheets and font files. The official one
(``templates/official``) has all of them; any other theme has only what it changes, and takes the
rest from the official one.
"""

from __future__ import annotations

import os
import warnings
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.resources import template_folder
from bulletinc.theme import layout
from bulletinc.toml import hide_text, lies_in, read_bounded, read_toml, wrong_value

OFFICIAL = "official"
LAYOUT = "layout.toml"

# What a theme may say otherwise of the page that is set from the tree: a function each.
PAGE_PIECES = tuple(
    Path("nodes", f"{name}.typ")
    for name in (
        "Annex AnnexList ClosingNote Colophon Contents EditorNote Entry Figure Heading Instruction "
        "Invalid Item Line List Masthead Paragraph Section SignOff Table"
    ).split()
)

_FONT_MARKS = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf")
_LARGEST_TEXT_BYTES = 2**20  # of a template or stylesheet
_LARGEST_FONT = 50  # megabytes
_MOST_FONTS = 50  # of one theme, all of which are read for a PDF
_LARGEST_PICTURE = 10  # megabytes, which each page's HTML carries
_MOST_PIXELS = 40_000_000  # of the picture; a masthead printed at 600 dpi has 8 million
# Grey or RGB, as Pillow calls it: PDF/A ties colours to one output intent (ISO 19005-3, 6.2.4.3),
# which leaves no room for CMYK.
_COLOURS = {"1", "L", "LA", "P", "RGB", "RGBA"}


@dataclass(frozen=True, eq=False)
class Theme:
    """A theme as it is used. ``folders`` are looked into in order: its own, then the official one.

    ``layout`` has the tables of ``layout.toml`` with the theme's own values over the official ones.
    ``fonts`` are the font files that the theme brings, by family. ``picture``, a PNG or JPEG,
    stands for the masthead's name; empty for none.
    """

    name: str
    folders: tuple[Path, ...]
    layout: Mapping[str, Any]
    fonts: Mapping[str, Path]
    picture: bytes = b""

    def image(self) -> tuple[str, bytes] | None:
        """The picture as a ``data:`` address, and its bytes."""
        if not self.picture:
            return None
        kind = "png" if self.picture.startswith(b"\x89PNG") else "jpeg"
        return f"data:image/{kind};base64,{b64encode(self.picture).decode()}", self.picture


def load_theme(name: str | os.PathLike[str] = OFFICIAL, place: Path | None = None) -> Theme:
    """A theme by its name, if it is shipped, else by its folder, relative to ``place`` or to the
    current folder.

    A theme is read and checked once in a process and then kept, with its templates, picture and
    fonts: what changes in its folder is seen by the next process. Raises :class:`BulletinError` for
    a theme that does not exist, and, with file, key and remedy, for one whose values are wrong.
    """
    official = template_folder(OFFICIAL)
    if name in {entry.name for entry in official.parent.iterdir()}:
        return _load(template_folder(name), quotable=True)
    folder = (place or Path()) / name
    if not name or not holds_theme(folder):
        raise BulletinError(
            _("There is no theme in “{folder}”.").format(folder=folder if name else ""),
            _(
                "A theme is “official”, or a folder that holds a layout.toml or templates named "
                "as the official ones."
            ),
        )
    folder = folder.resolve()
    return _load(folder, quotable=place is None or lies_in(folder / LAYOUT, place))


def holds_theme(folder: Path) -> bool:
    """Whether a folder has anything that a theme consists of."""
    return any(os.path.lexists(folder / part) for part in _parts(template_folder(OFFICIAL)))


def _parts(official: Path) -> tuple[Path, ...]:
    """What may lie in a theme's folder and take the place of something official."""
    templates = (template.relative_to(official) for template in official.rglob("*.j2"))
    return (Path(LAYOUT), *templates, *PAGE_PIECES)


@cache
def _load(folder: Path, *, quotable: bool) -> Theme:
    official = template_folder(OFFICIAL)
    tables = read_toml(official / LAYOUT)
    fonts = {family: official / name for family, name in tables[layout.FONTS].items()}
    if folder == official:
        return Theme(OFFICIAL, (official,), tables, fonts)
    for part in _parts(official):
        if os.path.lexists(folder / part):
            _check_text(folder / part)
    file = folder / LAYOUT
    quotable = quotable and lies_in(file, folder)
    own = read_toml(file, quotable=quotable) if file.exists() else {}
    try:
        return _with_own(folder, tables, fonts, own)
    except BulletinError as error:
        raise error if quotable else hide_text(error, file) from None


def _with_own(
    folder: Path, tables: Mapping[str, Any], fonts: dict[str, Path], own: Mapping[str, Any]
) -> Theme:
    """The theme of a folder: the official layout and fonts with those of its own layout."""
    file = folder / LAYOUT
    tables = layout.over(tables, own, file)
    if len(own.get(layout.FONTS, {})) > _MOST_FONTS:
        raise BulletinError(
            _("{path}: [{table}] names more than {count} fonts.").format(
                path=file, table=layout.FONTS, count=_MOST_FONTS
            ),
            _("Leave out those that no face names."),
        )
    fonts |= {
        family: _font(file, f"{layout.FONTS}.{family}", name)
        for family, name in own.get(layout.FONTS, {}).items()
    }
    return Theme(
        folder.name,
        (folder, template_folder(OFFICIAL)),
        tables,
        fonts,
        _picture(file, layout.IMAGE, tables["masthead"]["image"]),
    )


def _check_text(file: Path) -> None:
    try:
        read_bounded(file, _LARGEST_TEXT_BYTES).decode()
    except UnicodeDecodeError:
        raise BulletinError(
            _("{path}: not UTF-8 text.").format(path=file), _("Save it as plain text in UTF-8.")
        ) from None


def _font(file: Path, key: str, name: str) -> Path:
    """The path of a font that a layout names."""
    path = _file(file, key, name, _LARGEST_FONT)
    if not _is_font(read_bounded(path, _LARGEST_FONT * 1_000_000)):
        raise BulletinError(
            _("{path}: {key} names {file}, which is not a usable font.").format(
                path=file, key=key, file=name
            ),
            _("Use a TTF or OTF file."),
        )
    return path


def _is_font(data: bytes) -> bool:
    """Whether these are the bytes of a TTF, OTF or TTC with all its tables, which a copy that was
    cut short has not.
    """
    if not data.startswith(_FONT_MARKS):
        return False
    start = int.from_bytes(data[12:16]) if data.startswith(b"ttcf") else 0
    records = range(start + 12, start + 12 + 16 * int.from_bytes(data[start + 4 : start + 6]), 16)
    ends = [
        int.from_bytes(data[at + 8 : at + 12]) + int.from_bytes(data[at + 12 : at + 16])
        for at in records
    ]
    return bool(ends) and max(ends) <= len(data)


def _picture(file: Path, key: str, name: str) -> bytes:
    """The bytes of the picture that a layout names, after a look at all of it: what cannot be drawn
    must not get into a page.
    """
    if not name:
        return b""
    data = read_bounded(_file(file, key, name, _LARGEST_PICTURE), _LARGEST_PICTURE * 1_000_000)
    if not _is_picture(data):
        raise BulletinError(
            _("{path}: {key} names {file}, which is not a usable picture.").format(
                path=file, key=key, file=name
            ),
            _(
                "Save it as PNG or JPEG, in RGB or grey, with no more than {count} million pixels."
            ).format(count=_MOST_PIXELS // 1_000_000),
        )
    return data


def _is_picture(data: bytes) -> bool:
    from PIL import Image, ImageFile

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture,
        ):
            if picture.width * picture.height > _MOST_PIXELS or picture.mode not in _COLOURS:
                return False
            picture.load()
    except Exception:
        return False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return True


def _file(file: Path, key: str, name: str, megabytes: int) -> Path:
    """The path of a file that a layout names. It must be in the theme's folder, also where links
    lead elsewhere, and not be huge.
    """
    path = file.parent / name
    if "\0" in name or not Path(os.path.realpath(path)).is_relative_to(file.parent):
        raise wrong_value(file, key, name, _("the name of a file in the theme's folder"))
    if not os.path.isfile(path):
        raise BulletinError(
            _("{path}: {key} names {file}, which does not exist.").format(
                path=file, key=key, file=path
            ),
            _("Put it there, or correct the name."),
        )
    if path.stat().st_size > megabytes * 1_000_000:
        raise BulletinError(
            _("{path}: {key} names {file}, which is larger than {count} MB.").format(
                path=file, key=key, file=name, count=megabytes
            ),
            _("Make it smaller, or use another one."),
        )
    return path
