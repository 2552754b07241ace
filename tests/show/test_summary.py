"""The project in short, and its municipalities side by side."""

from __future__ import annotations

import pytest
from show.numbers_shown import drawn_texts, flat, unexplained_numbers
from stegvis.language import swedish_order
from stegvis.show import goals, lasting_places, municipalities, summary, swedish, wording
from stegvis.show.exhibit import Chart, Prose, Table

EVERYONE = swedish.EVERYONE


def by_place(section):
    return [
        municipalities.caseload(section),
        municipalities.movement(section),
        lasting_places.by_municipality(section),
        municipalities.fidelity(section),
        municipalities.side_by_side(section),
    ]


def whole(section):
    return [
        summary.headline(section),
        summary.outcomes(section),
        *by_place(section),
        summary.comparability(section),
    ]


def shown(kind, *exhibits):
    return [exhibit for exhibit in flat(*exhibits) if isinstance(exhibit, kind)]


@pytest.fixture(scope="module")
def section(cases):
    return cases.section("ALLA")


@pytest.mark.parametrize("period", ["all", "2019Q4"])
@pytest.mark.parametrize("place", ["ALLA", "Skövde", "Essunga", "Karlsborg", "Vara"])
def test_every_number_shown_is_a_figure(cases, place, period):
    section = cases.section(place, period)
    exhibits = whole(section)
    assert all(exhibit.plain().strip() for exhibit in exhibits)
    assert unexplained_numbers(section, *exhibits) == []


def test_every_municipality_of_the_project_has_a_row(section):
    names = {place.name for place in section.project.municipalities}
    for part in (
        municipalities.caseload(section),
        municipalities.movement(section),
        lasting_places.by_municipality(section),
        municipalities.side_by_side(section),
    ):
        (table,) = shown(Table, part)
        rows = [row[0] for row in table.rows]
        assert rows[0] == EVERYONE
        assert rows[1:] == sorted(names, key=swedish_order)


def test_the_charts_draw_what_the_tables_hold(section):
    for part in by_place(section)[:-1]:
        (chart,), (table,) = shown(Chart, part), shown(Table, part)
        drawn = " ".join(drawn_texts(chart))
        for row in table.rows:
            numbers = [cell for cell in row[1:2] if cell[0].isdigit()]
            drawn_row = row[0] != EVERYONE or row[0] in drawn
            if numbers and drawn_row:
                assert row[0] in drawn
                assert row[0] in chart.alt


def test_fidelity_is_sorted_from_the_highest(section):
    (table,) = shown(Table, municipalities.fidelity(section))
    values = [
        section.figures.one(row[0], "fidelity").value for row in table.rows if row[0] != EVERYONE
    ]
    assert values == sorted(values, reverse=True)


def test_who_delivers_counts_or_nothing_is_said_and_is_not_compared(section):
    said = summary.comparability(section).plain()
    assert "Karlsborg lämnar bara antal" in said
    assert "Vara har inte lämnat" in said or "Vara" in said.split("har inte lämnat")[0]
    (moved,) = shown(Table, municipalities.movement(section))
    cells = {row[0]: row for row in moved.rows}
    assert cells["Karlsborg"][1] == swedish.MISSING
    assert cells["Karlsborg"][-2] == "bara antal"
    assert cells["Vara"][-2] == "ingen leverans"


def test_few_people_are_not_to_be_ranked(section):
    said = summary.comparability(section).plain()
    few = next(text for text in said.split("\n\n") if "färre än" in text)
    assert "Grästorp" in few
    assert "Hjo" in few
    assert "Skövde" not in few


def test_an_older_delivery_is_pointed_out(cases):
    later = cases.section("ALLA", "2030Q4")
    assert "tidigare period för" in summary.comparability(later).plain()
    assert "tidigare period" not in summary.comparability(cases.section("ALLA", "2019Q4")).plain()


def test_the_headline_counts_people_and_judges_the_projects_own_goals(section):
    paragraphs = summary.headline(section).paragraphs
    started = section.figures.one("ALLA", "caseload.started", "cumulative")
    assert paragraphs[0].startswith(wording.participants(started.k))
    assert paragraphs[1:] == goals.headline(section).paragraphs


def test_before_anything_has_happened_there_are_sentences_and_no_shares(cases):
    section = cases.section("Skövde", "2019Q4")
    assert shown(Chart, summary.outcomes(section)) == []
    assert isinstance(lasting_places.by_municipality(section), Prose)
    assert isinstance(municipalities.movement(section), Prose)


def test_a_total_is_no_municipality(section):
    (table,) = shown(Table, municipalities.caseload(section))
    total, *others = table.rows
    for column in range(1, len(total)):
        counted = [int(row[column]) for row in others if row[column] != swedish.MISSING]
        assert int(total[column]) == sum(counted)
