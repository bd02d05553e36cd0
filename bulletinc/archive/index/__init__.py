"""The index of a folder of drafts: a hidden file in it, brought up to date whenever it is used.

It is a help, not a product: where it is broken, of another version, or not this user's own, it is
made again; where the folder cannot hold it, it stands in this user's cache, else in a temporary
file. What is found is the same. :func:`use` is the way in.
"""

from __future__ import annotations

from bulletinc.archive.index.places import NAME
from bulletinc.archive.index.refreshing import Watch
from bulletinc.archive.index.tables import Index
from bulletinc.archive.index.using import use

__all__ = ["NAME", "Index", "Watch", "use"]
