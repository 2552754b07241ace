"""Runs on the machines of a Dask cluster, chosen by ``--scheduler``.

The caller connects to a scheduler that exists (:mod:`stegvis.cluster.connection`), refuses workers
that would make other pages than this machine (:mod:`stegvis.cluster.alike`), and gives each worker
a seat (:mod:`stegvis.cluster.seat`): one run at a time, with the files that it reads and nothing
else, so that neither a store nor a folder for reports is shared. What is made comes back as bytes,
and is published by the caller as if it had been made here (:mod:`stegvis.cluster.cluster`).

The caller places each run itself, rather than let the scheduler do it: so it knows which run a
dying worker had, and fails that one alone; since when a run has gone on, so that it can be given
up; and which files a worker has already got.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stegvis.cluster.error import ClusterError

if TYPE_CHECKING:  # brings Dask
    from stegvis.cluster.cluster import Cluster


@contextmanager
def reach(address: str) -> Iterator[Cluster]:
    """Connect to a cluster, if what that needs is installed.

    Raises
    ------
    ClusterError
        When it is not, or the cluster cannot be used.
    """
    try:
        from stegvis.cluster.cluster import connect
    except ImportError as error:
        raise ClusterError(
            "För --scheduler behövs Dask. Installera det med: pip install 'stegvis[cluster]'"
        ) from error
    with connect(address) as connected:
        yield connected
