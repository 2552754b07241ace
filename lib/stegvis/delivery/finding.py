"""A finding: what is wrong in a delivery, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # what is kept of a finding needs no tables
    import pandas as pd

    from stegvis.delivery.tables import Sheet

Level = Literal["error", "warning"]

MOST_ALIKE = 20
"""How many findings of one rule in one column are listed before the rest become a number."""
MOST = 500
"""How many findings are listed of a delivery."""


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to know.

    ``sheet`` and ``column`` are the Swedish names, ``row`` is Excel's own (the first is 1);
    each is None where the finding is about more than that. ``rule`` is a stable English id.
    ``sentence`` is Swedish and says what to do; it never repeats what stood in the cell, since
    that may be a name or a personnummer.
    """

    level: Level
    sheet: str | None
    row: int | None
    column: str | None
    rule: str
    sentence: str

    @property
    def is_error(self) -> bool:
        """Whether the delivery is refused because of this."""
        return self.level == "error"


def flag(
    sheet: Sheet,
    mask: pd.Series[bool],
    column: str | None,
    rule: str,
    sentence: str,
    level: Level = "error",
) -> list[Finding]:
    """Give a finding for each row where a mask, indexed by Excel row, is true.

    ``column`` is the column's code, ``None`` for the whole row. A missing value in the mask is no
    finding.
    """
    rows = mask.index[mask.to_numpy(dtype=bool, na_value=False)]
    name = next((known.name for known in sheet.columns if known.code == column), None)
    return [Finding(level, sheet.name, int(row), name, rule, sentence) for row in rows]


def shorten(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the first findings of each rule and column, and give the number of the others.

    When there are still more than :data:`MOST`, the first are kept, errors before warnings.
    """
    kept: list[Finding] = []
    alike: dict[tuple[str | None, str | None, str, Level], int] = {}
    for finding in findings:
        key = (finding.sheet, finding.column, finding.rule, finding.level)
        alike[key] = alike.get(key, 0) + 1
        if alike[key] <= MOST_ALIKE:
            kept.append(finding)
    for (sheet, column, rule, level), count in alike.items():
        if count > MOST_ALIKE:
            sentence = f"Samma sak på ytterligare {count - MOST_ALIKE} rader."
            kept.append(Finding(level, sheet, None, column, rule, sentence))
    if len(kept) <= MOST:
        return kept
    worst = sorted(kept, key=lambda finding: not finding.is_error)[:MOST]
    sentence = f"Ytterligare {len(kept) - MOST} iakttagelser visas inte. Rätta de första först."
    return [*worst, Finding(worst[-1].level, None, None, None, "more", sentence)]
