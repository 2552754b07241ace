"""What must hold of everything that the sections show, of any place."""

from __future__ import annotations

import re

import pytest
from english import english_in
from show.numbers_shown import drawn_texts, flat, texts, unexplained_numbers
from stegvis.show import (
    agreement,
    agreement_closeness,
    agreement_coefficients,
    belief,
    caseload,
    caseload_time,
    change_outcomes,
    change_places,
    change_since,
    change_symmetry,
    change_tests,
    coordinators,
    corrections,
    coverage,
    coverage_places,
    deliveries,
    deviation,
    esf,
    esf_groups,
    esf_official,
    gaps,
    lasting,
    nonresponse_places,
    occupation,
    panel,
    participants,
    posts,
    practices,
    referrers,
    regression_to_mean,
    reliable,
    response,
    skills,
    slipped_back,
    steps,
    steps_forward,
    steps_items,
    steps_people,
    steps_raters,
    steps_transition,
    structure,
    structure_words,
    support,
    weighted,
    wording,
)
from stegvis.show.exhibit import Chart, Prose, Table

PLACES = ["Skövde", "Hjo", "Grästorp", "Essunga", "Karlsborg", "Vara", "ALLA"]
BEFORE_ALL, EARLY = "2019Q4", {"cresco-plus": "2023Q2", "cresco-creare": "2020Q2"}
NOTEBOOKS = {
    "underlag": [
        deliveries.headline,
        deliveries.used,
        deliveries.by_scope,
        coverage.cards,
        coverage.answered,
        coverage_places.by_municipality,
        nonresponse_places.by_municipality,
        gaps.missing,
    ],
    "deltagare": [
        caseload.headline,
        caseload.totals,
        caseload_time.over_time,
        caseload.exits,
        participants.who,
    ],
    "progression": [
        steps.headline,
        steps.about,
        steps_people.by_every_rule,
        steps_forward.bounds,
        lambda section: steps_items.by_item(section, "coordinator"),
        lambda section: steps_items.by_item(section, "participant"),
        steps_transition.heatmap,
        reliable.change,
        regression_to_mean.by_start,
        panel.over_time,
        change_tests.by_person,
        change_tests.by_item,
        change_symmetry.by_item,
    ],
    "bedomare": [
        agreement.headline,
        agreement_closeness.closeness,
        agreement_coefficients.coefficients,
        steps_raters.compare,
        belief.outcome,
    ],
    "esf": [
        esf.headline,
        esf.indicators,
        esf_groups.breakdown,
        esf.not_counted,
        esf_official.differences,
        occupation.changes,
        support.changes,
        deviation.deviations,
    ],
    "förändringar": [
        change_since.headline,
        change_since.counts,
        change_outcomes.outcomes,
        change_places.table,
        corrections.late,
    ],
    "struktur": [
        structure_words.headline,
        structure.side_by_side,
        posts.over_time,
        coordinators.changes,
        referrers.knowledge,
        practices.states,
        skills.themes,
    ],
    "uppföljning": [
        lasting.headline,
        response.sought,
        response.by_reason,
        weighted.shares,
        slipped_back.twice,
    ],
}


CASES = [(place, "all") for place in PLACES] + [
    (place, period) for place in ("Skövde", "ALLA") for period in ("early", BEFORE_ALL)
]


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def section(request, cases):
    place, period = request.param
    return cases.section(place, EARLY[cases.project.id] if period == "early" else period)


@pytest.fixture(scope="module", params=NOTEBOOKS)
def exhibits(request, section):
    return [call(section) for call in NOTEBOOKS[request.param]]


def test_every_call_says_something_true_and_whole(section, exhibits):
    assert unexplained_numbers(section, *exhibits) == []
    for exhibit in exhibits:
        said = exhibit.plain()
        assert said.strip()
        assert not re.search(r"None|\bnan\b|<NA>|\.\.|  ", said)
        assert not re.search(r"\beffekt|forward|backward|unchanged|rater|active\b", said)
    for exhibit in flat(*exhibits):
        for text in texts(exhibit):
            assert not re.search(r"\d\.\d", text), "a decimal point"
            assert english_in(text) == []
        if isinstance(exhibit, Chart):
            assert english_in("\n".join(drawn_texts(exhibit))) == []


def test_the_first_call_leads_and_nothing_else_does(exhibits):
    leads = [e for e in flat(*exhibits) if isinstance(e, Prose) and e.lead]
    assert leads == [exhibits[0]]


def test_every_chart_is_followed_by_its_values_in_a_table(exhibits):
    shown = list(flat(*exhibits))
    for place, exhibit in enumerate(shown):
        if isinstance(exhibit, Chart):
            assert any(isinstance(later, Table) for later in shown[place + 1 : place + 2])
            assert exhibit.note.startswith("n = ")
            assert exhibit.alt.endswith(".")


KINDS = r"(?i)^\W*(\w+ )?(diagram|punktdiagram|stapeldiagram|\w*staplar|rutnät|linjer|kurvor|karta)"


def test_an_alternative_text_says_what_a_chart_shows_and_not_what_it_is(exhibits):
    for chart in flat(*exhibits):
        if not isinstance(chart, Chart):
            continue
        assert not re.search(KINDS, chart.alt), chart.alt
        assert re.search(r"\d", chart.alt), "it tells no number"
        assert chart.alt[0].isupper() or chart.alt[0].isdigit()
        assert chart.alt.endswith(".")
        assert chart.alt.strip(". ") != chart.caption.strip(". ")
        assert len(chart.alt) <= 1200, "longer than anyone listens to; the table has the rest"


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize("period", ["all", BEFORE_ALL])
def test_without_a_delivery_there_is_a_sentence_and_nothing_more(cases, name, period):
    section = cases.section("Vara", period)
    first, *others = (call(section) for call in NOTEBOOKS[name])
    assert first.plain() == wording.no_delivery(section)
    assert all(isinstance(exhibit, Prose) for exhibit in others)


@pytest.mark.parametrize("name", ["deltagare", "progression", "bedomare"])
@pytest.mark.parametrize("where", [("Essunga", "all"), ("Skövde", BEFORE_ALL)])
def test_where_nobody_has_started_there_is_no_chart_and_the_text_says_why(cases, name, where):
    section = cases.section(*where)
    exhibits = [call(section) for call in NOTEBOOKS[name]]
    assert not [e for e in flat(*exhibits) if isinstance(e, Chart)]
    assert "Ingen deltagare har startat" in exhibits[0].plain()


def test_before_the_project_the_text_says_when_it_begins(cases):
    section = cases.section("Skövde", BEFORE_ALL)
    assert f"börjar {cases.project.start.isoformat()}" in caseload.headline(section).plain()


@pytest.mark.parametrize("place", ["Grästorp", "Hjo"])
def test_of_a_few_people_there_are_tables_and_no_chart_of_shares(cases, place):
    section = cases.section(place)
    calls = [
        *NOTEBOOKS["progression"],
        *NOTEBOOKS["bedomare"],
        caseload.exits,
        participants.who,
        coverage.cards,
    ]
    exhibits = [call(section) for call in calls]
    assert not [e for e in flat(*exhibits) if isinstance(e, Chart)]
    assert wording.caution(1 if place == "Grästorp" else 2) in participants.who(section).plain()


@pytest.mark.parametrize("name", ["deltagare", "progression", "bedomare", "underlag"])
def test_a_municipality_of_counts_is_said_to_deliver_counts_only(cases, name):
    section = cases.section("Karlsborg")
    said = "\n".join(call(section).plain() for call in NOTEBOOKS[name])
    assert "Karlsborg lämnar bara antal, inga uppgifter om enskilda personer" in said


def test_the_whole_project_says_which_municipalities_are_not_in_figures_of_people(cases):
    section = cases.section("ALLA")
    left_out = wording.left_out(section)
    assert left_out.startswith("1 av ")
    for call in (participants.who, caseload_time.over_time, coverage.cards, steps_raters.compare):
        assert left_out in call(section).plain()
