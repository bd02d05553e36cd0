"""PDFs made by hand, so that each way of drawing text is written out."""

from __future__ import annotations

import zlib

_SIZE = 16  # points


class Drawn:
    """Pages of text. A character is its own code; those in ``unmapped`` have no Unicode."""

    def __init__(self, *, unmapped: str = "") -> None:
        self._unmapped = unmapped
        self._used: set[str] = set()
        self._pages: list[str] = []
        self._forms: list[str] = []

    def code(self, text: str) -> str:
        """The string of a text, as it stands in a content stream."""
        self._used |= set(text)
        return "<" + "".join(f"{ord(sign):04x}" for sign in text) + ">"

    def text(self, text: str, x: float, y: float, size: float = _SIZE, extra: str = "") -> str:
        """The operators that draw a text in one go."""
        return f"BT /F1 {size} Tf {extra} 1 0 0 1 {x} {y} Tm {self.code(text)} Tj ET\n"

    def page(self, *parts: str) -> None:
        """Add a page."""
        self._pages.append("".join(parts))

    def form(self, *parts: str) -> str:
        """Add a form, and return the operator that draws it."""
        self._forms.append("".join(parts))
        return f"/X{len(self._forms)} Do\n"

    def data(self) -> bytes:
        """The file."""
        objects: dict[int, bytes] = {}
        first = 10
        forms = {at: first + at for at in range(len(self._forms))}
        pages = {at: first + len(forms) + 2 * at for at in range(len(self._pages))}
        kids = " ".join(f"{number} 0 R" for number in pages.values())
        objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
        objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
        objects[3] = (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H"
            b" /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>"
        )
        objects[4] = (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /DW 1000"
            b" /W [32 126 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
            b" /Supplement 0 >> /FontDescriptor 5 0 R >>"
        )
        objects[5] = (
            b"<< /Type /FontDescriptor /FontName /ABCDEF+Song /Flags 4 /Ascent 880 /Descent -120"
            b" /FontBBox [0 -120 1000 880] /ItalicAngle 0 /CapHeight 880 /StemV 80 >>"
        )
        objects[6] = stream_of("", self._to_unicode())
        drawn = " ".join(f"/X{at + 1} {number} 0 R" for at, number in forms.items())
        resources = f"<< /Font << /F1 3 0 R >> /XObject << {drawn} >> >>"
        for at, number in forms.items():
            header = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources {resources}"
            objects[number] = stream_of(header, self._forms[at])
        for at, number in pages.items():
            objects[number] = (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources}"
                f" /Contents {number + 1} 0 R >>"
            ).encode()
            objects[number + 1] = stream_of("", self._pages[at])
        return file_of(objects)

    def _to_unicode(self) -> str:
        known = sorted(self._used - set(self._unmapped))
        rows = "\n".join(f"<{ord(sign):04x}> <{ord(sign):04x}>" for sign in known)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{len(known)} beginbfchar\n{rows}\nendbfchar\nendcmap end end"
        )


def stream_of(header: str, content: str) -> bytes:
    """A stream object, packed."""
    packed = zlib.compress(content.encode())
    start = f"<< {header} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
    return start + packed + b"\nendstream"


def file_of(objects: dict[int, bytes]) -> bytes:
    """A PDF of these objects by their numbers; the first is its catalog."""
    out = b"%PDF-1.7\n"
    places: dict[int, int] = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = len(out)
    most = max(objects) + 1
    out += f"xref\n0 {most}\n0000000000 65535 f \n".encode()
    for number in range(1, most):
        kind = f"{places[number]:010} 00000 n \n" if number in places else "0000000000 00000 f \n"
        out += kind.encode()
    return out + f"trailer << /Size {most} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
