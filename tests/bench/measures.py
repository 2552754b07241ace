"""(f) The specification's measures over 200 000 participants with eight cards each.

Ours is what a report calls, on data frames; theirs is DuckDB's answer to ``tables.sql``, on its own
tables in memory and as many threads as it takes. :mod:`bench.in_sql` says what is in and what is
not. Before anything is timed, the two are held against each other row by row.
"""

from __future__ import annotations

from collections.abc import Iterator

from stegvis.definitions import read_project

from bench.in_sql import by_duckdb, by_stegvis, differences, in_duckdb
from bench.in_turn import ROUNDS, Row, Target, in_turn, ratios, seconds, tell
from bench.large import PROJECT, ROOT
from bench.many_people import CARDS, MUNICIPALITIES, PEOPLE, PERIOD, many_people, nationwide


class NotTheSameError(Exception):
    """What was to be compared is not the same thing."""


def measures(
    people: int = PEOPLE, municipalities: int = MUNICIPALITIES, rounds: int = ROUNDS
) -> Iterator[Row]:
    """Time both.

    Raises
    ------
    NotTheSameError
        When they differ; the message tells in which rows.
    """
    own = read_project(ROOT / "data" / "projects" / f"{PROJECT}.yaml")
    project = nationwide(own, municipalities)
    tell(f"  inventing {people} people")
    records = many_people(project, people)
    database = in_duckdb(records, project, PERIOD)
    ours, theirs = by_stegvis(records, project, PERIOD), by_duckdb(database)
    wrong = differences(ours, theirs)
    if wrong:
        raise NotTheSameError("\n".join(wrong[:20]))
    tell(f"  {len(ours)} rows of figures, each the same")
    given = in_turn(
        {
            "stegvis": lambda: seconds(lambda: by_stegvis(records, project, PERIOD)),
            "DuckDB": lambda: seconds(lambda: by_duckdb(database)),
        },
        rounds,
    )
    yield Row(
        "f",
        f"measures of {people} people, {CARDS} cards each, {municipalities} municipalities; DuckDB",
        given["stegvis"],
        given["DuckDB"],
        ratios(given["stegvis"], given["DuckDB"]),
        Target("≤", 2),
    )
