"""The index of a folder of drafts: a hidden file in it, brought up to date whenever it is used.

It is a help, not a product: where it is broken, of another version, or not this user's own, it is
made again; where the folder cannot hold it, it stands in this user's cache, else in a temporary
file. What is found is the same. :func:`use` is the way in.
"""

from __future__ import annotations

from bulletinc.archive.index.places import NAME
from bulletinc.archive.index.refreshing import Reader, Watch, read_here
from bulletinc.archive.index.tables import Index
from bulletinc.archive.index.using import use
from bulletinc.batch.scheduler import Scheduler

__all__ = ["NAME", "Index", "Watch", "reader_of", "use"]


def reader_of(scheduler: Scheduler | None) -> Reader:
    """What reads the drafts that have changed: a cluster, or without one this machine."""
    if scheduler is None:
        return read_here
    from bulletinc.archive.index.cluster import read_on

    return read_on(scheduler)
