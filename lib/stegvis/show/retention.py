"""Retention: of those who left for work, who is still in work months later."""

from __future__ import annotations

from stegvis.show import wording
from stegvis.show.exhibit import Group
from stegvis.show.followup import groups, why_no_shares
from stegvis.show.followup_shares import share_exhibits
from stegvis.show.prose import Prose
from stegvis.show.section import Section

OUTCOME = "kvar i arbete"


def shares(section: Section) -> Prose | Group:
    """Show the share still in work, for each number of months."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    chosen = groups(section, "retention")
    known = [group for group in chosen if group.figure(section, "share").n]
    if not known:
        reasons = why_no_shares(section, chosen)
        where = "Sist i avsnittet står varför, och från när siffrorna kan komma."
        return Prose(f"Det finns ingen andel att visa än. {where if reasons[1:] else reasons[0]}")
    exhibits = share_exhibits(
        section,
        chosen,
        outcome=OUTCOME,
        caption="Kvar i arbete: andel i arbete vid uppföljningen, av dem som nåddes",
        note=wording.note(
            section,
            "Aktuella: avslutade till arbete så många månader före periodens slut",
            wording.LOCAL,
        ),
    )
    said = []
    for group in known:
        share = group.figure(section, "share")
        said.append(
            f"Av dem som nåddes {group.after} efter avslut till arbete {wording.where(section)} "
            f"var {wording.share(share)} kvar i arbete, {wording.confidence(share)}."
        )
        if warning := wording.caution(share.n):
            said[-1] += f" {warning}"
    return Group(Prose(*said), *exhibits)
