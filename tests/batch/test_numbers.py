"""Numbers that a run cannot work with are refused with the place where they stand."""

from __future__ import annotations

import pytest

from tests.support.program import Run


@pytest.mark.parametrize(
    "option",
    [
        "--timeout=nan",
        "--timeout=inf",
        "--timeout=-inf",
        "--timeout=0",
        "--timeout=-1",
        "--timeout=1e9",
        "--timeout=1e400",
        "--timeout=十",
        "--memory=0",
        "--memory=255",
        "--memory=1e3",
        "--memory=99999999999999999999",
        "--jobs=0",
        "--jobs=-1",
        "--jobs=1.5",
        "--jobs=100000",
    ],
)
def test_a_number_out_of_bounds_is_told(option: str, run: Run) -> None:
    told = run("build", "a.txt", option)
    assert told.status == 2
    assert option.partition("=")[0] in told.err
    assert "itself has failed" not in told.err


def test_numbers_at_the_bounds_are_taken(run: Run) -> None:
    told = run("build", "a.txt", "--timeout=0.5", "--memory=256", "--jobs=1024")
    assert "a.txt" in told.err
    assert "--" not in told.err
