"""Participants: who the started are, by gender, age group and referrer."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.population import started
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.records import Records

UNKNOWN = "saknas"
"""Stands for a blank cell."""


def participants(records: Records, question: Question) -> pd.DataFrame:
    """Count the started per gender, age group and referrer; n is the started with own rows.

    Measures ``participants.gender``, ``.age_group`` and ``.referrer``, definition ``started``.
    """
    people = started(records.participants, question.period.end)
    everyone = tally(people, question).rename(columns={"k": "n"})
    lists = question.project.lists
    rows = []
    for trait, levels in {
        "gender": lists.gender,
        "age_group": lists.age_group,
        "referrer": (*lists.referrer, UNKNOWN),
    }.items():
        known = people.assign(**{trait: people[trait].fillna(UNKNOWN)})
        table = tally(known, question, **{trait: levels}).merge(everyone, on="municipality")
        rows.append(figure_rows(table, f"participants.{trait}", [trait], "started"))
    return pd.concat(rows, ignore_index=True)
