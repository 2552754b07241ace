"""One municipality over time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from explore.whole_and_true import check
from show.conftest import EVERYBODY, NOBODY, PEOPLE
from show.numbers_shown import drawn_texts, flat
from stegvis.explore.outcome import Outcome, outcomes
from stegvis.explore.over_time import TimeChoice, time_view
from stegvis.explore.selection import select
from stegvis.explore.source import Source
from stegvis.show.exhibit import Table

PLACES = [*PEOPLE, "Karlsborg", "Vara"]


def asked(source, project, place, outcome, period="all", *, then=False):
    return time_view(source, TimeChoice(select(project, period, [place]), outcome, then))


def quarter(view, outcome, label, known="now"):
    """Give k and n of a quarter."""
    figure = outcome.figure(view.section, view.section.place, quarter=label, known=known)
    return figure.k, figure.n


@pytest.mark.parametrize("place", PLACES)
def test_every_view_says_something_true_and_whole(made_up, cresco_plus, place):
    for outcome in (None, Outcome(), outcomes(cresco_plus)[2]):
        view = asked(made_up, cresco_plus, place, outcome, "2024Q1", then=True)
        check(view)
        if place in ("Grästorp", "Essunga", "Vara", "Hjo") and outcome is not None:
            assert view.charts == []


@pytest.mark.parametrize("place", ["Skövde", "Vara"])
def test_before_the_first_card_there_is_a_sentence_and_no_chart(made_up, cresco_plus, place):
    for outcome in (None, Outcome(), outcomes(cresco_plus)[2]):
        view = asked(made_up, cresco_plus, place, outcome, "2019Q4", then=True)
        check(view)
        assert view.charts == []


def test_each_quarter_has_the_figures_of_that_quarters_report(made_up, reported, cresco_plus):
    whole = reported("cresco-plus", "2024Q2")
    for outcome in (Outcome(), *outcomes(cresco_plus)[2::3]):
        view = asked(made_up, cresco_plus, "Skövde", outcome)
        if outcome.goal is None:
            theirs = whole.one("Skövde", "steps.forward", "net", rater="coordinator")
        else:
            variant = outcome.goal.variants[0]
            theirs = whole.one("Skövde", "goal", f"{outcome.goal.id}/{variant.id}")
        assert theirs.n
        assert quarter(view, outcome, "2024Q2") == (theirs.k, theirs.n)


def test_every_quarter_of_the_project_up_to_the_period_is_shown(made_up, cresco_plus):
    view = asked(made_up, cresco_plus, "Skövde", Outcome(), "2023H2")
    table = next(exhibit for exhibit in flat(view.shown) if isinstance(exhibit, Table))
    assert [row[0] for row in table.rows] == [f"kv {number} 2023" for number in (1, 2, 3, 4)]


def test_a_project_that_ends_within_a_quarter_is_told_to_its_end(made_up):
    creare = made_up.project("cresco-creare")
    view = asked(made_up, creare, "Skövde", Outcome())
    table = next(exhibit for exhibit in flat(view.shown) if isinstance(exhibit, Table))
    assert (table.rows[0][0], table.rows[-1][0]) == ("kv 1 2020", "kv 1 2023")
    last = Outcome().figure(view.section, "Skövde")
    assert quarter(view, Outcome(), "2023Q1") == (last.k, last.n)


class Remembering:
    """A store that knew less at the time: the exit of one person was told of a year later."""

    is_synthetic = False

    def __init__(self, now, then):
        self._now, self._then = now, then

    def records(self, project, period, municipality=None, as_known=None):
        return self._now if as_known is None or as_known.label >= "2024Q3" else self._then


def test_what_was_known_then_stands_beside_what_is_known_now(
    draft, projects, cresco_plus, tmp_path
):
    """Three have left by 2023Q3, two of them for work; one of the two was told of in 2024Q3."""
    now = draft()
    now.person("HJO-001", "2023-03-06", "2023-08-31", "arbete")
    now.person("HJO-002", "2023-03-06", "2023-08-31", "annat")
    now.person("HJO-003", "2023-03-06", "2023-08-31", "arbete")
    whole = now.records()
    late = whole.participants.copy()
    late.loc[2, "exit"], late.loc[2, "exit_reason"] = None, None
    store = Remembering(whole, replace(whole, participants=late))
    source = Source(projects, store, tmp_path)
    outcome = outcomes(cresco_plus)[-2]
    view = asked(source, cresco_plus, "Hjo", outcome, "2024Q3", then=True)
    assert quarter(view, outcome, "2023Q3") == (2, 3)
    assert quarter(view, outcome, "2023Q3", "then") == (1, 2)
    assert quarter(view, outcome, "2024Q3", "then") == (2, 3)
    said = check(view)
    assert "känt då 1 av 2 (50" in said
    assert "Ihålig punkt: som det var känt vid kvartalets slut." in said
    without = asked(source, cresco_plus, "Hjo", outcome, "2024Q3")
    assert "känt då" not in without.shown.plain()
    assert without.name != view.name


def test_each_quarters_n_stands_below_it(made_up, cresco_plus):
    view = asked(made_up, cresco_plus, "Skövde", Outcome())
    drawn = drawn_texts(view.charts[0])
    assert f"n = {quarter(view, Outcome(), '2024Q1')[1]}" in drawn


def test_counts_have_no_movement_and_no_dates_and_that_is_said(made_up, cresco_plus):
    forward = asked(made_up, cresco_plus, "Karlsborg", Outcome())
    assert "Karlsborg lämnar bara antal" in forward.shown.plain()
    caseload = asked(made_up, cresco_plus, "Karlsborg", None)
    assert "12 deltagare har startat i Karlsborg" in caseload.shown.plain().replace("\xa0", " ")


@pytest.mark.parametrize(("place", "share"), [(EVERYBODY, "8 av 8"), (NOBODY, "0 av 8")])
def test_where_everybody_or_nobody_succeeded(made_up, cresco_plus, place, share):
    assert share in asked(made_up, cresco_plus, place, Outcome()).shown.plain()
