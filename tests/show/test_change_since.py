"""What has changed since the period before, in words, tables and a chart."""

from __future__ import annotations

import re

import pytest
from show.conftest import EVERYBODY, NOBODY
from show.numbers_shown import drawn_texts, flat, unexplained_numbers
from stegvis.show import change_outcomes, change_places, change_since, corrections, swedish
from stegvis.show.exhibit import Chart, Prose, Table

CALLS = (
    change_since.headline,
    change_since.counts,
    change_outcomes.outcomes,
    change_places.table,
    corrections.late,
)


def of(kind, exhibit):
    return [shown for shown in flat(exhibit) if isinstance(shown, kind)]


def cells(exhibit):
    (table,) = of(Table, exhibit)
    return {row[0].replace(swedish.NBSP, " "): row[1:] for row in table.rows}


@pytest.mark.parametrize("period", ["2024Q4", "2024H2", "2024", "2023Q1"])
@pytest.mark.parametrize("place", ["ALLA", "Skövde", "Hjo", EVERYBODY, NOBODY, "Karlsborg"])
def test_every_number_shown_is_a_figure(plus, place, period):
    section = plus.section(place, period)
    for call in CALLS:
        shown = call(section)
        assert unexplained_numbers(section, shown) == []
        assert not re.search(r"None|\bnan\b|<NA>|\.\.|  |as_of|known|earlier|_", shown.plain())


def test_counts_stand_before_and_now(plus):
    section = plus.section("Skövde", "2024Q4")
    table, _ = of(Table, change_since.counts(section))
    assert table.columns == ("Antal", "Tredje kvartalet 2024", "Fjärde kvartalet 2024")
    before = plus.section("Skövde", "2024Q3").figures.one("Skövde", "caseload.exited", "cumulative")
    now = section.figures.one("Skövde", "caseload.exited", "cumulative")
    assert cells(table)["Avslutade"] == (swedish.count(before.k), swedish.count(now.k))
    assert before.k < now.k


def test_the_headline_says_from_what_to_what(plus):
    said = change_since.headline(plus.section("Skövde", "2024Q4")).paragraphs[0]
    assert re.match(
        r"Sedan tredje kvartalet 2024 (har|är) antalet startade i Skövde "
        r"(gått från \d+ till \d+|oförändrat, \d+)\. "
        r"Antalet avslutade har gått från \d+ till \d+\.",
        said,
    )


def test_what_has_not_moved_is_said_to_be_unchanged(plus):
    """Everybody had left long before the project's last quarter."""
    said = change_since.headline(plus.section(EVERYBODY, "2025Q2")).paragraphs[0]
    assert (
        f"är antalet startade i {EVERYBODY} oförändrat, 8. Antalet avslutade är oförändrat, 8."
        in said
    )


@pytest.mark.parametrize(
    ("period", "why"),
    [
        ("all", "Hela projekttiden har ingen tidigare period."),
        (
            "2023Q1",
            "Projektet började 2023-03-01, så det finns ingen tidigare period att jämföra första "
            "kvartalet 2023 med.",
        ),
        (
            "2023",
            "Projektet började 2023-03-01, så det finns ingen tidigare period att jämföra året "
            "2023 med.",
        ),
    ],
)
def test_without_a_period_before_it_says_so_and_shows_no_comparison(plus, period, why):
    section = plus.section("ALLA", period)
    assert change_since.headline(section).paragraphs[0] == why
    assert change_since.counts(section).plain() == why
    for call in (change_outcomes.outcomes, change_places.table):
        assert call(section).plain() == change_since.NOTHING_BEFORE


@pytest.mark.parametrize(
    ("period", "before", "now"),
    [
        ("2024H2", "Första halvåret 2024", "Andra halvåret 2024"),
        ("2024", "Året 2023", "Året 2024"),
    ],
)
def test_a_half_year_and_a_year_are_compared_with_their_own_kind(plus, period, before, now):
    table, _ = of(Table, change_since.counts(plus.section("ALLA", period)))
    assert table.columns[1:] == (before, now)


def test_no_outcome_is_called_a_trend(plus):
    said = change_outcomes.outcomes(plus.section("ALLA", "2024Q4")).plain()
    assert "ingen trend" in said
    assert not re.search(r"tack vare|förbättr|försämr|effekt|beror på", said)


def test_the_chart_has_outcomes_of_three_or_more(plus):
    section = plus.section("Skövde", "2024Q4")
    (chart,) = of(Chart, change_outcomes.outcomes(section))
    texts = drawn_texts(chart)
    assert {"Tredje kvartalet 2024", "Fjärde kvartalet 2024"} <= set(texts)
    assert any(" → " in text for text in texts)
    goal = section.figures.one("Skövde", "goal", "arbete_studier/primar")
    assert f"{goal.k} av {goal.n} (" in chart.alt
    assert chart.alt.count(": från ") == sum(" → " in text for text in texts)


@pytest.mark.parametrize("place", ["Hjo", "Grästorp", "Essunga"])
def test_of_a_few_there_is_a_table_and_no_chart(plus, place):
    shown = change_outcomes.outcomes(plus.section(place, "2024Q4"))
    assert not of(Chart, shown)
    assert of(Table, shown)


def test_when_the_definition_in_force_has_changed_it_is_said(plus):
    """From 2023-10-24 Cresco+ counts after 6 months instead of 12."""
    said = change_outcomes.outcomes(plus.section("ALLA", "2023Q4")).plain()
    assert "räknades tredje kvartalet 2023 enligt definitionen ”12 månader" in said
    assert "räknas nu enligt ”6 månader" in said
    assert (
        "enligt definitionen"
        not in change_outcomes.outcomes(plus.section("ALLA", "2024Q4")).plain()
    )


def test_each_municipality_has_its_row(plus):
    rows = cells(change_places.table(plus.section("ALLA", "2024Q4")))
    assert next(iter(rows)) == "Alla kommuner"
    assert rows["Essunga"] == ("0 → 0", "0 → 0", swedish.MISSING)
    assert rows["Vara"] == ("ingen leverans", swedish.MISSING, swedish.MISSING)
    assert rows["Karlsborg"][0] == "12 → 12"


def test_a_municipality_of_counts_is_said_to_be_one(plus):
    said = change_places.table(plus.section("ALLA", "2024Q4")).plain()
    assert "Karlsborg lämnar bara antal, som ingår" in said
    alone = change_places.table(plus.section("Karlsborg", "2024Q4")).plain()
    assert "Karlsborg lämnar bara antal." in alone


def test_the_method_of_other_municipalities_is_not_compared(plus, monkeypatch):
    section = plus.section("ALLA", "2024Q4")
    assert "gäller olika kommuner" not in change_outcomes.outcomes(section).plain()
    frame = section.figures.frame
    gone = frame["measure"].eq("earlier.fidelity") & frame["municipality"].isin(["Hjo", "Essunga"])
    monkeypatch.setitem(section.figures.__dict__, "frame", frame[~gone].reset_index(drop=True))
    said = of(Prose, change_outcomes.outcomes(section))[0].plain()
    assert "bygger bara på uppgifter från Grästorp, Karlsborg, Mariestad, Skara och Skövde" in said
    assert "De två talen gäller olika kommuner" in said
