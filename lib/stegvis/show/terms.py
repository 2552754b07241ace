"""What the code's words are called in the Swedish of a report."""

from __future__ import annotations

from stegvis.card import Rater
from stegvis.period import Period

RATERS: dict[Rater, str] = {"participant": "deltagaren", "coordinator": "samordnaren"}
RATERS_OF: dict[Rater, str] = {"participant": "deltagarens", "coordinator": "samordnarens"}

MOVES = {"backward": "bakåt", "unchanged": "oförändrat", "forward": "framåt"}
"""Step movements, from left to right as bars stand."""

SCOPES = {
    "individ": "en rad per person",
    "antal": "bara antal",
    "ingen": "ingen leverans",
}
"""What a delivery holds."""

TRAITS = {"gender": "Kön", "age_group": "Ålder", "referrer": "Remittent"}

GENDERS = {"kvinna": "kvinnor", "man": "män", "annat": "icke-binära", "okänt": "okänt kön"}
"""What people of a registered gender are called; another list's values stand as they are."""

UNKNOWN = "saknas"
"""Stands in the figures for a blank cell."""


def short_quarter(quarter: Period) -> str:
    """Write a quarter as in a table.

    >>> short_quarter(Period.parse("2023Q3"))
    'kv 3 2023'
    """
    return f"kv {quarter.label[-1]} {quarter.start.year}"


def capital(text: str) -> str:
    """Begin with a capital, leaving the rest as it is.

    >>> capital("samordnaren")
    'Samordnaren'
    """
    return text[:1].upper() + text[1:]
