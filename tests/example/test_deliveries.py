"""The example's deliveries are accepted, and have the traits of the field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from stegvis.delivery.check import Delivery, Examination, examine
from stegvis.project import MISREGISTERED, Project

PLUS, CREARE = "cresco-plus", "cresco-creare"
ON_PURPOSE = {"card-after-exit"}
Examined = dict[str, list[Examination]]


@pytest.fixture(scope="module")
def examined(committed: Path, projects: Mapping[str, Project]) -> Examined:
    return {
        project: [examine(path, projects) for path in sorted((committed / project).iterdir())]
        for project in (PLUS, CREARE)
    }


@pytest.fixture(scope="module")
def newest(examined: Examined) -> dict[str, dict[str, Delivery]]:
    """The newest delivery of each municipality, by project and municipality."""
    found: dict[str, dict[str, Delivery]] = {}
    for project, examinations in examined.items():
        deliveries = [e.delivery for e in examinations if e.delivery is not None]
        by_period = sorted(deliveries, key=lambda delivery: delivery.period)
        found[project] = {delivery.municipality.name: delivery for delivery in by_period}
    return found


def counted(delivery: Delivery) -> pd.DataFrame:
    people = delivery.tables["participants"]
    return people[people["exit_reason"].ne(MISREGISTERED) | people["exit_reason"].isna()]


def counts(delivery: Delivery) -> dict[str, int]:
    rows = delivery.tables["counts"]
    return dict(zip(rows["measure"], rows["value"], strict=True))


def reasons(deliveries: Mapping[str, Delivery]) -> Counter[str]:
    found: Counter[str] = Counter()
    for delivery in deliveries.values():
        found.update(counted(delivery)["exit_reason"].dropna())
    return found


@pytest.mark.parametrize("project", [PLUS, CREARE])
def test_every_delivery_is_accepted_and_made_up(examined: Examined, project: str) -> None:
    for examination in examined[project]:
        assert examination.delivery is not None, examination.findings
        assert examination.delivery.synthetic
        assert {finding.rule for finding in examination.findings} <= ON_PURPOSE


def test_cresco_plus_has_500_participants_in_14_municipalities(
    newest: dict[str, dict[str, Delivery]],
) -> None:
    started = {
        name: counts(delivery)["startade"] if delivery.scope == "antal" else len(counted(delivery))
        for name, delivery in newest[PLUS].items()
    }
    assert len(started) == 14
    assert sum(started.values()) == 500
    assert (started["Essunga"], started["Grästorp"], started["Töreboda"]) == (0, 1, 2)
    assert started["Skövde"] == max(started.values()) == 60


def test_cresco_creare_has_its_known_outcome(newest: dict[str, dict[str, Delivery]]) -> None:
    found = reasons(newest[CREARE])
    assert len(newest[CREARE]) == 15
    assert found.total() == 300
    assert found["arbete"] + found["studier"] == 81
    assert found["arbetssökande"] == 15


def test_cresco_creare_was_over_when_it_ended(
    newest: dict[str, dict[str, Delivery]], projects: Mapping[str, Project]
) -> None:
    for delivery in newest[CREARE].values():
        exits = counted(delivery)["exit"]
        assert exits.notna().all()
        assert (exits <= pd.Timestamp(projects[CREARE].end)).all()


def test_every_quarter_but_those_missed_is_delivered(
    examined: Examined, projects: Mapping[str, Project], truth: dict[str, Any]
) -> None:
    delivered = {
        (e.delivery.municipality.name, e.delivery.period.label)
        for e in examined[PLUS]
        if e.delivery is not None
    }
    quarters = [period.label for period in projects[PLUS].span.quarters()]
    assert (quarters[0], quarters[-1]) == ("2023Q1", "2025Q2")
    missed = {
        (name, quarter)
        for name, own in truth["projects"][PLUS]["municipalities"].items()
        for quarter in own["missed_quarters"]
    }
    everyone = {place.name for place in projects[PLUS].municipalities}
    assert {(name, quarter) for name in everyone for quarter in quarters} - delivered == missed
    assert missed


def test_one_municipality_delivers_counts_only(newest: dict[str, dict[str, Delivery]]) -> None:
    scopes = {name: delivery.scope for name, delivery in newest[PLUS].items()}
    assert [name for name, scope in scopes.items() if scope == "antal"] == ["Karlsborg"]
    assert not newest[PLUS]["Karlsborg"].tables["followup_counts"].empty
    assert newest[PLUS]["Karlsborg"].tables["participants"].empty


def test_deliveries_come_in_every_form(committed: Path) -> None:
    forms = Counter(path.suffix for path in (committed / PLUS).iterdir())
    assert set(forms) == {".xlsx", ".zip", ""}
    assert forms.most_common(1)[0][0] == ".xlsx"


def test_nothing_is_known_before_it_has_happened(examined: Examined) -> None:
    for examination in examined[PLUS]:
        assert examination.delivery is not None
        end = pd.Timestamp(examination.delivery.period.end)
        tables = examination.delivery.tables
        for sheet, column in (
            ("participants", "start"),
            ("participants", "exit"),
            ("cards", "date"),
            ("followups", "date"),
        ):
            assert not (tables[sheet][column] > end).any()


def test_a_later_snapshot_keeps_what_was_known_but_for_one_correction(
    examined: Examined, truth: dict[str, Any]
) -> None:
    planted = truth["projects"][PLUS]["municipalities"]["Vara"]["correction"]
    before: dict[str, Delivery] = {}
    changed = []
    in_order = sorted(
        (e.delivery for e in examined[PLUS] if e.delivery is not None), key=lambda d: d.period
    )
    for delivery in in_order:
        name = delivery.municipality.name
        earlier = before.get(name)
        if earlier is not None:
            for code in ("cards", "followups"):
                kept = earlier.tables[code].merge(delivery.tables[code], how="inner")
                assert len(kept) == len(earlier.tables[code])
            both = earlier.tables["participants"].merge(
                delivery.tables["participants"], on="participant", suffixes=("", "_now")
            )
            assert len(both) == len(earlier.tables["participants"])
            known = both[both["exit"].notna()]
            assert (known["exit"] == known["exit_now"]).all()
            other = known[known["exit_reason"] != known["exit_reason_now"]]
            changed += list(
                zip(
                    other["participant"],
                    other["exit_reason"],
                    other["exit_reason_now"],
                    strict=True,
                )
            )
        before[name] = delivery
    assert changed == [(planted["participant"], planted["delivered"], planted["correct"])]


def test_late_deliveries_are_late(examined: Examined, truth: dict[str, Any]) -> None:
    late = {
        (e.delivery.municipality.name, e.delivery.period.label)
        for e in examined[PLUS]
        if e.delivery is not None
        and e.delivery.submitted > e.delivery.period.end + timedelta(days=30)
    }
    assert late == {
        (name, quarter)
        for name, own in truth["projects"][PLUS]["municipalities"].items()
        for quarter in own["late_quarters"]
    }


def test_the_extra_posts_end_in_2025(newest: dict[str, dict[str, Delivery]]) -> None:
    extra = [
        post
        for delivery in newest[PLUS].values()
        for post in delivery.tables["posts"].itertuples()
        if post.funding == "förbundet"
    ]
    assert len(extra) == 6
    assert {(post.since.date().isoformat(), post.until.year) for post in extra} == {
        ("2023-11-01", 2025)
    }


def test_cards_are_late_and_answers_missing(newest: dict[str, dict[str, Delivery]]) -> None:
    items = [f"f{number}" for number in range(1, 10)]
    cards = pd.concat(
        delivery.tables["cards"].assign(municipality=name)
        for name, delivery in newest[PLUS].items()
    )
    own = cards[cards["rater"] == "coordinator"].sort_values(["participant", "date"])
    gaps = own.groupby("participant")["date"].diff().dropna().dt.days
    assert 80 < gaps.median() < 110
    assert (gaps > 150).any()
    assert 0.01 < cards[items].isna().to_numpy().mean() < 0.10
    assert (
        own["participant"].nunique()
        > cards[cards["rater"] == "participant"]["participant"].nunique() * 0.9
    )


def test_some_cards_come_after_exit_and_a_few_too_late(
    newest: dict[str, dict[str, Delivery]],
) -> None:
    days = pd.concat(
        (both["date"] - both["exit"]).dt.days
        for delivery in newest[PLUS].values()
        for both in [
            delivery.tables["cards"].merge(delivery.tables["participants"], on="participant")
        ]
    ).dropna()
    in_time, too_late = days.between(0, 31).sum(), (days > 31).sum()
    assert in_time > 100
    assert 0 < too_late < in_time / 5


def test_some_are_registered_by_mistake(newest: dict[str, dict[str, Delivery]]) -> None:
    mistaken = [
        name
        for delivery in newest[PLUS].values()
        for name in delivery.tables["participants"].query("exit_reason == @MISREGISTERED")[
            "participant"
        ]
    ]
    assert 3 <= len(mistaken) <= 10


def test_one_follows_up_only_those_who_moved_forward(
    newest: dict[str, dict[str, Delivery]],
) -> None:
    tables = newest[PLUS]["Tibro"].tables
    left = tables["participants"].dropna(subset="exit")["participant"]
    followed = set(tables["followups"]["participant"])
    items = [f"f{number}" for number in range(1, 12)]
    backward = set()
    for name in left:
        cards = tables["cards"].query("participant == @name and rater == 'coordinator'")
        cards = cards.sort_values("date")
        change = sum(
            int(answers.iloc[-1] - answers.iloc[0])
            for item in items
            if len(answers := cards[item].dropna())
        )
        if change < 0 and len(cards) > 1:
            backward.add(name)
    assert followed
    assert backward
    assert not followed & backward
