"""Statistics as a page of their own: no script, no request, prints well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from bulletinc.archive.columns import columns_of, group_title, heading, text_of
from bulletinc.archive.statistics import Statistics, StatsRow, StatsTable
from bulletinc.i18n import _, language

IS_TEXT = True
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_STYLE = """
body{margin:2rem auto;max-width:64rem;padding:0 1rem;color:#111;background:#fff;
font:16px/1.6 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{padding:.3rem .6rem;border-bottom:1px solid #ccc;text-align:right;white-space:nowrap}
th[scope=row],.label{text-align:left}thead th{border-bottom:2px solid #111}
tfoot{font-weight:bold}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}thead{display:table-header-group}}
"""


def render(statistics: Statistics) -> bytes:
    """The page, in UTF-8."""
    months = statistics.months
    period = " — ".join(dict.fromkeys((months[0], months[-1]))) if months else ""
    title = " ".join(filter(None, (_("Statistics"), period)))
    body = "\n".join(tables_html(statistics))
    return (
        f'<!doctype html>\n<html lang="{_LANGUAGES[language()]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    ).encode()


def tables_html(statistics: Statistics) -> Iterator[str]:
    """The tables alone, for another page to take in."""
    columns = columns_of(statistics)
    for table in statistics.tables:
        if title := group_title(table.group, statistics):
            yield f"<h2>{escape(title)}</h2>"
        yield _table(table, columns, statistics)
    if statistics.silent:
        told = _("Nothing came from: {names}").format(names=_(", ").join(statistics.silent))
        yield f"<p>{escape(told)}</p>"


def _table(table: StatsTable, columns: Sequence[str], statistics: Statistics) -> str:
    def cells(row: StatsRow) -> str:
        return "".join(
            f'<th scope="row">{text}</th>' if column in statistics.by else f"<td>{text}</td>"
            for column in columns
            for text in [escape(text_of(row, column, statistics))]
        )

    head = "".join(
        f'<th scope="col"{" class=label" if column in statistics.by else ""}>'
        f"{escape(heading(column))}</th>"
        for column in columns
    )
    body = "\n".join(f"<tr>{cells(row)}</tr>" for row in table.rows)
    return (
        f'<div class="wide" tabindex="0"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n<tfoot><tr>{cells(table.total)}</tr></tfoot>\n"
        "</table></div>"
    )
