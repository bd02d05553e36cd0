"""How the scheduler of a cluster is reached."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TLS = "tls://"


@dataclass(frozen=True, slots=True)
class Scheduler:
    """A Dask scheduler: its address, or the name of its file, and the certificates for ``tls://``.

    ``ca`` is the certificate of the authority, ``certificate`` and ``key`` are this machine's own.
    """

    address: str
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
