"""The last part of a deviation, by municipality: small numbers, mostly within chance."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from stegvis.goal import Goal
from stegvis.show import swedish
from stegvis.show.exhibit import Exhibit, Prose, Table
from stegvis.show.section import Section


def by_place(section: Section, goal: Goal, definition: str, note: str) -> Iterator[Exhibit]:
    """Give each municipality's part in words and as a table; nothing where nobody is counted."""
    table = section.figures.table(section.place, "deviation.place", definition)
    counted = table[table["n"] > 0]
    if len(counted) == 0:
        return
    yield Prose(_words(counted, goal))
    yield Table(
        (
            "Kommun",
            "Har utfallet",
            "Fler eller färre än målets andel",
            f"95{swedish.NBSP}% intervall",
        ),
        tuple(
            (
                str(row["municipality"]),
                f"{swedish.count(row['k'])} av {swedish.count(row['n'])}",
                swedish.signed(row["value"]),
                swedish.decimal_interval(row["low"], row["high"], 1),
            )
            for _, row in counted.iterrows()
        ),
        caption=f"{goal.name}: kommunernas utfall mot målets andel, i personer",
        note=note,
    )


def _words(counted: pd.DataFrame, goal: Goal) -> str:
    apart = {
        "över": counted.loc[counted["low"] > 0, "municipality"],
        "under": counted.loc[counted["high"] < 0, "municipality"],
    }
    said = [
        f"i {swedish.listed(map(str, places))} ligger hela intervallet {side} målets andel"
        for side, places in apart.items()
        if len(places)
    ]
    how_few = (
        f"Kommunernas delar bygger på få personer. De är räknade mot målet "
        f"{swedish.percent(goal.target)}, inte mot varandra, och är ingen rangordning."
    )
    if not said:
        return (
            f"{how_few} Intervallet rymmer målets andel överallt, så skillnaderna är förenliga med "
            "slump."
        )
    return (
        f"{how_few} {swedish.sentence('; '.join(said))} Annars rymmer intervallet målet. Med många "
        "kommuner hamnar någon utanför även av slump."
    )
