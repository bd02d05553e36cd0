"""WeasyPrint: loaded without its noise, its messages collected, its fetching refused."""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.render.formats.pdf.weasyprint import justification


def weasyprint() -> Any:
    """WeasyPrint, with our justification in it. Raises :class:`BulletinError` without Pango."""
    found = _load()
    if isinstance(found, BulletinError):
        raise found
    return found


@cache
def _load() -> ModuleType | BulletinError:
    # It prints advice when a library is missing, which we give, and warns where the machine has no
    # font, which we bring.
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            with contextlib.suppress(OSError), _libraries_by_name():
                return _prepare(import_module("weasyprint"))
            return _prepare(import_module("weasyprint"))
        except (ImportError, OSError) as error:
            return BulletinError(
                _("PDF needs the Pango library, which is missing here ({reason}).").format(
                    reason=error
                ),
                pango_remedy(),
            )


def _prepare(module: ModuleType) -> ModuleType:
    justification.install()
    return module


@contextlib.contextmanager
def _libraries_by_name() -> Iterator[None]:
    """On Linux, have libraries found by the names that its loader knows, or not at all.

    WeasyPrint tries other systems' names first, and for each of them :mod:`ctypes` asks compiler
    and linker: some twenty programs, a fifth of the time that loading it takes.
    """
    if sys.platform != "linux":
        yield
        return
    search, thread = ctypes.util.find_library, threading.get_ident()
    ctypes.util.find_library = lambda name: (
        None if threading.get_ident() == thread else search(name)
    )
    try:
        yield
    finally:
        ctypes.util.find_library = search


def make_fetcher(allowed: dict[str, bytes]) -> Any:
    """A fetcher that gives the theme's own files, by address, and refuses every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # it ships no types
        def fetch(self, url: str, headers: object = None) -> Any:
            del headers
            if url not in allowed:
                raise ValueError(f"not fetched: {url}")
            return URLFetcherResponse(url, allowed[url])

    return Fetcher()


@contextlib.contextmanager
def collect_messages() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs in this thread while the block runs."""
    messages: list[str] = []
    thread = threading.get_ident()

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                messages.append(record.getMessage())

    logger, collector = logging.getLogger("weasyprint"), Collector(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield messages
    finally:
        logger.removeHandler(collector)


def pango_remedy() -> str:
    """How to install Pango on this system."""
    match sys.platform:
        case "darwin":
            return _("Install it: brew install pango")
        case "win32":
            return _(
                "Install MSYS2 (https://www.msys2.org), then in its shell: "
                "pacman -S mingw-w64-ucrt-x86_64-pango"
            )
        case _:
            return _(
                "Install it, on Debian or Ubuntu: "
                "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            )
