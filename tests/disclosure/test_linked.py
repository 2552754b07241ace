"""Days are tied to each other, and what is left out is what nothing comes near."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
from disclosure.conftest import Office, many, row
from stegvis.disclosure.cell import Cell
from stegvis.disclosure.choose import choose
from stegvis.disclosure.count import Count
from stegvis.disclosure.day import Day, counted
from stegvis.disclosure.linked import linked
from stegvis.disclosure.loose import loose
from stegvis.disclosure.system import System
from stegvis.disclosure.tables import EXITED, STARTED, lasting, reason, retention
from stegvis.external_table import ExternalTable
from stegvis.period import Period
from stegvis.place import ALL

Opened = Callable[..., Office]
PLACES = {"Hjo": "individ", "Skara": "individ"}
K = Count("goal", "", "arbete_studier/primar")


def _days(here: Office, quarters: Sequence[str], *tables: ExternalTable) -> list[Day]:
    periods = [Period.parse(quarter) for quarter in quarters]
    return [counted(here.project, one, tables, here.figures_at(one)) for one in periods]


def _related(system: System, *cells: Cell) -> bool:
    """Tell whether a relation is of just these cells."""
    at = sorted(system.names.index(cell) for cell in cells)
    rows = (system.relations[[number]] for number in range(system.relations.shape[0]))
    return any(sorted(one.indices.tolist()) == at for one in rows)


def test_a_count_that_grows_is_tied_to_the_day_before(office: Opened) -> None:
    here = office(**PLACES)
    many(here.draft, "Hjo", 20, "2023-03-06")
    many(here.draft, "Hjo", 3, "2023-05-06")
    table = ExternalTable(table="caseload", places="project")
    first, second = _days(here, ["2023Q1", "2023Q2"], table)
    system = linked([second, first])
    then, now = (Cell("Hjo", *STARTED, day.until) for day in (first, second))
    added = Cell("Hjo", "caseload.started+", "", "cumulative", second.until)
    assert system.value[system.names.index(added)] == 3
    assert _related(system, then, now, added)


def test_a_correction_may_be_below_zero(office: Opened) -> None:
    here = office(**PLACES)
    many(here.draft, "Hjo", 20, "2023-03-06")
    table = ExternalTable(table="caseload", places="project")
    [first] = _days(here, ["2023Q1"], table)
    here.draft.rows["participants"][0]["exit_reason"] = "felregistrering"
    [second] = _days(here, ["2023Q2"], table)
    system = linked([first, second])
    at = system.names.index(Cell(ALL, "caseload.started+", "", "cumulative", second.until))
    assert system.value[at] == -1
    assert system.signed[at]
    assert (system.relations @ system.value == 0).all()


def test_the_due_are_those_who_had_left_half_a_year_before(office: Opened) -> None:
    here = office(**PLACES)
    many(here.draft, "Hjo", 12, "2023-03-06", exit="2023-06-30", reason="flytt")
    many(here.draft, "Hjo", 9, "2023-03-06", exit="2023-07-01", reason="flytt")
    tables = [
        ExternalTable(table=table, places="municipality") for table in ("caseload", "lasting")
    ]
    first, second = _days(here, ["2023Q2", "2023Q4"], *tables)
    system = linked([first, second])
    due = lasting("eligible", 6, "alla")
    for place in ("Hjo", ALL):
        earlier, later = Cell(place, *EXITED, first.until), Cell(place, *due, second.until)
        assert system.value[system.names.index(later)] == 12
        assert _related(system, earlier, later)


def test_parts_that_nothing_comes_near_are_left_out(office: Opened) -> None:
    here = office(**PLACES)
    for place in PLACES:
        many(here.draft, place, 20, "2023-03-06", exit="2023-05-06", reason="flytt")
        many(here.draft, place, 8, "2023-03-06", exit="2023-05-06", reason="arbete")
    days = _days(
        here,
        ["2023Q2"],
        ExternalTable(table="caseload", places="municipality"),
        ExternalTable(table="caseload", places="project"),
        ExternalTable(table="goals", places="project", only=("arbete_studier/primar",)),
    )
    new = frozenset({days[0].until})
    assert (K, days[0].until) in loose(linked(days, new), days, 5)
    left = choose(days, new, 5, 20).system.names
    assert Cell("Hjo", *K, days[0].until) not in left
    assert Cell(ALL, *K, days[0].until) in left
    assert Cell("Hjo", *STARTED, days[0].until) in left


def test_a_part_that_the_others_leave_over_is_protected(office: Opened) -> None:
    """Of 28 who left 22 reached the goal: of Hjo's 8, then, 2 at least; in truth 3."""
    tables = (
        ExternalTable(table="caseload", places="municipality", only=("exited",)),
        ExternalTable(table="goals", places="project", only=("arbete_studier/primar",)),
    )
    here = office(*tables, **PLACES)
    many(here.draft, "Hjo", 3, "2023-03-06", exit="2023-05-06", reason="arbete")
    many(here.draft, "Hjo", 5, "2023-03-06", exit="2023-05-06", reason="flytt")
    many(here.draft, "Skara", 19, "2023-03-06", exit="2023-05-06", reason="arbete")
    many(here.draft, "Skara", 1, "2023-03-06", exit="2023-05-06", reason="flytt")
    days = _days(here, ["2023Q2"], *tables)
    assert (K, days[0].until) not in loose(linked(days, frozenset({days[0].until})), days, 5)
    figures = here.publish("2023Q2").figures
    goal = row(figures, ALL, "goal", "arbete_studier/primar")
    exited = [row(figures, place, "caseload.exited", "cumulative")["k"] for place in PLACES]
    assert pd.isna(goal["k"]) or any(pd.isna(one) for one in exited)


def test_who_was_told_of_late_is_a_count_of_its_own(office: Opened) -> None:
    """Of the due, 12 had been told of and 2 came to be known later: no fewer than 12 are due."""
    here = office(**PLACES)
    tables = [
        ExternalTable(table=table, places="municipality") for table in ("caseload", "lasting")
    ]
    many(here.draft, "Hjo", 12, "2023-03-06", exit="2023-06-30", reason="flytt")
    [first] = _days(here, ["2023Q2"], *tables)
    many(here.draft, "Hjo", 2, "2023-03-06", exit="2023-06-29", reason="flytt")
    [second] = _days(here, ["2023Q4"], *tables)
    system = linked([first, second])
    due = lasting("eligible", 6, "alla")
    late = Cell("Hjo", f"{due.measure}.late", *due[1:], second.until)
    earlier, later = Cell("Hjo", *EXITED, first.until), Cell("Hjo", *due, second.until)
    at = system.names.index(late)
    assert system.value[at] == 2
    assert not system.signed[at]
    assert _related(system, earlier, later, late)


def test_who_reach_a_goal_by_one_definition_alone_only_grow_in_number(office: Opened) -> None:
    """Between 14 less 10 and 19 less 12 there are 3 more who left as job seekers."""
    tables = [ExternalTable(table="goals", places="project")]
    here = office(**PLACES)
    many(here.draft, "Hjo", 10, "2023-03-06", exit="2023-03-20", reason="arbete")
    many(here.draft, "Hjo", 4, "2023-03-06", exit="2023-03-20", reason="arbetssökande")
    [first] = _days(here, ["2023Q1"], *tables)
    many(here.draft, "Hjo", 2, "2023-03-06", exit="2023-05-20", reason="arbete")
    many(here.draft, "Hjo", 3, "2023-03-06", exit="2023-05-20", reason="arbetssökande")
    [second] = _days(here, ["2023Q2"], *tables)
    system = linked([first, second])
    beyond = [
        value
        for name, value in zip(system.names, system.value, strict=True)
        if isinstance(name, Cell) and name.measure == "goal.beyond+" and name.place == ALL
    ]
    assert beyond == [3]


def test_who_had_left_is_tied_to_who_is_due_where_nobody_is_told_of_either(office: Opened) -> None:
    """Of the 12 who are due, 8 are Hjo's, who had left: Skara, which came later, has 4."""
    here = office(**PLACES)
    tables = [ExternalTable(table=table, places="project") for table in ("exits", "retention")]
    many(here.draft, "Hjo", 8, "2023-03-06", exit="2023-06-30", reason="arbete")
    [first] = _days(here, ["2023Q2"], *tables)
    many(here.draft, "Skara", 4, "2023-03-06", exit="2023-06-30", reason="arbete")
    [second] = _days(here, ["2023Q4"], *tables)
    system = linked([first, second])
    due, before = retention("eligible", 6), reason("arbete")
    earlier, later = Cell("Hjo", *before, first.until), Cell("Hjo", *due, second.until)
    assert _related(system, earlier, later)
    whole = [Cell(ALL, *before, first.until), Cell(ALL, *due, second.until)]
    late = Cell(ALL, f"{due.measure}.late", *due[1:], second.until)
    assert system.value[system.names.index(late)] == 4
    assert _related(system, *whole, late)


def test_who_is_due_after_a_year_was_due_half_a_year_before(office: Opened) -> None:
    here = office(**PLACES)
    table = ExternalTable(table="retention", places="project")
    many(here.draft, "Hjo", 8, "2023-03-06", exit="2023-06-30", reason="arbete")
    first, second = _days(here, ["2023Q4", "2024Q2"], table)
    earlier = Cell(ALL, *retention("eligible", 6), first.until)
    later = Cell(ALL, *retention("eligible", 12), second.until)
    system = linked([first, second])
    assert system.value[system.names.index(later)] == 8
    assert _related(system, earlier, later)
