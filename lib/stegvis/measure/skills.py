"""Skills: the training that has been given and that is wanted, by theme."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.question import Question
from stegvis.measure.spelling import one_spelling
from stegvis.measure.tally import add_total, figure_rows
from stegvis.place import ALL
from stegvis.records import Records


def skills(records: Records, question: Question) -> list[pd.DataFrame]:
    """Measure training by theme, from the newest quarter in which any was reported.

    ``skill.state``, group ``theme=;state=``: k people, missing where their number was not given;
    ALLA sums the known ones. ``skill.places``, the same group, for ALLA: k municipalities with
    the theme in that state, of the n that named the theme. ``skill.given``: k themes in which
    training was given, of the n given or wanted; ALLA sums themes over municipalities. A state
    that 0 people are in is no state.

    The project lists the states: the first is given, the second wanted.
    """
    rows = records.skills[records.skills["municipality"].isin(list(question.places))]
    places, names = rows["municipality"], rows["theme"]
    written = pd.DataFrame(
        {
            "municipality": places,
            "theme": one_spelling(names, places),
            "everywhere": one_spelling(names),
            "state": rows["state"],
            "k": rows["people"],
        }
    )
    keys = ["municipality", "everywhere", "theme", "state"]
    grouped = written.groupby(keys, sort=False)["k"]
    own = grouped.sum(min_count=1).reset_index()  # pandas gives 0 for none known unless told not to
    found = [figure_rows(own.drop(columns="everywhere"), "skill.state", ["theme", "state"])]
    given = _given(own, question)
    if question.total and len(own):
        given = add_total(given, [], ["k", "n"])
        sums = own.groupby(["everywhere", "state"], sort=False)["k"].sum(min_count=1)
        total = sums.rename_axis(["theme", "state"]).reset_index().assign(municipality=ALL)
        found.append(figure_rows(total, "skill.state", ["theme", "state"]))
        found.append(_places(own))
    return [*found, figure_rows(given, "skill.given")]


def _held(own: pd.DataFrame) -> pd.DataFrame:
    return own[own["k"].ne(0).fillna(True)]


def _given(own: pd.DataFrame, question: Question) -> pd.DataFrame:
    given, wanted = question.project.lists.skill_state[:2]
    held = _held(own)
    known = held[held["state"].isin([given, wanted])]
    themes = known.assign(k=known["state"].eq(given).astype("Int64"))
    each = themes.groupby(["municipality", "theme"], sort=False)["k"].max().reset_index()
    counts = each.assign(n=pd.Series(1, index=each.index, dtype="Int64"))
    return counts.groupby("municipality", sort=False)[["k", "n"]].sum().reset_index()


def _places(own: pd.DataFrame) -> pd.DataFrame:
    keys = ["everywhere", "state"]
    named = own.groupby("everywhere")["municipality"].nunique()
    counts = _held(own).groupby(keys, sort=False)["municipality"].nunique()
    table = counts.rename("k").rename_axis(["theme", "state"]).reset_index()
    table = table.assign(municipality=ALL, n=table["theme"].map(named))
    return figure_rows(
        table.astype({"k": "Int64", "n": "Int64"}), "skill.places", ["theme", "state"]
    )
