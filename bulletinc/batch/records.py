"""What was made of what, and how to see that it is still so."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from bulletinc.pictures.picture_file import PictureError, PictureFolder

# A file that changed less than that before it was read may change again within a tick of its clock.
_SETTLED_NS = 2_000_000_000


def hash_of(data: bytes) -> str:
    """A hash of content."""
    return sha256(data).hexdigest()


def hash_of_values(*values: object) -> str:
    """A hash of values: of any that JSON can write, and of paths."""
    return hash_of(json.dumps(values, sort_keys=True, default=os.fspath).encode())


@dataclass(frozen=True, slots=True)
class State:
    """A hash of a file's content, its size in bytes, its time of change in ns, and its inode.

    While the last three are the same, so is the content.
    """

    hash: str
    size: int
    changed: int
    inode: int

    @classmethod
    def of(cls, data: bytes, status: os.stat_result) -> State:
        """The state of a file with these bytes.

        ``status`` was taken before they were read, or after they were written.
        """
        return cls(hash_of(data), status.st_size, status.st_mtime_ns, status.st_ino)

    def unsettled(self) -> State:
        """The same, to be compared by content next time if the file has only just been changed."""
        return (
            State(self.hash, self.size, 0, self.inode)
            if time.time_ns() - self.changed < _SETTLED_NS
            else self
        )

    def now(self, path: str) -> State | None:
        """The file's state now if its content is still the same, else ``None``.

        Raises OSError where there is no file.
        """
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
    """A file that was made: its name, its state, and the fingerprint of what it was made by."""

    file: str
    state: State
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Record:
    """A draft that was built.

    ``name`` is what messages called it, ``file`` the name of its file; ``outputs`` go by format.

    ``findings`` is how many there are in it, ``checks`` the fingerprint of what that depends on;
    ``None`` and empty where it was not checked. ``pictures`` are the files of its pictures, by
    their paths as typed; ``None`` for one that could not be read.
    """

    name: str
    file: str
    source: State
    outputs: Mapping[str, Output] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    findings: int | None = None
    checks: str = ""
    pictures: Mapping[str, State | None] = field(default_factory=dict)

    def now(self, source: Path, folder: str, fingerprints: Mapping[str, str]) -> Record | None:
        """The record with the states of files now, if a build would make what is there already.

        ``fingerprints`` go by format, and the outputs are in ``folder``. Else ``None``.
        """
        if source.name != self.file or any(
            name not in self.outputs or self.outputs[name].fingerprint != fingerprints[name]
            for name in fingerprints
        ):
            return None
        try:
            if (draft := self.source.now(os.fspath(source))) is None:
                return None
            pictures = _pictures_now(self.pictures, source.parent)
            if pictures is None:
                return None
            outputs = dict(self.outputs)
            for name in fingerprints:
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
    """Pictures with their states as they are now; ``None`` where one has changed or come.

    Raises OSError where one is gone.
    """
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


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Fingerprints of outputs by format, for the options that ``asked`` is a hash of.

    They hold as long as ``stamp`` is the state of the files that they were found by, of which
    ``places`` are those that only fontconfig can name.
    """

    asked: str
    outputs: Mapping[str, str]
    places: tuple[str, ...] = ()
    stamp: str = ""
