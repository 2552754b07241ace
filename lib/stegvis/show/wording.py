"""Phrases that every section uses, so that the same thing is always said in the same words."""

from __future__ import annotations

import re

from stegvis.figures import Figure
from stegvis.show import swedish
from stegvis.show.section import Section

SMALL = 10
"""Below this number of people a share says little, and the text says so."""

LOCAL = "egen uppföljning"
"""What our figures are called, since the official ones come from SCB's registers."""

FEW = 3
"""Below this number of people a chart says nothing that a table does not say better."""

LEAST_PROBABILITY = 0.01
"""A probability nearer to none, or to certainty, is not written more exactly: it is a model's."""

_MOST_DECIMALS = 2

NOTHING_DELIVERED = "Utan leverans finns inga siffror att visa här."
"""For every part of a section but its headline, which has `no_delivery`."""


_N = re.compile("^N = ")


def share(figure: Figure, decimals: int = 0) -> str:
    r"""Write a count, what it is of, and the percentage when there is one; ``..`` if protected.

    >>> share(Figure(3, 7, 3 / 7, None, None, None, None)) == "3 av 7 (43\N{NO-BREAK SPACE}%)"
    True
    """
    if figure.hidden:
        return swedish.HIDDEN if figure.k is None else f"{told(figure)} av {swedish.HIDDEN}"
    counted = f"{swedish.count(figure.k)} av {swedish.count(figure.n)}"
    if figure.value is None:
        return counted
    return f"{counted} ({swedish.percent(figure.value, decimals)})"


def told(figure: Figure) -> str:
    """Write a count alone; ``..`` when it is protected."""
    hidden = figure.suppressed and figure.k is None
    return swedish.HIDDEN if hidden else swedish.count(figure.k)


def confidence(figure: Figure, decimals: int = 0) -> str:
    """Write a figure's interval: ”95 % intervall 9–91 %”; nothing when it has none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"95{swedish.NBSP}% intervall {swedish.interval(figure.low, figure.high, decimals)}"


def probability(value: float | None) -> str:
    r"""Write a probability, never as though it were certain.

    >>> [probability(p).replace(swedish.NBSP, " ") for p in (0.0003, 0.42, 0.999)]
    ['mindre än 1 %', '42 %', 'mer än 99 %']
    """
    if value is not None and value < LEAST_PROBABILITY:
        return f"mindre än {swedish.percent(LEAST_PROBABILITY)}"
    if value is not None and value > 1 - LEAST_PROBABILITY:
        return f"mer än {swedish.percent(1 - LEAST_PROBABILITY)}"
    return swedish.percent(value)


def decimals(figure: Figure, target: float | None) -> int:
    """Give the fewest decimals with which no share is rounded to look equal to the target.

    >>> decimals(Figure(71, 102, 71 / 102, 0.601, 0.777, None, None), 0.7)
    1
    """
    shares = [share for share in (figure.value, figure.low, figure.high) if share is not None]
    for number in range(_MOST_DECIMALS if target is not None else 0):
        aimed = swedish.percent(target, number)
        if all(share == target or swedish.percent(share, number) != aimed for share in shares):
            return number
    return 0 if target is None else _MOST_DECIMALS


def people(number: int) -> str:
    """Write a number of people: ”1 person”, ”7 personer”."""
    return swedish.plural(number, "person", "personer")


def participants(number: int) -> str:
    """Write a number of participants: ”1 deltagare”, ”7 deltagare”."""
    return swedish.plural(number, "deltagare", "deltagare")


def where(section: Section) -> str:
    """Say where: ”i Hjo” or ”i hela projektet”."""
    return "i hela projektet" if section.is_whole_project else f"i {section.place}"


def caution(n: int | None) -> str:
    """Warn of a small number of people; nothing to say from `SMALL` and up, or of nobody."""
    if n is None or n == 0 or n >= SMALL:
        return ""
    if n == 1:
        return "Siffran bygger på en enda person och säger inget om fler än den."
    return (
        f"Siffran bygger på färre än {SMALL} personer: en enda person mer eller mindre ändrar "
        "andelen mycket. Läs antalen, inte andelarna."
    )


def note(section: Section, *sentences: str) -> str:
    """Write the note under a chart or table: what is given, then the last day that counts.

    Give n first, then the definition; empty sentences are left out.
    """
    said = [swedish.sentence(text) for text in (*sentences, f"Uppgifter {section.until}") if text]
    return " ".join(_N.sub("n = ", text) for text in said)


def no_delivery(section: Section) -> str:
    """Say that there is no delivery to tell about, and what would mend that."""
    asked = f"{swedish.period(section.period)} ({section.until})"
    if section.is_whole_project:
        return f"Ingen kommun har lämnat någon leverans som kan användas för {asked}."
    return (
        f"{section.place} har inte lämnat någon leverans som kan användas för {asked}. "
        "Avsnittet fylls när kommunens första leverans har tagits emot."
    )


def delivers_counts(section: Section) -> bool:
    """Whether this is a municipality that delivers counts only, and so no people or cards."""
    used = section.figures.table(section.place, "delivery.used")
    return bool((used["scope"] == "antal").any()) if len(used) else False


def counts_only(section: Section, lacking: str) -> str:
    """Say that a municipality delivers counts only, and what it therefore lacks."""
    return (
        f"{section.place} lämnar bara antal, inga uppgifter om enskilda personer. "
        f"Därför saknas {lacking}."
    )


def left_out(section: Section) -> str:
    """Say, for the whole project, how many municipalities deliver counts only; else nothing.

    For figures that only people's own rows can give: these municipalities are not in them.
    """
    if not section.is_whole_project:
        return ""
    counts = section.figures.one(section.place, "delivery.scope", scope="antal")
    if not counts.k:
        return ""
    return (
        f"{swedish.count(counts.k)} av {swedish.plural(counts.n or 0, 'kommun', 'kommuner')} "
        "lämnar bara antal och ingår inte"
    )
