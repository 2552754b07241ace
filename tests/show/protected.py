"""Protected figures, made up: a plan, and what of some figures it tells, hidden here and there.

What is hidden is drawn by lot, or is small: no protection is tried here, only how it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from stegvis.external_table import ExternalTable, Kind
from stegvis.figures import COLUMNS, Figures
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.show.section import Section

Hide = Callable[[pd.DataFrame], pd.Series]
"""What of each row of published figures is hidden: ``all``, ``n``, ``bounds`` or nothing."""

_HIDDEN = {
    "all": ["k", "n", "value", "low", "high", "bound_low", "bound_high"],
    "n": ["n", "value", "low", "high", "bound_low", "bound_high"],
    "bounds": ["bound_low", "bound_high"],
}

OTHER = {"annat eller okänt": ("annat", "okänt")}
OLDER = {"30 år och äldre": ("30–54", "55–64")}
PLAN = tuple(
    ExternalTable.model_validate(table)
    for table in (
        {"table": "caseload", "places": "project"},
        {"table": "caseload", "places": "municipality", "every": "half_year", "only": ("started",)},
        {
            "table": "caseload",
            "places": "municipality",
            "every": "year",
            "only": ("exited", "active"),
        },
        {
            "table": "participants",
            "places": "project",
            "every": "half_year",
            "by": ("gender", "age_group"),
            "merge": OTHER,
        },
        {"table": "participants", "places": "project", "every": "year", "by": ("referrer",)},
        {
            "table": "participants",
            "places": "municipality",
            "every": "end",
            "by": ("gender", "age_group"),
            "merge": {**OTHER, **OLDER},
        },
        {"table": "exits", "places": "project", "every": "half_year"},
        {
            "table": "exits",
            "places": "municipality",
            "every": "year",
            "merge": {
                "Arbete eller studier": ("arbete", "studier"),
                "Andra skäl": ("sjukdom", "flytt", "avbrott", "annat"),
            },
        },
        {"table": "goals", "places": "project"},
        {"table": "goals", "places": "municipality", "every": "half_year"},
        {"table": "lasting", "places": "project"},
        {"table": "lasting", "places": "municipality", "every": "year", "only": ("6/positiv",)},
        {"table": "retention", "places": "project", "every": "year"},
        {"table": "movement", "places": "project"},
        {
            "table": "movement",
            "places": "municipality",
            "every": "half_year",
            "only": ("net/coordinator",),
        },
        {"table": "items", "places": "project", "every": "end", "first": "2024H1"},
        {
            "table": "esf",
            "places": "project",
            "every": "half_year",
            "by": ("gender", "age_group"),
            "merge": OTHER,
        },
    )
)
_ABOUT = ("delivery.scope", "delivery.used", "fidelity")
_BOUNDED = ("lasting.share", "retention.share", "esf.indicator")
_MEASURES: dict[Kind, str] = {
    "caseload": r"caseload\.(started|exited|active)",
    "exits": r"caseload\.exit_reason",
    "goals": "goal",
    "lasting": r"lasting\.(share|eligible|reached|increased|kept|declined)",
    "retention": r"retention\.(share|eligible)",
    "movement": r"steps\.person",
    "items": r"steps\.item",
    "esf": r"esf\.indicator",
}


def published(
    project: Project, period: Period, figures: Callable[[Period], Figures], hide: Hide
) -> Figures:
    """Give what the plan tells of figures, by the period that they are of."""
    frames = [_about(figures(Period.quarter_of(period.end)).frame)]
    for table in project.external:
        for quarter in table.quarters(project.start, project.end, period.end)[-1:]:
            label = period.label if quarter.end == period.end else quarter.label
            frames.append(_of_table(figures(quarter).frame, table).assign(period=label))
    frame = pd.concat(frames, ignore_index=True)
    frame = frame.drop_duplicates(["municipality", "measure", "group", "definition"])
    hidden = hide(frame).mask(frame["measure"].isin(_ABOUT), "")
    for what, columns in _HIDDEN.items():
        frame.loc[hidden == what, columns] = pd.NA
    frame["suppressed"] = hidden != ""
    return Figures(frame.astype(COLUMNS).reset_index(drop=True))


def _about(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep what is about how a municipality works and delivers."""
    return frame[frame["measure"].isin(_ABOUT)]


def small(frame: pd.DataFrame) -> pd.Series:
    """Hide the small counts, and every share of few."""
    few = frame["k"].between(1, 4) | frame["n"].between(1, 4)
    return pd.Series(np.where(few.fillna(value=False), "all", ""), frame.index)


def by_lot(seed: int) -> Hide:
    """Hide by lot: a third whole, some n alone and some bounds alone."""
    lots = np.random.default_rng(seed)

    def hide(frame: pd.DataFrame) -> pd.Series:
        what = lots.choice(["all", "n", "bounds", ""], len(frame), p=[0.3, 0.05, 0.05, 0.6])
        counts = frame["n"].isna()
        bounded = frame["measure"].isin(_BOUNDED)
        possible = (what == "all") | ((what == "n") & ~counts) | ((what == "bounds") & bounded)
        return pd.Series(what, frame.index).where(possible, "")

    return hide


def everything(frame: pd.DataFrame) -> pd.Series:
    """Hide every number."""
    return pd.Series("all", frame.index)


def _of_table(frame: pd.DataFrame, table: ExternalTable) -> pd.DataFrame:
    of_place = (frame["municipality"] == ALL) == (table.places == "project")
    if table.table == "participants":
        traits = "|".join(table.by)
        wanted = frame["measure"].str.fullmatch(rf"participants\.({traits})")
    else:
        wanted = frame["measure"].str.fullmatch(_MEASURES[table.table])
    rows = frame[of_place & wanted & (frame["definition"] != "period")]
    if table.table == "esf":
        rows = rows[rows["group"].str.partition("=")[0].isin(["", *table.by])]
    if table.only:
        rows = rows[[any(name in table.only for name in _names(row)) for row in rows.itertuples()]]
    return _merged(rows, table)


def _names(row: object) -> Iterator[str]:
    group = dict(part.split("=", 1) for part in row.group.split(";") if part)
    yield row.measure.removeprefix("caseload.")
    yield row.definition
    yield "/".join(group[key] for key in ("months", "population") if key in group)
    if "rater" in group:
        yield group["rater"]
        yield f"{row.definition}/{group['rater']}"


def _merged(rows: pd.DataFrame, table: ExternalTable) -> pd.DataFrame:
    """Tell merged values as one; nobody checks their share, so it is that of their sum."""
    called = {value: label for label, values in table.merge.items() for value in values}
    key = rows["group"].str.partition("=")
    group = [f"{k}={called[v]}" if v in called else f"{k}{s}{v}" for k, s, v in key.to_numpy()]
    rows = rows.assign(group=group)
    names = ["project", "municipality", "period", "measure", "group", "definition"]
    sums = rows[rows.duplicated(names, keep=False)]
    if not len(sums):
        return rows
    one = sums.groupby(names, sort=False, as_index=False).agg({"k": "sum", "n": "max"})
    if table.table == "esf":
        one["n"] = sums.groupby(names, sort=False)["n"].sum().to_numpy()
    one["value"] = (one["k"] / one["n"].where(one["n"] > 0)).astype("Float64")
    one = one.assign(**dict.fromkeys(["low", "high", "bound_low", "bound_high"], pd.NA))
    kept = rows[~rows.duplicated(names, keep=False)]
    return pd.concat([kept, one.assign(suppressed=False)], ignore_index=True)


def external(section: Section, figures: Figures, plan: tuple[ExternalTable, ...]) -> Section:
    """Give a section as it is told externally, from protected figures."""
    project = section.project.model_copy(update={"external": plan})
    kept = figures if section.is_whole_project else figures.of([section.place])
    return replace(section, project=project, audience="extern", figures=kept)
