"""The specification's measures by DuckDB and by stegvis, from the same records.

What is measured: caseload with exit reasons, step movements by item, value, indicator and person
(every rule, both raters), every goal's every variant, lasting progression and retention, for each
municipality and for ALLA. Both begin with the rows in memory as each likes them best, DuckDB in
tables of its own and stegvis in data frames, and end with one frame of the same rows. DuckDB uses
as many threads as it wants. :func:`differences` holds the one against the other, row by row.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import duckdb
import pandas as pd
from stegvis.card import RATERS
from stegvis.measure.caseload import caseload
from stegvis.measure.goals import goals
from stegvis.measure.lasting import followed, horizons, lasting, retention
from stegvis.measure.movements import movements
from stegvis.measure.question import Question
from stegvis.measure.steps import steps
from stegvis.period import Period
from stegvis.project import Project
from stegvis.records import Records

SQL = Path(__file__).with_name("tables.sql").read_text(encoding="utf-8")
KEY = ["municipality", "measure", "group", "definition"]
COUNTS = ["k", "n"]
SHARES = ["value", "low", "high", "bound_low", "bound_high"]
ROUNDING = 1e-12

_USED = ("participants", "cards", "followups", "counts", "followup_counts")


def by_stegvis(records: Records, project: Project, period: Period) -> pd.DataFrame:
    """Measure as a report does, but only what the specification asks for."""
    names = [place.name for place in project.municipalities]
    question = Question.about(records, project, period, names, total=True)
    moved = movements(records, project, period.end)
    followups = followed(records, moved.forward, question)
    tables = [
        caseload(records, question),
        steps(moved, question),
        goals(records, followups, question),
        lasting(followups),
        retention(records, question),
    ]
    return pd.concat(tables, ignore_index=True)


def in_duckdb(records: Records, project: Project, period: Period) -> duckdb.DuckDBPyConnection:
    """Give a database in memory that holds the records and what the project has decided."""
    database = duckdb.connect()
    given = {field.name: getattr(records, field.name) for field in fields(records)}
    tables = {name: given[name] for name in _USED} | _decided(records, project)
    for name, table in tables.items():
        database.register("given", table)
        database.execute(f"CREATE TABLE {name} AS FROM given")
        database.unregister("given")
    variables = {
        "first_day": f"DATE '{period.start}'",
        "last_day": f"DATE '{period.end}'",
        "primary_rule": f"'{project.movement.primary_rule}'",
        "primary_rater": f"'{project.movement.primary_rater}'",
    }
    for name, value in variables.items():
        database.execute(f"SET VARIABLE {name} = {value}")
    return database


def by_duckdb(database: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Run the SQL beside this file."""
    return database.execute(SQL).df()


def _decided(records: Records, project: Project) -> dict[str, pd.DataFrame]:
    card, rules = project.card, project.movement.rules
    items = [(rater, item.id, item.indicator) for rater in RATERS for item in card.items(rater)]
    variants = [
        (f"{goal.id}/{variant.id}", goal.kind, variant)
        for goal in project.goals
        for variant in goal.variants
    ]
    of_exits = [(name, variant) for name, kind, variant in variants if kind == "exit"]
    tables = {
        "raters": (["rater", "own"], [(rater, len(card.items(rater))) for rater in RATERS]),
        "items": (["rater", "item", "indicator"], items),
        "rules": (
            ["rule", "kind", "threshold", "reliability", "spread"],
            [(r.id, r.kind, r.threshold, r.reliability, r.spread) for r in rules],
        ),
        "scale": (["score"], [(score,) for score in range(card.low, card.high + 1)]),
        "reasons": (["reason"], [(reason,) for reason in project.reason_ids]),
        "horizons": (["months"], [(months,) for months in horizons(project)]),
        "exit_goals": (
            ["definition", "denominator"],
            [(name, "within" if v.within else v.denominator) for name, v in of_exits],
        ),
        "goal_reasons": (
            ["definition", "reason", "reached", "within"],
            [
                (name, reason, reason in variant.reasons, reason in variant.within)
                for name, variant in of_exits
                for reason in project.reason_ids
            ],
        ),
        "lasting_goals": (
            ["definition", "months", "population"],
            [(name, v.months, v.population) for name, kind, v in variants if kind == "lasting"],
        ),
    }
    frames = {name: pd.DataFrame(rows, columns=columns) for name, (columns, rows) in tables.items()}
    return frames | {"places": records.deliveries[["municipality", "scope"]]}


def differences(ours: pd.DataFrame, theirs: pd.DataFrame) -> list[str]:
    """Tell of every row that only one has, or in which they differ; at best none."""
    both = ours.merge(theirs, on=KEY, how="outer", suffixes=("", "_theirs"), indicator=True)
    alone = both["_merge"].ne("both")
    wrong = alone.copy()
    for name in [*COUNTS, *SHARES]:
        one, other = (both[column].astype("Float64") for column in (name, f"{name}_theirs"))
        near = (one - other).abs().le(ROUNDING).fillna(value=False).astype("bool")
        wrong |= ~(near | (one.isna() & other.isna()))
    found = both[wrong].drop(columns="_merge").astype("object")
    return [
        " ".join(f"{name}={value}" for name, value in row.items()) for _, row in found.iterrows()
    ]
