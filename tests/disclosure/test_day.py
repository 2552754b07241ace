"""The counts of a day are those of the figures, and every sum that ties them holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from disclosure.conftest import Office, many
from stegvis.disclosure.count import Count
from stegvis.disclosure.day import Day, counted
from stegvis.disclosure.linked import linked
from stegvis.disclosure.tables import EXITED, PEOPLE, STARTED, lasting, reason, retention
from stegvis.external_table import ExternalTable
from stegvis.figures import Figures
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project

Example = Callable[[str, str], Figures]

EVERY = tuple(
    ExternalTable(table=table, places=places, by=by)
    for table, by in {
        "caseload": (),
        "participants": ("gender", "age_group", "referrer"),
        "exits": (),
        "goals": (),
        "lasting": (),
        "retention": (),
        "movement": (),
        "items": (),
        "esf": ("gender", "age_group"),
    }.items()
    for places in ("project", "municipality")
)
"""Every table there is."""
QUARTERS = {
    "cresco-plus": ["2023Q3", "2024Q2", "2024Q4", "2025Q2"],
    "cresco-creare": ["2022Q4"],
}


def _days(example: Example, project: Project) -> list[Day]:
    return [
        counted(project, Period.parse(quarter), EVERY, example(project.id, quarter))
        for quarter in QUARTERS[project.id]
    ]


@pytest.mark.long  # the example is published, and so audited, each time
@pytest.mark.parametrize("project", QUARTERS)
def test_every_relation_holds_on_the_example(
    example: Example, projects: Mapping[str, Project], project: str
) -> None:
    system = linked(_days(example, projects[project]))
    assert (system.relations @ system.value == 0).all()
    assert system.relations.shape[0] > 3_000
    assert not system.signed.any()  # the newest deliveries correct nothing that they told before


@pytest.mark.parametrize("project", QUARTERS)
def test_a_told_count_is_the_figure_of_its_row(
    example: Example, projects: Mapping[str, Project], project: str
) -> None:
    for day in _days(example, projects[project]):
        value = {(one.place, one.of): one.value for one in day.cells}
        frame = example(project, day.quarter).frame
        name = ["municipality", "measure", "group", "definition"]
        measured = frame.set_index(name)[["k", "n"]]
        compared = 0
        for told in day.told:
            places = [ALL] if told.table.places == "project" else list(day.scopes)
            for one in told.rows:
                for place in places:
                    if (place, one.k) not in value or (place, *one.name) not in measured.index:
                        continue
                    k, n = measured.loc[(place, *one.name)]
                    assert value[place, one.k] == k, (place, one.name)
                    if one.n is not None:
                        assert value[place, one.n] == n, (place, one.name)
                    compared += 1
        assert compared > 1_000


def test_the_worked_example(office: Callable[..., Office]) -> None:
    here = office(*EVERY)
    known = here.draft
    known.person("HJO-001", "2023-03-06", "2023-08-31", "arbete")
    known.person("HJO-002", "2023-03-20")
    known.person("HJO-003", "2023-04-11", "2023-09-12", "arbetssökande")
    for who, cards in {
        "HJO-001": {
            "2023-03-10": (2, 3, 1),
            "2023-06-09": (3, 3, None),
            "2023-09-15": (4, 2, None),
        },
        "HJO-002": {"2023-04-03": (1, 1, 2), "2023-10-02": (4, 4, 4)},
        "HJO-003": {"2023-04-12": (3, 3, 3), "2023-07-12": (3, 2, 3)},
    }.items():
        for day, scores in cards.items():
            known.card(who, day, *scores)
    quarter = Period.parse("2023Q3")
    told = counted(here.project, quarter, EVERY, here.figures_at(quarter))
    value = {one.of: one.value for one in told.cells if one.place == "Hjo"}
    assert (value[STARTED], value[EXITED], value[PEOPLE]) == (3, 2, 3)
    assert value[Count("goal", "", "arbete_studier/primar")] == 1
    assert value[Count("goal", "", "arbete_studier/med_arbetssokande")] == 2
    assert (
        value[Count("goal.beyond", "arbete_studier/primar", "arbete_studier/med_arbetssokande")]
        == 1
    )
    moves = [
        value[Count("steps.person", f"rater=coordinator;move={move}", "net")]
        for move in ("forward", "unchanged", "backward")
    ]
    assert moves == [1, 0, 1]
    assert value[Count("cards.still", "rater=coordinator")] == 1
    assert value[lasting("eligible", 6, "alla")] == 0
    system = linked([told])
    assert (system.relations @ system.value == 0).all()


def test_values_that_are_told_as_one(office: Callable[..., Office]) -> None:
    here = office()
    many(here.draft, "Hjo", 4, "2023-03-06", exit="2023-08-31", reason="flytt", gender="annat")
    many(here.draft, "Hjo", 3, "2023-03-06", exit="2023-08-31", reason="annat", gender="man")
    many(here.draft, "Hjo", 2, "2023-03-06", gender="kvinna")
    tables = (
        ExternalTable(
            table="exits", places="project", merge={"Övriga": ("flytt", "annat", "avbrott")}
        ),
        ExternalTable(
            table="participants",
            places="project",
            by=("gender",),
            merge={"Man, annat eller okänt": ("man", "annat", "okänt", "saknas")},
        ),
    )
    quarter = Period.parse("2023Q3")
    day = counted(here.project, quarter, tables, here.figures_at(quarter))
    shown = {one.of: one.value for one in day.cells if one.shown}
    assert shown[reason("Övriga")] == 7
    assert reason("flytt") not in shown
    genders = {
        of.group: value for of, value in shown.items() if of.measure == "participants.gender"
    }
    assert genders == {"gender=kvinna": 2, "gender=Man, annat eller okänt": 7}


def test_a_municipality_of_counts_has_no_part_in_what_is_known_of_people(
    example: Example, cresco_plus: Project
) -> None:
    [day] = [one for one in _days(example, cresco_plus) if one.quarter == "2025Q2"]
    value = {(one.place, one.of): one.value for one in day.cells}
    assert day.scopes["Karlsborg"] == "antal"
    assert value["Karlsborg", STARTED] == value[ALL, STARTED] - value[ALL, PEOPLE]
    assert ("Karlsborg", PEOPLE) not in value
    assert ("Karlsborg", retention("others", 6)) not in value
    assert not {of for place, of in value if place == "Karlsborg"} & day.people


def test_whoever_has_not_delivered_is_not_there(office: Callable[..., Office]) -> None:
    here = office()
    nobody = Figures(here.figures_at(Period.parse("2023Q3")).frame.iloc[:0])
    day = counted(here.project, Period.parse("2023Q3"), EVERY, nobody)
    assert day.scopes == {}
    assert day.cells == ()
