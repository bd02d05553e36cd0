"""The measure of growth: what grows with the square of its text is found, what is linear is not.

No times are measured here; ``python -m benchmarks.linear`` measures them.
"""

from __future__ import annotations

import pytest

from benchmarks import linear
from benchmarks.linear import Growth, measure, texts


@pytest.mark.parametrize(
    ("short_s", "long_s", "fails"),
    [
        (0.1, 0.8, False),
        (0.1, 1.2, False),
        (0.1, 1.3, True),
        (0.001, 0.04, False),
        (0.001, 0.06, True),
        (1.0, 5.1, True),
    ],
)
def test_what_is_steep_or_slow_fails(short_s: float, long_s: float, *, fails: bool) -> None:
    assert Growth("甲", short_s, long_s).fails == fails


def test_what_seems_to_fail_is_measured_again(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.1, 9.0, 0.1, 0.8])
    monkeypatch.setattr(linear, "_seconds", lambda _work: next(times))
    assert measure("甲", lambda: int, lambda: int) == Growth("甲", 0.1, 0.8)


def test_every_text_comes_with_carriage_returns_too() -> None:
    names = {name for name, _make in texts()}
    assert "glossary, carriage returns" in names
    make = dict(texts())["glossary, carriage returns"]
    assert "\r" in make(100)
    assert "\n" not in make(100)
