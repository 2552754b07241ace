"""Step movement by the book: each rule in words, its limits, and which one decides."""

from __future__ import annotations

from stegvis.project import Rule
from stegvis.show import swedish
from stegvis.show.definitions_project import SOURCE
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.followup import positive
from stegvis.show.reliable import SOURCE as RELIABLE
from stegvis.show.section import Section

_KINDS = {
    "net": "framåt när summan av frågornas förändringar är större än noll, bakåt när den är "
    "mindre, annars oförändrat",
    "majority": "framåt när fler frågor har gått framåt än bakåt, bakåt när det är tvärtom, "
    "annars oförändrat",
    "mean": "framåt när medelvärdet av de besvarade frågorna har ökat minst så mycket som "
    "gränsen, bakåt när det har minskat minst så mycket, annars oförändrat",
    "reliable": "framåt när medelvärdet av de besvarade frågorna har ökat mer än kortets mätfel, "
    f"bakåt när det har minskat mer än så, annars oförändrat; {RELIABLE}",
}


def rules(section: Section) -> Exhibit:
    """Show every rule that turns a person's answers into one step movement."""
    movement = section.project.movement
    table = Table(
        ("Regel", "Så räknas en person", "Gräns", "Huvudregel"),
        tuple(
            (
                rule.label,
                _KINDS[rule.kind],
                _limit(rule),
                "ja" if rule == movement.primary else "nej",
            )
            for rule in movement.rules
        ),
        caption="Reglerna för en persons stegförflyttning",
        note=f"En förändring är från det första till det senaste svaret. {SOURCE}",
        numeric=frozenset(),
    )
    return Group(
        Prose(
            f"Med {positive(section.project)}. De andra reglerna räknas också, för båda "
            "bedömarna, så att det syns hur mycket utfallet beror på regeln."
            if len(movement.rules) > 1
            else f"Med {positive(section.project)}."
        ),
        table,
    )


def _limit(rule: Rule) -> str:
    if rule.kind == "mean":
        return f"{swedish.setting(rule.threshold)} skalsteg"
    if rule.kind == "reliable":
        return (
            f"reliabilitet {swedish.setting(rule.reliability)}, "
            f"spridning {swedish.setting(rule.spread)}"
        )
    return "ingen"
