"""Protecting: from the store's deliveries, and all that was published before, to a publication.

Whatever a publication depends on of our own code is imported here. It brings SciPy: import it only
to protect.
"""

from __future__ import annotations

from pathlib import Path

from stegvis.delivery.store import Store
from stegvis.disclosure.protect import protect
from stegvis.disclosure.publication import Publication
from stegvis.figures import Figures
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.report.measured import measured


def make_publication(store: Store, project: Project, period: Period, ledger: Path) -> Publication:
    """Protect all of a publication and enter it in the ledger, if it is not there already.

    Raises
    ------
    DisclosureError
        When it cannot be protected; then nothing is entered.
    StoreError
        When the store cannot be read.
    """

    def figures_at(quarter: Period) -> Figures:
        return measured(store, project, quarter, ALL)

    return protect(project, period, ledger, figures_at)
