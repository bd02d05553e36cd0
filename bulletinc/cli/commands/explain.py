"""``bulletinc explain``: the manual of a rule."""

from __future__ import annotations

import click

from bulletinc.checking.manual import Manual
from bulletinc.checking.selection import all_rules, rule_named
from bulletinc.cli import streams
from bulletinc.cli.help_page import Command, wrap
from bulletinc.i18n import _, language
from bulletinc.report import severity_word

_COLUMNS = 80


def _rules_beginning_with(
    _context: click.Context, _parameter: click.Parameter, typed: str
) -> list[str]:
    return [
        name for rule in all_rules() for name in (rule.code, rule.name) if name.startswith(typed)
    ]


@click.command(
    "explain",
    cls=Command,
    short_help=_("Describe what a finding means, and what to do about it."),
    help=_(
        "Describes what a rule is about, why it matters and what to do about it, with an example."
    ),
    epilog=_("Example:\n\n\b\n  bulletinc explain M002"),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("name", metavar=_("CODE"), required=False, shell_complete=_rules_beginning_with)
@click.pass_context
def command(context: click.Context, /, name: str | None) -> None:
    """Print the manual."""
    if name is None:
        context.fail(
            _(
                "No rule given. Give its code, such as M002, or its name. “bulletinc rules” "
                "lists them."
            )
        )
    rule = rule_named(name)
    manual = Manual.of(rule)
    english = "\n\n".join(
        filter(None, ("\n".join(wrap(manual.english, _COLUMNS)), manual.examples))
    )
    text = _wrapped(manual.chinese) if language() == "zh" else english
    head = _("{what} ({detail})").format(
        what=f"{rule.code} {rule.name}", detail=severity_word(rule.severity)
    )
    streams.write_output(f"{head}\n\n{text}")


def _wrapped(text: str) -> str:
    """The text with its prose broken into lines. Examples, which are indented, stay."""
    return "\n".join(
        line if line.startswith(" ") else "\n".join(wrap(line, _COLUMNS))
        for line in text.split("\n")
    )
