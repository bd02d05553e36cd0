"""A picture given to import: it says how to place it."""

from __future__ import annotations

import pytest

from bulletinc import readers
from bulletinc.errors import BulletinError
from tests.support.drawn_pictures import drawn


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("name", ["照片/河道.jpg", "河道"])
def test_a_picture_says_how_it_is_placed(kind: str, name: str) -> None:
    with pytest.raises(BulletinError, match="这是一张图片") as found:
        readers.read(drawn(kind=kind), name)
    assert found.value.remedy is not None
    assert f"【插图：{name.rpartition('/')[2]}】" in found.value.remedy
