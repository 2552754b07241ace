"""What a rule needs to know beyond its own sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from stegvis.delivery.span import Span
from stegvis.delivery.tables import Sheet
from stegvis.project import Project


@dataclass(frozen=True)
class Context:
    """The project, its sheets, the days allowed, and the sheets others refer to.

    ``participants`` has every participant whose id could be read, once, indexed by id, with
    ``start`` and ``exit`` (missing where they were wrong). ``counts`` maps the measures of the
    sheet ``antal`` to their values.
    """

    project: Project
    sheets: Mapping[str, Sheet]
    span: Span
    participants: pd.DataFrame
    counts: Mapping[str, int]

    def of_person(self, column: str, ids: pd.Series[str]) -> pd.Series:
        """Give ``start`` or ``exit`` of the participant in each row; missing where unknown."""
        return self.participants[column].reindex(ids).set_axis(ids.index)
