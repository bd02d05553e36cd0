"""Word, Markdown and PDF files of many kinds: each word that they show is in draft or report."""

from __future__ import annotations

import pytest

from bulletinc import readers
from bulletinc.pictures.picture_file import PictureFolder
from bulletinc.readers.imported_pictures import with_usable_pictures
from bulletinc.readers.importing import make_draft
from bulletinc.text.characters import squeeze
from tests.support.markdown_layouts import MarkdownFile, markdown_files
from tests.support.pdf_layouts import PdfFile, pdf_files
from tests.support.word_layouts import WordFile, word_files

WORD, MARKDOWN, PDF = list(word_files()), list(markdown_files()), list(pdf_files())


def imported(data: bytes, name: str) -> tuple[str, str]:
    """The draft of a file and all that is reported, without blanks."""
    document = with_usable_pictures(readers.read(data, name), PictureFolder())
    text, notes = make_draft(document, name)
    return squeeze(text), squeeze("".join(note.message for note in notes))


def check(data: bytes, name: str, words: tuple[str, ...]) -> None:
    """No word is lost, and none is in the draft twice."""
    draft, report = imported(data, name)
    assert [word for word in words if word not in draft + report] == []
    assert [word for word in words if draft.count(word) > 1] == []
    assert "@" not in draft


def test_there_are_enough_files() -> None:
    for files, least in ((WORD, 80), (MARKDOWN, 60), (PDF, 80)):
        assert len({file.name for file in files}) == len(files) >= least
        assert min(len(file.words) for file in files) >= 4


@pytest.mark.parametrize("file", WORD, ids=lambda file: file.name)
def test_no_word_of_a_word_file_is_lost(file: WordFile) -> None:
    check(file.data, "稿.docx", file.words)


@pytest.mark.parametrize("file", MARKDOWN, ids=lambda file: file.name)
def test_no_word_of_a_markdown_file_is_lost(file: MarkdownFile) -> None:
    check(file.data, "稿.md", file.words)


@pytest.mark.parametrize("file", PDF, ids=lambda file: file.name)
def test_no_word_of_a_pdf_is_lost(file: PdfFile) -> None:
    check(file.data, "稿.pdf", file.words)


@pytest.mark.parametrize("address", ["图/甲.png", "https://example.invalid/1.png"])
def test_what_is_said_of_a_picture_that_is_not_there_is_told(address: str) -> None:
    draft, report = imported(f"近日开工。\n\n![河道清理前后]({address})\n".encode(), "稿.md")
    assert draft == "近日开工。"
    assert report.endswith("河道清理前后")
