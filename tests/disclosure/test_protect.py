"""Publications one after the other: what is told, what is hidden, and what waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest
from disclosure.conftest import Office, many, row, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stegvis.disclosure import choose as choosing
from stegvis.disclosure.cell import Cell
from stegvis.disclosure.ledger import read_ledger
from stegvis.disclosure.protect import protect, withdraw
from stegvis.disclosure.publication import DisclosureError
from stegvis.disclosure.suppress import Suppression
from stegvis.disclosure.system import System
from stegvis.external_table import ExternalTable
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project

CASELOAD = ExternalTable(table="caseload", places="project")
OF_PLACES = ExternalTable(table="caseload", places="municipality")
STARTED, EXITED = "caseload.started", "caseload.exited"
THREE = {"Hjo": "individ", "Skara": "individ", "Tibro": "individ"}
Opened = Callable[..., Office]


def test_a_small_municipality_is_hidden_and_another_with_it(office: Opened) -> None:
    here = office(CASELOAD, OF_PLACES, **THREE)
    for place, number in {"Hjo": 2, "Skara": 20, "Tibro": 30}.items():
        many(here.draft, place, number, "2023-03-06")
    figures = here.publish("2023Q1").figures
    shown = told(figures, THREE, STARTED, "cumulative")
    assert shown[0] is None
    assert shown.count(None) == 2
    assert told(figures, [ALL], STARTED, "cumulative") == [52]
    assert row(figures, "Hjo", STARTED, "cumulative")["suppressed"] is True
    assert row(figures, ALL, STARTED, "cumulative")["suppressed"] is False


def test_shares_and_intervals_come_from_told_counts_alone(office: Opened) -> None:
    here = office(ExternalTable(table="goals", places="project"), CASELOAD)
    many(here.draft, "Hjo", 20, "2023-03-06", exit="2023-05-31", reason="flytt")
    many(here.draft, "Hjo", 3, "2023-03-06", exit="2023-05-31", reason="arbete")
    many(here.draft, "Hjo", 12, "2023-03-06", exit="2023-05-31", reason="arbetssökande")
    figures = here.publish("2023Q2").figures
    narrow = row(figures, ALL, "goal", "arbete_studier/primar")
    numbers = ["k", "n", "value", "low", "high", "bound_low", "bound_high"]
    assert pd.isna(narrow["k"])
    assert all(pd.isna(narrow[name]) for name in numbers[2:])
    assert narrow["suppressed"] is True
    frame = figures.frame
    complete = frame["k"].notna() & frame["n"].notna()
    assert (frame.loc[frame["value"].notna() & frame["k"].notna(), "n"]).notna().all()
    share = frame.loc[complete & (frame["n"] > 0)]
    np.testing.assert_allclose(share["value"].astype(float), share["k"] / share["n"])


def test_everyone_with_the_same_outcome_is_not_told(office: Opened) -> None:
    here = office(ExternalTable(table="exits", places="project"))
    many(here.draft, "Hjo", 20, "2023-03-06", exit="2023-05-31", reason="flytt")
    figures = here.publish("2023Q2").figures
    flytt = row(figures, ALL, "caseload.exit_reason", "cumulative", "reason=flytt")
    assert pd.isna(flytt["k"]) or pd.isna(flytt["n"])


@pytest.mark.parametrize("number", [0, 1, 2])
def test_nearly_nobody(office: Opened, number: int) -> None:
    tables = [
        ExternalTable(table=table, places=places)
        for table in ("caseload", "exits", "goals", "movement", "esf", "lasting", "retention")
        for places in ("project", "municipality")
    ]
    here = office(*tables)
    many(here.draft, "Hjo", number, "2023-03-06", exit="2023-05-31", reason="arbete")
    frame = here.publish("2024Q4").figures.frame
    of_people = ~frame["measure"].str.startswith(("delivery", "fidelity", "method"))
    assert (frame.loc[of_people, "k"].fillna(0) == 0).all()
    assert (frame.loc[of_people, "n"].fillna(0) == 0).all()
    hidden = frame.loc[of_people & (frame["measure"] == STARTED), "k"].isna()
    assert hidden.all() == (number > 0)


def test_a_quarter_with_few_new_people_is_hidden(office: Opened) -> None:
    here = office(ExternalTable(table="caseload", places="project", only=("started",)))
    many(here.draft, "Hjo", 20, "2023-03-06")
    many(here.draft, "Hjo", 2, "2023-05-06")
    many(here.draft, "Hjo", 8, "2023-08-06")
    numbers = [told(here.publish(q).figures, [ALL], STARTED, "cumulative") for q in QUARTERS]
    assert numbers == [[20], [None], [30]]


QUARTERS = ("2023Q1", "2023Q2", "2023Q3")


def test_a_half_year_is_told_again_as_it_was(office: Opened) -> None:
    here = office(
        ExternalTable(table="caseload", places="project", every="half_year", only=("started",))
    )
    many(here.draft, "Hjo", 20, "2023-03-06")
    first = row(here.publish("2023Q2").figures, ALL, STARTED, "cumulative")
    many(here.draft, "Hjo", 30, "2023-08-06")
    second = row(here.publish("2023Q3").figures, ALL, STARTED, "cumulative")
    third = row(here.publish("2023Q4").figures, ALL, STARTED, "cumulative")
    assert (first["k"], first["period"]) == (20, "2023Q2")
    assert (second["k"], second["period"]) == (20, "2023Q2")
    assert (third["k"], third["period"]) == (50, "2023Q4")


def test_what_was_published_is_told_again_without_measuring(office: Opened) -> None:
    here = office(CASELOAD, OF_PLACES, **THREE)
    for place, number in {"Hjo": 2, "Skara": 20, "Tibro": 30}.items():
        many(here.draft, place, number, "2023-03-06")
    first = here.publish("2023Q1")
    here.asked.clear()
    many(here.draft, "Hjo", 7, "2023-03-06")
    again = here.publish("2023Q1")
    assert here.asked == []
    assert again.audit == first.audit
    pd.testing.assert_frame_equal(again.figures.frame, first.figures.frame)


def test_a_correction_waits_for_the_next_day(office: Opened) -> None:
    half = ExternalTable(table="caseload", places="project", every="half_year", only=("started",))
    here = office(half)
    many(here.draft, "Hjo", 20, "2023-03-06")
    here.publish("2023Q2")
    many(here.draft, "Hjo", 1, "2023-04-06")  # delivered late
    many(here.draft, "Hjo", 9, "2023-10-06")
    later = here.publish("2023Q3")
    assert told(later.figures, [ALL], STARTED, "cumulative") == [20]
    [held] = later.audit.held_back
    assert held.cell == Cell(ALL, STARTED, "", "cumulative", date(2023, 6, 30))
    assert (held.published, held.now, held.until) == (20, 21, date(2023, 12, 31))
    included = here.publish("2023Q4")
    assert told(included.figures, [ALL], STARTED, "cumulative") == [30]
    assert included.audit.held_back == ()


def test_a_correction_downwards_is_a_change_of_few_people(office: Opened) -> None:
    here = office(ExternalTable(table="caseload", places="project", only=("started",)))
    many(here.draft, "Hjo", 20, "2023-03-06")
    here.publish("2023Q1")
    here.draft.rows["participants"][0]["exit_reason"] = "felregistrering"
    assert told(here.publish("2023Q2").figures, [ALL], STARTED, "cumulative") == [None]


def test_a_municipality_that_joins(office: Opened) -> None:
    here = office(CASELOAD, OF_PLACES, **THREE)
    for place, number in {"Hjo": 15, "Skara": 20, "Tibro": 30}.items():
        many(here.draft, place, number, "2023-03-06")
    del here.draft.scopes["Tibro"]
    here.draft.rows["participants"] = here.draft.rows["participants"][:35]
    first = here.publish("2023Q1").figures
    assert not first.delivered("Tibro")
    here.draft.scopes["Tibro"] = "individ"
    many(here.draft, "Tibro", 3, "2023-03-06")
    second = here.publish("2023Q2").figures
    assert second.delivered("Tibro")
    assert told(second, ["Tibro", ALL], STARTED, "cumulative") == [None, None]


def test_publications_are_made_in_order(office: Opened) -> None:
    here = office(CASELOAD)
    many(here.draft, "Hjo", 20, "2023-03-06")
    here.publish("2023Q3")
    with pytest.raises(DisclosureError, match="tidsordning"):
        here.publish("2023Q1")


def test_a_table_that_comes_into_the_plan_waits_for_the_next_day(office: Opened) -> None:
    here = office(CASELOAD, OF_PLACES, **THREE)
    for place in THREE:
        many(here.draft, place, 20, "2023-03-06")
    here.publish("2023Q2")
    more = ExternalTable(table="participants", places="project", every="half_year", by=("gender",))
    here.project = here.project.model_copy(update={"external": (CASELOAD, OF_PLACES, more)})
    gender = "participants.gender"
    assert gender not in set(here.publish("2023Q3").figures.frame["measure"])
    assert gender in set(here.publish("2023Q4").figures.frame["measure"])


def test_what_fails_the_audit_is_not_written(
    office: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = office(CASELOAD, OF_PLACES, **THREE)
    for place, number in {"Hjo": 2, "Skara": 20, "Tibro": 30}.items():
        many(here.draft, place, number, "2023-03-06")

    def nothing_hidden(system: System, threshold: int, *, seconds: float) -> Suppression:
        return Suppression(np.zeros(len(system.value), dtype=bool), 0.0, "optimal")

    monkeypatch.setattr(choosing, "suppress", nothing_hidden)
    with pytest.raises(DisclosureError, match="klarade inte granskningen"):
        here.publish("2023Q1")
    assert not here.ledger.exists()


def test_only_the_newest_is_withdrawn(office: Opened) -> None:
    here = office(CASELOAD)
    many(here.draft, "Hjo", 20, "2023-03-06")
    here.publish("2023Q1")
    here.publish("2023Q2")
    first, second = Period.parse("2023Q1"), Period.parse("2023Q2")
    with pytest.raises(DisclosureError, match="2023Q2"):
        withdraw(here.project, first, here.ledger)
    withdraw(here.project, second, here.ledger)
    assert [one.period for one in read_ledger(here.ledger, here.project.id).publications] == [
        "2023Q1"
    ]
    many(here.draft, "Hjo", 10, "2023-05-06")
    assert told(here.publish("2023Q2").figures, [ALL], STARTED, "cumulative") == [30]
    with pytest.raises(DisclosureError, match="finns inte"):
        withdraw(here.project, Period.parse("2024Q1"), here.ledger)


def test_without_a_plan_little_is_told(office: Opened) -> None:
    here = office()
    many(here.draft, "Hjo", 20, "2023-03-06")
    figures = here.publish("2023Q2").figures
    assert told(figures, [ALL], STARTED, "cumulative") == [20]
    assert told(figures, ["Hjo"], STARTED, "cumulative") == [None]


def test_how_a_municipality_works_is_told_as_it_is(office: Opened) -> None:
    here = office(CASELOAD)
    here.draft.add("method", "Hjo", component="progressionskort", level=2, period="2023Q1")
    figures = here.publish("2023Q1").figures
    assert row(figures, "Hjo", "fidelity")["value"] == 1.0
    used = figures.frame[figures.frame["measure"] == "delivery.used"]
    assert used["k"].isna().all()  # its warnings are about single rows
    assert set(figures.frame["measure"]) <= {
        *("fidelity", "method.level", "method.unreported", "delivery.used", "delivery.scope"),
        *("caseload.started", "caseload.exited", "caseload.active"),
    }


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_small_count_is_told_or_is_the_difference_of_two(
    data: st.DataObject, cresco_plus: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from measure.conftest import Draft

    goals = (ExternalTable(table="goals", places=places) for places in ("project", "municipality"))
    tables = (CASELOAD, OF_PLACES, *goals)
    project = cresco_plus.model_copy(update={"external": tables})
    here = Office(tmp_path_factory.mktemp("office"), project, Draft(project, scopes=dict(THREE)))
    sizes = st.integers(0, 14)
    before: dict[tuple[str, str], int] = {}
    for quarter, start, end in (
        ("2023Q1", "2023-02-01", "2023-03-01"),
        ("2023Q2", "2023-04-01", "2023-05-01"),
    ):
        for place in THREE:
            many(here.draft, place, data.draw(sizes), start)
            many(here.draft, place, data.draw(sizes), start, exit=end, reason="arbete")
            many(here.draft, place, data.draw(sizes), start, exit=end, reason="flytt")
        try:
            figures = here.publish(quarter).figures
        except DisclosureError:
            assert before, "the first publication can hide all that it must"
            return
        for measure in (STARTED, EXITED, "caseload.active", "goal"):
            definition = "arbete_studier/primar" if measure == "goal" else "cumulative"
            shown = told(figures, [*THREE, ALL], measure, definition)
            assert not {1, 2, 3, 4} & set(shown)
            parts = [one for one in shown[:3] if one is not None]
            if shown[3] is not None:
                assert shown[3] - sum(parts) not in {1, 2, 3, 4}
            for place, now in zip([*THREE, ALL], shown, strict=True):
                then = before.pop((place, measure), None)
                if now is not None and then is not None and measure != "caseload.active":
                    assert now - then not in {1, 2, 3, 4}
                if now is not None:
                    before[place, measure] = now


def test_the_ledger_is_asked_before_anything_is_measured(office: Opened) -> None:
    here = office(CASELOAD)
    here.ledger.parent.mkdir()
    here.ledger.write_text("{", encoding="utf-8")
    with pytest.raises(DisclosureError, match="skadad"):
        protect(here.project, Period.parse("2023Q1"), here.ledger, here.figures_at)
    assert here.asked == []
