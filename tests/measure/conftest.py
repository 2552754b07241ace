"""Records built from a few words, for tests of the measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pytest
from stegvis.delivery.tables import sheets
from stegvis.measure.structure import SHEETS
from stegvis.project import Project
from stegvis.records import Records

Row = dict[str, Any]


@dataclass
class Draft:
    """Rows by sheet, of which :meth:`records` makes typed frames."""

    project: Project
    rows: dict[str, list[Row]] = field(default_factory=dict)
    scopes: dict[str, str] = field(default_factory=lambda: {"Hjo": "individ"})
    period: str = "2025Q2"

    def person(
        self,
        participant: str,
        start: str,
        exit_: str | None = None,
        reason: str | None = None,
        municipality: str = "Hjo",
        **more: object,
    ) -> Draft:
        row = {
            "participant": participant,
            "gender": "kvinna",
            "age_group": "30–54",
            "start": start,
            "exit": exit_,
            "exit_reason": reason,
        }
        return self.add("participants", municipality, **(row | more))

    def card(
        self,
        participant: str,
        date: str,
        *scores: int | None,
        rater: str = "coordinator",
        municipality: str = "Hjo",
    ) -> Draft:
        answers = {f"f{number}": score for number, score in enumerate(scores, 1)}
        row = {"participant": participant, "date": date, "rater": rater}
        return self.add("cards", municipality, **row, **answers)

    def followup(
        self,
        participant: str,
        months: int,
        date: str,
        progression: str | None,
        occupation: str | None = "arbete",
        answered: bool = True,
        municipality: str = "Hjo",
    ) -> Draft:
        return self.add(
            "followups",
            municipality,
            participant=participant,
            months=months,
            date=date,
            answered=answered,
            progression=progression,
            occupation=occupation,
        )

    def add(self, sheet: str, municipality: str, **row: object) -> Draft:
        self.rows.setdefault(sheet, []).append({"municipality": municipality, **row})
        return self

    def records(self) -> Records:
        frames = {}
        for code, sheet in sheets(self.project).items():
            empty = sheet.empty()
            empty.insert(0, "municipality", pd.Series(dtype="str"))
            if code in SHEETS.values():
                empty["period"] = pd.Series(dtype="str")
            rows = self.rows.get(code)
            frame = pd.DataFrame(rows).reindex(columns=empty.columns) if rows else empty
            dates = [name for name in empty if empty[name].dtype.kind == "M"]
            frame = frame.assign(**{name: pd.to_datetime(frame[name]) for name in dates})
            frames[code] = frame.astype(empty.dtypes.to_dict())
        deliveries = pd.DataFrame(
            [
                {
                    "municipality": place,
                    "period": self.period,
                    "submitted": "2025-07-01",
                    "scope": scope,
                    "warnings": 0,
                }
                for place, scope in self.scopes.items()
            ],
            columns=["municipality", "period", "submitted", "scope", "warnings"],
        )
        return Records(deliveries=deliveries, synthetic=False, **frames)


@pytest.fixture(scope="session")
def draft(cresco_plus: Project) -> Callable[..., Draft]:
    return lambda **more: Draft(cresco_plus, **more)
