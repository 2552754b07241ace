"""Protecting in a process of its own, which may die of it, and whose solver may say what it likes.

Now and then HiGHS writes a line to the standard output that nothing can keep it from; there, the
output of a command that was asked for JSON is JSON only.
"""

from __future__ import annotations

import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.project import Project
from stegvis.report.planned import Planned
from stegvis.report.pool import pool

if TYPE_CHECKING:  # who asks protects nothing, and needs no SciPy
    from stegvis.disclosure.publication import Publication


def make_apart(planned: Planned) -> Publication:
    """Protect all of a publication and enter it in the ledger, if it is not there already.

    Raises
    ------
    DisclosureError
        When it cannot be protected, or the process dies of it.
    StoreError
        When the store cannot be read.
    """
    asked = (planned.store, planned.project, planned.period, planned.ledger)
    try:
        with pool(1, _say_nothing) as process:
            return process.submit(_made, *asked).result()
    except BrokenProcessPool as error:
        from stegvis.disclosure.publication import DisclosureError

        raise DisclosureError(
            "processen som skyddar den externa publikationen dog, kanske för att minnet tog slut. "
            "Inget har lämnats ut. Kör samma kommando igen."
        ) from error


def _say_nothing() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _made(store: Store, project: Project, period: Period, ledger: Path) -> Publication:
    from stegvis.report.protecting import make_publication

    return make_publication(store, project, period, ledger)
