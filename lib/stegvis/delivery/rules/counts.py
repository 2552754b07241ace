"""Rules of the sheets ``antal`` and ``uppföljning_antal``, for those who deliver counts only."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from stegvis.delivery.finding import Finding, flag
from stegvis.delivery.rules.context import Context
from stegvis.delivery.rules.followups import MONTHS
from stegvis.project import MISREGISTERED
from stegvis.records import COUNT_EXITED, COUNT_STARTED

_SHARES = ["increased", "kept", "declined"]
_WORK = "arbete"


def by_measure(frame: pd.DataFrame) -> dict[str, int]:
    """Map the measures of the sheet ``antal`` to their values, the first where one is repeated."""
    known = frame.dropna().drop_duplicates("measure")
    return {
        str(measure): int(value)
        for measure, value in zip(known["measure"], known["value"], strict=True)
    }


def check(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Check that the counts of ``antal`` add up; drop the misregistered, who are never counted."""
    sheet = context.sheets["counts"]
    ignored = frame["measure"] == MISREGISTERED
    findings = [
        *flag(
            sheet,
            frame["measure"].duplicated() & frame["measure"].notna(),
            "measure",
            "duplicate-row",
            "Måttet finns på en tidigare rad. Behåll den rätta raden.",
        ),
        *flag(
            sheet,
            ignored,
            "measure",
            "misregistered-count",
            "Felregistrerade räknas aldrig, och raden sparas inte. Kontrollera att de inte ingår "
            "i startade och avslutade, och ta bort raden.",
            "warning",
        ),
    ]
    if not frame.empty:
        findings += _check_sums(frame, context.counts, context)
    return frame[~ignored], findings


def _check_sums(frame: pd.DataFrame, counts: Mapping[str, int], context: Context) -> list[Finding]:
    sheet = context.sheets["counts"]
    missing = [
        measure for measure in (COUNT_STARTED, COUNT_EXITED) if measure not in set(frame["measure"])
    ]
    findings = [
        Finding(
            "error",
            sheet.name,
            None,
            "mått",
            "missing-measure",
            f"Raden {measure} saknas. Lägg till den, med 0 om ingen har {measure[:-1]}ts.",
        )
        for measure in missing
    ]
    if COUNT_STARTED not in counts or COUNT_EXITED not in counts:
        return findings
    exited_row = frame["measure"] == COUNT_EXITED
    if counts[COUNT_EXITED] > counts[COUNT_STARTED]:
        findings += flag(
            sheet,
            exited_row,
            "value",
            "count-order",
            "Fler är avslutade än startade. Rätta det tal som är fel.",
        )
    by_reason = sum(counts.get(reason, 0) for reason in context.project.reason_ids)
    if by_reason != counts[COUNT_EXITED]:
        findings += flag(
            sheet,
            exited_row,
            "value",
            "count-sum",
            "Avslutsorsakerna blir tillsammans inte lika många som avslutade. Rätta det tal som "
            "är fel.",
        )
    return findings


def check_followups(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Check that the counts of ``uppföljning_antal`` add up, alone and beside ``antal``."""
    sheet = context.sheets["followup_counts"]
    work = frame["population"] == _WORK
    others = frame["population"].notna() & ~work
    key = ["population", "months"]
    findings = [
        *flag(
            sheet,
            frame["months"].notna() & ~frame["months"].isin(MONTHS),
            "months",
            "followup-months",
            "Uppföljning görs efter 6 eller 12 månader. Skriv 6 eller 12.",
        ),
        *flag(
            sheet,
            frame.duplicated(key) & frame[key].notna().all(axis="columns"),
            "population",
            "duplicate-row",
            "Gruppen finns redan för samma antal månader. Behåll den rätta raden.",
        ),
        *flag(
            sheet,
            frame["reached"] > frame["eligible"],
            "reached",
            "count-order",
            "Fler har svarat än som är aktuella. Rätta det tal som är fel.",
        ),
        *flag(
            sheet,
            work & (frame["still_working"] > frame["reached"]),
            "still_working",
            "count-order",
            "Fler är kvar i arbete än som har svarat. Rätta det tal som är fel.",
        ),
        *flag(
            sheet,
            others & (frame[_SHARES].sum(axis="columns", min_count=3) != frame["reached"]),
            "reached",
            "count-sum",
            "Ökat, behållit och minskat blir tillsammans inte lika många som har svarat. Rätta "
            "det tal som är fel.",
        ),
        *flag(
            sheet,
            others & frame["still_working"].notna(),
            "still_working",
            "not-for-group",
            "Antal kvar gäller bara gruppen arbete och räknas inte här. Ta bort talet.",
            "warning",
        ),
    ]
    needed = {**dict.fromkeys(_SHARES, others), "still_working": work}
    for column, rows in needed.items():
        name = next(known.name for known in sheet.columns if known.code == column)
        findings += flag(
            sheet,
            rows & frame[column].isna(),
            column,
            "blank",
            f"Cellen är tom. Fyll i {name}, med 0 om det inte är någon.",
        )
    for column in _SHARES:
        findings += flag(
            sheet,
            work & frame[column].notna(),
            column,
            "not-for-group",
            "För gruppen arbete räknas bara antal kvar. Ta bort talet.",
            "warning",
        )
    return frame, [*findings, *_check_eligible(frame, context)]


def _check_eligible(frame: pd.DataFrame, context: Context) -> list[Finding]:
    sheet = context.sheets["followup_counts"]
    cells = frame.dropna(subset=["population", "months", "eligible"])
    eligible = cells.drop_duplicates(["population", "months"]).set_index(["population", "months"])[
        "eligible"
    ]

    def of(population: str, months: int) -> int | None:
        key = (population, months)
        return int(eligible[key]) if key in eligible.index else None

    # the group, its months, the most it can be, and why
    limits: list[tuple[str, int, int | None, str]] = []
    for population in ("alla", "positiv", _WORK):
        limits.append((population, 12, of(population, 6), "aktuella efter 6 månader"))
    for months in MONTHS:
        limits.append(("alla", months, context.counts.get(COUNT_EXITED), "avslutade"))
        limits.append((_WORK, months, context.counts.get(_WORK), "avslutade till arbete"))
        limits.append(("positiv", months, of("alla", months), "aktuella i gruppen alla"))
    findings: list[Finding] = []
    for population, months, most, what in limits:
        count = of(population, months)
        if count is None or most is None or count <= most:
            continue
        row = (frame["population"] == population) & (frame["months"] == months)
        findings += flag(
            sheet,
            row,
            "eligible",
            "count-order",
            f"Fler är aktuella än {what}. Rätta det tal som är fel.",
        )
    return findings
