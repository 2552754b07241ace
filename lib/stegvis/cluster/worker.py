"""What is done on a worker."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from distributed import get_worker

from stegvis.cluster.sent import Sent
from stegvis.report.handed import FOLDER, handing
from stegvis.report.made import Made
from stegvis.report.work import make
from stegvis.warm.parents import PARENTS

MOST_BYTES = 64_000_000
"""How much of what runs have read is kept in memory, for the runs to come."""

_ONE_RUN = Lock()
"""A run changes the process's folder and environment: there is one at a time, whoever asks."""
_KEPT: OrderedDict[str, bytes] = OrderedDict()
"""Packed contents of files by hash; the one that was used last is last."""


@dataclass(frozen=True)
class Missing:
    """Instead of what was asked for: the contents that the worker would have needed."""

    digests: frozenset[str]


def warm_up() -> None:
    """Get ready for the first run: what renders is imported, and a kernel's parent is started."""
    with _ONE_RUN:
        PARENTS.warm_up()


def work(sent: Sent, contents: Mapping[str, bytes]) -> Made | Missing:
    """Execute a run in a folder of its own, from what was sent now or for earlier runs."""
    with _ONE_RUN:
        _KEPT.update(contents)
        needed = set(sent.files.values())
        if missing := frozenset(needed - _KEPT.keys()):
            return Missing(missing)
        _forget(needed)
        with TemporaryDirectory(dir=get_worker().local_directory) as name:
            folder = Path(name)
            run = sent.lay_out(folder, _KEPT)
            with handing(folder / FOLDER):
                return replace(make(run, folder), run=sent.run)


def _forget(needed: set[str]) -> None:
    """Forget what was not used for longest, until what is kept is small enough."""
    for digest in needed:
        _KEPT.move_to_end(digest)
    size = sum(map(len, _KEPT.values()))
    while size > MOST_BYTES and next(iter(_KEPT)) not in needed:
        size -= len(_KEPT.popitem(last=False)[1])
