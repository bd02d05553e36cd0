"""A draft is built again when one of its pictures changes, comes or goes; and sent with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc.batch.records import Record, State
from bulletinc.pictures.picture_file import PictureError, PictureFolder
from tests.support.drawn_pictures import drawn


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "稿.txt"
    path.write_text("清溪区工作快报\n", encoding="utf-8")
    return path


def record(draft: Path, picture: str) -> Record:
    """The record of a draft that was built with this picture as it is now."""
    pictures: dict[str, State | None] = {picture: None}
    try:
        state = PictureFolder(draft.parent).read(picture).state
        pictures = {picture: State(state.hash, state.size, state.changed, state.inode)}
    except PictureError:
        pass
    source = State.of(draft.read_bytes(), draft.stat())
    return Record("稿.txt", draft.name, source, pictures=pictures)


def is_known(made: Record, draft: Path) -> bool:
    return made.now(draft, str(draft.parent), {}) is not None


def test_a_picture_that_changes_is_noticed(draft: Path) -> None:
    picture = draft.with_name("1.png")
    picture.write_bytes(drawn())
    made = record(draft, "1.png")
    assert is_known(made, draft)
    picture.write_bytes(drawn(300, 300))
    assert not is_known(made, draft)


def test_a_picture_that_goes_is_noticed(draft: Path) -> None:
    picture = draft.with_name("1.png")
    picture.write_bytes(drawn())
    made = record(draft, "1.png")
    picture.unlink()
    assert not is_known(made, draft)


def test_a_picture_that_comes_is_noticed(draft: Path) -> None:
    made = record(draft, r"图片\1.png")
    assert is_known(made, draft)
    picture = draft.with_name("图片") / "1.png"
    picture.parent.mkdir()
    picture.write_bytes(drawn())
    assert not is_known(made, draft)


def test_a_picture_that_was_only_touched_is_the_same(draft: Path) -> None:
    picture = draft.with_name("1.png")
    picture.write_bytes(drawn())
    made = record(draft, "1.png")
    picture.write_bytes(drawn())
    assert is_known(made, draft)
