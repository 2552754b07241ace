"""What the attack found, each as small as it can be told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from attacker.figures_csv import name_of
from attacker.small_projects import Draw
from attacker.trial import published, rows_of
from scipy.sparse import csr_array
from stegvis.disclosure.protect import protect
from stegvis.disclosure.suppress import suppress
from stegvis.disclosure.system import System
from stegvis.external_table import ExternalTable
from stegvis.period import Period
from stegvis.project import Project


def test_a_count_that_hangs_together_with_nothing_is_protected_too() -> None:
    alone = System(
        names=("alone",),
        value=np.array([2]),
        relations=csr_array((0, 1), dtype=np.int64),
        signed=np.zeros(1, dtype=bool),
        known=np.zeros(1, dtype=bool),
        shown=np.ones(1, dtype=bool),
        cost=np.ones(1),
    )
    assert suppress(alone, 5).hidden.tolist() == [True]


def test_movements_are_published_without_who_the_participants_are(
    cresco_plus: Project, tmp_path: Path
) -> None:
    small = Draw(np.random.default_rng(1), cresco_plus).one()
    chosen = ExternalTable(table="movement", places="project", only=("net/coordinator",))
    project = small.project.model_copy(update={"external": (chosen,)})
    made = protect(
        project,
        Period.parse(small.periods[0]),
        tmp_path / "ledger.json",
        lambda quarter: small.figures_at(0, quarter),
    )
    told = {row["measure"] for row in rows_of(made.figures)}
    assert "steps.person" in told


def test_a_gender_is_not_the_total_less_the_others(cresco_plus: Project, tmp_path: Path) -> None:
    """No gender is blank: with the total, the women, and none of other genders, men are known."""
    small = Draw(np.random.default_rng(16), cresco_plus).one()
    by_gender = ExternalTable(table="participants", places="municipality", by=("gender",))
    project = small.project.model_copy(update={"external": (by_gender,)})
    period = Period.parse(small.periods[0])
    made = protect(
        project, period, tmp_path / "ledger.json", lambda quarter: small.figures_at(0, quarter)
    )
    rows = [row for row in rows_of(made.figures) if row["measure"] == "participants.gender"]
    places = {row["municipality"] for row in rows}
    for place in places:
        own = [row for row in rows if row["municipality"] == place]
        hidden = sum(row["k"] == "" for row in own)
        assert hidden != 1 or all(row["n"] == "" for row in own), own


def test_that_nobody_reached_a_goal_is_not_told_of_who_left(
    cresco_plus: Project, tmp_path: Path
) -> None:
    """With 0 of .., who knows that one has left Karlsborg knows that the goal was not reached."""
    case, _ = published(Draw(np.random.default_rng(214), cresco_plus).one(), tmp_path)
    told = (row for rows in case.published for row in rows if row["k"] == "0")
    goals = {name_of(row, case.scheme) for row in told if row["measure"] == "goal"}
    assert {name for name in goals if case.truth[name._replace(column="n")]} == set()
