"""The build cache.

A small file beside the outputs, by which a draft that has not changed is not built again.

A folder of outputs has one, ``.bulletinc-cache``: a line for each draft, of which the last one
counts. Lines are added as outputs are written, so that a run that was killed goes on where it was.
Each line is sealed by a key of this user's: one that is broken, forged or somebody else's costs one
more build, never a wrong page. At the end of a run the file is written whole.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bulletinc import files
from bulletinc.batch.records import Fingerprints, Output, Record, State
from bulletinc.errors import BulletinError

NAME = ".bulletinc-cache"

_BROKEN = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)
_FINGERPRINTS = (
    8  # that are kept in a folder: one for each set of options that was asked for lately
)
_MAC_LENGTH = 64


class BuildCache:
    """The cache of one folder.

    It is a help, not a product: where it cannot be read or written, drafts are built again.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        """Read what is there and was sealed with the key."""
        self._path = folder / NAME
        self._key = key
        self._records: dict[str, Record] = {}
        self._fingerprints: dict[str, Fingerprints] = {}
        self._unwritten: dict[str, Fingerprints] = {}
        data = b""
        with suppress(BulletinError):
            data = files.read(self._path, through_link=False)
        lines = data.splitlines(keepends=True)
        self._lines = len(lines)
        self._torn = bool(lines) and not lines[-1].endswith(b"\n")
        for line in lines:
            with suppress(*_BROKEN):
                self._take(_opened(line.rstrip(b"\n"), key))

    @property
    def fingerprints(self) -> Mapping[str, Fingerprints]:
        """What outputs depended on when it was last asked, by the hash of the options."""
        return self._fingerprints

    def __getitem__(self, target: str) -> Record | None:
        """What was made under this name, without a suffix; ``None`` for nothing known."""
        return self._records.get(target)

    def add(self, target: str, record: Record) -> None:
        """Note what was made under this name, at once."""
        known = self._records.get(target)
        if known and (known.file, known.source.hash) == (record.file, record.source.hash):
            record = replace(record, outputs={**known.outputs, **record.outputs})
        self._records[target] = record
        self._append_fingerprints()
        self._append({"target": target, **asdict(record)})

    def keep(self, found: Fingerprints) -> None:
        """Note fingerprints, unless they are known: with the next record, or in the end."""
        if self._fingerprints.get(found.asked) != found:
            self._fingerprints[found.asked] = found
            self._unwritten[found.asked] = found

    def close(self) -> None:
        """Write the file whole where lines have piled up that do not count."""
        if self._records:
            self._append_fingerprints()
        fingerprints = list(self._fingerprints.values())[-_FINGERPRINTS:]
        if self._lines > len(self._records) + len(fingerprints):
            values = [
                *({"target": target, **asdict(each)} for target, each in self._records.items()),
                *map(asdict, fingerprints),
            ]
            with suppress(BulletinError):
                files.write(self._path, b"".join(_sealed(each, self._key) for each in values))

    def _take(self, values: dict[str, Any]) -> None:
        if "asked" in values:
            found = _fingerprints(values)
            self._fingerprints[found.asked] = found
        else:
            self._records[str(values["target"])] = _record(values)

    def _append_fingerprints(self) -> None:
        while self._unwritten:
            self._append(asdict(self._unwritten.popitem()[1]))

    def _append(self, values: Mapping[str, Any]) -> None:
        line = b"\n" * self._torn + _sealed(values, self._key)
        with suppress(OSError):
            files.append(self._path, line)
            self._lines += 1
            self._torn = False


def _sealed(values: Mapping[str, Any], key: bytes) -> bytes:
    line = json.dumps(values, ensure_ascii=True).encode()
    return _mac(line, key) + b" " + line + b"\n"


def _opened(line: bytes, key: bytes) -> dict[str, Any]:
    """The values of a line.

    Raises ValueError where it was not sealed with this key, before anything is parsed.
    """
    mac, values = line[:_MAC_LENGTH], line[_MAC_LENGTH + 1 :]
    if not key or not hmac.compare_digest(mac, _mac(values, key)):
        raise ValueError(line)
    found: dict[str, Any] = json.loads(values)
    return found


def _mac(line: bytes, key: bytes) -> bytes:
    return hmac.digest(key, line, "sha256").hex().encode()


def _record(values: Mapping[str, Any]) -> Record:
    """Raises one of the errors that a line of another form leads to."""
    outputs = {
        name: Output(os.path.basename(each["file"]), _state(each["state"]), each["fingerprint"])
        for name, each in values["outputs"].items()
    }
    findings = None if values["findings"] is None else int(values["findings"])
    pictures = {str(path): each and _state(each) for path, each in values["pictures"].items()}
    return Record(
        str(values["name"]),
        str(values["file"]),
        _state(values["source"]),
        outputs,
        tuple(map(str, values["notes"])),
        findings,
        str(values["checks"]),
        pictures,
    )


def _fingerprints(values: Mapping[str, Any]) -> Fingerprints:
    outputs = {str(name): str(each) for name, each in values["outputs"].items()}
    places = tuple(map(str, values["places"]))
    return Fingerprints(str(values["asked"]), outputs, places, str(values["stamp"]))


def _state(values: Mapping[str, Any]) -> State:
    sizes = (int(values[name]) for name in ("size", "changed", "inode"))
    return State(str(values["hash"]), *sizes)
