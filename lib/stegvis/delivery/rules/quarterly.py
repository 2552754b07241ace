"""Rules of the sheets that describe the quarter itself: method, posts, surveys and the like."""

from __future__ import annotations

import pandas as pd

from stegvis.delivery.finding import Finding, flag
from stegvis.delivery.rules.context import Context

HIGHEST_LEVEL = 2
HIGHEST_STATE = 3


def check_method(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Check ``metod``: each component once, on the scale 0–2."""
    sheet = context.sheets["method"]
    return frame, [
        *_repeated(frame, context, "method", ["component"]),
        *flag(
            sheet,
            frame["level"] > HIGHEST_LEVEL,
            "level",
            "level-range",
            "Nivån ska vara 0 (används inte), 1 (delvis) eller 2 (fullt).",
        ),
    ]


def check_practices(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Check ``implementering``: each practice once, on the scale 0–3."""
    sheet = context.sheets["practices"]
    return frame, [
        *_repeated(frame, context, "practices", ["practice"]),
        *flag(
            sheet,
            frame["state"] > HIGHEST_STATE,
            "state",
            "state-range",
            "Läget ska vara 0 (ej påbörjat), 1 (påbörjat), 2 (sprids till kollegor) eller "
            "3 (ordinarie).",
        ),
    ]


def check_skills(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Check ``kompetens``: each theme once in each state."""
    return frame, _repeated(frame, context, "skills", ["theme", "state"])


def check_posts(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Check ``tjänster``: posts that end after they begin, somewhere near the project."""
    sheet = context.sheets["posts"]
    return frame, [
        *flag(
            sheet,
            frame["full_time_equivalents"] < 0,
            "full_time_equivalents",
            "negative",
            "Årsarbetskrafter kan inte vara mindre än 0. Rätta talet.",
        ),
        *context.span.check_planned(sheet, frame, "since"),
        *context.span.check_planned(sheet, frame, "until"),
        *flag(
            sheet,
            frame["until"] < frame["since"],
            "until",
            "until-before-since",
            "Tjänsten slutar innan den börjar. Rätta det datum som är fel.",
        ),
    ]


def check_surveys(frame: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Finding]]:
    """Check ``remittenter``: each referrer once, no more with good knowledge than answers."""
    sheet = context.sheets["referrer_surveys"]
    return frame, [
        *_repeated(frame, context, "referrer_surveys", ["referrer"]),
        *flag(
            sheet,
            frame["good_knowledge"] > frame["answers"],
            "good_knowledge",
            "count-order",
            "Fler har god kunskap än som har svarat. Rätta det tal som är fel.",
        ),
    ]


def _repeated(frame: pd.DataFrame, context: Context, code: str, key: list[str]) -> list[Finding]:
    return flag(
        context.sheets[code],
        frame.duplicated(key) & frame[key].notna().all(axis="columns"),
        key[0],
        "duplicate-row",
        "Samma sak finns på en tidigare rad. Behåll den rätta raden.",
    )
