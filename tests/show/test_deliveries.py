"""Which delivery is used, and what it lacks."""

from __future__ import annotations

import pandas as pd
import pytest
from show.numbers_shown import flat
from stegvis.show import coverage, deliveries, gaps, swedish
from stegvis.show.exhibit import Chart, Table


def tables(exhibit):
    return [shown for shown in flat(exhibit) if isinstance(shown, Table)]


@pytest.fixture
def dated(plus):
    """Give the same cases with Skövde's delivery made for another quarter."""

    def made_for(quarter):
        deliveries_ = plus.records.deliveries.copy()
        deliveries_.loc[deliveries_["municipality"] == "Skövde", "period"] = quarter
        return plus.having(deliveries=deliveries_)

    return made_for


def test_the_headline_names_the_quarter_the_day_and_the_warnings(cases):
    [row] = cases.records.deliveries.query("municipality == 'Hjo'").to_dict("records")
    said = deliveries.headline(cases.section("Hjo")).plain()
    assert swedish.period(cases.project.period(row["period"])) in said
    assert f"lämnad {row['submitted']}" in said
    assert f"har {swedish.plural(row['warnings'], 'varning', 'varningar')}" in said


def test_a_delivery_without_warnings_is_said_to_have_none(cases):
    assert "inga varningar" in deliveries.headline(cases.section("Skövde")).plain()


def test_the_whole_project_lists_every_municipality_delivered_or_not(cases):
    [table] = tables(deliveries.used(cases.section("ALLA")))
    places = [place.name for place in cases.project.municipalities]
    assert sorted(row[0] for row in table.rows) == sorted(places)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Vara"] == ("–", "–", "ingen leverans", "–", "–")
    assert rows["Karlsborg"][2] == "bara antal"
    assert rows["Skövde"][3] == "60"


def test_municipalities_by_scope_are_counted_of_all(cases):
    exhibit = deliveries.by_scope(cases.section("ALLA"))
    [table] = tables(exhibit)
    n = len(cases.project.municipalities)
    lacking = n - len(cases.records.deliveries)
    counts = [cell.split(" (")[0] for _, cell in table.rows]
    assert counts == [f"6 av {n}", f"1 av {n}", f"{lacking} av {n}"]
    assert any(isinstance(shown, Chart) for shown in flat(exhibit))


def test_an_older_delivery_is_said_to_lack_what_came_after(dated):
    section = dated("2022Q4").section("Skövde")
    assert "efter 2022-12-31 saknas" in deliveries.used(section).plain()
    whole = deliveries.used(dated("2022Q4").section("ALLA")).plain()
    assert "leveransen från Skövde (kv 4 2022)" in whole


def test_a_newer_delivery_is_said_to_bring_corrections(dated):
    section = dated("2026Q1").section("Skövde")
    assert "senare rättelser är med" in deliveries.used(section).plain()


def test_a_delivery_of_the_periods_last_quarter_needs_no_remark(plus, dated):
    end = plus.project.end
    quarter = f"{end.year}Q{(end.month + 2) // 3}"
    section = dated(quarter).section("Skövde", quarter)
    assert "än perioden" not in deliveries.used(section).plain()


def test_people_without_cards_are_those_with_no_row_in_the_sheet(cases):
    section = cases.section("Skövde")
    people = cases.records.participants.query("municipality == 'Skövde'")
    people = people[people["exit_reason"].fillna("") != "felregistrering"]
    cards = cases.records.cards.merge(people, on=["municipality", "participant"])
    in_time = cards["exit"].isna() | (cards["date"] <= cards["exit"] + pd.Timedelta(days=31))
    own = cards[in_time & (cards["date"] <= pd.Timestamp(section.period.end))]
    for row, rater in zip(
        tables(coverage.cards(section))[0].rows, ("participant", "coordinator"), strict=True
    ):
        with_cards = own.loc[own["rater"] == rater, "participant"].nunique()
        assert row[1].startswith(f"{len(people) - with_cards} av {len(people)}")


def test_every_item_of_both_cards_has_a_row_of_answers(cases):
    section = cases.section("Skövde")
    for table, rater in zip(
        tables(coverage.answered(section)), ("participant", "coordinator"), strict=True
    ):
        labels = [item.label for item in cases.project.card.items(rater)]
        assert [row[0] for row in table.rows] == labels


def test_without_any_card_there_is_a_sentence_instead_of_bars(plus):
    nobody = plus.records.cards.iloc[:0]
    section = plus.having(cards=nobody).section("Skövde")
    assert coverage.answered(section).plain().startswith("Inget kort har lämnats i Skövde")


def test_what_is_missing_says_how_much_and_what_that_means(cases):
    section = cases.section("Skövde")
    rows = {row[0]: row[1:] for row in tables(gaps.missing(section))[0].rows}
    none = coverage.people(section, "coordinator", "none")
    assert rows["Kort från samordnaren"][0].startswith(f"{none.k} av {none.n}")
    assert "Progression" in rows["Kort från samordnaren"][1]
    assert "Remittent" in rows
    assert any(name.startswith("Svar på uppföljningen") for name in rows)


def test_unreported_method_components_are_counted(plus):
    method = plus.records.method
    some = method[
        (method["municipality"] != "Skövde") | (method["component"] != "progressionskort")
    ]
    fewer = plus.having(method=some)
    n = len(plus.project.required_components)
    for place, whole in (("Skövde", n), ("ALLA", n * len(plus.records.deliveries))):
        figure = fewer.section(place).figures.one(place, "method.unreported")
        assert (figure.k, figure.n) == (1, whole)
    assert fewer.section("Hjo").figures.one("Hjo", "method.unreported").k == 0


def test_a_municipality_of_counts_lacks_what_only_people_have(cases):
    rows = {row[0]: row[1] for row in tables(gaps.missing(cases.section("Karlsborg")))[0].rows}
    assert rows["Progressionskort"] == rows["Start- och avslutsdatum"] == gaps.NOT_DELIVERED
