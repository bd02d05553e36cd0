"""Pictures, which have no text: how to place one in a draft is said instead."""

from __future__ import annotations

from pathlib import PurePath

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers.intermediate import IntermediateDocument

_PNG, _JPEG, _RIFF, _WEBP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"WEBP"
_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")


def claims(data: bytes, suffix: str) -> bool:
    """Tell whether a file is a picture, or is named like one."""
    is_webp = data.startswith(_RIFF) and data[8:12] == _WEBP
    return data.startswith((_PNG, _JPEG)) or is_webp or suffix in _SUFFIXES


def read(data: bytes, name: str) -> IntermediateDocument:
    """Raise BulletinError, which says how to place the picture."""
    del data
    raise BulletinError(
        _("{path}: this is a picture, of which no draft can be made.").format(path=name),
        _(
            "To have it in a bulletin, put it into the draft's folder, and write on a line of its"
            " own: 【插图：{file}】, and its caption on the next line. To have its text, have it"
            " recognised (OCR) first."
        ).format(file=PurePath(name).name),
    )
