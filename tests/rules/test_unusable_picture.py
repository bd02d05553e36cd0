"""G001 looks at the pictures of a draft where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc.parser import parse
from bulletinc.pictures.picture_file import PictureFolder
from bulletinc.rules.context import CheckContext
from bulletinc.rules.figure.unusable_picture import unusable_picture
from bulletinc.text.source import Source
from tests.support.drawn_pictures import drawn, png_that_claims


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (drawn(), None),
        (png_that_claims(30_000, 30_000), "像素超过1亿个"),
        (b"no picture", "不是 PNG"),
    ],
)
def test_a_picture_is_looked_at(tmp_path: Path, data: bytes, reason: str | None) -> None:
    (tmp_path / "1.png").write_bytes(data)
    source = Source("近日，白河镇清理河道。\n\n【插图：1.png】\n\n图1　河道\n")
    context = CheckContext(source, parse(source), pictures=PictureFolder(tmp_path))
    found = [finding.message for finding in unusable_picture(context)]
    assert len(found) == (reason is not None)
    assert all(str(reason) in message for message in found)
