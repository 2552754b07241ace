"""Check a delivery in a notebook: what is wrong, as a table, and what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from stegvis.api.load import root_of
from stegvis.definitions import read_projects
from stegvis.delivery.check import Examination, examine
from stegvis.delivery.finding import Finding
from stegvis.delivery.privacy import shown_name
from stegvis.errors import WrongError
from stegvis.show import swedish
from stegvis.show.exhibit import Group, Prose
from stegvis.show.table import Table

_LEVELS = {"error": "fel", "warning": "varning"}
_COLUMNS = ("level", "sheet", "row", "column", "rule", "sentence")


class NoDeliveryError(WrongError, LookupError):
    """There is nothing at the path; a Swedish sentence."""


@dataclass(frozen=True)
class Checked:
    """What came of checking a delivery; displayed, it says so and lists the findings.

    No finding repeats what stood in a cell.
    """

    examination: Examination

    @property
    def accepted(self) -> bool:
        """Whether there was no error: then ``stegvis add`` would keep it."""
        return self.examination.delivery is not None

    @property
    def findings(self) -> pd.DataFrame:
        """Give the findings: ``level, sheet, row`` (as Excel counts), ``column, rule, sentence``.

        ``level`` is ``error`` or ``warning``; sheet, row and column are missing where a finding is
        about more than that.
        """
        rows = [asdict(finding) for finding in self.examination.findings]
        return pd.DataFrame(rows, columns=[*_COLUMNS]).astype({"row": "Int64"})

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Give the sheets of an accepted delivery by their names in code, such as ``cards``.

        Columns are named as in `Records`, whose frames they become parts of. A delivery that is
        refused has none.
        """
        delivery = self.examination.delivery
        return {} if delivery is None else {name: t.copy() for name, t in delivery.tables.items()}

    @property
    def shown(self) -> Group:
        """Give the verdict and the findings as they are shown."""
        findings = self.examination.findings
        errors = sum(finding.is_error for finding in findings)
        found = (
            swedish.plural(errors, "fel", "fel"),
            swedish.plural(len(findings) - errors, "varning", "varningar"),
        )
        name = shown_name(self.examination.path.name)
        verdict = "godkänd" if self.accepted else "avvisad, den skulle inte läggas in"
        said = Prose(f"{name}: {verdict}. {swedish.sentence(swedish.listed(found))}")
        return Group(said, _table(findings)) if findings else Group(said)

    def __str__(self) -> str:
        """Give the verdict and the findings as plain text."""
        return self.shown.plain()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Answer IPython: the verdict and the findings."""
        return self.shown._repr_mimebundle_()


def check(path: Path | str, *, root: Path | str | None = None) -> Checked:
    """Check a delivery without adding it, as ``stegvis check`` does.

    Parameters
    ----------
    path
        A workbook, a folder of CSV files or a zip of them, relative to the root.
    root
        The folder that holds ``data/`` and ``notebooks/``; otherwise the nearest upwards.

    Raises
    ------
    NoDeliveryError, RootError, ProjectError
        When there is nothing at the path, no root, or a project's YAML is wrong.

    >>> import stegvis
    >>> planted = "data/example/planterade-fel/score-range/cresco-plus_1497_2024Q4.xlsx"
    >>> checked = stegvis.check(planted)
    >>> checked.accepted, [*checked.findings["rule"]]
    (False, ['score-range'])
    """
    house = root_of(root)
    whole = house.folder / path
    if not whole.exists():
        raise NoDeliveryError(f"Finns inte: {shown_name(str(path))}.")
    return Checked(examine(whole, read_projects(house.projects)))


def _table(findings: tuple[Finding, ...]) -> Table:
    rows = tuple(
        (
            _LEVELS[finding.level],
            finding.sheet or "",
            str(finding.row or ""),
            finding.column or "",
            finding.sentence,
        )
        for finding in findings
    )
    columns = ("Nivå", "Blad", "Rad", "Kolumn", "Vad som ska göras")
    return Table(columns, rows, caption="Iakttagelser", numeric=frozenset({2}))
