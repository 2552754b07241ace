"""What was told earlier, and what later deliveries have changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stegvis.earlier import HEADLINES, at, headlines, moments, previous
from stegvis.figures import Figures
from stegvis.measure.earlier import Earlier
from stegvis.measure.everything import measure
from stegvis.period import Period
from stegvis.project import Project
from stegvis.records import Records

NOW, THEN = (
    {"as_of": "2024Q1", "known": "now"},
    {"as_of": "2024Q1", "known": "then"},
)


def _measured(
    project: Project,
    now: Records,
    then: Records,
    period: str = "2024Q2",
    *,
    before: Records | None = None,
    places: tuple[str, ...] = ("Hjo",),
    total: bool = True,
) -> Figures:
    """Measure a period of which ``then`` is what its own quarter's delivery told.

    ``before`` is what the delivery of the period before told, when that is another.
    """
    span = project.period(period)
    older = then if before is None else before
    known = [
        Earlier(m, now if m.known == "now" else then if m.period == span else older)
        for m in moments(project, span)
    ]
    return measure(now, project, span, list(places), total, known)


@pytest.fixture(scope="module")
def hjo(draft: Callable, cresco_plus: Project) -> Figures:
    """Hjo as told at the end of 2024Q1 and as told a quarter later, for the report of 2024Q2.

    In 2024Q1: four people, two of whom had left: HJO-001 to ”annat” in September, HJO-002 to work
    in February. HJO-004 had started too. In 2024Q2: HJO-001 had left to work, HJO-002 not until
    April, and HJO-004 was a mistake; a follow-up of HJO-001 in March comes late.
    """
    told = draft(period="2024Q1")
    told.person("HJO-001", "2023-03-06", "2023-09-01", "annat")
    told.person("HJO-002", "2023-04-03", "2024-02-15", "arbete")
    told.person("HJO-003", "2023-05-02").person("HJO-004", "2023-06-01")
    later = draft(period="2024Q2")
    later.person("HJO-001", "2023-03-06", "2023-09-01", "arbete")
    later.person("HJO-002", "2023-04-03", "2024-04-02", "arbete")
    later.person("HJO-003", "2023-05-02")
    later.person("HJO-004", "2023-06-01", "2023-06-02", "felregistrering")
    later.followup("HJO-001", 6, "2024-03-05", "kept")
    return _measured(cresco_plus, later.records(), later.records(), "2024Q2", before=told.records())


@pytest.mark.parametrize(
    ("measure", "definition", "group", "then", "now"),
    [
        ("caseload.started", "cumulative", {}, (4, None), (3, None)),
        ("caseload.exited", "cumulative", {}, (2, None), (1, None)),
        ("caseload.active", "cumulative", {}, (2, None), (2, None)),
        ("caseload.exit_reason", "cumulative", {"reason": "annat"}, (1, 2), (0, 1)),
        ("caseload.exit_reason", "cumulative", {"reason": "arbete"}, (1, 2), (1, 1)),
        ("goal", "arbete_studier/primar", {}, (1, 2), (1, 1)),
        ("goal", "varaktig_progression/6_manader_alla", {}, (0, 0), (1, 1)),
        ("lasting.eligible", "", {"months": 6, "population": "alla"}, (1, None), (1, None)),
        ("lasting.reached", "", {"months": 6, "population": "alla"}, (0, None), (1, None)),
        ("retention.share", "", {"months": 6}, (0, 0), (1, 1)),
    ],
)
@pytest.mark.parametrize("place", ["Hjo", "ALLA"])
def test_what_was_told_of_the_period_before_then_and_now(
    hjo: Figures,
    place: str,
    measure: str,
    definition: str,
    group: dict[str, object],
    then: tuple[int, int | None],
    now: tuple[int, int | None],
) -> None:
    for moment, expected in ((THEN, then), (NOW, now)):
        figure = hjo.one(place, f"earlier.{measure}", definition, **moment, **group)
        assert (figure.k, figure.n) == expected


def test_the_changed_figures_are_counted(hjo: Figures) -> None:
    """Of 34 figures without fidelity nine have changed.

    The started, the exited; of the reasons only ”annat”; the goals ”primar” and with job-seekers
    (n is 1, not 2) and lasting progression of all at 6 months; its share and its reached; and
    retention at 6 months.
    """
    found = hjo.one("Hjo", "earlier.corrected", **THEN, delivery="own")
    assert (found.k, found.n) == (9, 34)
    whole = hjo.one("ALLA", "earlier.corrected", **THEN, delivery="own")
    assert (whole.k, whole.n) == (9, 34)


def test_the_same_period_is_the_same_when_nothing_newer_has_come(hjo: Figures) -> None:
    own = {"as_of": "2024Q2", "known": "then"}
    assert hjo.one("Hjo", "earlier.corrected", **own, delivery="own").k == 0
    assert hjo.one("Hjo", "earlier.caseload.exited", "cumulative", **own).k == 2


def test_the_delivery_then_in_use_is_named(hjo: Figures) -> None:
    table = hjo.table("Hjo", "earlier.delivery.used")
    assert table[["as_of", "known", "quarter"]].to_numpy().tolist() == [
        ["2024Q1", "now", "2024Q2"],
        ["2024Q2", "then", "2024Q2"],
        ["2024Q1", "then", "2024Q1"],
    ]


def test_municipalities_by_what_came_of_what_they_told(
    draft: Callable, cresco_plus: Project
) -> None:
    """Hjo corrects, Skara comes late, Vara is new and Tibro tells the same."""
    places = ("Hjo", "Skara", "Vara", "Tibro")

    def told(period: str, *started: str, reason: str) -> Records:
        one = draft(period=period, scopes=dict.fromkeys(started, "individ"))
        for place in started:
            why = reason if place == "Hjo" else "sjukdom"
            one.person(f"{place}-1", "2023-04-03", "2023-10-02", why, municipality=place)
        return one.records()

    then = told("2024Q1", "Hjo", "Skara", "Tibro", reason="annat")
    late = then.deliveries["municipality"] == "Skara"
    quarters = then.deliveries["period"].mask(late, "2023Q2")
    people = then.participants[then.participants["municipality"] != "Skara"]
    then = replace(then, deliveries=then.deliveries.assign(period=quarters), participants=people)
    now = told("2024Q2", *places, reason="arbete")
    figures = _measured(cresco_plus, now, now, before=then, places=places)
    outcomes = {"corrected": 1, "completed": 1, "none": 1, "same": 1}
    for outcome, k in outcomes.items():
        found = figures.one("ALLA", "earlier.places", **THEN, outcome=outcome)
        assert (found.k, found.n) == (k, 4)
    assert not len(
        at(figures.frame, moments(cresco_plus, Period.parse("2024Q2"))[2]).query(
            "municipality == 'Vara'"
        )
    )
    assert figures.one("Skara", "earlier.corrected", **THEN, delivery="older").k


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024Q1", ["2023Q4 now", "2024Q1 then", "2023Q4 then"]),
        ("2024H1", ["2023H2 now", "2024H1 then", "2023H2 then"]),
        ("2024", ["2023 now", "2024 then", "2023 then"]),
        ("2023Q1", ["2023Q1 then"]),  # the project begins on 2023-03-01
        ("all", ["all then"]),
    ],
)
def test_what_a_report_is_compared_with(
    cresco_plus: Project, period: str, expected: list[str]
) -> None:
    found = moments(cresco_plus, cresco_plus.period(period))
    assert [f"{moment.period} {moment.known}" for moment in found] == expected


def test_what_was_known_is_what_the_last_quarter_told(cresco_plus: Project) -> None:
    now, own, _ = moments(cresco_plus, Period.parse("2024"))
    assert now.as_known is None
    assert own.as_known == Period.parse("2024Q4")
    (whole,) = moments(cresco_plus, cresco_plus.span)
    assert whole.as_known == Period.parse("2025Q2")


people = st.lists(
    st.tuples(
        st.dates(Period.parse("2023Q2").start, Period.parse("2023Q3").end),
        st.one_of(st.none(), st.integers(20, 400)),
        st.sampled_from(["arbete", "annat", "felregistrering"]),
        st.integers(1, 5),
    ),
    max_size=6,
)


@given(people, st.sampled_from(["2024Q1", "2024H1", "2024"]))
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@pytest.mark.long  # half a minute
def test_when_no_delivery_has_changed_what_was_told_is_told_again(
    draft: Callable, cresco_plus: Project, rows: list, label: str
) -> None:
    """The same period then is the period now; the period before now is its own report."""
    told = draft(period="2025Q2")
    for number, (start, days, reason, score) in enumerate(rows):
        gone = pd.Timestamp(start) + pd.Timedelta(days=days) if days else None
        name = f"HJO-{number:03}"
        told.person(name, str(start), str(gone) if gone else None, reason if gone else None)
        told.card(name, str(start), 3, 3).card(name, "2024-01-15", score, 3)
        if gone:
            told.followup(name, 6, str(gone + pd.DateOffset(months=6, days=3)), "kept")
    records = told.records()
    figures = _measured(cresco_plus, records, told.records(), label)
    span = cresco_plus.period(label)
    before = previous(cresco_plus, span)
    assert before is not None
    earlier = measure(records, cresco_plus, before, ["Hjo"], total=True)
    columns = ["municipality", "measure", "group", "definition", "k", "n", "value", "low", "high"]
    now, own, then = moments(cresco_plus, span)
    for moment, same in ((own, figures), (now, earlier), (then, earlier)):
        expected = headlines(same.frame, cresco_plus)[columns]
        found = headlines(at(figures.frame, moment), cresco_plus)[columns]
        pd.testing.assert_frame_equal(
            found.sort_values(columns[:4]).reset_index(drop=True),
            expected.sort_values(columns[:4]).reset_index(drop=True),
        )
    assert set(figures.table("Hjo", "earlier.corrected")["k"]) == {0}


def test_a_municipality_measured_alone_has_the_same_rows(
    draft: Callable, cresco_plus: Project
) -> None:
    places = ("Hjo", "Skara")

    def told(chosen: tuple[str, ...], reason: str) -> Records:
        one = draft(scopes=dict.fromkeys(chosen, "individ"))
        for place in chosen:
            one.person("A-001", "2023-04-03", "2023-10-02", reason, municipality=place)
        return one.records()

    both, only = (
        _measured(
            cresco_plus,
            told(chosen, "arbete"),
            told(chosen, "studier"),
            places=chosen,
            total=chosen == places,
        )
        for chosen in (places, ("Hjo",))
    )
    pd.testing.assert_frame_equal(both.of(["Hjo"]).frame, only.frame)


def test_before_any_delivery_nothing_was_told(draft: Callable, cresco_plus: Project) -> None:
    nothing = draft(scopes={}).records()
    one = draft().person("HJO-001", "2023-04-03").records()
    figures = _measured(cresco_plus, one, one, before=nothing)
    assert figures.one("ALLA", "earlier.caseload.started", "cumulative", **NOW).k == 1
    assert not [group for group in figures.frame["group"] if "as_of=2024Q1;known=then" in group]


def test_every_headline_is_measured_at_every_moment(hjo: Figures) -> None:
    known = set(hjo.frame["measure"])
    assert {f"earlier.{measure}" for measure in HEADLINES} - known == {"earlier.fidelity"}
