"""Figures: every number a report shows, one row each, as ``figures.csv`` keeps them.

Measures produce this frame and everything that is shown is looked up in it, so a number that a
reader sees can always be found again with its n, its definition and its period.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from pathlib import Path
from typing import TextIO

import numpy as np
import pandas as pd

from stegvis.place import ALL

COLUMNS = {
    "project": "str",
    "municipality": "str",
    "period": "str",
    "measure": "str",
    "group": "str",
    "definition": "str",
    "k": "Int64",
    "n": "Int64",
    "value": "Float64",
    "low": "Float64",
    "high": "Float64",
    "bound_low": "Float64",
    "bound_high": "Float64",
    "suppressed": "boolean",
}
"""The columns of ``figures.csv``, in order, with their dtypes."""

_NAME = ("municipality", "group", "definition")
_NUMBERS = ("k", "n", "value", "low", "high", "bound_low", "bound_high")
_TEXTS = [name for name, dtype in COLUMNS.items() if dtype == "str"]


class MissingFigureError(KeyError):
    """A figure was asked for that was never measured: a mistake in the code that asks."""


@dataclass(frozen=True)
class Figure:
    """One row: counts are persons unless the measure says otherwise; shares are 0–1."""

    k: int | None
    n: int | None
    value: float | None
    low: float | None
    high: float | None
    bound_low: float | None
    bound_high: float | None
    _: KW_ONLY
    suppressed: bool = False
    """Whether some of its numbers are protected, and therefore not here."""
    period: str = ""
    """The label of the period it was counted for."""

    @property
    def hidden(self) -> bool:
        """Whether its count is protected, or what that is a share of."""
        return self.suppressed and (self.k is None or self.n is None)


def group_text(**keys: object) -> str:
    """Write a row's group: ``key=value`` joined by ``;`` in the order given.

    >>> group_text(rater="coordinator", move="forward")
    'rater=coordinator;move=forward'
    """
    return ";".join(f"{key}={value}" for key, value in keys.items())


def group_column(frame: pd.DataFrame, keys: list[str]) -> list[str]:
    """Write the group of every row of a frame from some of its columns."""
    values = zip(*(frame[key] for key in keys), strict=True) if keys else [()] * len(frame)
    return [group_text(**dict(zip(keys, row, strict=True))) for row in values]


def _plain(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[arg-type,call-overload]  # pandas types a cell as object


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]  # as above


@dataclass(frozen=True)
class _Rows:
    """A measure's rows, to be looked up by municipality, group and definition."""

    frame: pd.DataFrame

    @cached_property
    def named(self) -> dict[tuple[str, str, str], list[tuple[object, ...]]]:
        """Give what each row says, in a `Figure`'s order, by the row's name."""
        names, numbers = (
            zip(*(self.frame[column].tolist() for column in columns), strict=True)
            for columns in (_NAME, (*_NUMBERS, "suppressed", "period"))
        )
        rows: dict[tuple[str, str, str], list[tuple[object, ...]]] = defaultdict(list)
        for name, row in zip(names, numbers, strict=True):
            rows[name].append(row)
        return rows


def _with_groups(rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows a column for each key of their groups, which may replace one that they have."""
    groups = pd.DataFrame(
        [dict(part.split("=", 1) for part in text.split(";") if part) for text in rows["group"]]
    )
    return pd.concat([rows.drop(columns=rows.columns.intersection(groups.columns)), groups], axis=1)


@dataclass(frozen=True)
class Figures:
    """The figures of one project and period, for one municipality or for several and ALLA.

    ``frame`` has the columns of :data:`COLUMNS`.
    """

    frame: pd.DataFrame

    @cached_property
    def _rows(self) -> dict[str, np.ndarray]:
        """Say where each measure's rows are."""
        return self.frame.groupby("measure", sort=False).indices  # type: ignore[return-value]  # its keys are the texts of the column

    @cached_property
    def _looked_up(self) -> dict[str, _Rows]:
        return {}

    @cached_property
    def _laid_out(self) -> dict[tuple[str | None, str, str | None], pd.DataFrame]:
        return {}

    def _of_measure(self, measure: str) -> _Rows:
        """Take a measure's rows out of the frame, the first time that they are asked for."""
        if measure not in self._looked_up:
            rows = self.frame.iloc[self._rows.get(measure, [])]
            self._looked_up[measure] = _Rows(rows)
        return self._looked_up[measure]

    def delivered(self, municipality: str) -> bool:
        """Whether the municipality has a delivery in use; without one it has no figures."""
        return (municipality, "", "cumulative") in self._of_measure("caseload.started").named

    def find(
        self, municipality: str, measure: str, definition: str = "", /, **group: Hashable
    ) -> Figure | None:
        """Look one figure up that may have no row: what is published has fewer than what is known.

        Raises
        ------
        MissingFigureError
            When more than one row answers to the names.
        """
        name = (municipality, group_text(**group), definition)
        found = self._of_measure(measure).named.get(name, [])
        if not found:
            return None
        if len(found) > 1:
            asked = " ".join((municipality, measure, *name[1:]))
            raise MissingFigureError(f"{len(found)} rows answer to {asked}")
        [(k, n, *estimates, suppressed, period)] = found
        return Figure(
            _whole(k),
            _whole(n),
            *map(_plain, estimates),
            suppressed=suppressed is True,
            period=str(period),
        )

    def one(
        self, municipality: str, measure: str, definition: str = "", /, **group: Hashable
    ) -> Figure:
        """Look one figure up.

        Raises
        ------
        MissingFigureError
            When no row, or more than one, answers to the names.
        """
        figure = self.find(municipality, measure, definition, **group)
        if figure is None:
            asked = " ".join((municipality, measure, group_text(**group), definition))
            raise MissingFigureError(f"0 rows answer to {asked}")
        return figure

    def table(
        self, municipality: str | None, measure: str, definition: str | None = None
    ) -> pd.DataFrame:
        """Give every row of a measure, in measured order, with a column for each group key.

        A municipality named in the group is the one in the column ``municipality``.

        ``municipality`` None gives every municipality but ALLA. Rows may be none.
        """
        asked = (municipality, measure, definition)
        if asked not in self._laid_out:
            rows = self._of_measure(measure).frame
            wanted = (
                rows["municipality"] != ALL
                if municipality is None
                else rows["municipality"] == municipality
            )
            if definition is not None:
                wanted &= rows["definition"] == definition
            self._laid_out[asked] = _with_groups(rows[wanted].reset_index(drop=True))
        return self._laid_out[asked].copy()

    def of(self, municipalities: list[str]) -> Figures:
        """Keep the rows of some municipalities."""
        kept = self.frame["municipality"].isin(municipalities)
        return Figures(self.frame[kept].reset_index(drop=True))

    def by_municipality(self) -> dict[str, Figures]:
        """Part the rows by municipality, each's as :meth:`of` would keep them."""
        return {
            str(name): Figures(rows.reset_index(drop=True))
            for name, rows in self.frame.groupby("municipality", sort=False)
        }

    def write(self, path: Path | TextIO) -> None:
        """Write ``figures.csv``: UTF-8, comma, decimal point, empty where nothing is known."""
        booleans = self.frame["suppressed"].map({True: "true", False: "false"})
        self.frame.assign(suppressed=booleans).to_csv(
            path, index=False, encoding="utf-8", lineterminator="\n"
        )

    @classmethod
    def read(cls, path: Path | TextIO) -> Figures:
        """Read a ``figures.csv`` back, with its dtypes."""
        numbers = {name: [""] for name in COLUMNS if name not in _TEXTS}
        frame = pd.read_csv(
            path, dtype=COLUMNS, encoding="utf-8", na_values=numbers, keep_default_na=False
        )
        return cls(frame)
