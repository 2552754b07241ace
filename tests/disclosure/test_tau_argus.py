"""What is hidden costs what τ-ARGUS' optimal suppression does, on tables drawn at random.

The engine (Fischetti and Salazar González's branch and cut, in the package pytauargus) is given the
table itself, in its JJ format, with what we ask of a table that fits: cells that are not zero stay
at one or more, small cells may reach the threshold and one. It asks for fractions where we ask for
whole numbers; and where the witness of a small count as one cannot keep all other cells, we take
several, which can cost less.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from disclosure.linked_tables import table
from stegvis.disclosure.audit import audit
from stegvis.disclosure.sensitive import small
from stegvis.disclosure.suppress import suppress
from stegvis.disclosure.system import System

pytauargus = pytest.importorskip("pytauargus")

THRESHOLD = 5


def argus(system: System, folder: Path) -> np.ndarray:
    """What τ-ARGUS hides, shape (N,)."""
    few = small(system, THRESHOLD)
    most = 2 * int(system.value.max())
    lines = ["0", str(len(few))]
    for at, (value, cost) in enumerate(zip(system.value, system.cost, strict=True)):
        down, up = (value - 1, THRESHOLD - value) if few[at] else (0, 0)
        status = "u" if few[at] else "s"
        lines.append(f"{at} {value} {cost:.0f} {status} {min(value, 1)} {most} {down} {up} 0")
    relations = system.relations.toarray()
    lines.append(str(len(relations)))
    for row in relations:
        total_first = np.argsort(row, kind="stable")
        terms = [f"{at} ({row[at]})" for at in total_first if row[at]]
        lines.append(f"0 {len(terms)} : " + " ".join(terms))
    (folder / "JJ.IN").write_text("\n".join(lines) + "\n", encoding="ascii")
    engine = pytauargus.HiTaSCtrl()
    state = engine.full_jj(
        in_file_jj=str(folder / "JJ.IN"), out_file=str(folder / "JJ.OUT"), max_time=10
    )
    assert state == 0, engine.error_string(state)
    hidden = few.copy()
    hidden[[int(line) for line in (folder / "JJ.OUT").read_text("ascii").split()]] = True
    return hidden


@pytest.mark.parametrize("seed", range(10))
def test_what_is_hidden_costs_at_most_five_per_cent_more_than_with_tau_argus(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where its engine leaves its logs
    rng = np.random.default_rng(seed)
    inner = rng.negative_binomial(2, 0.15, (6, 5))
    system = table(inner)
    system = table(inner, cost=np.sqrt(system.value).round() + 1)
    ours = suppress(system, THRESHOLD, seconds=300)
    assert audit(system, ours.hidden, THRESHOLD).safe
    theirs = argus(system, tmp_path)
    assert small(system, THRESHOLD).sum() >= 3
    assert audit(system, theirs, THRESHOLD).safe
    assert ours.cost <= 1.05 * system.cost[theirs].sum()
