"""Every output format keeps the contract that ``bulletinc.render`` states: names, types,
signature.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType, SimpleNamespace
from typing import Any, cast, get_type_hints

import pytest

from bulletinc.render import Renderer, formats, renderer


def breaches(module: Any) -> Iterator[str]:
    """What a module lacks of the contract."""
    for name, wanted in get_type_hints(Renderer).items():
        if not hasattr(module, name):
            yield f"{name} is missing"
        elif not _is_a(getattr(module, name), wanted):
            yield f"{name} is no {wanted}"
    render = getattr(module, "render", None)
    if not inspect.isfunction(render):
        yield "render is no function"
        return
    if _types(render) != _types(Renderer.render)[1:]:
        yield f"render takes and gives {_types(render)}, not {_types(Renderer.render)[1:]}"
    if not (render.__doc__ and module.__doc__):
        yield "a docstring is missing"


def _is_a(value: object, wanted: Any) -> bool:
    if wanted == tuple[str, ...]:
        return isinstance(value, tuple) and all(isinstance(each, str) for each in value)
    return type(value) is wanted


def _types(function: Any) -> tuple[object, ...]:
    """The types of a function's positional parameters, then that of its result."""
    hints = get_type_hints(function)
    parameters = inspect.signature(function).parameters.values()
    positional = {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}
    return (
        *(hints.get(each.name) if each.kind in positional else each.kind for each in parameters),
        hints["return"],
    )


@pytest.mark.parametrize("name", formats())
def test_a_format_keeps_the_contract(name: str) -> None:
    assert list(breaches(renderer(name))) == []


@pytest.mark.parametrize("name", formats())
def test_a_format_has_a_suffix_of_its_own(name: str) -> None:
    assert renderer(name).SUFFIX.startswith(".")
    assert renderer(name).SUFFIX != ".txt"  # which is what drafts have
    assert sum(renderer(other).SUFFIX == renderer(name).SUFFIX for other in formats()) == 1


@pytest.mark.parametrize("name", formats())
def test_the_libraries_that_a_format_names_are_known_to_pip(name: str) -> None:
    try:
        assert all(version(library) for library in renderer(name).LIBRARIES)
    except PackageNotFoundError as error:
        pytest.fail(f"{error}")


def test_of_all_formats_pdf_alone_depends_on_the_fonts_of_the_machine() -> None:
    assert {name for name in formats() if renderer(name).USES_FONTS} == {"pdf"}


def _like(module: Renderer, **changes: object) -> SimpleNamespace:
    return SimpleNamespace(**(vars(cast("ModuleType", module)) | changes))


def _without_context(document: object) -> object:
    return document


@pytest.mark.parametrize(
    ("changes", "breach"),
    [
        ({"USES_FONTS": "no"}, "USES_FONTS"),
        ({"SUFFIX": None}, "SUFFIX"),
        ({"LIBRARIES": "jinja2"}, "LIBRARIES"),
        ({"render": _without_context}, "render takes"),
        ({"render": None}, "render is no function"),
    ],
)
def test_a_module_that_breaks_the_contract_is_found(
    changes: dict[str, object], breach: str
) -> None:
    assert any(found.startswith(breach) for found in breaches(_like(renderer("json"), **changes)))
