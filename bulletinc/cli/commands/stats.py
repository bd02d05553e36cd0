"""``bulletinc stats``: what was adopted, counted."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import click

from bulletinc import drafts, files
from bulletinc.archive.asking import Answer, asked_of, find_ledgers, settled
from bulletinc.archive.counting import DIMENSIONS, Dimension, StatsQuestion
from bulletinc.archive.forms import form_names, load_form
from bulletinc.archive.gathering import Gathering
from bulletinc.archive.notice import notice_draft, notice_questions
from bulletinc.archive.period import day_after, first_day, month_of
from bulletinc.archive.statistics import Statistics, statistics_of
from bulletinc.cli import progress, streams
from bulletinc.cli.errors import report_error
from bulletinc.cli.foreign_settings import report_foreign_settings
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import cluster_options, scheduler_of, words
from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _, ngettext
from bulletinc.project import Project, find_project

_MOST_NAMED = 10
_CHINESE = {
    "单位": "unit",
    "指标": "indicator",
    "测评指标": "indicator",
    "栏目": "section",
    "月份": "month",
    "月": "month",
}
_FAULTS, _FAILED = 1, 2


@click.command(
    "stats",
    cls=Command,
    short_help=_("Count what was adopted: by unit, indicator, section, month."),
    help=_(
        "Counts the items, briefs and shares of digests in the issues of FILE…, and ranks the "
        "units that they came from; with points as [stats] in bulletin.toml sets them."
        "\n\nFILE is a folder (all .txt files in it and in its subfolders), a file or a pattern. "
        "What the drafts cannot know (what was sent in, adopted elsewhere, praised) is read from "
        "a ledger, 台账.csv or 台账.xlsx in the folder."
        "\n\nThe exit status is 1 if a row of the ledger is faulty, 2 if a file could not be read."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b"
        "\n  bulletinc stats issues                                  the units by rank"
        "\n  bulletinc stats issues --since 2026-01 --until 2026-03  the first quarter"
        "\n  bulletinc stats issues --by section,month               sections by month"
        "\n  bulletinc stats issues --format xlsx -o 统计.xlsx       a spreadsheet"
        "\n  bulletinc stats issues --notice 2026-03 -o 通报.txt  the circular"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("sources", metavar=_("FILE…"), nargs=-1, type=click.Path())
@click.option("--since", metavar=_("DATE"), help=_("From this month or day on, such as 2026-01."))
@click.option("--until", metavar=_("DATE"), help=_("Up to this month or day, and with it."))
@click.option(
    "--by",
    metavar=_("WHAT"),
    multiple=True,
    help=_("By {names}; several are separated by commas. Default: unit.").format(
        names=_(", ").join(DIMENSIONS)
    ),
)
@click.option(
    "--ledger",
    "ledgers",
    metavar=_("FILE"),
    multiple=True,
    type=click.Path(),
    help=_("Read this ledger (.csv or .xlsx) instead of the one that lies beside the drafts."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(form_names()),
    default="text",
    help=_("The form of the table. Default: text."),
)
@click.option(
    "--notice",
    metavar=_("MONTH"),
    help=_(
        "Write the circular of this month, such as 2026-03, as a draft: text, a table for each "
        "group, and the list of what was adopted."
    ),
)
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    help=_("Write the table into this file. A draft that is there is never overwritten."),
)
@cluster_options
@click.pass_context
def command(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    scheduler: str | None,
    ca: Path | None,
    certificate: Path | None,
    key: Path | None,
    **chosen: Any,
) -> None:
    """Count, show, and tell what could not be counted."""
    if not sources or drafts.STDIN in sources:
        context.fail(_("No folder given. Name the folder of the issues."))
    form = load_form(chosen["form"])
    output = None if chosen["output"] == Path("-") else chosen["output"]
    month = month_of(chosen["notice"]) if chosen["notice"] else ""
    _check_usage(context, chosen, output, is_text=form.IS_TEXT)
    questions = notice_questions(month) if month else (_question(chosen),)
    cluster = scheduler_of(context, scheduler, ca, certificate, key)
    first = _first_draft(sources)
    report_foreign_settings([first])
    project = find_project(first.parent) if first else Project()
    gathering = Gathering(asked_of(questions, project), project, cluster, progress.shown)
    with streams.stop_on_signals():
        counts = gathering.of(sources)
    ledgers = find_ledgers(chosen["ledgers"], sources, project)
    answer = settled(counts, ledgers, project, gathering.errors.append)
    statistics = statistics_of(answer.counts[0], project)
    product = (
        notice_draft(month, answer.counts, project).encode() if month else form.render(statistics)
    )
    _deliver(product, output, is_draft=bool(month), is_text=form.IS_TEXT or bool(month))
    for note in gathering.notes:
        streams.write_message(note)
    for error in gathering.errors:
        report_error(error)
    _tell(statistics, answer)
    context.exit(_FAILED if gathering.errors else _FAULTS if answer.faults else 0)


def _check_usage(
    context: click.Context, chosen: Mapping[str, Any], output: Path | None, *, is_text: bool
) -> None:
    if chosen["notice"] and (chosen["since"] or chosen["until"] or chosen["by"]):
        context.fail(_("--notice has its own month: leave out --since, --until and --by."))
    if not is_text and output is None and streams.is_terminal(sys.stdout):
        context.fail(_("A spreadsheet cannot be shown here. Name a file with -o."))


def _question(chosen: Mapping[str, Any]) -> StatsQuestion:
    return StatsQuestion(
        _dimensions(chosen["by"]),
        first_day(chosen["since"]) if chosen["since"] else "",
        day_after(chosen["until"]) if chosen["until"] else "",
    )


def _deliver(product: bytes, output: Path | None, *, is_draft: bool, is_text: bool) -> None:
    if output is None:
        shown = is_text and (is_draft or streams.is_terminal(sys.stdout))
        streams.write_output(product.decode().removesuffix("\n") if shown else product)
    elif is_draft and os.path.lexists(output):
        raise BulletinError(
            _("{path} is already there, and was left as it is.").format(path=output),
            _("Give the draft another name with -o."),
        )
    else:
        files.write_stream(output, product)


def _first_draft(sources: tuple[str, ...]) -> Path | None:
    """The draft whose settings hold for all."""
    for source in sources:
        for place in drafts.named(source):
            if isinstance(place, Path):
                if not place.is_dir():
                    return place
                found = next((each for each in drafts.below(place) if isinstance(each, str)), None)
                if found:
                    return Path(found)
    return None


def _dimensions(typed: tuple[str, ...]) -> tuple[Dimension, ...]:
    """What ``--by`` names. Raises BulletinError for what there is not."""
    names = tuple(dict.fromkeys(_CHINESE.get(name, name) for name in words(typed))) or ("unit",)
    for name in names:
        if name not in DIMENSIONS:
            raise BulletinError(
                _("One cannot count by “{name}”.").format(name=name),
                suggestion(name, DIMENSIONS),
            )
    return cast("tuple[Dimension, ...]", names)


def _tell(statistics: Statistics, answer: Answer) -> None:
    """Say what was not counted, or counted under doubt."""
    for fault in answer.faults:
        streams.write_message(str(fault))
    for note in answer.notes:
        streams.write_message(note)
    if not statistics.issues:
        streams.write_message(
            _(
                "No issue was counted. An issue has a masthead with a name and a number; where a "
                "period is asked for, it needs a date in it."
            )
        )
    if statistics.unsigned:
        places = [f"{path}:{line}" for path, line in statistics.unsigned]
        streams.write_message(
            ngettext(
                "{count} item names no unit, and is of none: {names}",
                "{count} items name no unit, and are of none: {names}",
                len(places),
            ).format(count=len(places), names=_some(places))
        )
    if statistics.undated:
        streams.write_message(
            _("Not counted, because there is no date: {names}").format(
                names=_some(statistics.undated)
            )
        )
    if statistics.unknown:
        streams.write_message(
            _("In no group of bulletin.toml: {names}").format(names=_some(statistics.unknown))
        )


def _some(names: tuple[str, ...] | list[str]) -> str:
    more = ["…"] if len(names) > _MOST_NAMED else []
    return _(", ").join([*names[:_MOST_NAMED], *more])
