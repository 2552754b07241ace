from __future__ import annotations

from collections.abc import Callable

from stegvis.measure.everything import measure
from stegvis.project import Project

MOVES = ("forward", "unchanged", "backward")


def test_movements_by_where_they_began_and_ended(draft: Callable, cresco_plus: Project) -> None:
    """1→2, 2→3, 2→2, 3→4, 4→3 and 5→1: below 3 is low, 3 the middle, above 3 high."""
    first, latest = (1, 2, 2, 3, 4, 5), (2, 3, 2, 4, 3, 1)
    person = draft().person("HJO-001", "2024-01-01")
    person.card("HJO-001", "2024-01-10", *first).card("HJO-001", "2024-04-10", *latest)
    figures = measure(person.records(), cresco_plus, cresco_plus.span, ["Hjo"], total=True)

    def counts(measure: str, level: str) -> tuple[list[int | None], int | None]:
        found = [
            figures.one("Hjo", measure, rater="coordinator", level=level, move=move)
            for move in MOVES
        ]
        [n] = {figure.n for figure in found}
        return [figure.k for figure in found], n

    assert counts("steps.start", "low") == ([2, 1, 0], 3)
    assert counts("steps.start", "middle") == ([1, 0, 0], 1)
    assert counts("steps.start", "high") == ([0, 0, 2], 2)
    assert counts("steps.end", "low") == ([1, 1, 1], 3)
    assert counts("steps.end", "middle") == ([1, 0, 1], 2)
    assert counts("steps.end", "high") == ([1, 0, 0], 1)


def test_without_change_as_many_go_up_from_low_as_come_down_to_low(
    draft: Callable, cresco_plus: Project
) -> None:
    """Two people who change places: 2→4 and 4→2."""
    people = draft().person("HJO-001", "2024-01-01").person("HJO-002", "2024-01-01")
    for who, first, latest in (("HJO-001", 2, 4), ("HJO-002", 4, 2)):
        people.card(who, "2024-01-10", first).card(who, "2024-04-10", latest)
    figures = measure(people.records(), cresco_plus, cresco_plus.span, ["Hjo"], total=False)
    up = figures.one("Hjo", "steps.start", rater="coordinator", level="low", move="forward")
    down = figures.one("Hjo", "steps.end", rater="coordinator", level="low", move="backward")
    assert (up.k, up.n) == (down.k, down.n) == (1, 1)
