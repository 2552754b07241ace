"""Forecasts: how each goal may end, from outcomes so far and people whose outcome is to come."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from stegvis.goal import Goal, Variant
from stegvis.measure.caseload import exits, leavers, starts
from stegvis.measure.lasting import due_people, latest_answers
from stegvis.measure.movements import Movements
from stegvis.measure.population import exited
from stegvis.measure.question import Question
from stegvis.measure.tally import add_total, figure_rows, tally
from stegvis.records import Records
from stegvis.statistics.forecast import forecast, hits_needed

_PERSON = ["municipality", "participant"]
_KEPT = ["increased", "kept"]


def forecasts(records: Records, moved: Movements, question: Question) -> pd.DataFrame:
    """Forecast each goal under the definition in force, ``<goal id>/<variant id>``.

    ``forecast.so_far``: k who reached the outcome of n whose outcome is known. For exits n is the
    exited, whether the goal is a share of them or of the started, for by the end they are the
    same people. For lasting progression n is the reached of municipalities with dates.

    ``forecast.due``, of lasting progression only: k people have left and fall due for follow-up
    after the period and by the project's last day; n have left and not fallen due yet.

    ``forecast.goal``: k further outcomes needed of n to come, value the probability of reaching
    the target, low and high the 95 % predictive interval of the final share. To come are, of
    exits, the active, all taken to leave by the project's last day; of lasting progression, those
    of ``forecast.due`` whom a follow-up will reach, if as large a share of them is reached as of
    those due so far, to the nearest whole number. There is no row when the period ends with the
    project or later, or nothing is to come; nor a value while nothing has come out.

    Exits ``within`` some reasons have no rows: who will leave for those is not known.
    """
    parts = []
    for goal in question.project.goals:
        variant = goal.primary(question.period.end)
        if goal.kind == "exit":
            if variant.within:
                continue
            table = _exits(records, question, variant)
        else:
            table = _followups(records, moved, question, variant)
        parts += _rows(table, question, goal, variant)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _exits(records: Records, question: Question, variant: Variant) -> pd.DataFrame:
    """Count hits and the known among the exited, and the active: ``municipality, k, n, coming``."""
    reasons = exits(records, question)
    hits = reasons[reasons["reason"].isin(variant.reasons)].groupby("municipality")["k"].sum()
    left, begun = leavers(records, question), starts(records, question)
    return pd.DataFrame(
        {
            "municipality": left["municipality"],
            "k": hits.reindex(left["municipality"], fill_value=0).to_numpy(),
            "n": left["k"],
            "coming": begun["k"] - left["k"],
        }
    )


def _followups(
    records: Records, moved: Movements, question: Question, variant: Variant
) -> pd.DataFrame:
    """Count the same of follow-ups, with ``due`` and ``waiting``, where there are dates."""
    assert variant.months is not None, "the project's YAML was validated"
    dated = records.deliveries.loc[records.deliveries["scope"] == "individ", "municipality"]
    places = tuple(place for place in question.places if place in set(dated))
    parts = replace(question, places=places, total=False)

    def of_population(people: pd.DataFrame) -> pd.DataFrame:
        return people if variant.population == "alla" else people.merge(moved.forward, on=_PERSON)

    eligible = of_population(due_people(records, variant.months, question))
    reached = eligible.merge(
        latest_answers(records, variant.months, question, "progression"), on=_PERSON
    )
    left = of_population(exited(records.participants, question.period.end))
    due = left["exit"] + pd.DateOffset(months=variant.months)
    waiting = left[due > pd.Timestamp(question.period.end)]
    in_time = waiting[due[waiting.index] <= pd.Timestamp(question.project.end)]

    table = tally(reached, parts).rename(columns={"k": "n"})
    table["k"] = tally(reached[reached["progression"].isin(_KEPT)], parts)["k"]
    for name, people in {"eligible": eligible, "waiting": waiting, "due": in_time}.items():
        table[name] = tally(people, parts)["k"]
    if question.total:
        table = add_total(table, [], ["k", "n", "eligible", "waiting", "due"])
    # due · reached / eligible, to the nearest whole number, halves upwards
    twice = table["eligible"].where(table["eligible"] > 0) * 2
    return table.assign(
        coming=((table["due"] * table["n"] * 2 + table["eligible"]) // twice).fillna(0)
    )


def _rows(
    table: pd.DataFrame, question: Question, goal: Goal, variant: Variant
) -> list[pd.DataFrame]:
    definition = f"{goal.id}/{variant.id}"
    parts = [figure_rows(table[["municipality", "k", "n"]], "forecast.so_far", (), definition)]
    if goal.kind == "lasting":
        due = table[["municipality"]].assign(k=table["due"], n=table["waiting"])
        parts.append(figure_rows(due, "forecast.due", (), definition))
    if question.period.end < question.project.end:
        coming = table[table["coming"] > 0]
        counts = (coming[name].to_list() for name in ("municipality", "k", "n", "coming"))
        told = [
            {"municipality": place, **_told(k, n, further, goal.target)}
            for place, k, n, further in zip(*counts, strict=True)
        ]
        columns = ["municipality", "k", "n", "value", "low", "high"]
        parts.append(
            figure_rows(pd.DataFrame(told, columns=columns), "forecast.goal", (), definition)
        )
    return parts


def _told(k: int, n: int, coming: int, target: float) -> dict[str, float | None]:
    if n == 0:
        needed = hits_needed(k, n, coming, target)
        return {"k": needed, "n": coming, "value": None, "low": None, "high": None}
    found = forecast(k, n, coming, target)
    shares = {"value": found.probability, "low": found.low, "high": found.high}
    return {"k": found.needed, "n": coming, **shares}
