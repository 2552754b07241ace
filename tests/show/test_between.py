"""The comparison of municipalities: never a league table, and nothing that chance could give."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from show.conftest import EVERYBODY, NOBODY
from show.numbers_shown import drawn_texts, flat, texts, unexplained_numbers
from stegvis.language import swedish_order
from stegvis.show import (
    apart,
    between,
    card_and_rest,
    casemix,
    caterpillar,
    fidelity_scatter,
    funnel,
    swedish,
    wording,
)
from stegvis.show.exhibit import Chart, Prose, Table

CALLS = [
    between.headline,
    apart.table,
    casemix.table,
    funnel.funnels,
    caterpillar.pooled,
    fidelity_scatter.scatter,
    card_and_rest.compare,
]
COMPARED = CALLS[1:-1]
BEFORE_ALL = "2019Q4"
EARLY = {"cresco-plus": "2023Q2", "cresco-creare": "2020Q2"}
PLACES = ["ALLA", "Skövde", "Hjo", "Essunga", "Karlsborg", "Vara"]
CASES = [*((place, "all") for place in PLACES), ("ALLA", "early"), ("ALLA", BEFORE_ALL)]


@pytest.fixture(scope="module")
def whole(cases):
    return cases.section("ALLA")


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def section(request, cases):
    place, period = request.param
    return cases.section(place, EARLY[cases.project.id] if period == "early" else period)


def only(cases, *places):
    """Keep the deliveries of some municipalities."""
    frames = {
        name: frame[frame["municipality"].isin(places)]
        for name, frame in vars(cases.records).items()
        if isinstance(frame, pd.DataFrame)
    }
    return cases.having(**frames)


def must_hold(section, *exhibits):
    assert unexplained_numbers(section, *exhibits) == []
    for exhibit in exhibits:
        assert exhibit.plain().strip()
        assert not re.search(r"None|\bnan\b|<NA>|\.\.|  |effekt|orsakar", exhibit.plain())
    shown = list(flat(*exhibits))
    for place, exhibit in enumerate(shown):
        assert not [text for text in texts(exhibit) if re.search(r"\d\.\d", text)]
        if isinstance(exhibit, Chart):
            assert isinstance(shown[place + 1], Table)
            assert exhibit.note.startswith("n = ")
            assert exhibit.alt.endswith(".")


def test_every_call_says_something_true_and_whole(section):
    exhibits = [call(section) for call in CALLS]
    must_hold(section, *exhibits)
    leads = [e for e in flat(*exhibits) if isinstance(e, Prose) and e.lead]
    assert leads == [exhibits[0]]


def test_nothing_is_compared_in_the_report_of_one_municipality(cases):
    for place in PLACES[1:]:
        for call in CALLS:
            assert isinstance(call(cases.section(place)), Prose)


def test_before_the_project_nothing_is_drawn_and_nothing_is_comparable(cases):
    """Only Karlsborg has outcomes then: its counts have no dates."""
    section = cases.section("ALLA", BEFORE_ALL)
    assert not [e for c in CALLS for e in flat(c(section)) if isinstance(e, Chart)]
    said = {row[0]: row[1:] for row in apart.table(section).rows}
    assert all(cell.startswith("Ej jämförbar (") for cells in said.values() for cell in cells)


@pytest.mark.parametrize("places", [("Essunga",), ("Skövde",), ("Karlsborg",)])
def test_one_municipality_has_nothing_to_be_compared_with(cases, places):
    section = only(cases, *places).section("ALLA")
    exhibits = [call(section) for call in CALLS]
    must_hold(section, *exhibits)
    assert not [e for e in flat(*exhibits) if isinstance(e, Chart)]
    assert "färre än två kommuner" in exhibits[0].plain()


@pytest.mark.parametrize("places", [(EVERYBODY, "Hjo"), (NOBODY, "Skövde"), (EVERYBODY, NOBODY)])
def test_everybody_and_nobody_can_be_compared(cases, places):
    section = only(cases, *places).section("ALLA")
    must_hold(section, *(call(section) for call in CALLS))


def test_municipalities_stand_in_alphabetical_order(whole):
    names = sorted((m.name for m in whole.project.municipalities), key=swedish_order)
    for table in (e for c in COMPARED for e in flat(c(whole)) if isinstance(e, Table)):
        assert [row[0] for row in table.rows if row[0] != swedish.EVERYONE] == names


def test_every_compared_municipality_is_named_in_the_chart(whole):
    charts = [e for e in flat(funnel.funnels(whole)) if isinstance(e, Chart)]
    for goal, chart in zip(whole.project.goals, charts, strict=True):
        drawn = drawn_texts(chart)
        for place in between.compared(whole, goal):
            assert place in drawn
            assert f"{place}: " in chart.alt


def test_who_is_not_comparable_is_said_with_the_reason(whole):
    tables = [e for e in flat(funnel.funnels(whole)) if isinstance(e, Table)]
    for table in tables:
        place = {row[0]: row[-1] for row in table.rows}
        assert place["Vara"] == "Ej jämförbar (ingen leverans)"
        assert place["Essunga"] == "Ej jämförbar (inget utfall än)"


def test_the_headline_says_how_many_lie_outside_and_how_many_would_by_chance(cases):
    """Mariestad: everybody kept it; Skara: nobody; so these two lie outside."""
    section = only(cases, EVERYBODY, NOBODY).section("ALLA")
    said = between.headline(section).plain()
    assert "av 2 kommuner ligger 2 utanför 95-procentsgränserna" in said
    assert (
        wording.share(section.figures.one("ALLA", "funnel.centre", "arbete_studier/primar")) in said
    )
    assert between.CANNOT_SAY in said


def test_counts_only_and_few_are_not_comparable_in_movement(whole):
    said = {row[0]: row[-1] for row in apart.table(whole).rows}
    assert said["Karlsborg"] == "Ej jämförbar (bara antal)"
    assert said["Hjo"] == "Ej jämförbar (färre än 3 personer med två kort)"
    assert said["Skövde"] == "jämförbar"
    shown = fidelity_scatter.scatter(whole)
    (table,) = (e for e in flat(shown) if isinstance(e, Table))
    assert {row[0]: row[2] for row in table.rows}["Karlsborg"] == "Ej jämförbar (bara antal)"


def test_no_cause_is_claimed_beside_the_scatter(whole):
    said = fidelity_scatter.scatter(whole).plain()
    assert fidelity_scatter.NO_CAUSE in said
    assert "beror på metoden" not in said


def test_the_correlation_stands_with_n_p_leave_one_out_and_power(compared):
    section = compared.section("ALLA", "2025Q2")
    must_hold(section, *(call(section) for call in CALLS))
    said = swedish_spaces(fidelity_scatter.scatter(section).plain())
    assert "över 4 kommuner" in said
    assert "alla 24 sätt att kasta om kommunerna prövade" in said
    assert re.search(r"mellan [−\d,]+ \(utan \w+\) och [−\d,]+ \(utan \w+\)", said)
    assert f"alla {len(section.project.municipalities)} kommuner" in said


def test_only_the_card_stands_beside_the_card_and_the_rest(compared):
    section = compared.section("ALLA", "2025Q2")
    said = swedish_spaces(card_and_rest.compare(section).plain())
    assert "I 2 kommuner används progressionskortet men ingen annan" in said
    assert "I 2 kommuner används även andra delar" in said
    assert "alla 6 sätt att dela in kommunerna prövade" in said


def swedish_spaces(text):
    return text.replace(swedish.NBSP, " ")
