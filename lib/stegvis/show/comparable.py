"""Comparable with which: the municipalities whose follow-up may be set beside one another's."""

from __future__ import annotations

import pandas as pd

from stegvis.place import ALL
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Group
from stegvis.show.followup import FollowUp, groups, positive
from stegvis.show.places import NO_DELIVERY, without_delivery
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.table import Table

NOT_COMPARABLE = "ej jämförbar"
COMPARABLE = "comparable"
REASONS = {
    "positive_only": "följer bara upp positiva",
    "counts_only": "bara antal",
    "nobody_eligible": "ingen aktuell",
    "nobody_reached": "ingen nådd",
    "few_reached": f"färre än {wording.FEW} nådda",
}
"""Why a municipality cannot be compared, by the status among the figures."""
ALONE = "ingen annan att jämföras med"


def why_not(section: Section, place: str, group: FollowUp) -> str:
    """Say why a municipality's lasting progression cannot be compared; nothing when it can.

    ``section`` is the whole project's.
    """
    if not section.figures.delivered(place):
        return f"{NOT_COMPARABLE} ({NO_DELIVERY})"
    rows = _of_group(section, group)
    status = str(rows.loc[rows["municipality"] == place, "status"].iloc[0])
    return "" if status == COMPARABLE else f"{NOT_COMPARABLE} ({REASONS[status]})"


def followup_groups(section: Section) -> Prose | Group:
    """List, for each group of people, the municipalities that may be compared, and why not others.

    Only the whole project has this.
    """
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if not section.is_whole_project:
        return Prose(
            "Vilka kommuner som kan jämföras med varandra står i hela projektets sammanfattning."
        )
    chosen = groups(section, "lasting")
    lacking = swedish.listed(without_delivery(section))
    if not any(group.figure(section, "eligible").k for group in chosen):
        return Prose("Ingen är aktuell för uppföljning än, så det finns inget att jämföra.")
    table = Table(
        ("Grupp", "Kan jämföras med varandra", "Ej jämförbar"),
        tuple(_row(section, group) for group in chosen),
        caption="Vilka kommuners varaktiga progression kan jämföras med vilka",
        note=wording.note(
            section,
            "Inom parentes: nådda av aktuella",
            f"Med {positive(section.project)}",
            "Följer bara upp positiva: ingen annan har sökts, fast det finns andra som är aktuella",
            f"Ingen leverans: {lacking}" if lacking else "",
        ),
        numeric=frozenset(),
    )
    return Group(
        Prose(
            "Kommunerna i samma ruta har sökt samma slags personer lika lång tid efter avslut och "
            f"nått minst {wording.FEW} av dem. De får jämföras med varandra, men med ingen annan "
            "kommun och ingen annan ruta. Bortfallet är olika stort även mellan dem: läs andelen "
            "tillsammans med gränserna för bortfallet."
        ),
        table,
    )


def _of_group(section: Section, group: FollowUp) -> pd.DataFrame:
    figures = section.figures.table(ALL, "comparable.followup")
    same = (figures["months"] == str(group.months)) & (figures["population"] == group.population)
    return figures[same]


def _row(section: Section, group: FollowUp) -> tuple[str, str, str]:
    found: dict[str, list[str]] = {}
    rows = _of_group(section, group)
    columns = (rows[name] for name in ("municipality", "status", "k", "n"))
    for place, status, k, n in zip(*columns, strict=True):
        told = f"{place} ({swedish.count(k)} av {swedish.count(n)})" if n else str(place)
        found.setdefault(str(status), []).append(told)
    together = found.pop(COMPARABLE, [])
    others = [
        f"{words}: {swedish.listed(found[key])}" for key, words in REASONS.items() if key in found
    ]
    if len(together) == 1:
        others.append(f"{ALONE}: {together.pop()}")
    return (
        group.label,
        swedish.listed(together) if together else "ingen",
        swedish.sentence("; ".join(others)) if others else swedish.MISSING,
    )
