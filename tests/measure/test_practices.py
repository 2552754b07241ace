from __future__ import annotations

from collections.abc import Callable

from stegvis.figures import Figures
from stegvis.measure.everything import measure
from stegvis.project import Project

PLACES = ["Hjo", "Skara", "Vara"]


def measured(draft: Callable, project: Project, *rows: tuple[str, str, int]) -> Figures:
    one = draft(scopes=dict.fromkeys(PLACES, "individ"))
    for place, practice, state in rows:
        one.add("practices", place, practice=practice, state=state, period="2025Q2")
    return measure(one.records(), project, project.span, PLACES, total=True)


def test_states_and_how_many_municipalities_are_in_each(
    draft: Callable, cresco_plus: Project
) -> None:
    figures = measured(
        draft,
        cresco_plus,
        ("Hjo", "Trepartssamtal", 3),
        ("Hjo", "Jobbfokus", 0),
        ("Skara", "trepartssamtal ", 3),
        ("Vara", "TREPARTSSAMTAL", 1),
        ("Vara", "Jobbfokus", 3),
    )
    assert figures.one("Hjo", "practice.state", practice="Trepartssamtal").k == 3
    assert figures.one("Skara", "practice.state", practice="trepartssamtal").k == 3
    reached = figures.table("ALLA", "practice.reached")
    table = reached.pivot_table(index="practice", columns="state", values=["k", "n"])
    assert set(table.index) == {"Jobbfokus", "TREPARTSSAMTAL"}
    assert list(table.loc["TREPARTSSAMTAL", "k"]) == [0, 1, 0, 2]
    assert set(table.loc["TREPARTSSAMTAL", "n"]) == {3}
    assert list(table.loc["Jobbfokus", "k"]) == [1, 0, 0, 1]
    assert set(table.loc["Jobbfokus", "n"]) == {2}
    ordinary = {place: figures.one(place, "practice.ordinary") for place in [*PLACES, "ALLA"]}
    assert {place: (f.k, f.n) for place, f in ordinary.items()} == {
        "Hjo": (1, 2),
        "Skara": (1, 1),
        "Vara": (1, 2),
        "ALLA": (3, 5),
    }


def test_a_practice_written_twice_counts_once_in_its_lower_state(
    draft: Callable, cresco_plus: Project
) -> None:
    figures = measured(draft, cresco_plus, ("Hjo", "Jobbfokus", 2), ("Hjo", "JOBBFOKUS", 1))
    states = figures.table("Hjo", "practice.state")
    assert states[["practice", "k"]].to_numpy().tolist() == [["JOBBFOKUS", 1]]
    assert figures.one("ALLA", "practice.reached", practice="JOBBFOKUS", state=1).n == 1


def test_a_name_with_the_groups_own_signs_keeps_to_one_row(
    draft: Callable, cresco_plus: Project
) -> None:
    name = "<script>x=1;y</script>"
    figures = measured(draft, cresco_plus, ("Hjo", name, 2), ("Vara", "<script>x-1,y</script>", 3))
    assert list(figures.table("ALLA", "practice.reached")["practice"].unique()) == [
        "<script>x-1,y</script>"
    ]
    assert figures.one("Hjo", "practice.state", practice="<script>x-1,y</script>").k == 2


def test_without_the_sheet_there_are_no_rows(draft: Callable, cresco_plus: Project) -> None:
    figures = measured(draft, cresco_plus)
    assert not figures.frame["measure"].str.startswith("practice.").any()
