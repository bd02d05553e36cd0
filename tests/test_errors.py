"""What a remedy says to a name that is not known."""

from __future__ import annotations

import pytest

from bulletinc.errors import suggestion


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


@pytest.mark.parametrize(
    ("name", "otherwise", "says"),
    [
        ("thema", None, "Did you mean “theme”?"),
        ("thema", "See the list.", "Did you mean “theme”?"),
        ("zzz", None, "There are: theme, words."),
        ("zzz", "See the list.", "See the list."),
    ],
)
def test_the_nearest_name_or_all_or_where_all_are_listed(
    name: str, otherwise: str | None, says: str
) -> None:
    assert suggestion(name, ("theme", "words"), otherwise) == says
