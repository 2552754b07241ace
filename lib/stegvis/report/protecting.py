"""Protecting: from the store's deliveries, and all that was published before, to a publication.

Whatever a publication depends on of our own code is imported here. It brings SciPy: import it only
to protect.
"""

from __future__ import annotations

from stegvis.disclosure.protect import protect
from stegvis.disclosure.publication import Publication
from stegvis.figures import Figures
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.report.measured import measured
from stegvis.report.planned import Planned


def make_publication(planned: Planned) -> Publication:
    """Protect all of a publication and enter it in the ledger, if it is not there already.

    Raises
    ------
    DisclosureError
        When it cannot be protected; then nothing is entered.
    StoreError
        When the store cannot be read.
    """

    def figures_at(quarter: Period) -> Figures:
        return measured(planned.store, planned.project, quarter, ALL)

    return protect(planned.project, planned.period, planned.ledger, figures_at)
