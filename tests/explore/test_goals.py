"""A goal under any definition, for any municipalities."""

from __future__ import annotations

import pytest
from explore.whole_and_true import check
from show.conftest import EVERYBODY, NOBODY, PEOPLE
from show.numbers_shown import flat
from stegvis.explore.definition import of_exits, of_followup
from stegvis.explore.goals import GoalChoice, goal_view
from stegvis.explore.selection import select
from stegvis.show.exhibit import Table

EVERY = [(place,) for place in (*PEOPLE, "Karlsborg", "Vara")]
SOME = [("Skövde", "Hjo"), ("Karlsborg", "Vara", "Skara"), ("Grästorp", "Essunga")]


def asked(source, project, names, goal, variant, period="all", rule=None, rater=None):
    movement = project.movement
    choice = GoalChoice(
        select(project, period, names),
        goal,
        variant,
        rule or movement.primary_rule,
        rater or movement.primary_rater,
    )
    return goal_view(source, choice)


def everyone(project):
    return [municipality.name for municipality in project.municipalities]


def outcome(view, place=None, definition=None):
    """Give k and n of the one definition asked, of the selection or of a place."""
    goal = view.section.project.goals[0]
    named = definition or f"{goal.id}/{goal.variants[0].id}"
    figure = view.section.figures.one(place or view.section.place, "goal", named)
    return figure.k, figure.n


@pytest.mark.parametrize(
    ("project_id", "period"),
    [
        ("cresco-plus", "all"),
        pytest.param("cresco-plus", "2024H1", marks=pytest.mark.long),
        pytest.param("cresco-creare", "all", marks=pytest.mark.long),
    ],
)
def test_the_projects_own_definitions_give_the_figures_of_the_reports(
    made_up, reported, project_id, period
):
    project, whole = made_up.project(project_id), reported(project_id, period)
    for goal in project.goals:
        for variant in goal.variants:
            view = asked(made_up, project, everyone(project), goal, variant, period)
            alone = asked(made_up, project, ["Skövde"], goal, variant, period)
            definition = f"{goal.id}/{variant.id}"
            keys = {"months": variant.months, "population": variant.population}
            for place in ("ALLA", *PEOPLE, "Karlsborg"):
                mine = view.section.figures.one(place, "goal", definition)
                assert mine == whole.one(place, "goal", definition)
                if variant.months:
                    share = view.section.figures.one(place, "lasting.share", **keys)
                    assert share == whole.one(place, "lasting.share", **keys)
            mine = alone.section.figures.one("Skövde", "goal", definition)
            assert mine == whole.one("Skövde", "goal", definition)


CASES = [("cresco-plus", names, "all") for names in (*EVERY, *SOME, None)]
CASES += [("cresco-plus", ("Skövde",), "2019Q4"), ("cresco-plus", None, "2019Q4")]
CASES += [("cresco-creare", ("Skövde",), "all"), ("cresco-creare", None, "all")]


@pytest.mark.parametrize(("project_id", "names", "period"), CASES)
def test_every_view_says_something_true_and_whole(made_up, project_id, names, period):
    project = made_up.project(project_id)
    for goal in project.goals:
        if goal.kind == "exit":
            own = of_exits(goal, project, ["arbete"], "within", ["arbete", "flytt"])
        else:
            own = of_followup(goal, project, 12, "positiv", "majority", "participant")
        movement = ("majority", "participant")
        view = asked(made_up, project, names or everyone(project), goal, own, period, *movement)
        check(view)
        assert len(view.charts) <= 1


def test_of_several_municipalities_only_the_chosen_are_summed_and_the_text_names_them(
    made_up, cresco_plus
):
    goal = cresco_plus.goals[1]
    names = ["Skövde", "Hjo", "Mariestad"]
    view = asked(made_up, cresco_plus, names, goal, goal.variants[0])
    parts = [outcome(view, place) for place in names]
    assert outcome(view) == tuple(map(sum, zip(*parts, strict=True)))
    delivered = view.section.figures.one("ALLA", "delivery.scope", scope="individ")
    assert (delivered.k, delivered.n) == (3, 3), "the others are not looked at"
    said = check(view)
    assert "i de 3 valda kommunerna tillsammans" in said
    assert "Valda kommuner: Hjo, Mariestad och Skövde." in said
    assert "hela projektet" not in said.replace("projektet som helhet", "")


@pytest.mark.parametrize(
    ("reasons", "denominator", "within", "expected"),
    [
        (["arbete"], "exited", [], (1, 4)),
        (["arbete"], "started", [], (1, 5)),
        (["arbete", "studier", "arbetssökande"], "started", [], (3, 5)),
        (["arbete", "studier"], "within", ["arbete", "studier", "arbetssökande"], (2, 3)),
        (["sjukdom", "arbete"], "within", ["arbete", "flytt"], (1, 1)),
        (["flytt"], "exited", [], (0, 4)),
        (["flytt"], "within", ["flytt"], (0, 0)),
    ],
)
def test_other_definitions_of_exits_by_hand(
    draft, drafted, cresco_plus, reasons, denominator, within, expected
):
    """Four have left, each for another reason, and one is still there."""
    people = draft()
    for number, reason in enumerate(["arbete", "studier", "arbetssökande", "sjukdom", None]):
        left = "2023-09-01" if reason else None
        people.person(f"HJO-{number:03}", "2023-03-06", left, reason)
    goal = cresco_plus.goals[1]
    variant = of_exits(goal, cresco_plus, reasons, denominator, within)
    view = asked(drafted(people), cresco_plus, ["Hjo"], goal, variant, "2023Q3")
    assert outcome(view) == expected
    said = check(view)
    if expected[1]:
        assert f"{expected[0]} av {expected[1]}" in said
    else:
        assert "Ingen har avslutats av de orsaker som räknas i Hjo" in said


@pytest.fixture
def three_who_moved(draft, drafted):
    """Three have left and answered after 6 months; who of them is forward depends on the rule.

    By the coordinator 001 goes +3 −1 −1 (net forward, majority backward) and 002 goes +1 +1 0
    (forward by both); by the participant 003 alone goes forward.
    """
    people = draft()
    cards = {
        "HJO-001": ("coordinator", (1, 3, 3), (4, 2, 2)),
        "HJO-002": ("coordinator", (2, 2, 2), (3, 3, 2)),
        "HJO-003": ("participant", (2, 2, 2), (3, 3, 3)),
    }
    answers = {"HJO-001": "kept", "HJO-002": "declined", "HJO-003": "increased"}
    for person, (rater, first, latest) in cards.items():
        people.person(person, "2023-03-06", "2023-09-01", "annat")
        people.card(person, "2023-03-10", *first, rater=rater)
        people.card(person, "2023-08-10", *latest, rater=rater)
        people.followup(person, 6, "2024-03-05", answers[person], "annat")
    return drafted(people)


@pytest.mark.parametrize(
    ("population", "rule", "rater", "expected"),
    [
        ("alla", "net", "coordinator", (2, 3)),
        ("positiv", "net", "coordinator", (1, 2)),
        ("positiv", "majority", "coordinator", (0, 1)),
        ("positiv", "net", "participant", (1, 1)),
    ],
)
def test_who_is_positive_by_another_rule_or_rater_by_hand(
    three_who_moved, cresco_plus, population, rule, rater, expected
):
    goal = cresco_plus.goals[0]
    variant = of_followup(goal, cresco_plus, 6, population, rule, rater)
    view = asked(three_who_moved, cresco_plus, ["Hjo"], goal, variant, "2024Q1", rule, rater)
    assert outcome(view) == expected
    said = check(view)
    assert f"{expected[0]} av {expected[1]}" in said
    primary = (rule, rater) == ("net", "coordinator")
    assert ("Det är inte projektets regel" in said) != primary
    if population == "positiv" and not primary:
        assert variant.label == "egen definition"
        assert "Med definitionen som gäller" in said
        assert outcome(view, definition="varaktig_progression/6_manader") == (1, 2)


def test_a_definition_in_force_has_nothing_to_be_compared_with(three_who_moved, cresco_plus):
    goal = cresco_plus.goals[0]
    view = asked(three_who_moved, cresco_plus, ["Hjo"], goal, goal.variants[1], "2024Q1")
    said = view.shown.plain()
    assert "Definitionen som gäller är ”6 månader, positiv stegförflyttning”" in said
    assert "Med definitionen som gäller" not in said


def test_those_who_deliver_counts_are_in_only_where_they_counted_the_same(made_up, cresco_plus):
    goal = cresco_plus.goals[0]
    names = ["Karlsborg", "Skövde"]
    own = of_followup(goal, cresco_plus, 6, "positiv", "majority", "coordinator")
    with_counts = asked(made_up, cresco_plus, names, goal, goal.variants[1])
    without = asked(made_up, cresco_plus, names, goal, own, rule="majority")
    assert outcome(with_counts, "Karlsborg") == (4, 5)
    assert outcome(without, "Karlsborg") == (0, 0)
    assert outcome(without) == outcome(without, "Skövde")
    assert outcome(without)[1] > 0
    assert "Karlsborg (bara antal, utan den här gruppen)" in check(without)
    everybody = asked(made_up, cresco_plus, names, goal, goal.variants[2], rule="majority")
    assert outcome(everybody, "Karlsborg") == (4, 5), "the rule does not matter to alla"


@pytest.mark.parametrize(("place", "verdict"), [(EVERYBODY, "nås i"), (NOBODY, "nås inte i")])
def test_where_everybody_or_nobody_succeeded(made_up, cresco_plus, place, verdict):
    goal = cresco_plus.goals[1]
    view = asked(made_up, cresco_plus, [place], goal, goal.variants[0])
    assert f"{verdict} {place}" in check(view)
    assert "Läs antalen, inte andelarna." in view.shown.plain()


@pytest.mark.parametrize("place", ["Grästorp", "Hjo"])
def test_of_one_or_two_people_there_is_a_table_and_no_chart(made_up, cresco_plus, place):
    goal = cresco_plus.goals[1]
    variant = of_exits(goal, cresco_plus, ["arbete"], "started")
    view = asked(made_up, cresco_plus, [place], goal, variant)
    assert view.charts == []
    assert [exhibit for exhibit in flat(view.shown) if isinstance(exhibit, Table)]
    assert "Siffran bygger på" in view.shown.plain()


def test_where_nothing_is_delivered_there_is_a_sentence(made_up, cresco_plus):
    goal = cresco_plus.goals[0]
    one = asked(made_up, cresco_plus, ["Vara"], goal, goal.variants[0])
    two = asked(made_up, cresco_plus, ["Vara", "Tibro"], goal, goal.variants[0])
    assert "Vara har inte lämnat någon leverans" in check(one)
    assert "Ingen av de valda kommunerna har lämnat någon leverans" in check(two)
