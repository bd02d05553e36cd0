"""Each module of a report form keeps to the one contract of forms."""

from __future__ import annotations

import inspect
from typing import get_type_hints

import pytest

from bulletinc.report import Report, form_names, load_form


@pytest.mark.parametrize("name", form_names())
def test_a_form_takes_a_report_and_gives_text_or_bytes(name: str) -> None:
    render = load_form(name).render
    (parameter,) = inspect.signature(render).parameters.values()
    assert parameter.kind is not parameter.KEYWORD_ONLY
    hints = get_type_hints(render)
    assert hints[parameter.name] is Report
    assert hints["return"] in {str, bytes}
    assert type(render(Report(()))) is hints["return"]
