"""Holds a ``figures.csv`` against the independent count, row by row."""

from __future__ import annotations

from collections import Counter
from math import isclose
from pathlib import Path

import pandas as pd
from stegvis.period import Period
from stegvis.project import Project
from whole import recount as plain
from whole import (
    recount_between,
    recount_change,
    recount_earlier,
    recount_esf,
    recount_forward,
    recount_goals,
    recount_method,
    recount_paired,
    recount_raters,
    recount_response,
    recount_structure,
    recount_weighting,
)

ALSO: tuple[plain.Recount, ...] = (
    recount_response.lines,
    recount_change.lines,
    recount_structure.lines,
    recount_esf.lines,
    recount_between.lines,
    recount_method.lines,
    recount_goals.lines,
    recount_forward.lines,
    recount_paired.lines,
    recount_weighting.lines,
    recount_raters.lines,
    recount_earlier.lines,
)
"""The counts that stand in files of their own, beside ``recount.py``."""
ESTIMATED: dict[str, set[str]] = {
    "change.wilcoxon": {"value"},
    "change.person_wilcoxon": {"value"},
    "change.bowker": {"value"},
    "change.stuart_maxwell": {"value"},
    "panel.mean": {"low", "high"},
    "pooled.": {"value", "low", "high"},
    "fidelity.correlation_p": {"value"},
    "forecast.goal": {"value", "low", "high"},
    "lasting.weighted": {"low", "high"},
    "agreement.": {"low", "high"},
    "time.incidence": {"low", "high"},
}
"""Measures by the columns that a model or a random draw gives: tested against published values.

A name that ends with a dot stands for every measure that begins so. Their other columns are
counted again like everyone else's.
"""
NUMBERS = ["k", "n", "value", "low", "high", "bound_low", "bound_high"]


def _estimated(measure: str) -> set[str]:
    named = ESTIMATED.get(measure, set())
    return named | ESTIMATED.get(measure.rpartition(".")[0] + ".", set())


def differences(
    path: Path, project: Project, span: Period, delivered: dict[str, dict[str, plain.Sheets]]
) -> list[tuple[object, ...]]:
    """List what is otherwise in the file than by the count: rows, then numbers; none, at best.

    ``delivered`` has the sheets of each delivery, by municipality and quarter.
    """
    written = pd.read_csv(path, dtype={"group": "str", "definition": "str"}).fillna(
        {"group": "", "definition": ""}
    )
    expected = plain.recount(project, span, delivered, ALSO)
    names = written[["municipality", "measure", "group", "definition"]]
    keys = list(names.itertuples(index=False, name=None))
    twice = [key for key, number in Counter(keys).items() if number > 1]
    wrong: list[tuple[object, ...]] = [*twice, *set(keys).symmetric_difference(expected)]
    for key, row in zip(keys, written[NUMBERS].to_dict("records"), strict=True):
        for name in (name for name in NUMBERS if name not in _estimated(key[1])):
            want, got = expected.get(key, {}).get(name), row[name]
            same = pd.isna(got) if want is None else isclose(got, want, rel_tol=1e-9, abs_tol=1e-12)
            if not same:
                wrong.append((key, name, got, want))
    return wrong
