"""What stops a batch on a cluster before anything is run."""

from __future__ import annotations

from stegvis.errors import FailedError


class ClusterError(FailedError):
    """The cluster cannot be used; the message is a Swedish sentence that says why."""
