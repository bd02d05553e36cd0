"""Where the data files are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc import resources
from bulletinc.errors import BulletinError


def test_a_checkout_has_them_beside_the_package() -> None:
    assert resources.grammar("bulletin.lark")
    assert (resources.kinds_folder() / "kuaibao.toml").is_file()
    assert (resources.template_folder("official") / "layout.toml").is_file()


def test_a_wheel_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_data/templates/plain").mkdir(parents=True)
    (tmp_path / "_data/grammar/kinds").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.template_folder("plain") == tmp_path / "_data/templates/plain"
    assert resources.kinds_folder() == tmp_path / "_data/grammar/kinds"


@pytest.mark.parametrize("theme", ["no-such-theme", "../grammar", ""])
def test_a_theme_that_does_not_exist_is_an_error_that_names_those_that_do(theme: str) -> None:
    with pytest.raises(BulletinError) as error:
        resources.template_folder(theme)
    assert "official" in (error.value.remedy or "")
