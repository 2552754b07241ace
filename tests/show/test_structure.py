"""The structural level: the same rows everywhere, every number a figure, what differs said."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from show.numbers_shown import drawn_texts, flat, texts, unexplained_numbers
from stegvis.language import swedish_order
from stegvis.show import (
    coordinators,
    posts,
    practices,
    referrers,
    skills,
    structure,
    structure_words,
    swedish,
    wording,
)
from stegvis.show.comparable import NOT_COMPARABLE
from stegvis.show.exhibit import Chart, Prose, Table
from stegvis.show.matrix import Cell, matrix_chart
from stegvis.show.structure_comparable import usual

CALLS = {
    "structure": structure.side_by_side,
    "referrers": referrers.knowledge,
    "practices": practices.states,
    "skills": skills.themes,
    "coordinators": coordinators.changes,
    "posts": posts.over_time,
}
PLACES = ["Skövde", "Hjo", "Grästorp", "Essunga", "Karlsborg", "Mariestad", "Skara", "Vara", "ALLA"]
CASES = [(place, "all") for place in PLACES] + [("ALLA", "2019Q4"), ("Skövde", "2019Q4")]


def shown(kind, *exhibits):
    return [exhibit for exhibit in flat(*exhibits) if isinstance(exhibit, kind)]


def plain(text):
    return text.replace(swedish.NBSP, " ")


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def section(request, cases):
    return cases.section(*request.param)


@pytest.mark.parametrize("name", CALLS)
def test_every_call_says_something_true_and_whole(section, name):
    exhibit = CALLS[name](section)
    assert unexplained_numbers(section, exhibit) == []
    said = exhibit.plain()
    assert said.strip()
    assert not re.search(r"None|\bnan\b|<NA>|\.\.|  ", said)
    assert not re.search(r"\beffekt|orsak|bäst|sämst|ej_aktuell", said)
    parts = list(flat(exhibit))
    for number, part in enumerate(parts):
        for text in texts(part):
            assert not re.search(r"\d\.\d", text), "a decimal point"
        if isinstance(part, Chart):
            assert isinstance(parts[number + 1], Table)
            assert part.note.startswith("n = ")
            assert part.alt.endswith(".")


@pytest.mark.parametrize("name", CALLS)
def test_without_a_delivery_there_is_a_sentence_and_nothing_more(cases, name):
    exhibit = CALLS[name](cases.section("Vara"))
    assert exhibit == Prose(wording.NOTHING_DELIVERED)


@pytest.mark.parametrize("name", ["referrers", "practices", "skills", "posts"])
def test_who_has_not_filled_the_sheet_in_is_told_so(cases, name):
    said = CALLS[name](cases.section("Mariestad")).plain()
    assert said.startswith("Mariestad har inte fyllt i bladet")
    assert "Mariestad" in plain(CALLS[name](cases.section("ALLA")).plain())


@pytest.mark.parametrize("name", ["structure", "referrers", "practices", "skills", "posts"])
def test_every_chart_of_places_has_the_same_rows_in_swedish_order(cases, name):
    section = cases.section("ALLA")
    names = [place.name for place in section.project.municipalities]
    rows = [swedish.EVERYONE, *sorted(names, key=swedish_order)]
    charts = [c for c in shown(Chart, CALLS[name](section)) if "Vara" in drawn_texts(c)]
    assert charts
    for chart in charts:
        assert [text for text in drawn_texts(chart) if text in rows] == rows
    for table in shown(Table, CALLS[name](section)):
        if table.columns[0] == "Kommun" and table.caption != "Ej jämförbar":
            assert [row[0] for row in table.rows] == rows


def test_a_sheet_from_another_quarter_than_most_is_not_comparable(cases):
    section = cases.section("ALLA")
    *_, table = shown(Table, structure.side_by_side(section))
    assert table.caption == "Ej jämförbar"
    older = [row for row in table.rows if row[0] == "Skara" and "Gäller kv" in row[2]]
    assert {row[1] for row in older} == {
        aspect.title for aspect in structure.ASPECTS if aspect.sheet
    }
    for call in (practices.states, skills.themes, posts.over_time):
        table = next(t for t in shown(Table, call(section)) if t.columns[0] == "Kommun")
        remarks = {row[0]: row[-1] for row in table.rows}
        assert remarks["Skara"].startswith(f"{NOT_COMPARABLE}: gäller kv")
        assert remarks["Skövde"] == swedish.MISSING
    assert f"{NOT_COMPARABLE}" in drawn_texts(shown(Chart, practices.states(section))[0])


def test_too_few_people_are_not_comparable_and_have_no_dot(plus):
    section = plus.section("ALLA")
    *_, table = shown(Table, structure.side_by_side(section))
    row = next(row for row in table.rows if row[0] == "Grästorp" and "deltagare" in row[2])
    assert row[1:] == ("Har bytt samordnare", "Färre än 3 deltagare.")


def test_answers_from_other_referrers_are_not_comparable(plus):
    surveys = plus.records.referrer_surveys
    fewer = (surveys["municipality"] == "Skövde") & (surveys["referrer"] == "kommunen")
    section = plus.having(referrer_surveys=surveys[~fewer]).section("ALLA")
    table = shown(Table, referrers.knowledge(section))[1]
    remark = next(row[-1] for row in table.rows if row[0] == "Skövde")
    assert remark == f"{NOT_COMPARABLE}: svaren kommer från andra remittenter än i flest kommuner"


def test_of_several_as_common_the_newest_is_what_the_others_are_held_against():
    assert usual({"Hjo": ("2024Q4",), "Skara": ("2025Q1",)}) == ("2025Q1",)
    assert usual({}) == ()


def test_names_that_differ_only_in_spelling_are_one_column(plus):
    section = plus.section("ALLA")
    chart, table, _ = shown((Chart, Table), practices.states(section))
    assert table.columns == (
        "Kommun",
        "Trepartssamtal med remittent",
        "Jobbfokus från start",
        "Anmärkning",
    )
    states = {row[0]: row[1:-1] for row in table.rows}
    assert states["Hjo"] == ("1 påbörjat", "2 sprids till kollegor")
    assert states["Skövde"] == ("0 ej påbörjat", "1 påbörjat")
    assert states["Mariestad"] == (swedish.MISSING, swedish.MISSING)
    assert "Jobbfokus från start" in " ".join(drawn_texts(chart))


def test_training_that_is_both_given_and_wanted_says_both(plus):
    rows = pd.DataFrame(
        [
            ("Skövde", "BIP", "genomförd", 3, "2025Q2"),
            ("Skövde", "BIP", "önskad", 1, "2025Q2"),
            ("Hjo", "BIP", "genomförd", None, "2025Q2"),
            ("Grästorp", "BIP", "ej_aktuell", None, "2025Q2"),
        ],
        columns=["municipality", "theme", "state", "people", "period"],
    ).astype(plus.records.skills.dtypes.to_dict())
    section = plus.having(skills=rows).section("ALLA")
    chart, table, places = shown((Chart, Table), skills.themes(section))
    cells = {row[0]: row[1] for row in table.rows}
    assert cells["Skövde"] == "genomförd (3) och önskad (1)"
    assert cells["Hjo"] == "genomförd"
    assert cells["Grästorp"] == "ej aktuell"
    assert {"✓ 3 · △ 1", "✓ genomförd", "ej aktuell"} <= set(drawn_texts(chart))
    assert tuple(map(plain, places.rows[0])) == (
        "BIP",
        "2 av 3 (67 %)",
        "1 av 3 (33 %)",
        "1 av 3 (33 %)",
    )


def test_names_from_a_delivery_are_never_markup(plus):
    name = "<script>alert(1)</script>; a=b " + "lång " * 40
    practice = plus.records.practices.assign(practice=name)
    theme = plus.records.skills.assign(theme=name)
    section = plus.having(practices=practice, skills=theme).section("ALLA")
    for exhibit in (practices.states(section), skills.themes(section)):
        for part in flat(exhibit):
            assert "<script" not in part.html()
            assert "&lt;script&gt;alert(1)&lt;/script&gt;, a-b" in part.html() or part.note
    own = practices.states(plus.having(practices=practice).section("Hjo"))
    assert "<script" not in own.html()


def test_many_practices_become_several_charts_no_wider_than_the_page(plus):
    rows = plus.records.practices
    many = pd.concat([rows.assign(practice=f"{letter} arbetssätt") for letter in "abcdefgh"])
    section = plus.having(practices=many.reset_index(drop=True)).section("ALLA")
    charts = shown(Chart, practices.states(section))
    assert len(charts) == 2
    assert "A arbetssätt till D arbetssätt" in charts[0].caption


def test_a_single_referrers_answer_is_a_table_with_a_caution(plus):
    rows = plus.records.referrer_surveys
    one = rows[(rows["municipality"] == "Hjo") & (rows["referrer"] == "Arbetsförmedlingen")]
    section = plus.having(referrer_surveys=one).section("Hjo")
    exhibit = referrers.knowledge(section)
    assert not shown(Chart, exhibit)
    assert "Färre än 10 har svarat" in exhibit.plain()
    none = one.assign(answers=0, good_knowledge=0).astype(one.dtypes.to_dict())
    section = plus.having(referrer_surveys=none).section("Hjo")
    assert referrers.knowledge(section).plain() == "Ingen remittent har svarat i Hjo."


def test_a_municipality_without_a_post_in_force_says_so(plus):
    rows = plus.records.posts
    ended = rows.assign(until=pd.Timestamp("2023-12-31"))
    section = plus.having(posts=ended).section("ALLA")
    table, *_ = shown(Table, structure.side_by_side(section))
    cells = {row[0]: row[1] for row in table.rows}
    assert cells["Hjo"] == "ingen tjänst"
    assert cells[swedish.EVERYONE] == "ingen tjänst"
    assert unexplained_numbers(section, posts.over_time(section)) == []


def test_counts_enter_the_people_for_each_post_and_not_the_changes(plus):
    section = plus.section("ALLA")
    table, *_ = shown(Table, structure.side_by_side(section))
    cells = {row[0]: row for row in table.rows}
    load = section.figures.one("Karlsborg", "caseload.per_post")
    assert cells["Karlsborg"][1] == swedish.decimal(load.value)
    assert cells["Karlsborg"][2] == "bara antal"
    assert wording.left_out(section) in coordinators.changes(section).plain()


@pytest.mark.parametrize(
    ("value", "written"), [(0.5, "0,5"), (0.75, "0,75"), (2.0, "2,0"), (None, swedish.MISSING)]
)
def test_full_time_equivalents_keep_the_decimals_they_have(value, written):
    assert posts.size(value) == written


def test_the_headline_tells_the_least_and_the_most_caseload_of_all_that_have_posts(plus):
    section = plus.section("ALLA")
    loads = section.figures.table(None, "caseload.per_post")
    own = loads[loads["municipality"] != "ALLA"]["value"].dropna()
    said = plain(structure_words.headline(section).plain())
    assert f"från {swedish.decimal(own.min())} i " in said
    assert f"till {swedish.decimal(own.max())} i " in said


def test_the_headline_names_who_has_reported_nothing(plus):
    said = plain(structure_words.headline(plus.section("ALLA")).plain())
    assert "Inget av bladen är ifyllt av Falköping, Götene, " in said


def test_a_columns_longest_word_is_kept_whole_where_it_may_be_set_smaller():
    words = ["Arbetsförmedlingen", "Försäkringskassan", "Kommunen", "Vården", "Alla svar"]
    drawing = matrix_chart(["Hjo"], words, [[Cell("1")] * len(words)])
    (axes,) = drawing.axes
    assert [label.get_text() for label in axes.get_xticklabels()] == words
