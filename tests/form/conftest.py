"""Forms of what is known of a municipality, without a store: frames drawn, or none at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd
import pytest
from stegvis.delivery.tables import sheets
from stegvis.form.form import Form, form_of
from stegvis.form.known import Known
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import Project

Make = Callable[..., Form]

QUARTER = {
    "cresco-plus": Period.parse("2024Q1"),
    "cresco-creare": Period.parse("2021Q3"),
}


def known(
    project: Project, scope: str | None = None, frames: Mapping[str, pd.DataFrame] | None = None
) -> Known:
    empty = {code: sheet.empty() for code, sheet in sheets(project).items()}
    since = QUARTER[project.id].previous if scope else None
    return Known(since, scope, False, {**empty, **(frames or {})})


@pytest.fixture(scope="session")
def make() -> Make:
    def form(
        project: Project,
        scope: str = "individ",
        frames: Mapping[str, pd.DataFrame] | None = None,
        place: Municipality | None = None,
    ) -> Form:
        what = known(project, scope if frames else None, frames)
        return form_of(
            project, place or project.municipalities[0], QUARTER[project.id], what, scope
        )

    return form


@pytest.fixture(scope="session")
def people(cresco_plus: Project) -> dict[str, pd.DataFrame]:
    """Two people, one of whom has left, with three cards and a follow-up."""
    known = sheets(cresco_plus)
    rows = {
        "participants": [
            ["HJO-001", "kvinna", "18–29", "vården", "=1+1", date(2023, 3, 6), date(2023, 8, 31),
             "arbete", None, 1],
            ["HJO-002", "man", "30–54", None, None, date(2023, 4, 3), None, None, None, None],
        ],
        "cards": [
            ["HJO-001", date(2023, 3, 10), "coordinator", *range(1, 6), *[3] * 6],
            ["HJO-001", date(2023, 3, 10), "participant", *range(1, 6), *[3] * 4, None, None],
            ["HJO-002", date(2023, 4, 10), "coordinator", 1, 2, None, *[3] * 8],
        ],
        "followups": [["HJO-001", 6, date(2024, 3, 1), True, "kept", "arbete"]],
    }  # fmt: skip  # a person on two lines reads better than on ten
    return {
        code: pd.DataFrame(cells, columns=list(known[code].empty()), dtype=object).astype(
            known[code].empty().dtypes
        )
        for code, cells in rows.items()
    }
