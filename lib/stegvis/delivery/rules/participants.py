"""Rules of the sheet ``deltagare``."""

from __future__ import annotations

import pandas as pd

from stegvis.delivery.finding import Finding, flag
from stegvis.delivery.rules.context import Context


def check(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Check that a person stands once, and that an exit has a date and a reason in order."""
    sheet = context.sheets["participants"]
    has_exit, has_reason = frame["exit"].notna(), frame["exit_reason"].notna()
    return frame, [
        *flag(
            sheet,
            frame["participant"].duplicated() & frame["participant"].notna(),
            "participant",
            "duplicate-id",
            "Samma id finns på en tidigare rad. Ge varje person en rad och ett eget id.",
        ),
        *context.span.check(sheet, frame, "start"),
        *context.span.check(sheet, frame, "exit"),
        *flag(
            sheet,
            frame["exit"] < frame["start"],
            "exit",
            "exit-before-start",
            "Avslutsdatum ligger före startdatum. Rätta det datum som är fel.",
        ),
        *flag(
            sheet,
            has_reason & ~has_exit,
            "exit",
            "reason-without-exit",
            "Raden har en avslutsorsak men inget avslutsdatum. Fyll i datumet, eller ta bort "
            "orsaken.",
        ),
        *flag(
            sheet,
            has_exit & ~has_reason,
            "exit_reason",
            "exit-without-reason",
            "Raden har ett avslutsdatum men ingen avslutsorsak. Fyll i orsaken, eller ta bort "
            "datumet.",
        ),
    ]
