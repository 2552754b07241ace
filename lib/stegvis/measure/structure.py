"""The structural level: what surrounds the people, as each municipality reports it."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.coordinators import changes
from stegvis.measure.posts import posts
from stegvis.measure.practices import practices
from stegvis.measure.question import Question
from stegvis.measure.referrers import knowledge
from stegvis.measure.skills import skills
from stegvis.measure.tally import add_total, figure_rows
from stegvis.records import Records

SHEETS = {
    "metod": "method",
    "tjänster": "posts",
    "remittenter": "referrer_surveys",
    "implementering": "practices",
    "kompetens": "skills",
}
"""The sheets that describe a quarter, by what people call them."""


def structure(records: Records, question: Question) -> pd.DataFrame:
    """Measure the structural level; rows only of what has been reported."""
    parts = [
        quarters(records, question),
        *knowledge(records, question),
        *practices(records, question),
        *skills(records, question),
        *changes(records, question),
        *posts(records, question),
    ]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def quarters(records: Records, question: Question) -> pd.DataFrame:
    """Tell which quarter each structural sheet in use describes.

    ``structure.quarter``, group ``sheet=;quarter=``: k municipalities whose sheet is from that
    quarter, of the project's n; a municipality has a row, 1 of 1, for each of its sheets.
    """
    found = [
        getattr(records, code)[["municipality", "period"]].drop_duplicates().assign(sheet=sheet)
        for sheet, code in SHEETS.items()
    ]
    table = pd.concat(found, ignore_index=True).rename(columns={"period": "quarter"})
    table = table[table["municipality"].isin(list(question.places))]
    table = table.assign(k=pd.Series(1, index=table.index, dtype="Int64"))
    if question.total and len(table):
        table = add_total(table, ["sheet", "quarter"], ["k"])
    everyone = len(question.project.municipalities)
    n = table["municipality"].isin(list(question.places)).map({True: 1, False: everyone})
    return figure_rows(table.assign(n=n.astype("Int64")), "structure.quarter", ["sheet", "quarter"])
