"""How large a file may be that is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.readers.input_file import read_input


def sparse(path: Path, megabytes: int) -> Path:
    with path.open("wb") as file:
        file.truncate(megabytes * 2**20)
    return path


def test_a_document_with_photographs_may_be_larger_than_a_draft(tmp_path: Path) -> None:
    path = sparse(tmp_path / "来稿.docx", files.LARGEST_BYTES // 2**20 + 1)
    assert len(read_input(path)) == files.LARGEST_BYTES + 2**20


def test_no_bulletin_is_larger_than_200_mb(tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match="201 MB"):
        read_input(sparse(tmp_path / "来稿.docx", 201))
