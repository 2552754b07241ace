from __future__ import annotations

from collections.abc import Callable

from stegvis.figures import Figures
from stegvis.measure.everything import measure
from stegvis.project import Project

PLACES = ["Hjo", "Skara", "Vara"]
GIVEN, WANTED, NEITHER = "genomförd", "önskad", "ej_aktuell"


def measured(draft: Callable, project: Project, *rows: tuple[str, str, str, int | None]) -> Figures:
    one = draft(scopes=dict.fromkeys(PLACES, "individ"))
    for place, theme, state, people in rows:
        one.add("skills", place, theme=theme, state=state, people=people, period="2025Q2")
    return measure(one.records(), project, project.span, PLACES, total=True)


def test_training_given_and_wanted(draft: Callable, cresco_plus: Project) -> None:
    figures = measured(
        draft,
        cresco_plus,
        ("Hjo", "BIP bas", GIVEN, 2),
        ("Hjo", "BIP bas", WANTED, 1),
        ("Hjo", "samtal", WANTED, None),
        ("Skara", "bip bas", GIVEN, 3),
        ("Skara", "samtal", NEITHER, None),
        ("Vara", "BIP bas", GIVEN, 0),
    )

    def people(place: str, theme: str, state: str) -> int | None:
        return figures.one(place, "skill.state", theme=theme, state=state).k

    assert people("Hjo", "BIP bas", GIVEN) == 2
    assert people("Skara", "bip bas", GIVEN) == 3
    assert people("ALLA", "BIP bas", GIVEN) == 5
    assert people("ALLA", "BIP bas", WANTED) == 1
    assert people("Hjo", "samtal", WANTED) is None
    assert people("ALLA", "samtal", WANTED) is None

    places = figures.table("ALLA", "skill.places")
    assert {tuple(row) for row in places[["theme", "state", "k", "n"]].to_numpy()} == {
        ("BIP bas", GIVEN, 2, 3),
        ("BIP bas", WANTED, 1, 3),
        ("samtal", WANTED, 1, 2),
        ("samtal", NEITHER, 1, 2),
    }
    given = {place: figures.one(place, "skill.given") for place in ("Hjo", "Skara", "ALLA")}
    assert {place: (f.k, f.n) for place, f in given.items()} == {
        "Hjo": (1, 2),
        "Skara": (1, 1),
        "ALLA": (2, 3),
    }
    assert figures.table("Vara", "skill.given").empty


def test_a_theme_in_two_spellings_is_one(draft: Callable, cresco_plus: Project) -> None:
    figures = measured(
        draft,
        cresco_plus,
        ("Hjo", "Psykisk ohälsa", GIVEN, 2),
        ("Hjo", "psykisk  ohälsa", GIVEN, 3),
        ("Hjo", "PSYKISK_OHÄLSA", GIVEN, None),
        ("Hjo", "Psykisk ohälsa", WANTED, 1),
    )
    assert figures.one("Hjo", "skill.state", theme="Psykisk ohälsa", state=GIVEN).k == 5
    assert len(figures.table("Hjo", "skill.state")) == 2


def test_without_the_sheet_there_are_no_rows(draft: Callable, cresco_plus: Project) -> None:
    figures = measured(draft, cresco_plus)
    assert not figures.frame["measure"].str.startswith("skill.").any()
