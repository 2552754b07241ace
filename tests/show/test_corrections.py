"""Late corrections: what a later delivery has changed, where, and from what to what.

In the made-up records Skövde's first leaver had another reason then, Hjo's delivery was older and
lacked a person, and `NOBODY` had not delivered; see ``as_known_then``.
"""

from __future__ import annotations

import dataclasses

import pytest
from show.conftest import EVERYBODY, NOBODY
from show.numbers_shown import flat
from stegvis.figures import Figures
from stegvis.show import corrections
from stegvis.show.exhibit import Table
from stegvis.show.swedish import NBSP
from stegvis.show.then_and_now import comparisons

PERIOD = "2025Q2"


def tables(section):
    return {t.caption: t for t in flat(corrections.late(section)) if isinstance(t, Table)}


def said(section):
    return corrections.late(section).plain().replace(NBSP, " ")


def test_what_is_compared_is_the_period_before_and_then_this_one(plus):
    found = comparisons(plus.section("ALLA", PERIOD))
    assert [one.then.period.label for one in found] == ["2025Q1", "2025Q2"]
    assert [one.now.period.label for one in found] == ["2025Q1", "2025Q2"]
    assert [one.then.period.label for one in comparisons(plus.section("ALLA", "all"))] == ["all"]


def test_a_correction_is_told_with_municipality_figure_before_and_after(plus):
    section = plus.section("ALLA", PERIOD)
    table = tables(section)["Siffror som har rättats i en senare leverans"]
    assert table.columns == ("Kommun", "Siffra", "Gäller", "Känt då", "Känt nu")
    assert {row[0] for row in table.rows} == {"Skövde"}
    reasons = [row for row in table.rows if row[1].startswith("Avslut med orsaken avbrott")]
    for row, one in zip(reasons, comparisons(section), strict=True):
        for text, then in zip(row[3:], (one.then, one.now), strict=True):
            figure = then.figures.one(
                "Skövde", "caseload.exit_reason", "cumulative", reason="avbrott"
            )
            assert text.startswith(f"{figure.k} av {figure.n} (")
        assert row[3] != row[4]


def test_a_figure_that_is_the_same_is_not_among_them(plus):
    for row in tables(plus.section("ALLA", PERIOD))[
        "Siffror som har rättats i en senare leverans"
    ].rows:
        assert row[3] != row[4]
        assert row[1] not in ("Startade", "Avslutade", "Aktiva")


def test_who_had_not_delivered_for_the_quarter_has_completed_and_not_corrected(plus):
    section = plus.section("ALLA", PERIOD)
    table = tables(section)["Kommuner som har kompletterat med en senare leverans"]
    assert {row[0] for row in table.rows} == {"Hjo"}
    assert {row[2] for row in table.rows} == {"första kvartalet 2022"}
    assert {row[3] for row in table.rows} == {"1 → 2"}
    assert "Hjo hade då inte lämnat för andra kvartalet 2025: " in said(section)


def test_who_had_delivered_nothing_is_named(plus):
    text = said(plus.section("ALLA", PERIOD))
    assert "1 av 7 kommuner hade inte lämnat någon leverans då." in text
    assert f"Inte lämnat då: {NOBODY}." in text


def test_the_whole_project_is_not_compared_when_its_municipalities_are_others(plus):
    assert not [caption for caption in tables(plus.section("ALLA", PERIOD)) if "alla" in caption]


def test_the_whole_project_is_compared_when_they_are_the_same(plus):
    """Hjo and Skövde alone: both had delivered then."""
    only = ["Hjo", "Skövde"]
    records = plus.records
    frames = {
        field.name: getattr(records, field.name)
        for field in dataclasses.fields(records)
        if field.name != "synthetic"
    }
    two = plus.having(
        **{name: frame[frame["municipality"].isin(only)] for name, frame in frames.items()}
    )
    table = tables(two.section("ALLA", PERIOD))[
        "Vad rättelser och kompletteringar ändrar för alla kommuner tillsammans"
    ]
    started = {row[1]: row[2:] for row in table.rows if row[0] == "Startade"}
    assert started["andra kvartalet 2025"] == ("61", "62")


@pytest.mark.parametrize("place", [EVERYBODY, "Essunga", "Karlsborg"])
def test_where_nothing_was_corrected_it_says_what_was_compared(plus, place):
    section = plus.section(place, PERIOD)
    text = said(section)
    assert not tables(section)
    assert "Huvudsiffrorna om första kvartalet 2025, så som de var kända" in text
    assert "Ingen siffra om första kvartalet 2025 har rättats i en senare leverans." in text


def test_when_nothing_newer_has_come_nothing_can_have_changed(plus):
    assert (
        "Ingen leverans för ett senare kvartal än andra kvartalet 2025 har kommit, så ingen siffra "
        "om andra kvartalet 2025 har ändrats."
    ) in said(plus.section(EVERYBODY, PERIOD))


def test_a_municipality_that_had_delivered_nothing_has_nothing_to_correct(plus):
    assert (
        f"Då fanns ingen leverans från {NOBODY} om första kvartalet 2025, så ingen siffra kan ha "
        "rättats."
    ) in said(plus.section(NOBODY, PERIOD))


def test_before_the_first_delivery_there_is_nothing_to_correct(plus):
    section = plus.section("ALLA", PERIOD)
    frame = section.figures.frame
    nothing = Figures(frame[~frame["group"].str.contains("known=then")].reset_index(drop=True))
    assert "Då fanns ingen leverans om första kvartalet 2025, så ingen siffra kan ha rättats." in (
        said(dataclasses.replace(section, figures=nothing))
    )


def test_the_period_as_a_year_names_the_quarter_that_was_known(plus):
    assert (
        "Huvudsiffrorna om året 2024, så som de var kända med leveranser till och med fjärde "
        "kvartalet 2024, är jämförda"
    ) in said(plus.section("ALLA", "2024"))
