"""What CSS and Word both take from a layout is computed by the same formulas."""

from __future__ import annotations

import pytest

from bulletinc.render import css, measures
from bulletinc.render.css import Expression
from bulletinc.render.formats.docx.word_measures import WordMeasures
from bulletinc.render.measures import Measures, is_tight, rows_of_name
from bulletinc.syntax import Masthead, Text
from bulletinc.text.source import Span
from bulletinc.theme import load_theme

LAYOUT = load_theme().layout
POINTS = Measures(LAYOUT)


def line(words: str) -> Text:
    return Text(Span(0, len(words)), words)


def test_a_formula_gives_points_for_word_and_an_expression_for_css() -> None:
    gap, pitch, body = 11.0, 29.0, 16.0
    assert measures.rule_room(gap, pitch, body) == 11 - 29 / 2 + 16 / 2
    found = measures.rule_room(Expression("g"), Expression("p"), Expression("b"))
    assert str(found) == "g - p / 2 + b / 2"


@pytest.mark.parametrize("name", sorted(css.formulas()))
def test_an_expression_of_css_comes_to_what_the_formula_gives(name: str) -> None:
    values = {
        f"var(--{key})": POINTS.length(key.replace("-", ".", 1))
        if isinstance(value, str)
        else float(value)
        for key, value in css.variables(LAYOUT)
        if not (isinstance(value, str) and (value.startswith("#") or value.endswith("em")))
    } | {"var(--pitch)": POINTS.pitch, "var(--rule-room)": POINTS.rule_room}
    text = str(css.formulas()[name])
    for variable, value in values.items():
        text = text.replace(variable, repr(value))
    name_height = measures.name_height(
        POINTS.number("masthead.lines"),
        POINTS.pitch,
        POINTS.rule_room,
        POINTS.length("masthead.rule"),
    )
    wanted = name_height if name == "name_height" else getattr(POINTS, name)
    assert _value(text) == pytest.approx(wanted)


def _value(formula: str) -> float:
    return float(eval(formula, {"__builtins__": {}}))  # noqa: S307  # numbers and signs, made above


def test_the_lines_of_the_grid_fill_the_type_area_and_in_word_no_more() -> None:
    lines = LAYOUT["grid"]["lines"]
    height = 225 * 72 / 25.4  # GB/T 9704-2012, 5.2.1: the type area is 156 × 225 mm
    assert POINTS.pitch * lines == pytest.approx(height)
    assert height - lines / 20 <= WordMeasures(LAYOUT).pitch * lines <= height


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (("工作快报",), ["sole"]),
        (("清溪区", "工作快报"), ["organisation", "kind"]),
        (("清溪区", "白河镇", "工作快报"), ["organisation", "organisation", "kind"]),
    ],
)
def test_a_row_of_a_name_has_its_role_by_its_place(
    lines: tuple[str, ...], roles: list[str]
) -> None:
    typed = tuple(map(line, lines))
    found = rows_of_name(Masthead(Span(0, 1), name=typed[0], name_lines=typed), LAYOUT)
    assert [row.role for row in found] == roles
    assert [row.text for row in found] == list(lines)
    assert [row.letters for row in found] == [float(len(line)) for line in lines]


@pytest.mark.parametrize(("issuer", "tight"), [("创", False), ("创" * 30, True)])
def test_issuer_and_date_are_small_where_they_would_not_fit(issuer: str, tight: bool) -> None:
    typed = Masthead(Span(0, 1), issuer=line(issuer), date_text=line("2026年3月5日"))
    assert is_tight(typed, LAYOUT) is tight
