"""The headline figures of earlier moments, and how many of them a later delivery has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from stegvis.earlier import (
    COMPLETED,
    CORRECTED,
    NONE,
    OLDER,
    OWN,
    PREFIX,
    SAME,
    Moment,
    compared,
    headlines,
)
from stegvis.figures import group_text
from stegvis.measure.caseload import caseload
from stegvis.measure.coverage import deliveries
from stegvis.measure.fidelity import fidelity
from stegvis.measure.goals import goals
from stegvis.measure.lasting import followed, lasting, retention
from stegvis.measure.movements import movements
from stegvis.measure.question import Question
from stegvis.measure.steps import steps_of_people
from stegvis.measure.tally import add_total, figure_rows
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.records import Records


@dataclass(frozen=True)
class Earlier:
    """What is known of a period at some moment: the records of the deliveries known then."""

    moment: Moment
    records: Records


def earlier(
    known: Sequence[Earlier], records: Records, current: pd.DataFrame, question: Question
) -> list[pd.DataFrame]:
    """Measure the headline figures at each moment, and count those that differ from now's.

    ``earlier.<measure>`` has the columns and the definition of the measure, and its group after
    ``as_of=;known=``; ``earlier.delivery.used`` names the delivery then in use.
    ``earlier.corrected``, group ``as_of=;known=then;delivery=own|older``: k of n figures that
    differ between then and now. ``earlier.places``, for ALLA, group ``…;outcome=``: k of n
    municipalities with figures now.

    Parameters
    ----------
    records, current
        What is known now, and the rows of figures of the question's own period, which is not
        measured again at a moment with the very same records.
    question
        What the report asks now; its places are all that have delivered.
    """
    own = headlines(current, question.project)
    rows, parts = {}, []
    for one in known:
        again = one.moment.period == question.period and one.records is records
        rows[one.moment] = own if again else _counted(one, question)
        used = deliveries(one.records, _at(one, question))
        parts += [_named(part, one.moment) for part in (used, rows[one.moment]) if len(part)]
    for one in known:
        moment = one.moment
        if moment.known == "then":
            now = own if moment.period == question.period else rows[Moment(moment.period, "now")]
            parts += _corrections(one, rows[moment], now, question)
    return [part for part in parts if len(part)]


def _at(one: Earlier, question: Question) -> Question:
    asked = question.project, one.moment.period, question.places
    return Question.about(one.records, *asked, total=question.total)


def _counted(one: Earlier, question: Question) -> pd.DataFrame:
    asked = _at(one, question)
    if not asked.places:
        return pd.DataFrame()
    project = asked.project
    deciding = project.movement.primary_rater
    cards = one.records.cards
    records = replace(one.records, cards=cards[cards["rater"] == deciding])
    moved = movements(records, project, asked.period.end)
    followups = followed(records, moved.forward, asked)
    rows = [
        caseload(records, asked),
        goals(records, followups, asked),
        lasting(followups),
        retention(records, asked),
        steps_of_people(moved, asked, project.movement.primary_rule, [deciding]),
        fidelity(records, asked),
    ]
    return headlines(pd.concat(rows, ignore_index=True), project)


def _named(rows: pd.DataFrame, moment: Moment) -> pd.DataFrame:
    start = group_text(**moment.keys)
    return rows.assign(
        measure=PREFIX + rows["measure"],
        group=[f"{start};{group}" if group else start for group in rows["group"]],
    )


def _corrections(
    one: Earlier, then: pd.DataFrame, now: pd.DataFrame, question: Question
) -> list[pd.DataFrame]:
    places = list(_at(one, question).places)
    if not places:
        return []
    pairs = compared(then, now)
    counts = pairs.groupby("municipality", sort=False)["differ"].agg(["sum", "size"])
    counts = counts.reindex(places, fill_value=0).rename(columns={"sum": "k", "size": "n"})
    used = one.records.deliveries.set_index("municipality")["period"].reindex(places)
    last = one.moment.period.quarters()[-1]
    older = [Period.parse(str(label)).end < last.end for label in used]
    table = (
        counts.astype("Int64")
        .reset_index(names="municipality")
        .assign(delivery=[OLDER if old else OWN for old in older])
    )
    keys = [*one.moment.keys, "delivery"]
    table = table.assign(**one.moment.keys)
    if not question.total:
        return [figure_rows(table, "earlier.corrected", keys)]
    return [
        figure_rows(add_total(table, keys, ["k", "n"]), "earlier.corrected", keys),
        _places(table, one.moment, question),
    ]


def _places(table: pd.DataFrame, moment: Moment, question: Question) -> pd.DataFrame:
    changed = table["k"] > 0
    older = table["delivery"].eq(OLDER)
    n = len(question.places)
    counts = {
        SAME: int((~changed).sum()),
        CORRECTED: int((changed & ~older).sum()),
        COMPLETED: int((changed & older).sum()),
        NONE: n - len(table),
    }
    rows = pd.DataFrame({"outcome": list(counts), "k": list(counts.values())})
    rows = rows.assign(municipality=ALL, n=n, **moment.keys)
    return figure_rows(rows, "earlier.places", [*moment.keys, "outcome"])
