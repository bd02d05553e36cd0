"""The table of indicators (测评指标) that an office works by: its own data, because codes differ between editions."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.text.source import decode

_CODE, _NAME = ("code", "编号", "代码", "指标编号"), ("name", "名称", "指标名称")


def read_table(file: Path) -> Mapping[str, str]:
    """The name of each code: from a CSV file with a line of headings (code or 编号, name or 名称), or a TOML file of lines
    ``"Ⅲ-58" = "城市精细化管理"``. Raises :class:`BulletinError` where it cannot be read or is neither.
    """
    if file.suffix.lower() == ".toml":
        found = files.read_toml(file)
        if not all(isinstance(name, str) for name in found.values()):
            raise _no_table(file)
        return {code.strip(): name.strip() for code, name in found.items()}
    rows = [
        row
        for row in csv.reader(StringIO(decode(files.read(file), str(file)).text))
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise _no_table(file)
    heading = [cell.strip().lower() for cell in rows[0]]
    code = next((heading.index(word) for word in _CODE if word in heading), None)
    name = next((heading.index(word) for word in _NAME if word in heading), None)
    if code is None or name is None:
        raise _no_table(file)
    table: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        if len(row) <= max(code, name) or not row[code].strip() or not row[name].strip():
            raise BulletinError(
                _("{path}: row {number} has no code or no name.").format(path=file, number=number),
                _("Fill it in, or delete the row."),
            )
        if row[code].strip() in table:
            raise BulletinError(
                _("{path}: row {number} has the code {code} a second time.").format(
                    path=file, number=number, code=row[code].strip()
                ),
                _("Each code has one name: correct one of the two rows."),
            )
        table[row[code].strip()] = row[name].strip()
    return table


def _no_table(file: Path) -> BulletinError:
    return BulletinError(
        _("{path}: this is no table of indicators.").format(path=file),
        _(
            "Its first line names the columns, code,name or 编号,名称; each line below is one indicator."
        ),
    )
