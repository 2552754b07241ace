"""Step movements question by question."""

from __future__ import annotations

from stegvis.card import DAYS_AFTER_EXIT, Rater
from stegvis.show import moves, wording
from stegvis.show.exhibit import Exhibit, Prose
from stegvis.show.section import Section
from stegvis.show.steps import nothing_yet
from stegvis.show.terms import RATERS_OF


def by_item(section: Section, rater: Rater) -> Exhibit:
    """Show for each of a rater's items how many people have moved which way."""
    missing = nothing_yet(section, rater)
    if missing:
        return Prose(missing)
    shown = [
        moves.look_up(section, item.label, "steps.item", rater=rater, item=item.id)
        for item in section.project.card.items(rater)
    ]
    whose = RATERS_OF[rater]
    caption = f"Stegförflyttning för varje fråga på {whose} kort {wording.where(section)}"
    note = wording.note(
        section,
        "n = personer som har besvarat frågan på två kort med olika datum, det senare högst "
        f"{DAYS_AFTER_EXIT} dagar efter avslut",
        wording.left_out(section),
        "Framåt: det senaste svaret är högre än det första",
        wording.caution(max(row.n for row in shown)),
    )
    return moves.chart_and_table("Fråga", shown, caption, note)
