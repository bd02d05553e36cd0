"""What rules may be trusted for: silence over what is right, and over real documents exactly the
findings that were reviewed.

``pytest --update`` rewrites the reviewed lists, ``tests/findings/*.txt``: places and codes, no
text. Read every line that it changed, with the document beside it: each has to be a true defect.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc.parser import parse
from bulletinc.pictures.picture_file import PictureFolder
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import decode
from tests.support.places import ROOT, TESTS

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
REFERENCES = sorted((ROOT.parent / "shared/reference").glob("*.txt"))
REVIEWED = TESTS / "findings"


def found(path: Path) -> list[str]:
    source = decode(path.read_bytes(), path.name)
    pictures = PictureFolder(path.parent)
    diagnostics = check(CheckContext(source, parse(source), pictures=pictures), load_rules())
    return ["{}:{} {}".format(*source.position(each.span.start), each.code) for each in diagnostics]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_is_wrong_with_canonical_text(path: Path) -> None:
    assert found(path) == []


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_real_documents_have_the_defects_that_were_reviewed(
    path: Path, request: pytest.FixtureRequest
) -> None:
    reviewed = REVIEWED / f"{path.stem}.txt"
    lines = found(path)
    if request.config.getoption("--update"):
        reviewed.parent.mkdir(exist_ok=True)
        reviewed.write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert lines == reviewed.read_text(encoding="utf-8").splitlines()
