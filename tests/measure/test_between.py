"""What only several municipalities together can say of each: worked by hand, and at the edges."""

from __future__ import annotations

import pandas as pd
import pytest
from stegvis.language import swedish_order
from stegvis.measure import comparable_method
from stegvis.measure.assemble import assembled
from stegvis.measure.between import method_between, outcomes_between
from stegvis.measure.comparable import comparable
from stegvis.measure.fidelity import fidelity
from stegvis.measure.goals import goals
from stegvis.measure.lasting import followed
from stegvis.measure.movements import movements
from stegvis.measure.question import Question
from stegvis.measure.response import contacted
from stegvis.show import wording

ITEMS = 11
PARTS = ("progressionskort", "parallella_insatser", "arbete_från_start", "tro_på_individen")
ALL_PARTS = (*PARTS, "samma_samordnare")


def town(draft, name, forward, backward, levels=(2, 1, 1, 1, 1), gap=91, items=ITEMS, rater=None):
    """Let some people of a municipality move forward, and others backward."""
    for number in range(forward + backward):
        who = f"{name[:3].upper()}-{number:03}"
        draft.person(who, "2023-03-06", municipality=name)
        first, second = (1, 4) if number < forward else (4, 1)
        start = pd.Timestamp("2023-03-08")
        for day, score in ((start, first), (start + pd.Timedelta(days=gap), second)):
            scores = [score] * items
            draft.card(
                who, str(day.date()), *scores, municipality=name, rater=rater or "coordinator"
            )
    for component, level in zip(ALL_PARTS, levels, strict=False):
        draft.add("method", name, component=component, level=level)
    return draft


def measured(draft, total=True):
    """Measure what is compared, and nothing else."""
    records, project = draft.records(), draft.project
    places = tuple(sorted(draft.scopes, key=swedish_order))
    question = Question(project, project.period("2025Q2"), places, total)
    moved = movements(records, project, question.period.end)
    fidelity_rows = fidelity(records, question)
    parts = [fidelity_rows, *method_between(records, moved, fidelity_rows, question)]
    if total:
        followups = followed(records, moved.forward, question)
        people = contacted(records, moved.forward, question)
        followup_rows = comparable(records, followups, people, question)
        goal_rows = goals(records, followups, question)
        parts += [*outcomes_between(goal_rows, followup_rows, question), followup_rows]
    return assembled(parts, question)


def statuses(figures):
    table = figures.table("ALLA", "comparable.method")
    return dict(zip(table["municipality"], table["status"], strict=True))


def scopes(*names, **others):
    return dict.fromkeys(names, "individ") | others


def test_four_municipalities_whose_ranks_agree(draft):
    """Fidelity .1 .5 .6 1 and shares 0 1/4 2/4 4/4: rank correlation 1, p = 2/24."""
    places = draft(scopes=scopes("Hjo", "Skara", "Tibro", "Vara"))
    for name, forward, levels in (
        ("Hjo", 0, (1, 0, 0, 0, 0)),
        ("Skara", 1, (1, 1, 1, 1, 1)),
        ("Tibro", 2, (2, 1, 1, 1, 1)),
        ("Vara", 4, (2, 2, 2, 2, 2)),
    ):
        town(places, name, forward, 4 - forward, levels)
    figures = measured(places)
    assert set(statuses(figures).values()) == {"comparable"}
    found = figures.one("ALLA", "fidelity.correlation", "net")
    assert (found.value, found.n) == (1.0, 4)
    p = figures.one("ALLA", "fidelity.correlation_p", "net", permutations="exact")
    assert (p.k, p.value) == (24, pytest.approx(2 / 24))
    ends = figures.table("ALLA", "fidelity.left_out")
    assert list(ends["value"]) == [1.0, 1.0]
    only, both = (
        figures.one("ALLA", "fidelity.use", "net", use=use) for use in ("card_only", "with_others")
    )
    assert (only.n, only.value) == (1, 0)
    assert (both.n, both.value) == (3, pytest.approx(7 / 12))
    difference = figures.one("ALLA", "fidelity.use_difference", "net")
    assert difference.value == pytest.approx(7 / 12)
    p = figures.one("ALLA", "fidelity.use_p", "net", permutations="exact")
    assert (p.k, p.value) == (4, 2 / 4), "1 alone is farther from the others than 0 alone"


def test_each_reason_that_a_municipality_is_not_comparable(draft):
    places = draft(
        scopes=scopes("Hjo", "Skara", "Tibro", "Vara", "Tidaholm", "Götene", Karlsborg="antal")
    )
    town(places, "Hjo", 3, 1)
    town(places, "Skara", 3, 1, rater="participant", items=9)
    town(places, "Tibro", 1, 1)
    town(places, "Vara", 3, 1, items=10)
    town(places, "Tidaholm", 3, 1, gap=182)
    town(places, "Götene", 3, 1, levels=(2, 1, 1, 1))
    assert statuses(measured(places)) == {
        "Hjo": "comparable",
        "Karlsborg": "counts_only",
        "Skara": "other_rater",
        "Tibro": "few",
        "Vara": "other_items",
        "Tidaholm": "other_interval",
        "Götene": "method_unreported",
    }


def test_few_is_what_readers_are_told_it_is():
    assert comparable_method.FEWEST == wording.FEW


@pytest.mark.parametrize("share", [0, 4])
def test_where_everybody_or_nobody_moved_forward_there_is_no_correlation(draft, share):
    names = ("Hjo", "Skara", "Tibro", "Vara")
    places = draft(scopes=scopes(*names))
    for name, level in zip(names, (0, 1, 2, 2), strict=True):
        town(places, name, share, 4 - share, levels=(2, level, 1, 1, 1))
    figures = measured(places)
    assert len(figures.table("ALLA", "fidelity.correlation")) == 0
    assert len(figures.table("ALLA", "fidelity.detectable")) == 2


def test_the_first_card_and_the_days_between_cards(draft):
    """HJO-001: first card 1 and 2, then 91 and 101 days on; HJO-002: one card, of 4."""
    places = draft()
    places.person("HJO-001", "2023-03-06").person("HJO-002", "2023-03-06")
    places.card("HJO-001", "2023-03-08", 1, 2).card("HJO-001", "2023-06-07", 5, 5)
    places.card("HJO-001", "2023-09-16", 5, 5).card("HJO-002", "2023-03-08", 4)
    figures = measured(places, total=False)
    first = figures.one("Hjo", "casemix.first_card", rater="coordinator")
    gap = figures.one("Hjo", "casemix.card_gap", rater="coordinator")
    assert (first.n, first.value) == (2, (1.5 + 4) / 2)
    assert (gap.n, gap.value) == (2, (91 + 101) / 2)
    assert figures.one("Hjo", "casemix.first_card", rater="participant").value is None


def exits(draft, name, work, others):
    for number in range(work + others):
        who, reason = f"{name[:3].upper()}-{number:03}", "arbete" if number < work else "avbrott"
        draft.person(who, "2023-03-06", "2023-09-01", reason, municipality=name)
    return draft


GOAL = "arbete_studier/primar"


def test_a_municipality_is_outside_when_chance_would_hardly_give_it(draft):
    """Around 15/30, 14 of 15 is beyond the sign test's 95 % (3 and 12), and 1 of 15 too."""
    places = draft(scopes=scopes("Hjo", "Skara"))
    figures = measured(exits(exits(places, "Hjo", 14, 1), "Skara", 1, 14))
    centre = figures.one("ALLA", "funnel.centre", GOAL)
    assert (centre.k, centre.n) == (15, 30)
    assert figures.one("ALLA", "funnel.outside", GOAL, level="95").k == 2
    place = figures.one("ALLA", "funnel.place", GOAL, municipality="Hjo")
    limits = figures.one("ALLA", "funnel.limits", GOAL, level="95", n=15)
    assert (place.low, place.high) == (limits.low, limits.high)
    assert 3 / 15 < limits.low < 4 / 15
    assert len(figures.table("ALLA", "pooled.share")) == 0, "two are too few to pool"


def test_one_municipality_with_an_outcome_has_no_funnel(draft):
    places = draft(scopes=scopes("Hjo", "Skara"))
    figures = measured(exits(places, "Hjo", 3, 1))
    assert len(figures.table("ALLA", "funnel.place")) == 0


def test_three_are_pooled_and_the_one_without_exits_is_not(draft):
    places = draft(scopes=scopes("Hjo", "Skara", "Tibro", "Vara"))
    for name, work in (("Hjo", 5), ("Skara", 0), ("Tibro", 3)):
        exits(places, name, work, 5 - work)
    figures = measured(places)
    table = figures.table("ALLA", "pooled.share")
    assert list(table["municipality"]) == ["Hjo", "Skara", "Tibro"]
    assert list(table["k"]) == [5, 0, 3]
    assert 0 < table["value"][1] < table["value"][2] < table["value"][0] < 1
    assert figures.one("ALLA", "pooled.spread", GOAL).n == 3
