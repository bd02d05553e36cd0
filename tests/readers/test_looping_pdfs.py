"""PDFs whose objects lead back to themselves or go too deep: read, or refused."""

from __future__ import annotations

import pytest

from bulletinc import readers
from bulletinc.errors import BulletinError
from bulletinc.readers.importing import make_draft
from tests.support.drawn_pdf import Drawn, file_of, stream_of

TEXT = "BT /F1 12 Tf 80 700 Td (nine lanes were swept) Tj ET"
DEEP = 3000


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def with_objects(changed: dict[int, str]) -> bytes:
    """A PDF of one page with other objects; catalog, pages, page and content are 1 to 4."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 9 0 R"
        b" >> >> /Contents 4 0 R >>",
        4: stream_of("", TEXT),
        9: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    return file_of(objects | {number: text.encode() for number, text in changed.items()})


CHAIN = {
    number: f"<< /Type /Pages /Kids [{number + 1} 0 R] /Count 1 >>" for number in range(10, DEEP)
}
NAMES = "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 5 0 R >> >>"
READ = {
    "page its own parent": {
        3: "<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 9 0 R >> >> >>"
    },
    "pages in a ring of parents": {
        2: "<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>",
    },
    "outline": {
        1: "<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>",
        5: "<< /First 6 0 R /Last 6 0 R /Count 1 >>",
        6: "<< /Title (x) /Parent 5 0 R /Next 6 0 R /First 5 0 R >>",
    },
    "names": {1: NAMES, 5: "<< /Kids [5 0 R 5 0 R] >>"},
    "names that go round": {
        1: NAMES,
        5: "<< /Kids [6 0 R 6 0 R] >>",
        6: "<< /Kids [5 0 R 5 0 R] >>",
    },
}
REFUSED = {
    "pages in themselves": {2: "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"},
    "pages in a ring": {
        2: "<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        5: "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1 >>",
    },
    "a length that is itself": {4: "<< /Length 4 0 R >>\nstream\nBT ET\nendstream"},
    "a reference to itself": {4: "<< /Length 5 0 R >>\nstream\nBT ET\nendstream", 5: "5 0 R"},
    "references in a ring": {
        4: "<< /Length 5 0 R >>\nstream\nBT ET\nendstream",
        5: "6 0 R",
        6: "7 0 R",
        7: "5 0 R",
    },
    "a deep tree of pages": {2: "<< /Type /Pages /Kids [10 0 R] /Count 1 >>", **CHAIN},
    "a page of deep arrays": {
        3: f"<< /Type /Page /Parent 2 0 R /X {'[' * DEEP}{']' * DEEP} /Contents 4 0 R >>"
    },
}


@pytest.mark.parametrize("name", READ)
def test_a_ring_beside_the_text_does_no_harm(name: str) -> None:
    draft, _notes = make_draft(readers.read(with_objects(READ[name]), "稿.pdf"), "稿.pdf")
    assert "nine lanes were swept" in draft


@pytest.mark.parametrize("name", REFUSED)
def test_a_ring_in_the_text_is_refused(name: str) -> None:
    with pytest.raises(BulletinError, match=r"damaged or incomplete|more content than any"):
        readers.read(with_objects(REFUSED[name]), "稿.pdf")


def test_a_form_that_draws_itself_is_read_once() -> None:
    drawn = Drawn()
    drawn.page(drawn.text("近日开工。柳荫街道清理完毕。", 80, 700), drawn.form("/X1 Do\n/X1 Do\n"))
    draft, _notes = make_draft(readers.read(drawn.data(), "稿.pdf"), "稿.pdf")
    assert draft == "近日开工。柳荫街道清理完毕。\n"


def changed(old: bytes, new: bytes) -> bytes:
    data = with_objects({})
    assert old in data
    return data.replace(old, new.replace(b"%d", str(data.rindex(b"xref\n0")).encode()))


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"/Size 10", b"/Size 2000000000"), (b"startxref\n", b"startxref\n9999999999")],
    ids=["size", "far table"],
)
def test_a_table_of_objects_that_lies_does_no_harm(old: bytes, new: bytes) -> None:
    draft, _notes = make_draft(readers.read(changed(old, new), "稿.pdf"), "稿.pdf")
    assert "nine lanes" in draft


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"xref\n0 10", b"xref\n0 2000000000"), (b"/Root 1 0 R", b"/Root 1 0 R /Prev %d")],
    ids=["count", "table before itself"],
)
def test_a_table_of_objects_without_end_is_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(BulletinError, match=r"damaged or incomplete|more content than any"):
        readers.read(changed(old, new), "稿.pdf")
