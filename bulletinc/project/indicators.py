"""The table of indicators (测评指标) of an office: its own data, as codes differ by edition."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.text.source import decode
from bulletinc.toml import lies_in, read_bounded, read_toml

_CODE, _NAME = ("code", "编号", "代码", "指标编号"), ("name", "名称", "指标名称")
_LARGEST_BYTES = 4 * 2**20  # some 50,000 indicators; a national edition has a few hundred


def read_table(file: Path, home: Path) -> Mapping[str, str]:
    """The name of each code, from a CSV or TOML file.

    A CSV file has a line of headings (code or 编号, name or 名称), a TOML file lines such as
    ``"Ⅲ-58" = "城市精细化管理"``. Raises :class:`BulletinError` where it cannot be read or is
    neither; nothing of a file outside of ``home`` is shown.
    """
    quotable = lies_in(file, home)
    if file.suffix.lower() == ".toml":
        found = read_toml(file, quotable=quotable)
        if not all(isinstance(name, str) for name in found.values()):
            raise _no_table(file)
        return {code.strip(): name.strip() for code, name in found.items()}
    try:
        text = decode(read_bounded(file, _LARGEST_BYTES), str(file)).text
        rows = [row for row in csv.reader(StringIO(text)) if any(cell.strip() for cell in row)]
    except csv.Error:  # a cell beyond 128 KB, a NUL
        raise _no_table(file) from None
    return _read_rows(file, rows, quotable=quotable)


def _read_rows(file: Path, rows: list[list[str]], *, quotable: bool) -> Mapping[str, str]:
    heading = [cell.strip().lower() for cell in rows[0]] if rows else []
    code_at = next((heading.index(word) for word in _CODE if word in heading), None)
    name_at = next((heading.index(word) for word in _NAME if word in heading), None)
    if code_at is None or name_at is None:
        raise _no_table(file)
    table: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        code, name = (row[at].strip() if at < len(row) else "" for at in (code_at, name_at))
        if not code or not name:
            raise BulletinError(
                _("{path}: row {number} has no code or no name.").format(path=file, number=number),
                _("Fill it in, or delete the row."),
            )
        if code in table:
            raise BulletinError(
                _("{path}: row {number} has the code {code} a second time.").format(
                    path=file, number=number, code=code if quotable else "…"
                ),
                _("Each code has only one name: correct one of the two rows."),
            )
        table[code] = name
    return table


def _no_table(file: Path) -> BulletinError:
    return BulletinError(
        _("{path}: this is not a table of indicators.").format(path=file),
        _(
            "Its first line names the columns, code,name or 编号,名称; each line below is one "
            "indicator."
        ),
    )
