"""The page as PDF: WeasyPrint lays out the HTML, whose stylesheet is all it needs; nothing is fetched.

Invariant: the same HTML and the same fonts give the same bytes; neither the clock nor the folder is in them.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import Any, NoReturn

from bulletinc.errors import BulletinError
from bulletinc.i18n import _, ngettext
from bulletinc.render import Rendered

INPUT: str | None = "html"
SUFFIX = ".pdf"

# Pango takes a curly quote for a Latin one and joins it to the words on both sides; Chinese lines may break there.
_OPEN, _CLOSED, _HAN = "“‘", "”’", "\u3400-\u9fff"
_QUOTATION = re.compile(f"(?<=[{_HAN}、，。：；！？{_CLOSED}）】》])(?=[{_OPEN}])|(?<=[{_CLOSED}])(?=[{_HAN}])")
# An address, or a line of dashes, may be longer than a line. (overflow-wrap would do, but WeasyPrint then breaks short words, too.)
_SIGN = r"&#?\w+;|[^\s<>&]"
_LONG_WORD = re.compile(rf"(?:(?![{_HAN}])(?:{_SIGN})){{30,}}")
_LONG_WORD_PIECE = re.compile(rf"(?:{_SIGN}){{1,10}}")
_TAG = re.compile("(<[^>]*>)")

_CHARACTERS_NAMED = 8  # in a note; the others are counted
_MISSING = re.compile(r"\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)", re.DOTALL)
_AFTERMATH = "Too many glyphs missing"  # WeasyPrint's second message about the same character


def render(html: bytes) -> Rendered:
    """The PDF of a page. ``notes`` has the characters that no font of this machine has, and whatever WeasyPrint logged.

    Raises :class:`BulletinError` where WeasyPrint cannot work: without Pango, or without any font.
    """
    weasyprint = _weasyprint()
    if isinstance(weasyprint, BulletinError):
        raise weasyprint
    with _listening() as messages:
        data = weasyprint.HTML(string=_breakable(html.decode()), url_fetcher=_no_fetcher(weasyprint)).write_pdf()
    return Rendered(data, _notes(messages))


def _breakable(html: str) -> str:
    """The page with a place to break lines outside quotation marks between Chinese characters, and inside very long words."""
    head, body, rest = html.partition("<body")  # a title or a meta element cannot hold an element
    pieces = _TAG.split(body + rest)
    pieces[::2] = [_LONG_WORD.sub(_broken, _QUOTATION.sub("<wbr>", text)) for text in pieces[::2]]
    return head + "".join(pieces)


def _broken(word: re.Match[str]) -> str:
    return "<wbr>".join(_LONG_WORD_PIECE.findall(word[0]))


@cache
def _weasyprint() -> ModuleType | BulletinError:
    """WeasyPrint, or why it cannot be used. Cached, because it looks for fonts only on its first import."""
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(io.StringIO()):  # it prints advice there
        warnings.simplefilter("always")
        try:
            import weasyprint  # noqa: PLC0415 - only here can a missing library be told kindly
        except OSError as error:
            return BulletinError(_("PDF needs the Pango library, which is missing here ({reason}).").format(reason=error), _pango_remedy())
    # Pango does not survive a machine without fonts: it would end the whole process.
    if any(str(warning.message).startswith(("No fonts", "FontConfig cannot load")) for warning in caught):
        return BulletinError(_("PDF needs fonts, and this machine has none."), _font_remedy())
    module: ModuleType = weasyprint
    return module


def _no_fetcher(weasyprint: ModuleType) -> Any:
    """A fetcher for a page that has everything in itself: it refuses every address."""

    class Refusal(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]  # it ships no types
        def fetch(self, url: str, headers: object = None) -> NoReturn:  # noqa: ARG002 - WeasyPrint's signature
            raise ValueError(f"not fetched: {url}")

    return Refusal()


@contextlib.contextmanager
def _listening() -> Iterator[list[str]]:
    """What WeasyPrint logs in this thread while the block runs."""
    messages: list[str] = []
    thread = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                messages.append(record.getMessage())

    logger, listener = logging.getLogger("weasyprint"), Listener(logging.WARNING)
    logger.addHandler(listener)
    try:
        yield messages
    finally:
        logger.removeHandler(listener)


def _notes(messages: Sequence[str]) -> tuple[str, ...]:
    """One note about all missing characters, then every other message, each once."""
    missing: dict[str, None] = {}
    others: dict[str, None] = {}
    for message in messages:
        if match := _MISSING.search(message):
            missing[chr(int(match[1], 16))] = None
        elif not message.startswith(_AFTERMATH):
            others[f"WeasyPrint: {message}"] = None
    return (*([_missing_note(tuple(missing))] if missing else []), *others)


def _missing_note(characters: tuple[str, ...]) -> str:
    if any(map(_is_everyday, characters)):
        said = _("This machine has no Chinese font: the PDF shows empty boxes instead of Chinese text.")
        return f"{said} {_font_remedy()}"
    named = _(", ").join(f"{character} (U+{ord(character):04X})" for character in characters[:_CHARACTERS_NAMED])
    more = len(characters) - _CHARACTERS_NAMED
    said = ngettext(
        "No font of this machine has this character, the PDF shows an empty box instead: {characters}",
        "No font of this machine has these characters, the PDF shows empty boxes instead: {characters}",
        len(characters),
    ).format(characters=named)
    return said + (_(" and {count} more").format(count=more) if more > 0 else "")


def _is_everyday(character: str) -> bool:
    """Whether every Chinese font has it: the Han characters of GB 2312."""
    try:
        return len(character.encode("gb2312")) > 1 and "\u4e00" <= character <= "\u9fff"
    except UnicodeEncodeError:
        return False


def _pango_remedy() -> str:
    match sys.platform:
        case "darwin":
            return _("Install it: brew install pango")
        case "win32":
            return _("Install MSYS2 (https://www.msys2.org), then in its shell: pacman -S mingw-w64-ucrt-x86_64-pango")
        case _:
            return _(
                "Install it, on Debian or Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
            )


def _font_remedy() -> str:
    match sys.platform:
        case "darwin" | "win32":
            return _("Install one, such as Noto Serif CJK SC: https://github.com/notofonts/noto-cjk/releases")
        case _:
            return _("Install one, on Debian or Ubuntu: sudo apt install fonts-noto-cjk")
