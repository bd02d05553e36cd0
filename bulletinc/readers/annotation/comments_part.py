"""The part of a document that holds its comments, and what makes it known to the document."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from bulletinc.readers.annotation.word_run import as_text
from bulletinc.readers.formats.docx.container import WordContainer, relations_of

_NUMBER = re.compile(rb"""[\w.-]*:id\s*=\s*["'](\d{1,9})["']""")
_ROOT = re.compile(r"<((?:[\w.-]+:)?(?:comments|Types|Relationships))\b[^>]*?(/?)>")
_ENCODING = re.compile(r"""(\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*["'])[\w-]+""")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_RELATION = f"{_STRICT}officeDocument/relationships/comments"
_TYPES_PART = "[Content_Types].xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# Small and without indent, whatever the document's own text looks like.
_LOOK = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/>'
    '<w:jc w:val="left"/></w:pPr>'
)
_SMALL = '<w:rPr><w:b w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'


def highest_number(*parts: bytes | None) -> int:
    """Return the highest number that comments and changes of these parts have."""
    numbers = (int(found[1]) for part in parts for found in _NUMBER.finditer(part or b""))
    return max((each for each in numbers if each < 2**30), default=0)


def comments_added(
    package: WordContainer,
    comments: Sequence[tuple[int, Sequence[str]]],
    namespace: str,
    author: str,
) -> dict[str, bytes]:
    """Return the parts that change when comments (number and lines) are added to a document."""
    made = "".join(_comment(number, lines, namespace, author) for number, lines in comments)
    path = package.related("comments")
    before = package.bytes_of(path)
    if path is not None and before is not None:
        return {path: _inside(package, before, made)}
    folder = posixpath.dirname(package.main)
    path = next(
        name
        for name in ("comments.xml", "bulletinc-comments.xml")
        if package.bytes_of(posixpath.join(folder, name)) is None
    )
    root = f'{_HEAD}<w:comments xmlns:w="{namespace}">{made}</w:comments>'
    return {posixpath.join(folder, path): root.encode()} | _announced(package, folder, path)


def _announced(package: WordContainer, folder: str, name: str) -> dict[str, bytes]:
    """Return the parts that name the new one: the types, and the relations of the text."""
    types = package.bytes_of(_TYPES_PART)
    if types is None:
        raise package.damaged()
    content = f'<Override PartName="/{posixpath.join(folder, name)}" ContentType="{_TYPE}"/>'
    relations_path = relations_of(package.main)
    relations = package.bytes_of(relations_path)
    empty = f'{_HEAD}<Relationships xmlns="{_RELATIONS}"/>'
    relations = empty.encode() if relations is None else relations
    text = _text(package, relations)
    kind = _STRICT_RELATION if _STRICT in text else _RELATION
    identity = next(
        each for number in range(10_000) if f'"{(each := f"bulletinc{number}")}"' not in text
    )
    relation = f'<Relationship Id="{identity}" Type="{kind}" Target="{name}"/>'
    return {
        _TYPES_PART: _inside(package, types, content),
        relations_path: _inside(package, relations, relation),
    }


def _comment(number: int, lines: Sequence[str], namespace: str, author: str) -> str:
    paragraphs = "".join(
        f'<w:p>{_LOOK}<w:r>{_SMALL}<w:t xml:space="preserve">{as_text(line)}</w:t></w:r></w:p>'
        for line in lines
    )
    return (
        f'<w:comment xmlns:w="{namespace}" w:id="{number}" w:author="{author}" w:initials="b">'
        f"{paragraphs}</w:comment>"
    )


def _text(package: WordContainer, data: bytes) -> str:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        return _ENCODING.sub(r"\1UTF-8", text, count=1)
    except UnicodeDecodeError:
        raise package.damaged() from None


def _inside(package: WordContainer, data: bytes, inner: str) -> bytes:
    """Return a part with further elements at the end of its root, in the root's namespace."""
    text = _text(package, data)
    root = _ROOT.search(text)
    if root is None:
        raise package.damaged()
    name, empty = root[1], root[2]
    if ":" in name:
        inner = re.sub(r"<(?=Override|Relationship)", f"<{name.partition(':')[0]}:", inner)
    if empty:
        opening = root[0].removesuffix("/>").rstrip() + ">"
        return f"{text[: root.start()]}{opening}{inner}</{name}>{text[root.end() :]}".encode()
    at = text.rindex(f"</{name}")
    return (text[:at] + inner + text[at:]).encode()
