"""Rules of the sheet ``uppföljning``."""

from __future__ import annotations

import pandas as pd

from stegvis.delivery.finding import Finding, flag
from stegvis.delivery.rules.context import Context

MONTHS = (6, 12)
EARLY_DAYS = 31
"""A contact this many days before it is due is how the work is done; earlier is a slip."""


def check(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Check whose follow-up it is, whether it can have been made, and what was answered."""
    findings = [*_check_person(frame, context), *_check_answer(frame, context)]
    frame, repeats = _without_repeats(frame, context)
    return frame, [*findings, *repeats]


def _check_person(frame: pd.DataFrame, context: Context) -> list[Finding]:
    sheet, people = context.sheets["followups"], context.participants
    known = frame["participant"].isin(people.index)
    exit_ = context.of_person("exit", frame["participant"])
    due = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[us]")
    for months in MONTHS:
        asked = frame["months"] == months
        due = due.mask(asked.fillna(False).astype(bool), exit_ + pd.DateOffset(months=months))
    early = frame["date"] < due
    too_early = frame["date"] < due - pd.Timedelta(days=EARLY_DAYS)
    return [
        *flag(
            sheet,
            frame["participant"].notna() & ~known,
            "participant",
            "unknown-participant",
            "Uppföljningens deltagare finns inte i bladet deltagare. Rätta id, eller lägg till "
            "personen.",
        ),
        *flag(
            sheet,
            frame["participant"].isin(people.index[people["exit_is_blank"]]),
            "participant",
            "followup-without-exit",
            "Personen är uppföljd men har inget avslutsdatum. Fyll i avslutet, eller ta bort "
            "raden.",
        ),
        *flag(
            sheet,
            frame["months"].notna() & ~frame["months"].isin(MONTHS),
            "months",
            "followup-months",
            "Uppföljning görs efter 6 eller 12 månader. Skriv 6 eller 12.",
        ),
        *context.span.check(sheet, frame, "date"),
        *flag(
            sheet,
            too_early,
            "date",
            "followup-too-early",
            "Uppföljningen är daterad långt innan den kan göras, räknat från avslutsdatum. Rätta "
            "det datum eller antal månader som är fel.",
        ),
        *flag(
            sheet,
            early & ~too_early,
            "date",
            "followup-early",
            "Uppföljningen är gjord några veckor för tidigt, räknat från avslutsdatum. "
            "Kontrollera datumen.",
            "warning",
        ),
    ]


def _check_answer(frame: pd.DataFrame, context: Context) -> list[Finding]:
    sheet = context.sheets["followups"]
    blank = frame["progression"].isna() & frame["occupation"].isna()
    return [
        *flag(
            sheet,
            frame["answered"] & blank,
            "progression",
            "answered-without-result",
            "Personen svarade, men varken progression eller sysselsättning är ifylld. Fyll i det "
            "som är känt.",
            "warning",
        ),
        *flag(
            sheet,
            ~frame["answered"] & ~blank,
            "answered",
            "result-without-answer",
            "Raden har ett resultat trots att personen inte svarade. Ändra till ja, eller ta bort "
            "resultatet.",
            "warning",
        ),
    ]


def _without_repeats(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Drop what is said twice.

    Several attempts without an answer are how contact is sought, and are kept. Answers for the
    same person and months may be repeated, also on another day, but not differ.
    """
    sheet = context.sheets["followups"]
    complete = frame[["participant", "months", "date", "answered"]].notna().all(axis="columns")
    answered = frame["answered"].fillna(False).astype(bool) & complete
    key, result = ["participant", "months"], ["progression", "occupation"]
    same = frame.duplicated() & complete
    answers = frame[answered].sort_values("date", kind="stable")
    repeated = answers.duplicated(key).reindex(frame.index, fill_value=False)
    agreeing = answers.duplicated([*key, *result]).reindex(frame.index, fill_value=False)
    conflict = (repeated & ~agreeing) | (
        frame.duplicated([*key, "date"]) & complete & ~same & ~repeated
    )
    again = (same | agreeing) & ~conflict
    return frame[~again], [
        *flag(
            sheet,
            again,
            None,
            "duplicate-followup",
            "Samma uppföljning finns på en annan rad och räknas en gång. Ta bort raden.",
            "warning",
        ),
        *flag(
            sheet,
            conflict,
            "answered",
            "conflicting-followup",
            "Personen har en annan uppföljning för samma antal månader. Behåll den rätta.",
        ),
    ]
