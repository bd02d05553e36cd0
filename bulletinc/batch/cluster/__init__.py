"""A batch on a Dask cluster.

Texts go out and pages come back as bytes; nothing but the network is shared.

The only room that knows Dask. :mod:`~bulletinc.batch.cluster.client` is the part of this machine,
:mod:`~bulletinc.batch.cluster.worker` that of the workers; by :mod:`~bulletinc.batch.environment`
both see that they make the same pages. Invariants: every request is answered exactly once, unless
the whole cluster is lost; what is under way is bounded, here and at the scheduler; an answer is
bytes and text, nothing else.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from itertools import chain

from bulletinc.batch.cluster.client import Cluster
from bulletinc.batch.cluster.connection import connected
from bulletinc.batch.scheduler import Scheduler
from bulletinc.compiler import BuildRequest, BuildResult
from bulletinc.workers.bounds import Bounds


def run(
    scheduler: Scheduler, requests: Iterable[BuildRequest], total: int, bounds: Bounds
) -> Generator[tuple[BuildRequest, BuildResult | Exception], None, None]:
    """Yield each request with its pages or its error, as :func:`bulletinc.workers.pool.run` does.

    ``total`` is about how many requests there are. They are taken as they are needed. Raises
    BulletinError if the cluster cannot be reached, does not make the pages that this machine makes,
    or is lost on the way: what is not answered by then is not done.
    """
    waiting = iter(requests)
    if (first := next(waiting, None)) is None:
        return
    with connected(scheduler) as client:
        cluster = Cluster(client, total, bounds)
        cluster.compare(first)
        yield from cluster.answers(chain([first], waiting))
