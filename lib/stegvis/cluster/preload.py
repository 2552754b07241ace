"""Warms a worker up as it starts: ``dask worker --preload stegvis.cluster.preload``.

A worker that was started without it warms up when a caller connects.
"""

from __future__ import annotations

from distributed import Worker

from stegvis.cluster.alike import describe
from stegvis.cluster.worker import warm_up


def dask_setup(worker: Worker) -> None:
    """Be called by Dask when the worker has started."""
    del worker  # what is warm is the process's
    describe()  # as the code is that has just been imported; it may be replaced on the disk later
    warm_up()
