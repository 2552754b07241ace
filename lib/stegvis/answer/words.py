"""What every answer says in the same words."""

from __future__ import annotations

from collections.abc import Mapping

from stegvis.answer.received import Received
from stegvis.delivery.finding import Level
from stegvis.show import swedish
from stegvis.show.header import INTERNAL, SYNTHETIC

LEVELS: Mapping[Level, str] = {"error": "Fel", "warning": "Varning"}


def subject(one: Received) -> str:
    """Say whose the delivery is and for when, as far as that is known."""
    project, place, period = one.project, one.municipality, one.period
    named = (
        project.name if project else "",
        place.name if place else "",
        swedish.period(period) if period else "",
    )
    return " · ".join(part for part in named if part)


def marks(one: Received) -> tuple[str, ...]:
    """List the marks that every answer about a delivery bears."""
    return marked(is_synthetic=one.cover.synthetic)


def marked(*, is_synthetic: bool) -> tuple[str, ...]:
    """List the marks that a page bears."""
    return (*((SYNTHETIC,) if is_synthetic else ()), INTERNAL)
