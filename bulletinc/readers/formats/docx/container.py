"""The zip that a .docx is (ISO/IEC 29500-2): unpacked within bounds, its XML without entities."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from copy import copy
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree as ET

from bulletinc.errors import BulletinError
from bulletinc.i18n import _

# The container of .doc, .wps, and of a .docx behind a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_WORKBOOK = "xl/workbook.xml"
_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xltx"))
_MOST_ENTRIES = 5000
_MOST_UNPACKED = 200 * 2**20  # bytes
_MOST_RATIO = 100
_RATIO_FROM = 2**20  # bytes unpacked; below that repetition is no danger
_LARGEST_XML = 64 * 2**20  # bytes
_MOST_TAGS = 1_500_000  # a page of a bulletin has a thousand
_PIECE = 2**20  # bytes
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCUMENT = "/officeDocument"
_TEXT, _SLIDES = "word/document.xml", "ppt/"
# ISO 29500 Strict calls the same things by other names.
_STRICT = (
    (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    ("http://purl.oclc.org/ooxml/drawingml/", "http://schemas.openxmlformats.org/drawingml/2006/"),
)

Element = ET.Element


def is_workbook(data: bytes, suffix: str) -> bool:
    """Whether a zip is a spreadsheet. Its parts decide; where they do not, its name does."""
    named = suffix in _WORKBOOKS
    known = _WORKBOOK.encode() in data or (named and _TEXT.encode() in data)
    if not known or data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        return named
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return named
    if (_WORKBOOK in parts) != (_TEXT in parts):
        return _WORKBOOK in parts
    return named


def is_protected(data: bytes) -> bool:
    """Whether an OLE container holds a document behind a password ([MS-OFFCRYPTO], 2.3)."""
    return data.startswith(OLE) and _ENCRYPTED in data


class WordContainer:
    """An opened .docx. Raises BulletinError for what is none, or would harm whoever unpacks it.

    All of it is unpacked and counted before any of it is used: sizes in headers may be lies.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
            raise self._suspect(_("it has more than {count} parts").format(count=_MOST_ENTRIES))
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._check(len(data))
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            ValueError,
            UnicodeDecodeError,
        ):
            raise self.damaged() from None
        self.main = self._main()
        # The first of several relationships with one identity counts.
        self._of_main: dict[str, tuple[str, str]] = {}
        for identity, kind, target in self._relations(relations_of(self.main)):
            self._of_main.setdefault(identity, (kind, target))

    def _check(self, size: int) -> None:
        unpacked = 0
        seen = set()
        for entry in self._zip.infolist():
            path = entry.orig_filename.replace("\\", "/")
            if path.startswith("/") or ":" in path or "\0" in path or ".." in path.split("/"):
                raise self._suspect(
                    _("a part of it is called {part}").format(part=ascii(path[:60]))
                )
            if entry.filename in seen:
                raise self._suspect(
                    _("two of its parts have the same name: {part}").format(part=ascii(path[:60]))
                )
            seen.add(entry.filename)
            if entry.flag_bits & 1:
                raise protected(self.name)
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self.damaged()
            with self._zip.open(entry) as stream:
                while piece := stream.read(_PIECE):
                    unpacked += len(piece)
                    if unpacked > _MOST_UNPACKED:
                        raise self._suspect(
                            _("it unpacks to more than {size} MB").format(
                                size=_MOST_UNPACKED // 2**20
                            )
                        )
                    if unpacked > _RATIO_FROM and unpacked > _MOST_RATIO * size:
                        raise self._suspect(
                            _("it unpacks to more than {ratio} times its size").format(
                                ratio=_MOST_RATIO
                            )
                        )

    def _main(self) -> str:
        for _id, kind, target in self._relations("_rels/.rels"):
            if kind.endswith(_DOCUMENT) and target.startswith(_SLIDES):
                raise BulletinError(
                    _("{path}: this is a presentation, not a document.").format(path=self.name),
                    _("Save its slides as PDF in the program that wrote it, and import that."),
                )
            if kind.endswith(_DOCUMENT):
                return target
        raise BulletinError(
            _("{path}: this is not a Word document, but another archive.").format(path=self.name),
            _("Name the document itself: .docx, .doc, .wps, .odt, .rtf, .html, .md, .txt or .pdf."),
        )

    @cached_property
    def text_root(self) -> Element | None:
        """The part with the text, as XML; the same each time."""
        return self.xml(self.main)

    def related(self, kind: str) -> str | None:
        """Return the part in such a relation to the text: ``styles``, ``comments`` …."""
        return next(
            (target for each, target in self._of_main.values() if each.endswith("/" + kind)), None
        )

    def all_related(self, kind: str) -> tuple[str, ...]:
        """Return all parts in such a relation to the text."""
        return tuple(target for each, target in self._of_main.values() if each.endswith("/" + kind))

    def parts_beside(self, path: str, kind: str) -> list[str]:
        """Return the parts in such a relation to another part: ``comments``, ``drawing`` …."""
        return [
            target
            for _identity, each, target in self._relations(relations_of(path))
            if each.endswith("/" + kind)
        ]

    def part_of(self, identity: str) -> str | None:
        """Return the part that the text refers to by this identity."""
        return self._of_main.get(identity, ("", None))[1]

    def _relations(self, path: str) -> list[tuple[str, str, str]]:
        root = self.xml(path)
        folder = posixpath.dirname(posixpath.dirname(path))
        found = []
        for each in [] if root is None else root.iter(_RELATIONS):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(
                    posixpath.join("/" + folder, each.get("Target", ""))
                ).lstrip("/")
                found.append((each.get("Id", ""), each.get("Type", ""), target))
        return found

    def replaced(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the container with some parts replaced or added, all others as they are."""
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self._zip.infolist():
                data = parts.get(entry.filename, self._zip.read(entry))
                archive.writestr(copy(entry), data, entry.compress_type)
            for name in parts.keys() - set(self._zip.namelist()):
                archive.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
        return made.getvalue()

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return self._zip.namelist()

    def bytes_of(self, path: str | None) -> bytes | None:
        """Return a part as it is; ``None`` where there is none."""
        try:
            return self._zip.read(path or "")
        except KeyError:
            return None

    def xml(self, path: str | None) -> Element | None:
        """Return a part as XML; ``None`` where there is none.

        Raises BulletinError for one that declares a document type, or is damaged.
        """
        try:
            entry = self._zip.getinfo(path or "")
        except KeyError:
            return None
        if entry.file_size > _LARGEST_XML:
            raise self._suspect(
                _("{part} is larger than {size} MB").format(part=path, size=_LARGEST_XML // 2**20)
            )
        data = self._zip.read(entry)
        try:
            text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        except UnicodeDecodeError:
            raise self.damaged() from None
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise self._suspect(
                _("{part} declares entities, which no Word document does").format(part=path)
            )
        if text.count("<") > _MOST_TAGS:
            raise self._suspect(
                _("{part} has more than {count} tags").format(part=path, count=_MOST_TAGS)
            )
        for strict, usual in _STRICT:
            text = text.replace(strict, usual)
        try:
            # Characters, not bytes: then what the part says of its own encoding does not count.
            return ET.fromstring(text)  # noqa: S314
        except (ET.ParseError, ValueError):
            raise self.damaged() from None

    def _suspect(self, reason: str) -> BulletinError:
        return BulletinError(
            _("{path}: refused, because {reason}.").format(path=self.name, reason=reason),
            _(
                "No word processor writes such a file. Ask the sender for it again,"
                " or save it again in Word or WPS."
            ),
        )

    def damaged(self) -> BulletinError:
        """Return the error for a document that is not whole."""
        return BulletinError(
            _("{path}: this document is damaged or incomplete.").format(path=self.name),
            _(
                "If Word or WPS still opens it, save it there under another name; otherwise "
                "ask the sender for it again."
            ),
        )


def protected(name: str) -> BulletinError:
    """Return the error for a document behind a password."""
    return BulletinError(
        _("{path}: this document is protected by a password.").format(path=name),
        _("Open it in Word or WPS with the password, save a copy without one, and use that."),
    )


def relations_of(path: str) -> str:
    """Return the part that holds the relations of another."""
    return posixpath.join(posixpath.dirname(path), "_rels", posixpath.basename(path) + ".rels")
