"""Rules of the sheet ``progressionskort``."""

from __future__ import annotations

import pandas as pd

from stegvis.card import DAYS_AFTER_EXIT, RATERS
from stegvis.delivery.finding import Finding, flag
from stegvis.delivery.rules.context import Context


def check(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Check whose card it is, when it was filled in and by whom, and every score."""
    findings = [*_check_person(frame, context), *_check_scores(frame, context)]
    frame, repeats = _without_repeats(frame, context)
    return frame, [*findings, *repeats]


def _check_person(frame: pd.DataFrame, context: Context) -> list[Finding]:
    sheet, people = context.sheets["cards"], context.participants
    start = context.of_person("start", frame["participant"])
    exit_ = context.of_person("exit", frame["participant"])
    return [
        *flag(
            sheet,
            frame["participant"].notna() & ~frame["participant"].isin(people.index),
            "participant",
            "unknown-participant",
            "Kortets deltagare finns inte i bladet deltagare. Rätta id, eller lägg till personen.",
        ),
        *context.span.check(sheet, frame, "date"),
        *flag(
            sheet,
            frame["date"] < start,
            "date",
            "card-before-start",
            "Kortet är daterat före personens startdatum. Rätta det datum som är fel.",
        ),
        *flag(
            sheet,
            frame["date"] > exit_ + pd.Timedelta(days=DAYS_AFTER_EXIT),
            "date",
            "card-after-exit",
            f"Kortet är daterat mer än {DAYS_AFTER_EXIT} dagar efter avslutet och räknas inte. "
            "Kontrollera datumet.",
            "warning",
        ),
    ]


def _check_scores(frame: pd.DataFrame, context: Context) -> list[Finding]:
    sheet, card = context.sheets["cards"], context.project.card
    findings: list[Finding] = []
    for item in card.columns:
        score = frame[item]
        findings += flag(
            sheet,
            ~score.between(card.low, card.high) & score.notna(),
            item,
            "score-range",
            f"Svaret ska vara {card.low}–{card.high}, eller tomt om frågan inte har besvarats.",
        )
        for rater in RATERS:
            if item not in [known.id for known in card.items(rater)]:
                findings += flag(
                    sheet,
                    (frame["rater"] == rater) & score.notna(),
                    item,
                    "item-of-other-rater",
                    "Frågan finns inte på den här bedömarens kort. Ta bort svaret, eller rätta "
                    "bedömaren.",
                )
    findings += flag(
        sheet,
        frame[card.columns].isna().all(axis="columns"),
        None,
        "empty-card",
        "Kortet har inga svar. Fyll i dem, eller ta bort raden.",
        "warning",
    )
    return findings


def _without_repeats(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    sheet = context.sheets["cards"]
    key = ["participant", "date", "rater"]
    complete = frame[key].notna().all(axis="columns")
    same = frame.duplicated() & complete
    conflict = frame.duplicated(key) & complete & ~same
    return frame[~same], [
        *flag(
            sheet,
            same,
            None,
            "duplicate-card",
            "Kortet är detsamma som på en tidigare rad och räknas en gång. Ta bort raden.",
            "warning",
        ),
        *flag(
            sheet,
            conflict,
            "date",
            "conflicting-card",
            "Samma person, datum och bedömare har ett annat kort på en tidigare rad. Behåll det "
            "rätta.",
        ),
    ]
