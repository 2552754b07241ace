"""Workers that would make the same pages as this machine, told apart from those that would not."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import version

from stegvis.cluster.connection import Connection
from stegvis.cluster.error import ClusterError
from stegvis.report.code import our_code
from stegvis.report.fingerprint import packages
from stegvis.show import swedish

_MOST = 3
"""How many differences, and how many workers, are told of."""
_CODE = "stegvis egen kod"


def describe() -> dict[str, str]:
    """Tell what pages made by this process depend on: our own code, Python and the packages."""
    return {
        _CODE: our_code().whole,
        "operativsystemet": platform.system(),
        "Python": ".".join(platform.python_version_tuple()[:2]),
        **packages(),
        **{name: version(name) for name in ("distributed", "cloudpickle")},
    }


def compare(connection: Connection, workers: set[str]) -> tuple[set[str], dict[str, str]]:
    """Tell which workers can be used, and why the others cannot; of those just gone, nothing.

    Raises
    ------
    LostError
        When the scheduler is gone.
    """
    here = describe()
    answers = connection.run(describe, sorted(workers))
    reasons = {worker: _why(here, answers[worker]) for worker in sorted(answers)}
    unlike = {worker: reason for worker, reason in reasons.items() if reason}
    return reasons.keys() - unlike.keys(), unlike


def check_alike(connection: Connection, workers: set[str]) -> None:
    """Check that all workers can be used.

    Raises
    ------
    ClusterError
        When some cannot; says which, and what differs.
    LostError
        When the scheduler is gone.
    """
    _, reasons = compare(connection, workers)
    if not reasons:
        return
    told = [f"Arbetaren {worker} {reason}." for worker, reason in [*reasons.items()][:_MOST]]
    if len(reasons) > _MOST:
        told.append(f"Likadant är det med {len(reasons) - _MOST} till.")
    raise ClusterError(
        " ".join([*told, "Installera samma version av allt här och där; inget har körts."])
    )


def _why(here: Mapping[str, str], there: object) -> str:
    """Say what differs on a worker, as the rest of a sentence; nothing when nothing does."""
    if not isinstance(there, dict):  # the error of a worker that cannot import this module
        return f"har inte stegvis, eller en annan version av det ({there})"
    differing = [
        _CODE if name == _CODE else f"{name} {there.get(name, 'saknas')} (här {here[name]})"
        for name in here
        if there.get(name) != here[name]
    ]
    if not differing:
        return ""
    more = [f"{len(differing) - _MOST} till"] if len(differing) > _MOST else []
    return f"skiljer sig från den här datorn: {swedish.listed([*differing[:_MOST], *more])}"
