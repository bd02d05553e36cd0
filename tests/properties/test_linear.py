"""The measure of growth: what grows with the square of its text is found, what is linear is not.

No times are measured here; ``python -m benchmarks.linear`` measures them.
"""

from __future__ import annotations

from operator import attrgetter

import pytest

from benchmarks.files_to_read import files
from benchmarks.linear import SIZE, Growth, measure, readable, texts
from bulletinc.text.endless import is_endless


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


@pytest.mark.parametrize(
    ("short_s", "long_s", "is_suspect"),
    [
        (0.001, 0.011, True),
        (0.001, 0.009, False),
        (0.0001, 0.0019, False),  # too short to say
        (0.02, 0.16, False),
        (0.04, 0.3, True),  # 4.2 s at 1 MB
    ],
)
def test_on_a_short_text_what_may_be_steep_or_slow_is_suspect(
    short_s: float, long_s: float, *, is_suspect: bool
) -> None:
    assert Growth("甲", short_s, long_s, SIZE // 14).is_suspect == is_suspect


def test_what_seems_to_fail_is_measured_again() -> None:
    times = iter([{"读": 0.1}, {"读": 9.0}, {"读": 0.1}, {"读": 0.8}])
    assert measure("甲", lambda _size: next(times), SIZE) == {"读": Growth("甲", 0.1, 0.8)}


def test_what_would_take_minutes_is_not_measured_again() -> None:
    times = iter([{"读": 0.1}, {"读": 61.0}])
    assert measure("甲", lambda _size: next(times), SIZE)["读"].is_hopeless


def test_what_is_suspect_on_a_short_text_is_measured_again() -> None:
    times = iter([{"读": 0.001}, {"读": 0.02}, {"读": 0.001}, {"读": 0.008}])
    found = measure("甲", lambda _size: next(times), SIZE // 14, attrgetter("is_suspect"))
    assert not found["读"].is_suspect
    assert next(times, None) is None


def test_a_text_of_more_lines_than_are_read_is_halved() -> None:
    makes = dict(texts())
    assert readable(makes["one line of Han"], SIZE) == SIZE
    brackets = makes["section brackets open, a line each"]
    size = readable(brackets, SIZE)
    assert not is_endless(brackets(8 * size))
    assert is_endless(brackets(16 * size))


def test_what_takes_too_long_is_not_made_longer() -> None:
    sizes = []

    def times(size: int) -> dict[str, float]:
        sizes.append(size)
        return {"读": 6.0}

    assert measure("甲", times, 10)["读"].fails
    assert sizes == [10]


def test_every_text_comes_with_carriage_returns_too() -> None:
    names = {name for name, _make in texts()}
    assert "glossary, carriage returns" in names
    make = dict(texts())["glossary, carriage returns"]
    assert "\r" in make(100)
    assert "\n" not in make(100)


def test_every_file_to_read_grows_with_its_size() -> None:
    made = {name: (suffix, make) for name, suffix, make in files()}
    assert {".txt", ".csv", ".md", ".html", ".docx", ".xlsx", ".pdf"} == {
        suffix for suffix, _make in made.values()
    }
    for _suffix, make in made.values():
        assert len(make(8_000)) > len(make(1_000))
