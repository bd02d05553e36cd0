"""The examples, from text to tree and page.

``pytest --update`` rewrites what is expected; read it before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc.parser import parse
from bulletinc.render import RenderContext, renderer
from bulletinc.text.source import decode
from tests.support.places import ROOT, TESTS

GOLDEN = TESTS / "golden"
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


@pytest.mark.parametrize("name", ["json", "html"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_gives_what_it_gave(
    example: Path, name: str, request: pytest.FixtureRequest
) -> None:
    maker = renderer(name)
    found = maker.render(parse(decode(example.read_bytes(), example.name)), RenderContext()).data
    golden = GOLDEN / f"{example.stem}{maker.SUFFIX}"
    if request.config.getoption("--update"):
        golden.write_bytes(found)
    assert golden.read_text(encoding="utf-8") == found.decode()
