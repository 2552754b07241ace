"""Coverage: how much of what could have been known was delivered."""

from __future__ import annotations

import pandas as pd

from stegvis.card import RATERS, Rater
from stegvis.figures import group_text
from stegvis.measure.movements import Movements
from stegvis.measure.population import started
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.records import Records

CARDS = ("none", "one", "several")


def deliveries(records: Records, question: Question) -> pd.DataFrame:
    """Tell which delivery is in use, one row for each municipality.

    ``delivery.used``, group ``quarter=;submitted=;scope=``; k is its number of warnings.
    """
    used = records.deliveries[records.deliveries["municipality"].isin(list(question.places))]
    rows = [
        {
            "municipality": row.municipality,
            "measure": "delivery.used",
            "group": group_text(
                quarter=row.period,
                submitted=pd.Timestamp(row.submitted).date(),  # type: ignore[arg-type]  # itertuples types a cell as object
                scope=row.scope,
            ),
            "definition": "",
            "k": row.warnings,
        }
        for row in used.itertuples()
    ]
    return pd.DataFrame(rows, columns=["municipality", "measure", "group", "definition", "k"])


def scopes(records: Records, project: Project) -> pd.DataFrame:
    """Count the project's municipalities by what they have delivered, for ALLA.

    ``delivery.scope``, group ``scope=individ|antal|ingen``; n is the project's municipalities.
    """
    used = records.deliveries["scope"].value_counts()
    n = len(project.municipalities)
    counts = {name: int(used.get(name, 0)) for name in ("individ", "antal")}
    counts["ingen"] = n - sum(counts.values())
    table = pd.DataFrame(
        {"municipality": ALL, "scope": list(counts), "k": list(counts.values()), "n": n}
    )
    return figure_rows(table, "delivery.scope", ["scope"])


def _of_rater(
    people: pd.DataFrame, moved: Movements, question: Question, rater: Rater
) -> list[pd.DataFrame]:
    everyone = tally(people, question).rename(columns={"k": "n"})
    cards = moved.cards[moved.cards["rater"] == rater]
    dates = cards.groupby(["municipality", "participant"])["date"].nunique().rename("dates")
    known = people.join(dates, on=["municipality", "participant"])
    number = known["dates"].fillna(0).clip(upper=len(CARDS) - 1).astype("int64")
    having = known.assign(rater=rater, cards=number.map(dict(enumerate(CARDS))))
    by_number = tally(having, question, rater=[rater], cards=CARDS)

    pairs = moved.items[moved.items["rater"] == rater]
    with_movement = pairs.drop_duplicates(["municipality", "participant"])
    by_movement = tally(with_movement, question, rater=[rater])

    items = [item.id for item in question.project.card.items(rater)]
    long = cards.melt(["municipality", "rater"], items, var_name="item", value_name="score")
    by_item = tally(long.dropna(subset="score"), question, rater=[rater], item=items)
    n_cards = tally(cards, question).rename(columns={"k": "n"})
    return [
        figure_rows(by_number.merge(everyone), "cards.people", ["rater", "cards"]),
        figure_rows(by_movement.merge(everyone), "cards.moved", ["rater"]),
        figure_rows(by_item.merge(n_cards), "cards.answered", ["rater", "item"]),
    ]


def coverage(records: Records, moved: Movements, question: Question) -> pd.DataFrame:
    """Measure how complete the cards are, for people with own rows.

    ``cards.people`` (k started people with none, one or several cards at different dates, n the
    started), ``cards.moved`` (k with at least one item movement, n the started) and
    ``cards.answered`` (k answered of n cards, per item).
    """
    people = started(records.participants, question.period.end)
    tables = [table for rater in RATERS for table in _of_rater(people, moved, question, rater)]
    return pd.concat(tables, ignore_index=True)
