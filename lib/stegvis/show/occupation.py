"""What people did when they left, and what the same people did months later."""

from __future__ import annotations

from stegvis.show import swedish, wording
from stegvis.show.before_after import Moments, Pair, cross_table, pair_exhibits
from stegvis.show.exhibit import Exhibit, Group, Prose
from stegvis.show.section import Section

NO_START = (
    "Leveranserna har ingen uppgift om sysselsättning vid starten, så jämförelsen börjar vid "
    "avslutet: den som avslutades till arbete, studier eller som arbetssökande räknas dit, alla "
    "andra till ”annat”."
)


def changes(section: Section) -> Exhibit:
    """Show occupation at exit and after, of the people reached, for each number of months."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if wording.delivers_counts(section):
        return Prose(wording.counts_only(section, "sysselsättningen vid och efter avslut"))
    table = section.figures.table(section.place, "occupation.known")
    shown = [_after(section, int(months)) for months in table["months"]]
    return Group(Prose(NO_START), *shown)


def _after(section: Section, months: int) -> Exhibit:
    known = section.figures.one(section.place, "occupation.known", months=months)
    after = swedish.plural(months, "månad", "månader")
    later = f"{after} efter avslut"
    if not known.n:
        return Prose(f"Ingen med egen rad har varit avslutad i {after} än.")
    if not known.k:
        return Prose(f"Ingen av de aktuella har sagt sin sysselsättning {later}.")
    moments = Moments("vid avslut", later)
    levels = list(
        dict.fromkeys(section.figures.table(section.place, "occupation.exit")["occupation"])
    )
    pairs = [
        Pair(
            level,
            *(
                section.figures.one(
                    section.place, f"occupation.{name}", months=months, occupation=level
                )
                for name in ("exit", "after")
            ),
        )
        for level in levels
    ]
    same = section.figures.one(section.place, "occupation.same", months=months)
    note = wording.note(
        section,
        f"n = {wording.people(known.k)} med känd sysselsättning {later}, av "
        + swedish.plural(known.n, "aktuell", "aktuella"),
        wording.left_out(section),
        wording.LOCAL,
    )
    caption = f"Sysselsättning vid avslut och {later}, samma personer"
    return Group(
        Prose(
            f"Av de aktuella är sysselsättningen {later} känd för {wording.share(known)}. Samma "
            f"sysselsättning som vid avslutet hade {wording.share(same)}."
        ),
        pair_exhibits(pairs, moments, first="Sysselsättning", caption=caption, note=note),
        cross_table(
            section,
            "occupation.change",
            moments,
            caption=f"Från sysselsättning vid avslut till sysselsättning {later}, antal personer",
            note=note,
            months=str(months),
        ),
    )
