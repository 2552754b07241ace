"""Step movements of people, under every rule."""

from __future__ import annotations

from collections.abc import Iterable

from stegvis.card import RATERS, Rater
from stegvis.show import moves, wording
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose
from stegvis.show.moves import Moves
from stegvis.show.section import Section
from stegvis.show.steps import nothing_yet
from stegvis.show.terms import RATERS_OF


def by_rule(section: Section, rater: Rater) -> Prose | Group:
    """Show how many people a rater's cards say have moved which way, under each rule."""
    missing = nothing_yet(section, rater)
    if missing:
        return Prose(missing)
    shown = _rows(section, rater)
    whose = RATERS_OF[rater]
    caption = f"Personernas stegförflyttning enligt {whose} kort {wording.where(section)}"
    primary = section.project.movement.primary_rater == rater
    note = wording.note(
        section,
        "n = personer med minst en fråga besvarad på två kort; för reglerna om medelvärde "
        "dessutom två kort med minst hälften av frågorna besvarade",
        wording.left_out(section),
        "Huvudregeln avgör vem som räknas som positiv i målen" if primary else "",
        wording.caution(max(row.n for row in shown)),
    )
    return moves.chart_and_table("Regel", shown, caption, note)


def by_every_rule(section: Section) -> Exhibit:
    """Show the same for both raters, the one who decides first."""
    first = section.project.movement.primary_rater
    others = [rater for rater in RATERS if rater != first]
    if not section.delivered or wording.delivers_counts(section):
        return Prose(nothing_yet(section, first))
    groups = [by_rule(section, rater) for rater in (first, *others)]
    has_chart = any(isinstance(shown, Chart) for group in groups for shown in _parts(group))
    return Group(*([Prose(moves.READING)] if has_chart else []), *groups)


def _parts(shown: Prose | Group) -> Iterable[Exhibit]:
    return shown if isinstance(shown, Group) else (shown,)


def _rows(section: Section, rater: Rater) -> list[Moves]:
    movement = section.project.movement
    decides = movement.primary_rater == rater
    return [
        moves.look_up(
            section,
            f"{rule.label} (huvudregeln)" if rule == movement.primary else rule.label,
            "steps.person",
            rule.id,
            primary=decides and rule == movement.primary,
            rater=rater,
        )
        for rule in movement.rules
    ]
