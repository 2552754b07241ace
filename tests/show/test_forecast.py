"""Whether the goals will be reached, in words and a table."""

from __future__ import annotations

import dataclasses
import re

import pytest
from show.conftest import PLACES
from show.numbers_shown import flat, unexplained_numbers
from stegvis.figures import Figures
from stegvis.show import forecast, swedish, wording
from stegvis.show.exhibit import Prose, Table

DURING = {"cresco-plus": "2024Q2", "cresco-creare": "2021Q4"}
BEFORE_ALL = "2019Q4"


def plain(exhibit):
    return exhibit.plain().replace(swedish.NBSP, " ")


@pytest.mark.parametrize("period", ["during", "all", BEFORE_ALL])
@pytest.mark.parametrize("place", PLACES)
def test_every_number_shown_is_a_figure(cases, place, period):
    section = cases.section(place, DURING[cases.project.id] if period == "during" else period)
    exhibit = forecast.outlook(section)
    assert unexplained_numbers(section, exhibit) == []
    said = exhibit.plain()
    assert said.strip()
    assert not re.search(r"None|\bnan\b|<NA>|\.\.|  |\d\.\d|\beffekt| \.", said)
    for table in (e for e in flat(exhibit) if isinstance(e, Table)):
        assert table.note.startswith("n = ")


def test_what_is_needed_how_likely_it_is_and_the_assumption_stand_together(cases):
    section = cases.section("ALLA", DURING[cases.project.id])
    said = plain(forecast.outlook(section))
    end = cases.project.end.isoformat()
    for goal in section.project.goals:
        (row,) = (
            section.figures.table("ALLA", "forecast.goal")
            .loc[lambda rows, goal=goal: rows["definition"].str.startswith(f"{goal.id}/")]
            .itertuples()
        )
        assert f"krävs att minst {row.k} av dem" in said
        chance = wording.probability(row.value).replace(swedish.NBSP, " ")
        assert f"är sannolikheten att målet nås {chance}" in said
    assert f"vid projektets slut, {end}" in said
    assert "Avslutas alla aktiva innan dess, och går det för dem som för dem som har" in said
    assert "Nås lika stor andel av dem som hittills blir det" in said


def test_when_the_project_is_over_there_is_no_forecast(cases):
    for place in ("Skövde", "Karlsborg", "ALLA"):
        exhibit = forecast.outlook(cases.section(place))
        assert isinstance(exhibit, Prose)
        end = cases.project.end.isoformat()
        assert f"Projektet slutade {end}, så det finns inget att förutsäga." in plain(exhibit)
        assert "sannolikheten" not in plain(exhibit)


def test_followups_that_fall_due_after_the_project_are_said(plus):
    said = plain(forecast.outlook(plus.section("Skövde")))
    definition = "varaktig_progression/6_manader"
    waiting = plus.section("Skövde").figures.one("Skövde", "forecast.due", definition).n
    assert waiting == 3
    assert "3 personer som har avslutats blir aktuella för uppföljning senare." in said


def test_a_municipality_of_counts_has_no_days_to_wait_for(cases):
    said = plain(forecast.outlook(cases.section("Karlsborg", DURING[cases.project.id])))
    assert "Karlsborg lämnar bara antal, utan datum" in said


def test_a_goal_is_only_a_yardstick_of_a_municipality(cases):
    period = DURING[cases.project.id]
    assert "i Skövde är de en måttstock" in plain(forecast.outlook(cases.section("Skövde", period)))
    assert "måttstock" not in plain(forecast.outlook(cases.section("ALLA", period)))


def test_the_whole_project_says_who_is_not_in_the_forecast_of_followups(cases):
    section = cases.section("ALLA", DURING[cases.project.id])
    said = forecast.outlook(section).plain()
    assert f"{wording.left_out(section)} i prognosen för uppföljningen" in said


def _given(plus, k, n, value, known=20):
    """Tell about the exits of Skövde as though the figures had been these."""
    section = plus.section("Skövde", DURING["cresco-plus"])
    frame = section.figures.frame.copy()
    exits = frame["definition"] == "arbete_studier/primar"
    forecasts = exits & (frame["measure"] == "forecast.goal")
    frame.loc[forecasts, ["k", "n", "value"]] = k, n, value
    so_far = exits & (frame["measure"] == "forecast.so_far")
    frame.loc[so_far, "n"] = known
    goal = next(goal for goal in section.project.goals if goal.kind == "exit")
    alone = section.project.model_copy(update={"goals": (goal,)})
    return plain(
        forecast.outlook(dataclasses.replace(section, project=alone, figures=Figures(frame=frame)))
    )


@pytest.mark.parametrize(
    ("k", "n", "value", "words"),
    [
        (0, 5, 1.0, "5 deltagare är aktiva. Målet nås vid projektets slut hur det än går för dem."),
        (7, 5, 0.0, "Målet kan inte nås vid projektets slut: det kräver 7 till som avslutas till"),
        (5, 5, 0.1, "krävs att alla 5 avslutas till arbete eller studier."),
        (2, 5, 0.4, "krävs att minst 2 av dem avslutas till arbete eller studier."),
        (1, 1, 0.4, "1 deltagare är aktiv. För att målet ska nås"),
        (1, 1, 0.4, "krävs att den som återstår avslutas till arbete eller studier."),
        (2, 5, 0.0001, "är sannolikheten att målet nås mindre än 1 %,"),
        (2, 5, 0.9999, "är sannolikheten att målet nås mer än 99 %,"),
        (2, 5, 0.42, "är sannolikheten att målet nås 42 %,"),
        (2, 5, None, "Hur sannolikt det är går inte att säga innan det finns något utfall."),
    ],
)
def test_number_and_certainty_have_their_own_words(plus, k, n, value, words):
    assert words in _given(plus, k, n, value)


@pytest.mark.parametrize(("k", "n"), [(0, 5), (7, 5)])
def test_what_is_certain_has_no_probability(plus, k, n):
    assert "sannolikheten att målet nås" not in _given(plus, k, n, 0.5).split("Målen vid")[0]


def test_few_outcomes_are_warned_of(plus):
    assert wording.caution(4) in _given(plus, 2, 5, 0.4, known=4).replace(" %", swedish.NBSP + "%")
    assert "Läs antalen" not in _given(plus, 2, 5, 0.4, known=20)


def test_without_a_delivery_there_is_a_sentence_and_nothing_more(cases):
    assert forecast.outlook(cases.section("Vara")) == Prose(wording.NOTHING_DELIVERED)
