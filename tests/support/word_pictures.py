"""Pictures in the Word documents of ``word``."""

from __future__ import annotations

import zipfile
from io import BytesIO

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def with_media(data: bytes, **media: bytes) -> bytes:
    """A document of ``word`` with pictures in it, by their relation."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                more = "".join(
                    f'<Relationship Id="{each}" Type="{_IMAGE}" Target="media/{each}.bin"/>'
                    for each in media
                )
                content = content.replace(b"</Relationships>", f"{more}</Relationships>".encode())
            new.writestr(name, content)
        for each, content in media.items():
            new.writestr(f"word/media/{each}.bin", content)
    return buffer.getvalue()


def picture(identity: str) -> str:
    """A run that shows the picture of a relation."""
    return (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:embed="{identity}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
