"""A publication that was made before, told again from the ledger as it was."""

from __future__ import annotations

from io import StringIO

from stegvis.disclosure.ledger import read_ledger
from stegvis.disclosure.publication import Publication
from stegvis.figures import Figures
from stegvis.report.planned import Planned


def made_before(planned: Planned) -> Publication | None:
    """Give the publication of planned runs from the ledger; None where it is not there.

    Raises
    ------
    DisclosureError
        When the ledger cannot be read.
    """
    known = read_ledger(planned.ledger, planned.project.id).find(planned.period.label)
    if known is None:
        return None
    figures = Figures.read(StringIO(known.figures))
    return Publication(planned.project.id, planned.period, figures, known.audit)
