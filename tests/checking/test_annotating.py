"""Word documents given back with findings in them as comments and tracked changes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from bulletinc import checking, readers
from bulletinc.checking import annotating
from bulletinc.checking.annotating import AUTHOR, Marked
from bulletinc.cli import run
from bulletinc.errors import BulletinError
from bulletinc.options import CheckOptions
from bulletinc.text.source import Source, Span
from tests.support.office_changes import SOFFICE, settled_by_office
from tests.support.tracked import parts_of, ranges, settled, shown_text
from tests.support.word import archive, document, paragraph, text_box
from tests.support.word import run as run_of
from tests.support.word_drafts import word_draft

_OWN_PARTS = {
    *("word/document.xml", "word/comments.xml"),
    *("[Content_Types].xml", "word/_rels/document.xml.rels"),
}
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.chdir(tmp_path)


def checked(data: bytes) -> checking.Checked:
    (result,) = checking.check([checking.CheckRequest("稿.docx", Path("稿.docx").absolute(), data)])
    if result.error:
        raise result.error
    return result


def marked(data: bytes) -> Marked:
    return annotating.mark((checked(data), CheckOptions()))


def fixed_text(data: bytes) -> str:
    """What --fix makes of the draft of a document."""
    text = readers.source_of(data, "稿.docx").text
    request = checking.CheckRequest("稿.txt", Path("稿.txt").absolute(), text.encode())
    (result,) = checking.check([request], CheckOptions(fixes="safe"))
    assert result.draft
    return result.draft.source.text


def typed(source: Source, span: Span) -> str:
    """The characters of a span that the document has: no number that Word sets by itself."""
    assert source.paragraphs
    added = {at for mark in source.paragraphs.added for at in range(*mark)}
    return "".join(source.text[at] for at in range(*span) if at not in added)


def letters(text: str) -> str:
    return "".join(text.translate({ord("*"): None, ord("#"): None}).split())


@pytest.mark.parametrize("seed", range(16))
def test_accepted_changes_give_the_fixed_text_and_rejected_ones_the_old(seed: int) -> None:
    data = word_draft(seed)
    made = marked(data)
    assert made.changes
    accepted = settled(made.data, AUTHOR, accept=True)
    assert letters(readers.source_of(accepted, "稿.docx").text) == letters(fixed_text(data))
    assert shown_text(settled(made.data, AUTHOR, accept=False)) == shown_text(data)


@pytest.mark.parametrize("seed", range(100, 112))
def test_text_that_takes_no_changes_has_comments_only(seed: int) -> None:
    data = word_draft(seed, locked=True)
    made = marked(data)
    assert shown_text(settled(made.data, AUTHOR, accept=False)) == shown_text(data)
    before, after = parts_of(data), parts_of(made.data)
    assert [name for name in before if before[name] != after[name] and name not in _OWN_PARTS] == []
    assert len(ranges(made.data)) == len(ranges(data)) + made.comments


@pytest.mark.parametrize("seed", range(200, 212))
def test_each_finding_is_a_comment_at_its_characters(seed: int) -> None:
    data = word_draft(seed, boxed=False)
    result, made = checked(data), marked(data)
    assert result.draft
    source = result.draft.source
    own = docx.Document(BytesIO(made.data)).comments
    messages = [each for each in own if each.author == AUTHOR]
    assert len(messages) == len(result.diagnostics) == made.comments
    found = ranges(settled(made.data, AUTHOR, accept=False))
    for each, comment in zip(result.diagnostics, messages, strict=True):
        assert comment.text.startswith(each.finding.message)
        assert each.code in comment.text
        words = letters(typed(source, each.span))
        at = iter(letters(found[str(comment.comment_id)]))  # hidden text may stand among them
        assert all(sign in at for sign in words)


def test_words_in_a_text_box_are_changed_there_in_both_versions_and_commented_outside() -> None:
    data = document(paragraph("近日,开工。", text_box(paragraph("整改,验收。"))))
    made = marked(data)
    text = parts_of(made.data)["word/document.xml"].decode()
    boxes = text.split("<w:txbxContent>")[1:]
    assert [box.split("</w:txbxContent>")[0].count("<w:ins ") for box in boxes] == [1, 1]
    assert all("comment" not in box.split("</w:txbxContent>")[0] for box in boxes)
    assert made.comments == len(ranges(made.data)) == 3


def test_what_stands_in_the_header_is_told_at_the_nearest_paragraph() -> None:
    reference = '<w:headerReference w:type="default" r:id="header1"/>'
    head = (
        paragraph("清溪区工作快报") + paragraph("第12期") + paragraph("清溪区创建办　2026年3月5日,")
    )
    data = document(paragraph("近日开工。"), section=reference, header1=head)
    made = marked(data)
    texts = [each.text for each in docx.Document(BytesIO(made.data)).comments]
    assert any("outside of the page" in text for text in texts)
    assert next(iter(ranges(made.data).values())) == "近"


def test_bytes_around_the_marks_stay() -> None:
    body = paragraph("第一段。") + '<w:p   w:rsidR = "00A1" ><w:r><w:t>甲,乙</w:t></w:r></w:p>'
    data = document(body)
    before = parts_of(data)["word/document.xml"].decode()
    after = parts_of(marked(data).data)["word/document.xml"].decode()
    start, end = before.split("<w:r><w:t>甲,乙</w:t></w:r>")
    assert after.startswith(start.rpartition("<w:r>")[0])
    assert '<w:p   w:rsidR = "00A1" >' in after
    assert after.endswith(end)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("xmlns:w=", 'xmlns:别="x" xmlns:w='),
        ("w:", "文:"),
        ('main"', 'main" xmlns="http://example.gov.cn"'),
    ],
    ids=["more namespaces", "another prefix", "a default namespace"],
)
def test_prefixes_are_those_of_the_document(old: str, new: str) -> None:
    parts = parts_of(document(paragraph("甲方,乙方签约。")))
    text = parts["word/document.xml"].decode()
    if old == "w:":
        text = text.replace("<w:", "<文:").replace("</w:", "</文:").replace(" w:", " 文:")
        text = text.replace("xmlns:w=", "xmlns:文=")
    else:
        text = text.replace(old, new, 1)
    made = marked(archived({**parts, "word/document.xml": text.encode()}))
    assert made.changes == 1
    accepted = settled(made.data, AUTHOR, accept=True)
    assert "甲方，乙方签约。" in "".join(shown_text(accepted))


def archived(parts: dict[str, bytes]) -> bytes:
    return archive(dict(parts))


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xef\xbb\xbf"], ids=["UTF-16", "UTF-8 with mark"])
def test_parts_of_other_encodings_keep_theirs(mark: bytes) -> None:
    parts = parts_of(document(paragraph("甲方,乙方签约。")))
    text = parts["word/document.xml"].decode()
    codec = "utf-16-le" if mark == b"\xff\xfe" else "utf-8"
    text = text.replace("UTF-8", codec[:6].upper())
    made = marked(archived({**parts, "word/document.xml": mark + text.encode(codec)}))
    assert made.changes == 1
    assert parts_of(made.data)["word/document.xml"].startswith(mark)
    assert "甲方，乙方签约。" in readers.source_of(settled_bytes(made.data, codec), "稿.docx").text


def settled_bytes(data: bytes, codec: str) -> bytes:
    """The document with its text in UTF-8, so that changes can be settled."""
    parts = parts_of(data)
    text = parts["word/document.xml"].decode("utf-16" if codec != "utf-8" else "utf-8-sig")
    text = text.replace('encoding="UTF-16"', "")
    return settled(archived({**parts, "word/document.xml": text.encode()}), AUTHOR, accept=True)


def test_a_protected_or_signed_document_is_refused() -> None:
    guard = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    with pytest.raises(BulletinError, match="protected against changes"):
        marked(document(paragraph("甲,乙。"), settings=guard))
    parts = parts_of(document(paragraph("甲,乙。")))
    with pytest.raises(BulletinError, match="is signed"):
        marked(archived({**parts, "_xmlsignatures/sig1.xml": b"<x/>"}))
    free = guard.replace('"1"', '"0"')
    assert marked(document(paragraph("甲,乙。"), settings=free)).comments


def test_the_command_writes_a_copy_and_never_over_another_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = document(paragraph("近日,开工。"))
    Path("来稿.docx").write_bytes(data)
    assert run(["check", "来稿.docx", "--annotate", "批注稿.docx"]) == 1
    told = capsys.readouterr()
    assert "批注稿.docx: comments: 2, tracked changes: 1." in told.err
    assert "W001" in told.out
    assert run(["check", "来稿.docx", "--annotate", "来稿.docx"]) == 2
    assert "there is another file of this name" in capsys.readouterr().err
    assert Path("来稿.docx").read_bytes() == data
    assert sorted(each.name for each in tmp_path.iterdir()) == ["批注稿.docx", "来稿.docx"]


def test_only_a_word_document_is_annotated_and_keeps_its_ending() -> None:
    result = checked(document(paragraph("近日,开工。")))
    with pytest.raises(BulletinError, match="keeps its ending"):
        annotating.check_target(result, Path("二.docm"))
    request = checking.CheckRequest("稿.txt", Path("稿.txt").absolute(), "近日,开工。".encode())
    with pytest.raises(BulletinError, match="only Word documents"):
        annotating.annotated(checking.check([request])[0], CheckOptions())


def test_an_edit_of_no_character_of_the_document_is_only_told() -> None:
    numbers = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1,"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = paragraph("整改。", properties=_NUMBERED)
    data = document(paragraph("近日开工。") + item, numbering=numbers)
    source = readers.source_of(data, "稿.docx")
    at = source.text.index("1,")
    from bulletinc.diagnostics import Edit
    from bulletinc.readers.annotation import AnnotatedWord

    word = AnnotatedWord(data, "稿.docx")
    assert word.marked([], [Edit(Span(at + 1, at + 2), "、")], AUTHOR).refused


_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@needs_office
def test_libreoffice_shows_the_comments_and_settles_the_changes(tmp_path: Path) -> None:
    styled = run_of("共清理垃圾２００吨", "<w:b/>")
    data = document(
        paragraph("近日,白河镇", styled, ",出动1,200人次。。")
        + paragraph('<w:hyperlink w:anchor="x">' + run_of("要(全面)落实") + "</w:hyperlink>", ".")
        + paragraph("整改一处,", "<w:r><w:tab/></w:r>", "验收一处,完成。")
    )
    made = marked(data)
    office = settled_by_office(made.data, tmp_path)
    assert office.rejected.splitlines() == [
        *("近日,白河镇共清理垃圾２００吨,出动1,200人次。。", "要(全面)落实."),
        "整改一处,\t验收一处,完成。",
    ]
    assert letters(office.accepted) == letters(fixed_text(data))
    shown = list(docx.Document(BytesIO(office.saved)).comments)
    assert {each.author for each in shown} == {AUTHOR}
    assert len(shown) == made.comments
