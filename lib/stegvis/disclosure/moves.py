"""What the tables of step movements tell, and what ties their counts.

The populations are those of :mod:`stegvis.measure.steps`: people with own rows, so a municipality
that delivers counts is not among them. Nothing here only grows: the latest card may be another.
"""

from __future__ import annotations

from itertools import product

from stegvis.card import RATERS
from stegvis.disclosure.count import Contents, Count, Row, Sum, together
from stegvis.disclosure.tables import PEOPLE, STARTED
from stegvis.external_table import ExternalTable
from stegvis.figures import group_text
from stegvis.measure.movements import MOVES
from stegvis.project import Project

_ANY_ITEM = ("net", "majority")
"""The kinds of rules that move everyone who has moved on any item."""


def with_movement(rater: str) -> Count:
    """Name the people with any item movement by a rater's cards."""
    return Count("cards.moved", group_text(rater=rater))


def person(rule: str, rater: str, move: str) -> Count:
    """Name the people who have moved in a direction."""
    return Count("steps.person", group_text(rater=rater, move=move), rule)


def _rest(move: Count) -> Count:
    """Name the people who have moved otherwise: few of them tell of each who did not."""
    return move._replace(measure=f"{move.measure}.rest")


def _moves(whole: Count, moves: tuple[Count, ...], rater: str, *, everyone: bool) -> Contents:
    """Tie movements to their whole, which is everyone with any item movement or some of them."""
    moved = with_movement(rater)
    sums = [
        Sum(whole, moves, outcome=True),
        *(Sum(whole, (move, _rest(move))) for move in moves),
        Sum(PEOPLE, (moved, Count("cards.still", group_text(rater=rater)))),
    ]
    if not everyone:
        without = whole._replace(measure=f"{whole.measure}.without")
        sums.append(Sum(moved, (whole, without)))
    rows = tuple(Row(move, move, whole) for move in moves)
    counts = frozenset(count for one in sums for count in (one.total, *one.parts))
    all_sums = (Sum(STARTED, (PEOPLE,), people=True), *sums)
    grows = frozenset({STARTED, PEOPLE, moved})
    return Contents(rows, all_sums, people=counts, grows=grows)


def movement(table: ExternalTable, project: Project) -> Contents:
    """Tell how people have moved, by rule and rater."""
    parts = []
    for rule, rater in product(project.movement.rules, RATERS):
        if table.only and f"{rule.id}/{rater}" not in table.only:
            continue
        everyone = rule.kind in _ANY_ITEM
        whole = with_movement(rater)
        if not everyone:
            whole = Count("steps.people", group_text(rater=rater), rule.id)
        moves = tuple(person(rule.id, rater, move) for move in MOVES)
        parts.append(_moves(whole, moves, rater, everyone=everyone))
    return together(parts)


def items(table: ExternalTable, project: Project) -> Contents:
    """Tell how people have moved on each item, by rater."""
    parts = []
    for rater in RATERS:
        if table.only and rater not in table.only:
            continue
        for item in project.card.items(rater):
            whole = Count("steps.items", group_text(rater=rater, item=item.id))
            moves = tuple(
                Count("steps.item", group_text(rater=rater, item=item.id, move=move))
                for move in MOVES
            )
            parts.append(_moves(whole, moves, rater, everyone=False))
    return together(parts)
