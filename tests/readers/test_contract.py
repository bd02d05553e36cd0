"""Every module of ``readers.formats`` keeps to the contract of a reader."""

from __future__ import annotations

import inspect
from typing import get_type_hints

import pytest

from bulletinc import readers
from bulletinc.readers import Reader
from bulletinc.readers.intermediate import IntermediateDocument


@pytest.mark.parametrize("name", readers.reader_names())
@pytest.mark.parametrize("function", ["claims", "read"])
def test_a_reader_has_the_functions_of_the_contract(name: str, function: str) -> None:
    found = getattr(readers.load_reader(name), function)
    wanted = getattr(Reader, function)
    names = {"IntermediateDocument": IntermediateDocument}
    # The contract is written for objects: its first parameter is ``self``.
    parameters = [
        each for each in get_type_hints(wanted, localns=names).items() if each[0] != "return"
    ]
    there = get_type_hints(found)
    assert list(inspect.signature(found).parameters) == [each for each in there if each != "return"]
    assert [kind for _name, kind in parameters] == [
        kind for each, kind in there.items() if each != "return"
    ]
    assert there["return"] == get_type_hints(wanted, localns=names)["return"]
    assert inspect.getdoc(found)


def test_every_file_that_no_reader_claims_is_plain_text() -> None:
    data = "清溪区工作快报\n第12期\n".encode()
    assert not any(
        readers.load_reader(each).claims(data, ".txt") for each in readers.reader_names()
    )
    assert readers.read(data, "稿.txt").unit == "line"
