"""What was made of what: a small journal beside the outputs, by which a draft that has not changed is not built again.

A folder of outputs has one journal, ``.bulletinc-journal``: a line of JSON for each draft, of which the last one counts. Lines are
added as outputs are written, so that a run that was killed goes on where it was; a line that cannot be read costs one more
build, never a wrong one. At the end of a run the journal is written anew, whole.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.pictures.picture_file import PictureError, PictureFolder

NAME = ".bulletinc-journal"
_SETTLED = 2_000_000_000  # ns; a file that changed later than that before it was read may change again within a tick of its clock


@dataclass(frozen=True, slots=True)
class State:
    """A file's content, and what tells without reading it that it is the same: size in bytes, time of change in ns, inode."""

    hash: str
    size: int
    changed: int
    inode: int

    @classmethod
    def of(cls, data: bytes, status: os.stat_result) -> State:
        """The state of a file with these bytes, of which ``status`` was taken before they were read, or after they were written."""
        return cls(hashed(data), status.st_size, status.st_mtime_ns, status.st_ino)

    def unsettled(self) -> State:
        """The same, to be compared by content next time if the file has only just been changed."""
        return (
            State(self.hash, self.size, 0, self.inode)
            if time.time_ns() - self.changed < _SETTLED
            else self
        )

    def now(self, path: str) -> State | None:
        """The file's state now if its content is still the same, else ``None``. Raises OSError where there is no file."""
        status = os.stat(path)
        if (status.st_size, status.st_mtime_ns, status.st_ino) == (
            self.size,
            self.changed,
            self.inode,
        ):
            return self
        if status.st_size != self.size:
            return None
        found = State.of(Path(path).read_bytes(), status)
        return found.unsettled() if found.hash == self.hash else None


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was made: its name, its state, and the fingerprint of the settings that it was made by."""

    file: str
    state: State
    settings: str


@dataclass(frozen=True, slots=True)
class Record:
    """A draft that was built. ``name`` is what messages called it, ``file`` the name of its file; ``outputs`` go by format.

    ``findings`` is how many there are in it, ``checks`` the fingerprint of what that depends on; ``None`` and empty where nobody looked.
    ``pictures`` are the files of its pictures, by their paths as typed; ``None`` for one that could not be read.
    """

    name: str
    file: str
    source: State
    outputs: Mapping[str, Output] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    findings: int | None = None
    checks: str = ""
    pictures: Mapping[str, State | None] = field(default_factory=dict)

    def now(self, source: Path, folder: str, settings: Mapping[str, str]) -> Record | None:
        """The record, with files' states as they are now, if building this draft by these settings, given by format, would make the
        files that are there already in ``folder``; else ``None``.
        """
        if source.name != self.file or any(
            name not in self.outputs or self.outputs[name].settings != settings[name]
            for name in settings
        ):
            return None
        try:
            if (draft := self.source.now(os.fspath(source))) is None:
                return None
            pictures = _pictures_now(self.pictures, source.parent)
            if pictures is None:
                return None
            outputs = dict(self.outputs)
            for name in settings:
                output = outputs[name]
                state = output.state.now(os.path.join(folder, output.file))
                if state is None:
                    return None
                outputs[name] = output if state is output.state else replace(output, state=state)
        except OSError:
            return None
        return (
            self
            if (draft, outputs, pictures) == (self.source, self.outputs, self.pictures)
            else replace(self, source=draft, outputs=outputs, pictures=pictures)
        )

    def notes_for(self, name: str) -> tuple[str, ...]:
        """The notes, as they read where the draft is called so."""
        return tuple(
            name + note.removeprefix(self.name) if note.startswith(self.name) else note
            for note in self.notes
        )


def _pictures_now(
    pictures: Mapping[str, State | None], folder: Path
) -> Mapping[str, State | None] | None:
    """Pictures with their states as they are now; ``None`` where one has changed, come or gone. Raises OSError where one has gone."""
    now: dict[str, State | None] = {}
    for path, known in pictures.items():
        if known is None:
            with suppress(PictureError):
                PictureFolder(folder).read(path)
                return None
            now[path] = None
        elif (state := known.now(os.path.join(folder, path.replace("\\", "/")))) is None:
            return None
        else:
            now[path] = state
    return now


class BuildCache:
    """The journal of one folder. It is a help, not a product: where it cannot be read or written, drafts are built again."""

    def __init__(self, folder: Path) -> None:
        """Read what is there."""
        self._path = folder / NAME
        self._records: dict[str, Record] = {}
        self._lines = 0
        self._torn = False
        with suppress(BulletinError):
            data = files.read(self._path, through_link=False)
            lines = data.splitlines(keepends=True)
            self._lines = len(lines)
            self._torn = bool(lines) and not lines[-1].endswith(b"\n")
            for line in lines:
                with suppress(ValueError, TypeError, KeyError, AttributeError):
                    self._records.update([_read(line)])

    def __getitem__(self, target: str) -> Record | None:
        """What was made under this name, without a suffix; ``None`` for nothing known."""
        return self._records.get(target)

    def add(self, target: str, record: Record) -> None:
        """Note what was made under this name, at once."""
        known = self._records.get(target)
        if known is not None and (known.file, known.source.hash) == (
            record.file,
            record.source.hash,
        ):
            record = replace(record, outputs={**known.outputs, **record.outputs})
        self._records[target] = record
        line = ("\n" if self._torn else "") + _written(target, record)
        with suppress(OSError):
            files.append(self._path, line.encode())
            self._lines += 1
            self._torn = False

    def close(self) -> None:
        """Write it anew where lines have piled up that do not count."""
        if self._lines > len(self._records):
            with suppress(BulletinError):
                files.write(
                    self._path,
                    "".join(
                        _written(target, record) for target, record in self._records.items()
                    ).encode(),
                )


def hashed(data: bytes) -> str:
    """A hash of content, as the journal writes it."""
    return sha256(data).hexdigest()


def fingerprint(*settings: object) -> str:
    """A hash of settings: of any values that JSON can write."""
    return hashed(json.dumps(settings, sort_keys=True).encode())


def _written(target: str, record: Record) -> str:
    return json.dumps({"target": target, **asdict(record)}, ensure_ascii=True) + "\n"


def _read(line: bytes) -> tuple[str, Record]:
    """Raises one of the errors that a line of another form leads to."""
    values: dict[str, Any] = json.loads(line)
    outputs = {
        name: Output(str(each["file"]), _state(each["state"]), str(each["settings"]))
        for name, each in values["outputs"].items()
    }
    notes = tuple(map(str, values["notes"]))
    found = (None if values["findings"] is None else int(values["findings"]), str(values["checks"]))
    pictures = {path: value and _state(value) for path, value in values["pictures"].items()}
    return str(values["target"]), Record(
        str(values["name"]),
        str(values["file"]),
        _state(values["source"]),
        outputs,
        notes,
        *found,
        pictures,
    )


def _state(values: Mapping[str, Any]) -> State:
    return State(
        str(values["hash"]), int(values["size"]), int(values["changed"]), int(values["inode"])
    )
