"""Collects the messages of the code into the Chinese catalogue.

Messages that are new in the code are added and those that left it dropped; what is translated
stays. What still has to be translated is listed.

The catalogue also holds Click's own texts, those that a user of bulletinc can meet (``CLICK``).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "bulletinc/locale/zh_CN/LC_MESSAGES/bulletinc.po"

_KEYWORDS = {"_": None, "ngettext": (1, 2)}

# Click's own texts, as Click has them in its code.
CLICK = frozenset(
    {
        "Commands",
        "Options",
        "Show the version and exit.",
        "Show this message and exit.",
        "Try '{command} {option}' for help.",
        "Did you mean {possibility}?",
        "Got unexpected extra argument ({args})",
        "Invalid value: {message}",
        "Invalid value for {param_hint}: {message}",
        "Missing command.",
        "No such command {name!r}.",
        "No such option {name!r}.",
        "Option {name!r} does not take a value.",
        "Option {name!r} requires an argument.",
        "{value!r} is not {choice}.",
        "{value!r} is not a valid {number_type}.",
        "{value} is not in the range {range}.",
        "Couldn't detect Bash version, shell completion is not supported.",
        "Shell completion is not supported for Bash versions older than 4.4.",
    }
)


# Babel's own header has dates and blanks to fill in, which would change with every run.
_HEADER = """\
# The Chinese messages of bulletinc. Written by scripts/messages.py; the translations by hand.
msgid ""
msgstr ""
"Language: zh_CN\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def update() -> None:
    """Rewrite the catalogue, and tell what is missing in it."""
    CATALOGUE.write_bytes(updated())
    for message in untranslated(read_catalogue()):
        print(f"not translated: {message.id!r}")


def updated() -> bytes:
    """The catalogue as it should be: all messages of the code, with the translations that it
    has now.
    """
    old = read_catalogue()
    new = Catalog(locale="zh_CN")
    for identity, origin in extract().items():
        known = old.get(key(identity))
        new.add(identity, known.string if known else None, auto_comments=[origin])
    file = BytesIO()
    write_po(file, new, width=120, omit_header=True)
    return _HEADER.encode() + file.getvalue()


def read_catalogue() -> Catalog:
    """The catalogue as it is."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_CN")


def extract() -> dict[str | tuple[str, ...], str]:
    """Each message of the code, and of Click, with the place that it comes from."""
    found: dict[str | tuple[str, ...], str] = {}
    for identity, place in _extract(ROOT / "bulletinc"):
        found.setdefault(identity, place)
    for identity, _place in _extract(Path(click.__file__).parent):
        if key(identity) in CLICK:
            found.setdefault(identity, "Click")
    return found


def key(identity: str | tuple[str, ...]) -> str:
    """What a catalogue knows a message by: its text, or its singular."""
    return identity if isinstance(identity, str) else identity[0]


def _extract(folder: Path) -> Iterator[tuple[str | tuple[str, ...], str]]:
    for place, _line, identity, _comments, _context in extract_from_dir(
        folder, [("**.py", "python")], keywords=_KEYWORDS
    ):
        yield identity, place


def untranslated(catalogue: Catalog) -> list[Message]:
    """The messages that have no translation."""
    return [message for message in catalogue if message.id and not "".join(message.string or "")]


if __name__ == "__main__":
    update()
