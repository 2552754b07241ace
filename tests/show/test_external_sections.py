"""What must hold of everything that an external section shows, whatever is hidden."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from english import english_in
from show.conftest import made_up
from show.numbers_shown import drawn_texts, flat, texts, unexplained_numbers
from show.protected import PLAN, by_lot, everything, external, published, small
from stegvis.figures import Figures
from stegvis.show import esf_official
from stegvis.show.exhibit import Chart, Prose, Table
from stegvis.show.external import (
    caseload,
    esf,
    goals,
    lasting,
    movement,
    participants,
    places,
    places_outcomes,
    protection,
    summary,
)

EVERY_PLACE = {
    "deltagare": [caseload.headline, caseload.totals, caseload.exits, participants.who],
    "progression": [
        movement.headline,
        movement.about,
        movement.people,
        movement.items,
    ],
    "mal": [goals.headline, goals.official, goals.comparison],
    "uppfoljning": [lasting.headline, lasting.shares, lasting.retention],
}
THE_PROJECT = {
    "jamforelse": [
        places.headline,
        places.started,
        places_outcomes.outcomes,
        places.moved,
        places_outcomes.fidelity,
        places_outcomes.side_by_side,
    ],
    "sammanfattning": [
        summary.headline,
        summary.outcomes,
        places.started,
        caseload.exits,
        movement.people,
        summary.limits,
    ],
    "esf": [esf.headline, esf.indicators, esf.breakdown, esf_official.differences],
    "definitioner": [protection.rule, protection.plan],
}
HIDE = {"small": small, "lot": by_lot(2024), "another lot": by_lot(7), "everything": everything}
PERIOD = {"cresco-plus": "2025Q1", "cresco-creare": "2022Q4"}
"""A quarter after most tables were told for the last time."""


def told(cases, place, hide, period=None):
    project = cases.project.model_copy(update={"external": PLAN})
    span = project.period(period or PERIOD[project.id])
    figures = published(
        project, span, lambda quarter: cases.section("ALLA", quarter.label).figures, hide
    )
    return external(cases.section("ALLA", span.label).for_place(place), figures, PLAN)


def shown(section):
    notebooks = EVERY_PLACE | (THE_PROJECT if section.is_whole_project else {})
    return {name: [call(section) for call in calls] for name, calls in notebooks.items()}


@pytest.fixture(
    scope="module",
    params=[
        *(("ALLA", hide) for hide in HIDE),
        *(("Skövde", hide) for hide in HIDE),
        ("Hjo", "small"),
        ("Hjo", "lot"),
        ("Grästorp", "small"),
        ("Essunga", "small"),
        ("Karlsborg", "small"),
        ("Karlsborg", "lot"),
        ("Vara", "small"),
        ("Mariestad", "another lot"),
    ],
    ids=" ".join,
)
def section(cases, request):
    place, hide = request.param
    return told(cases, place, HIDE[hide])


@pytest.fixture(scope="module")
def exhibits(section):
    return shown(section)


def test_every_number_is_a_told_one(section, exhibits):
    for calls in exhibits.values():
        assert unexplained_numbers(section, *calls) == []


def test_every_call_says_something_in_swedish(exhibits):
    for calls in exhibits.values():
        for exhibit in calls:
            said = exhibit.plain()
            assert said.strip()
            assert not re.search(r"None|\bnan\b|<NA>|\w\.\.|  ", said)
            assert not re.search(r"\beffekt|forward|backward|unchanged|rater|active\b", said)
        for exhibit in flat(*calls):
            for text in texts(exhibit):
                assert not re.search(r"\d\.\d", text), "a decimal point"
                assert english_in(text) == []
            if isinstance(exhibit, Chart):
                assert english_in("\n".join(drawn_texts(exhibit))) == []


def test_every_section_leads_with_words(exhibits):
    for calls in exhibits.values():
        leads = [e for e in flat(*calls) if isinstance(e, Prose) and e.lead]
        assert len(leads) <= 1
        assert leads in ([], [calls[0]])


def test_every_chart_is_followed_by_its_values_and_said_in_words(exhibits):
    for calls in exhibits.values():
        parts = list(flat(*calls))
        for place, chart in enumerate(parts):
            if isinstance(chart, Chart):
                assert any(isinstance(later, Table) for later in parts[place + 1 : place + 2])
                assert re.search(r"\d", chart.alt), "it tells no number"
                assert chart.alt.endswith(".")
                assert len(chart.alt) <= 1200


def test_what_is_hidden_is_explained_where_it_stands(exhibits):
    for calls in exhibits.values():
        for exhibit in flat(*calls):
            if isinstance(exhibit, Table) and any(
                ".." in cell for row in exhibit.rows for cell in row
            ):
                assert "antalet är litet, eller skulle röja ett litet antal" in exhibit.note


def test_every_table_of_figures_says_how_often_and_up_to_when(exhibits):
    for name, calls in exhibits.items():
        for exhibit in flat(*calls):
            if isinstance(exhibit, Table) and name != "definitioner":
                assert re.search(r"till och med \d{4}-\d\d-\d\d", exhibit.note)
                assert "edovisas" in exhibit.note or exhibit.caption.startswith("Metodtrohet")


@pytest.mark.parametrize("place", ["ALLA", "Skövde"])
@pytest.mark.long  # half a minute
def test_nothing_depends_on_the_order_of_the_figures(place):
    section = told(made_up("cresco-plus"), place, HIDE["lot"])
    shuffled = section.figures.frame.sample(frac=1, random_state=5).reset_index(drop=True)
    other = replace(section, figures=Figures(shuffled))
    assert shown(other) == shown(section)


@pytest.mark.parametrize("place", ["ALLA", "Skövde"])
def test_when_everything_is_hidden_nothing_is_drawn_and_no_number_of_people_is_said(place):
    section = told(made_up("cresco-plus"), place, everything)
    for name, calls in shown(section).items():
        charts = [e for e in flat(*calls) if isinstance(e, Chart)]
        assert {chart.caption for chart in charts} <= {"Metodtrohet (BIP) i varje kommun"}, name
        for exhibit in flat(*calls):
            if isinstance(exhibit, Table) and name not in ("definitioner", "jamforelse"):
                cells = [cell for _, *row in exhibit.rows for cell in row]
                assert {c for c in cells if not re.fullmatch(r"70.%|30.%", c)} <= {"..", "–"}


def test_before_a_table_is_told_there_is_a_sentence_with_the_day_when_it_comes():
    section = told(made_up("cresco-plus"), "Skövde", small, "2023Q3")
    assert "första gången till och med 2023-12-31" in caseload.exits(section).plain()
    assert "bara för hela projektet" in lasting.retention(section).plain()


def test_a_table_told_more_seldom_says_its_own_last_day():
    section = told(made_up("cresco-plus"), "ALLA", small, "2025Q1")
    assert "varje halvår, här till och med 2024-12-31" in caseload.exits(section).plain()
    assert "varje kvartal, här till och med 2025-03-31" in caseload.totals(section).plain()
