"""Word files with each way in which Word, WPS and LibreOffice put text into a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.support.word import document, paragraph, run, table, text_box

_MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_CUSTOM = "001, 002, 003, ..."


def _field(*kinds: str) -> str:
    """Marks of a field, its code, and words, as they follow each other."""
    parts = {
        "code": "<w:r><w:instrText> REF a </w:instrText></w:r>",
        "@": run("@"),
        **{
            kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
            for kind in ("begin", "separate", "end")
        },
    }
    return "".join(parts[kind] for kind in kinds)


def _either(of: str, choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{of}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def _shape(*contents: str) -> str:
    boxes = "".join(
        f"<v:shape><v:textbox><w:txbxContent>{each}</w:txbxContent></v:textbox></v:shape>"
        for each in contents
    )
    return f"<w:r><w:pict><v:group>{boxes}</v:group></w:pict></w:r>"


def _drawn(inner: str) -> str:
    return (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


WORD, LINE = run("@"), paragraph(run("@"))
# @: a word of its own; =: the same word again; #: other ways inside.
INLINES = {
    "plain": WORD,
    "field": _field("begin", "code", "separate", "@", "end"),
    "field without result": _field("begin", "code", "@"),
    "field without end": _field("begin", "code", "separate", "@"),
    "field in field": _field(
        *("begin", "begin", "code", "end", "code", "separate", "@", "end"),
    ),
    "field without begin": _field("end", "@", "separate", "@"),
    "simple field": f'<w:fldSimple w:instr="DATE">{WORD}#</w:fldSimple>',
    "link": f'<w:hyperlink r:id="x">{WORD}#</w:hyperlink>',
    "prompt": f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{WORD}"
    "</w:sdtContent></w:sdt>",
    "control": f"<w:sdt><w:sdtPr/><w:sdtContent>{WORD}#</w:sdtContent></w:sdt>",
    "inserted": f'<w:ins w:id="1" w:author="甲">{WORD}#</w:ins>',
    "deleted": '<w:del w:id="1" w:author="甲"><w:r><w:delText>@</w:delText></w:r></w:del>',
    "moved from": f'<w:moveFrom w:id="1" w:author="甲">{WORD}</w:moveFrom>',
    "moved to": f'<w:moveTo w:id="1" w:author="甲">{WORD}</w:moveTo>',
    "known choice": _either("w14", WORD, run("=")),
    "unknown choice": f"<w:r>{_either('q', '<w:t>@</w:t>', '<w:t>=</w:t>')}</w:r>",
    "box": text_box(paragraph(run("同框"))).replace("同框", "@", 1).replace("同框", "="),
    "low box": text_box(paragraph(run("同框")), top=800)
    .replace("同框", "@", 1)
    .replace("同框", "="),
    "old box": _shape(LINE + table((LINE, LINE))),
    "group of boxes": _shape(LINE, LINE),
    "letter art": '<w:r><w:pict><v:shape><v:textpath string="@"/></v:shape></w:pict></w:r>',
    "shape": _drawn(
        f"<wps:wsp><wps:txbx><w:txbxContent>{LINE}</w:txbxContent></wps:txbx></wps:wsp>"
    ),
    "shape of others": _drawn(
        '<x:sp xmlns:x="urn:x"><a:txBody><a:p><a:r><a:t>@</a:t></a:r></a:p></a:txBody></x:sp>'
    ),
    "footnote": f'{WORD}<w:r><w:footnoteReference w:id="2"/></w:r>',
    "endnote": f'{WORD}<w:r><w:endnoteReference w:id="2"/></w:r>',
    "comment": f'{WORD}<w:r><w:commentReference w:id="5"/></w:r>',
    "hidden": run("@", "<w:vanish/>"),
    "hidden on the web": run("@", "<w:webHidden/>"),
    "not hidden": run("@", '<w:specVanish/><w:vanish w:val="0"/>'),
    "struck": run("@", "<w:strike/>"),
    "raised": run("@", '<w:vertAlign w:val="superscript"/>'),
    "ruby": f"<w:r><w:ruby><w:rubyPr/><w:rt>{WORD}</w:rt><w:rubyBase>{WORD}</w:rubyBase></w:ruby>"
    "</w:r>",
    "formula": f"<m:oMath {_MATHS}><m:r><m:t>@</m:t></m:r></m:oMath>",
    "unknown element": f'<x:u xmlns:x="urn:y">{WORD}#</x:u>',
    "unknown in a run": '<w:r><x:u xmlns:x="urn:y"><w:t>@</w:t></x:u></w:r>',
    "smart tag": f'<w:smartTag w:element="d">{WORD}#</w:smartTag>',
    "custom XML": f'<w:customXml w:element="x">{WORD}#</w:customXml>',
    "direction": f'<w:dir w:val="rtl">{WORD}#</w:dir>',
    "breaks": '<w:r><w:t>@</w:t><w:br/><w:t>@</w:t><w:cr/><w:tab/><w:t>@</w:t><w:br w:type="page"/>'
    "<w:t>@</w:t></w:r>",
    "marks of the program": f'<w:proofErr w:type="spellStart"/>{WORD}<w:permStart w:id="4"/>',
    "object": '<w:r><w:object><v:shape><v:imagedata r:id="none"/></v:shape></w:object><w:t>@</w:t>'
    "</w:r>",
    "part of another file": f'<w:subDoc r:id="z"/>{WORD}',
    "hyphens": "<w:r><w:t>@</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>@</w:t></w:r>",
}
_MERGED = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{LINE}</w:tc>'
_ON = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{LINE}</w:tc>"
BLOCKS = {
    "paragraph": paragraph("#", properties=""),
    "numbered": paragraph(
        "#", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    ),
    "heading": paragraph("#", properties='<w:outlineLvl w:val="0"/>'),
    "framed": paragraph("#", properties='<w:framePr w:w="1" w:h="1"/>'),
    "cell": table((paragraph("#"), LINE), (LINE, paragraph("#"))),
    "table in a cell": table((table((paragraph("#"), LINE)), LINE)),
    "merged cells": f"<w:tbl><w:tblPr/><w:tr>{_MERGED}{_MERGED}</w:tr><w:tr>{_ON}<w:tc><w:tcPr>"
    f'<w:gridSpan w:val="2"/></w:tcPr>{paragraph("#")}</w:tc></w:tr><w:tr><w:trPr>'
    f'<w:del w:id="1" w:author="乙"/></w:trPr>{_ON}</w:tr></w:tbl>',
    "control": f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('#')}{LINE}</w:sdtContent></w:sdt>",
    "unknown block": f'<x:blk xmlns:x="urn:z">{paragraph("#")}{LINE}</x:blk>',
    "deleted end": '<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="乙"/></w:rPr></w:pPr>'
    f"{WORD}</w:p>{paragraph('#')}",
    "choice": _either("zz", LINE, paragraph(run("="))) + paragraph("#"),
    "no paragraph": f"{WORD}{paragraph('#')}",
}
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
    f'w:val="custom" w:format="{_CUSTOM}"/><w:lvlText w:val="第%1号"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


class WordFile(NamedTuple):
    """A Word file: its bytes, and each word that stands in it."""

    name: str
    data: bytes
    words: tuple[str, ...]


def word_files() -> Iterator[WordFile]:
    """Every way inside a line in two kinds of block, with other ways beside and inside it."""
    ways, blocks = list(INLINES), list(BLOCKS)
    for at, way in enumerate(ways):
        for turn in (0, 1):
            block = blocks[(at * 5 + turn * 7) % len(blocks)]
            inner = ways[(at * 11 + turn * 17 + 1) % len(ways)]
            beside = ways[(at * 7 + turn * 13 + 3) % len(ways)]
            yield _word_file(way, block, inner, beside)


def _word_file(way: str, block: str, inner: str, beside: str) -> WordFile:
    words: list[str] = []

    def put(place: re.Match[str]) -> str:
        if place[0] == "@":
            words.append(f"词{len(words):02}尾")
        return words[-1]

    def filled(markup: str) -> str:
        return re.sub(r"(?<=>)[@=](?=<)|(?<=string=\")@", put, markup)

    line = INLINES[way].replace("#", INLINES[inner].replace("#", "")) + INLINES[beside]
    placed = run("#")
    body = filled(BLOCKS[block].replace(placed, line.replace("#", "")) + LINE)
    parts = {"header1": filled(LINE + paragraph(text_box(paragraph(run("页眉框")))))}
    for name in ("footnote", "endnote"):
        if f"{name}Reference" in body:
            note = f'<w:{name} w:id="2">{paragraph(WORD, WORD)}{table((LINE,))}</w:{name}>'
            parts[f"{name}s"] = filled(note)
    if "commentReference" in body:
        parts["comments"] = filled(f'<w:comment w:id="5" w:author="丙">{LINE}</w:comment>')
    section = '<w:headerReference w:type="default" r:id="header1"/>'
    data = document(body, section=section, numbering=_NUMBERING, **parts)
    name = f"{way}-{block}-{inner}-{beside}".replace(" ", "_")
    return WordFile(name, data, (*words, "页眉框"))
