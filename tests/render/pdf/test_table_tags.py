"""The tags of tables: what a screen reader reads of them (ISO 14289-1, 7.5)."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

import pypdf
import pytest

from bulletinc.syntax import Document
from bulletinc.text.source import Span
from tests.support.told import elements
from tests.support.trees import as_pdf, masthead, table


@pytest.fixture(scope="module")
def tags(each_engine: str) -> list[Any]:
    """The elements of a table over three pages, and of one without a head."""
    rows = [f"白河镇{number}|{number * 3}" for number in range(60)]
    body = (table("镇街|完成数", *rows), table("石门乡|9", "柳荫街道|4", heads=0))
    del each_engine
    made = as_pdf(Document(Span(0, 1), "kuaibao", masthead=masthead(), body=body)).data
    reader = pypdf.PdfReader(BytesIO(made))
    assert len(reader.pages) > 2
    catalogue: Any = reader.trailer["/Root"]
    root = catalogue["/StructTreeRoot"]["/K"][0].get_object()
    return list(elements(root))


def test_a_table_over_several_pages_is_one_with_one_head(tags: list[Any]) -> None:
    count = Counter(str(element["/S"]) for element in tags)
    assert (count["/Table"], count["/THead"]) == (2, 1)
    assert count["/TBody"] in (1, 2)  # of a table without a head it may be left out
    assert count["/TR"] == 1 + 60 + 2


def test_each_header_says_what_it_heads(tags: list[Any], each_engine: str) -> None:
    scopes = [scope(element["/A"]) for element in tags if element["/S"] == "/TH"]
    # Typst has headers of rows as an experiment only: without a head, its cells are plain ones.
    rows = ["/Row", "/Row"] if each_engine == "weasyprint" else []
    assert scopes == ["/Column", "/Column", *rows]


def scope(attributes: Any) -> str:
    """The scope in the attributes of a header, which are a table or several."""
    tables = attributes if isinstance(attributes, list) else [attributes]
    (found,) = [table["/Scope"] for table in map(_resolved, tables) if "/Scope" in table]
    return str(found)


def _resolved(item: Any) -> Any:
    return item.get_object() if hasattr(item, "get_object") else item
