"""``bulletinc kinds``: what kinds of bulletin there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from bulletinc.cli import streams
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import form_option
from bulletinc.i18n import _, language
from bulletinc.kinds import Kind, load_kinds


@click.command(
    "kinds",
    cls=Command,
    short_help=_("List the kinds of bulletin and how each is recognised."),
    help=_(
        "Lists the kinds of bulletin, and how a text is recognised as one of them."
        "\n\nIf that goes wrong, name the kind yourself: bulletinc build --kind KIND FILE"
    ),
    options_metavar=_("[OPTIONS]"),
)
@form_option
def command(form: str) -> None:
    """Print the kinds."""
    kinds = load_kinds()
    if form == "json":
        listed = json.dumps([asdict(kind) for kind in kinds], ensure_ascii=False, indent=2)
        streams.write_output(f"{listed}\n".encode())
    else:
        streams.write_output("\n\n".join("\n    ".join(_described(kind)) for kind in kinds))


def _described(kind: Kind) -> Iterator[str]:
    yield f"{kind.name}  {kind.title}"
    yield kind.description if language() == "zh" else kind.description_en
    if kind.words:
        yield _("The masthead's name ends with: {words}").format(words=_listed(kind.words))
    if kind.title_words and not kind.salutation:
        yield _(
            "Or the masthead's name ends with one of these, and there is an issue number: {words}"
        ).format(words=_listed(kind.title_words))
    if kind.labels:
        yield _("Or the issue number is labelled: {words}").format(words=_listed(kind.labels))
    if kind.article_of:
        titles = {other.name: other.title for other in load_kinds()}
        yield _(
            "Or the masthead is that of {kinds}, and the body is one titled article with "
            "headings, without 【sections】"
        ).format(kinds=_listed(tuple(titles.get(name, name) for name in kind.article_of)))
    if kind.salutation:
        yield _(
            "A title with {words} and a salutation (各位代表：) stand in place of a masthead"
        ).format(words=_listed(kind.title_words))
    if kind.fallback:
        yield _("Also every text that fits no other kind")


def _listed(words: tuple[str, ...]) -> str:
    return _(", ").join(words)
