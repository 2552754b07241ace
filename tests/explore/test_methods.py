"""A part of the method beside an outcome."""

from __future__ import annotations

import pytest
from explore.whole_and_true import check
from show.conftest import EVERYBODY, NOBODY, PEOPLE
from show.numbers_shown import drawn_texts, flat
from stegvis.explore.beside import FIDELITY, MethodChoice
from stegvis.explore.methods import method_view
from stegvis.explore.outcome import Outcome, outcomes
from stegvis.explore.selection import select
from stegvis.figures import Figure
from stegvis.show import wording
from stegvis.show.exhibit import Table

FORWARD = 0


def asked(source, project, component, outcome, period="all"):
    names = [municipality.name for municipality in project.municipalities]
    return method_view(source, MethodChoice(select(project, period, names), component, outcome))


def table(view):
    found = next(exhibit for exhibit in flat(view.shown) if isinstance(exhibit, Table))
    return {row[0]: row[1:] for row in found.rows}


@pytest.mark.parametrize("project_id", ["cresco-plus", "cresco-creare"])
@pytest.mark.parametrize("period", ["all", "2019Q4"])
def test_every_view_says_something_true_and_whole(made_up, project_id, period):
    project = made_up.project(project_id)
    for component in (project.method[2].id, FIDELITY):
        for outcome in outcomes(project)[::2]:
            said = check(asked(made_up, project, component, outcome, period))
            assert "säger inget om orsak" in said
            assert "Vara (ingen leverans)" in said


def test_the_outcomes_are_the_reports(made_up, reported, cresco_plus):
    whole = reported("cresco-plus", "all")
    for outcome in outcomes(cresco_plus):
        view = asked(made_up, cresco_plus, "progressionskort", outcome)
        for place in PEOPLE:
            mine = outcome.figure(view.section, place)
            if outcome.goal is None:
                theirs = whole.one(place, "steps.forward", "net", rater="coordinator")
            else:
                variant = outcome.goal.variants[0]
                theirs = whole.one(place, "goal", f"{outcome.goal.id}/{variant.id}")
            assert (mine.k, mine.n, mine.value) == (theirs.k, theirs.n, theirs.value)
            assert (mine.low, mine.high) == (theirs.low, theirs.high)


def test_municipalities_stand_under_their_level_in_alphabetical_order(draft, drafted, cresco_plus):
    levels = {"Vara": 2, "Hjo": 2, "Tibro": 0, "Skara": 1}
    people = draft(scopes=dict.fromkeys(levels, "individ"))
    for place, level in levels.items():
        people.add("method", place, component="progressionskort", level=level)
        for number in range(level + 2):
            person = f"{place[:3].upper()}-{number:03}"
            reason = "arbete" if number == 0 else "annat"
            people.person(person, "2023-03-06", "2023-09-01", reason, municipality=place)
    outcome = outcomes(cresco_plus)[-2]
    view = asked(drafted(people), cresco_plus, "progressionskort", outcome, "2023Q3")
    rows = [text for text in drawn_texts(view.charts[0]) if text[:2] not in ("må", "0 ", "10")]
    order = ["Används fullt ut", "Hjo", "Vara", "Används delvis", "Skara", "Används inte", "Tibro"]
    assert [text for text in rows if text in order] == order
    assert table(view)["Hjo"][:2] == ("används fullt ut", wording.share(_of(1, 4)))
    assert table(view)["Tibro"][:2] == ("används inte", wording.share(_of(1, 2)))
    places = view.section.figures.one
    assert places("ALLA", "method.places", component="progressionskort", level=2).n == 2
    counted = places("ALLA", "method.places", component="progressionskort")
    assert (counted.k, counted.n) == (4, 14)
    check(view)


def _of(k, n):
    return Figure(k, n, k / n, None, None, None, None)


def test_who_lacks_the_outcome_is_not_comparable_and_the_reason_is_said(made_up, cresco_plus):
    view = asked(made_up, cresco_plus, "progressionskort", Outcome())
    rows = table(view)
    assert rows["Karlsborg"][1] == "ej jämförbar: bara antal"
    assert rows["Essunga"][1] == "ej jämförbar: inga kort att jämföra"
    assert rows["Vara"] == ("–", "ej jämförbar: ingen leverans", "–", "–")
    assert "Ej jämförbar: " in view.charts[0].note


def test_where_everybody_or_nobody_succeeded(made_up, cresco_plus):
    rows = table(asked(made_up, cresco_plus, FIDELITY, Outcome()))
    assert rows[EVERYBODY][1].startswith("8 av 8")
    assert rows[NOBODY][1].startswith("0 av 8")


def test_without_a_delivery_or_a_reported_method_there_is_a_sentence(draft, drafted, cresco_plus):
    nothing = asked(drafted(draft(scopes={})), cresco_plus, FIDELITY, Outcome())
    assert "Ingen kommun har lämnat någon leverans" in check(nothing)
    silent = drafted(draft().person("HJO-001", "2023-03-06"))
    view = asked(silent, cresco_plus, "progressionskort", Outcome())
    assert "Ingen kommun har rapporterat hur mycket den använder" in check(view)
