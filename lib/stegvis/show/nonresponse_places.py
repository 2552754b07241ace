"""Non-response at follow-up in each municipality: who was due, who was reached, what is unknown."""

from __future__ import annotations

from stegvis.show import swedish, wording
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.followup import FollowUp, groups, positive, why_no_shares
from stegvis.show.followup_shares import with_bounds
from stegvis.show.places import NO_DELIVERY, counting, name, total_first
from stegvis.show.section import Section

BOUNDS = (
    "Med bortfallet inräknat är så lågt och så högt som andelen som ökat eller behållit sin "
    "progression kan ligga, om alla som inte nåddes räknas som nej respektive ja"
)


def by_municipality(section: Section) -> Exhibit:
    """Show each follow-up's non-response, municipality by municipality."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if not section.is_whole_project:
        return Prose(
            "Kommunens bortfall står i avsnittet om uppföljning, tillsammans med vad som är känt "
            "om dem som inte nåddes."
        )
    asked = groups(section, "lasting")
    due = [group for group in asked if group.figure(section, "eligible").k]
    nobody = [group for group in asked if group not in due]
    return Group(
        *(Prose(reason) for reason in (why_no_shares(section, nobody) if nobody else [])),
        *(_table(section, group) for group in due),
    )


def _table(section: Section, group: FollowUp) -> Table:
    chosen = f"Med {positive(section.project)}" if group.population == "positiv" else ""
    counts = swedish.listed(counting(section))
    return Table(
        ("Kommun", "Aktuella", "Nådda", "Nåddes inte", "Med bortfallet inräknat"),
        tuple(
            (name(place), *_cells(section.for_place(place), group))
            for place in total_first(section)
        ),
        caption=f"Bortfall vid uppföljning per kommun: {group.label}",
        note=wording.note(
            section,
            "n = de aktuella: de som har varit avslutade så länge",
            chosen,
            BOUNDS,
            f"Antalen från {counts} är som kommunen har lämnat dem" if counts else "",
            wording.LOCAL,
        ),
    )


def _cells(section: Section, group: FollowUp) -> tuple[str, ...]:
    if not section.delivered:
        return (NO_DELIVERY, *[swedish.MISSING] * 3)
    missed, share = group.figure(section, "nonresponse"), group.figure(section, "share")
    return (
        swedish.count(missed.n),
        swedish.count(share.n),
        wording.share(missed) if missed.n else swedish.MISSING,
        with_bounds(share, missed),
    )
