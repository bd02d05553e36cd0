"""``bulletinc rules``: what `bulletinc check` looks for."""

from __future__ import annotations

import json

import click

from bulletinc.checking.manual import Manual
from bulletinc.checking.selection import all_rules
from bulletinc.cli import streams
from bulletinc.cli.help_page import Command, width
from bulletinc.cli.options import form_option
from bulletinc.i18n import _, language
from bulletinc.report import severity_word


@click.command(
    "rules",
    cls=Command,
    short_help=_("List what check looks for."),
    help=_(
        "Lists the rules of “bulletinc check”: code, name, severity, whether it can be fixed, "
        "and what it is about."
        "\n\n“bulletinc explain CODE” describes one in full."
    ),
    options_metavar=_("[OPTIONS]"),
)
@form_option
def command(form: str) -> None:
    """Print the rules."""
    rules = [(rule, Manual.of(rule)) for rule in all_rules()]
    if form == "json":
        listed = [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity.value,
                "summary": manual.summary,
                "english": manual.english,
                "series": rule.series,
                "fix": manual.fix,
            }
            for rule, manual in rules
        ]
        streams.write_output(f"{json.dumps(listed, ensure_ascii=False, indent=2)}\n".encode())
        return
    fixes = {"safe": "--fix", "unsafe": "--unsafe-fixes", None: ""}
    rows = [
        (
            rule.code,
            rule.name,
            severity_word(rule.severity),
            fixes[manual.fix],
            manual.summary if language() == "zh" else manual.summary_en,
        )
        for rule, manual in rules
    ]
    columns = [max(width(row[column]) for row in rows) for column in range(4)]
    streams.write_output(
        "\n".join(
            "  ".join(
                [
                    *(
                        text + " " * (columns[column] - width(text))
                        for column, text in enumerate(row[:4])
                    ),
                    row[4],
                ]
            ).rstrip()
            for row in rows
        )
    )
