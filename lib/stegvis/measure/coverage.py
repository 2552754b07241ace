"""Coverage: how much of what could have been known was delivered."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from stegvis.figures import group_text
from stegvis.measure.population import started
from stegvis.measure.steps import cards_in_time, item_movements
from stegvis.measure.tally import figure_rows, tally
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import RATERS, Project
from stegvis.records import Records

CARDS = ("none", "one", "several")


def deliveries(records: Records, project: Project, places: Sequence[str]) -> pd.DataFrame:
    """Tell which delivery is in use, one row for each municipality.

    ``delivery.used``, group ``period=;submitted=;scope=``; k is its number of warnings.
    """
    used = records.deliveries[records.deliveries["municipality"].isin(list(places))]
    rows = [
        {
            "municipality": row.municipality,
            "measure": "delivery.used",
            "group": group_text(
                period=row.period,
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


def coverage(
    records: Records, project: Project, period: Period, places: Sequence[str], total: bool
) -> pd.DataFrame:
    """Measure how complete the cards are, for people with own rows.

    ``cards.people`` (k started people with none, one or several cards at different dates, n the
    started), ``cards.moved`` (k with at least one item movement, n the started) and
    ``cards.answered`` (k answered of n cards, per item).
    """
    people = started(records.participants, period.end)
    everyone = tally(people, places, total).rename(columns={"k": "n"})
    cards = cards_in_time(records, period.end)
    movements = item_movements(cards, project)
    rows = []
    for rater in RATERS:
        own = cards[cards["rater"] == rater]
        dates = own.groupby(["municipality", "participant"])["date"].nunique().rename("dates")
        known = people.join(dates, on=["municipality", "participant"])
        number = pd.cut(
            known["dates"].fillna(0).astype("int64"), [-1, 0, 1, 1_000_000], labels=list(CARDS)
        ).astype("str")
        table = tally(
            known.assign(rater=rater, cards=number), places, total, rater=[rater], cards=CARDS
        )
        rows.append(
            figure_rows(
                table.merge(everyone, on="municipality"), "cards.people", ["rater", "cards"]
            )
        )
        moved = movements[movements["rater"] == rater]
        moved = moved.drop_duplicates(["municipality", "participant"])
        table = tally(moved, places, total, rater=[rater]).merge(everyone, on="municipality")
        rows.append(figure_rows(table, "cards.moved", ["rater"]))

        items = [item.id for item in project.card.items(rater)]
        long = own.melt(["municipality", "rater"], items, var_name="item", value_name="score")
        table = tally(long.dropna(subset="score"), places, total, rater=[rater], item=items)
        n = tally(own, places, total).rename(columns={"k": "n"})
        rows.append(
            figure_rows(table.merge(n, on="municipality"), "cards.answered", ["rater", "item"])
        )
    return pd.concat(rows, ignore_index=True)
