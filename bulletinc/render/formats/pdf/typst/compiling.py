"""Typst: loaded, given its fonts once, run without network, packages or files of the machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.theme import Theme

ARCHIVE = ("a-3a", "ua-1")
NO_ARCHIVE = ("2.0",)  # which may have the draft inside, too

_NO_PACKAGES = "no-packages"  # a folder that there is not
_NOWHERE = "http://127.0.0.1:9"  # where nothing answers: packages are fetched from there
_PROXIES = ("ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "https_proxy", "http_proxy")
_environment = threading.Lock()


def typst() -> Any:
    """The library. Raises :class:`BulletinError` where it is not installed."""
    found = _load()
    if isinstance(found, BulletinError):
        raise found
    return found


@cache
def _load() -> ModuleType | BulletinError:
    try:
        return import_module("typst")
    except (ImportError, OSError) as error:
        return BulletinError(
            _("Typst is not installed here ({reason}).").format(reason=error),
            _('Install it: pip install "bulletinc[typst]"'),
        )


@cache
def fonts(theme: Theme, shipped_fonts: bool) -> Any:
    """All fonts that a page may be set in: the theme's and, as a rule, the machine's."""
    return typst().Fonts(
        include_system_fonts=not shipped_fonts,
        include_embedded_fonts=False,
        font_paths=sorted({path.parent for path in theme.fonts.values()}),
    )


@cache
def installed_fonts() -> tuple[Any, ...]:
    """The fonts of the machine."""
    found = typst().Fonts(include_system_fonts=True, include_embedded_fonts=False)
    return tuple(found.fonts())


def compile_page(
    source: str,
    inputs: Mapping[str, str],
    theme: Theme,
    *,
    shipped_fonts: bool,
    folder: Path,
    standards: tuple[str, ...] = ARCHIVE,
) -> bytes:
    """The PDF of a page. ``folder`` has the pictures, and is all that can be read.

    Raises ``typst.TypstError`` for a mistake in the source.
    """
    with _without_network(), _without_panic():
        made = _compiler(theme, shipped_fonts).compile(
            input=source.encode(),
            format="pdf",
            root=folder,
            sys_inputs=dict(inputs),
            pdf_standards=list(standards),
        )
    return bytes(made)


def query(source: str, inputs: Mapping[str, str], theme: Theme, *, shipped_fonts: bool) -> str:
    """What a page would say under the label ``<told>``, as JSON. It has no pictures."""
    nowhere = Path(__file__).parent
    with _without_network(), _without_panic():
        compiler = typst().Compiler(
            input=source.encode(),
            root=nowhere,
            font_paths=fonts(theme, shipped_fonts),
            ignore_system_fonts=True,
            sys_inputs=dict(inputs),
            package_path=nowhere / _NO_PACKAGES,
            package_cache_path=nowhere / _NO_PACKAGES,
        )
        return str(compiler.query("<told>", field="value"))


@cache
def _compiler(theme: Theme, shipped_fonts: bool) -> Any:
    nowhere = Path(__file__).parent
    return typst().Compiler(
        input=b"",
        root=nowhere,
        font_paths=fonts(theme, shipped_fonts),
        ignore_system_fonts=True,  # those of the machine are among the fonts already, or unwanted
        package_path=nowhere / _NO_PACKAGES,
        package_cache_path=nowhere / _NO_PACKAGES,
    )


@contextmanager
def _without_panic() -> Iterator[None]:
    """Have a fault inside Typst be an error of this document, as any other one is.

    It comes as an exception that is none of :class:`Exception`.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise RuntimeError(str(error)) from None
        raise


@contextmanager
def _without_network() -> Iterator[None]:
    """Have Typst fetch no package: it would, if a theme asks for one."""
    with _environment:
        before = {name: os.environ.get(name) for name in _PROXIES}
        os.environ.update(dict.fromkeys(_PROXIES, _NOWHERE))
        try:
            yield
        finally:
            for name, value in before.items():
                del os.environ[name]
                if value is not None:
                    os.environ[name] = value
