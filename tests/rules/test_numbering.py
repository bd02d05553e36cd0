"""Numbers that do not count up, and how far one slip renumbers."""

from __future__ import annotations

from bulletinc.rules.numbering import slips


def test_a_slip_renumbers_what_follows_it() -> None:
    (slip,) = slips([1, 2, 4, 5])
    assert (slip.at, slip.expected, slip.renumbered) == (2, 3, {2: 3, 3: 4})


def test_numbers_that_one_slip_renumbers_are_not_renumbered_by_the_next() -> None:
    found = slips([1] + [2] * 100)
    assert len(found) == 99
    renumbered = [index for slip in found for index in slip.renumbered]
    assert len(renumbered) == len(set(renumbered)) == 99
