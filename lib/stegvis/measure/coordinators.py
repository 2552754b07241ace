"""Coordinators: how many times people have had to change theirs."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.population import started
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.records import Records
from stegvis.statistics.intervals import wilson

CHANGES = ("0", "1", "2+")


def changes(records: Records, question: Question) -> list[pd.DataFrame]:
    """Measure changes of coordinator among the started, as the delivery in use counts them.

    The sheet has a number and no dates, so a delivery newer than the period counts changes after
    it too. ``coordinator.changes``, group ``changes=0|1|2+``: k of the n whose number is known.
    ``coordinator.changed``: k with at least one change of the same n, 95 % Wilson interval.
    ``coordinator.unknown``: k of n started whose number is blank. People's own rows only.
    """
    people = started(records.participants, question.period.end)
    known = people[people["coordinator_changes"].notna()]
    number = known["coordinator_changes"].clip(upper=len(CHANGES) - 1).astype("int64")
    counted = known.assign(changes=number.map(dict(enumerate(CHANGES))).astype("str"))
    of_known = tally(known, question).rename(columns={"k": "n"})
    by_number = tally(counted, question, changes=CHANGES).merge(of_known, on="municipality")
    changed = tally(known[number > 0], question).merge(of_known, on="municipality")
    everyone = tally(people, question).rename(columns={"k": "n"})
    unknown = tally(people.drop(known.index), question).merge(everyone, on="municipality")
    return [
        figure_rows(by_number, "coordinator.changes", ["changes"]),
        figure_rows(changed.join(wilson(changed["k"], changed["n"])), "coordinator.changed"),
        figure_rows(unknown, "coordinator.unknown"),
    ]
