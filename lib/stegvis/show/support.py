"""What people lived on when they started and when they left."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.show import wording
from stegvis.show.before_after import Moments, Pair, cross_table, pair_exhibits
from stegvis.show.exhibit import Exhibit, Group, Prose
from stegvis.show.section import Section

_MOMENTS = Moments("vid start", "vid avslut")


def changes(section: Section) -> Exhibit:
    """Show income at start and at exit, of the same people, and who went from what to what."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if wording.delivers_counts(section):
        return Prose(wording.counts_only(section, "försörjningen vid start och avslut"))
    known = section.figures.one(section.place, "support.known")
    if not known.n:
        return Prose(f"Ingen med egen rad har avslutats {section.until}.")
    if not known.k:
        return Prose(
            "Ingen av de avslutade har en uppgift om försörjning både vid start och vid avslut."
        )
    same = section.figures.one(section.place, "support.same")
    levels = section.figures.table(section.place, "support.before")["support"]
    pairs = [Pair(str(level), *_both(section, str(level))) for level in levels]
    note = wording.note(
        section,
        f"n = {wording.people(known.k)} med känd försörjning både vid start och vid avslut",
        ""
        if section.project.lists.support
        else "Försörjningen är fri text; olika stavningar är räknade som en",
        "”annan” är alla som inte har en egen rad" if "annan" in set(levels) else "",
        wording.left_out(section),
        wording.LOCAL,
    )
    return Group(
        Prose(
            "Av de avslutade är försörjningen känd både vid start och vid avslut för "
            f"{wording.share(known)}. Samma försörjning båda gångerna hade {wording.share(same)}."
        ),
        pair_exhibits(
            pairs,
            _MOMENTS,
            first="Försörjning",
            caption="Försörjning vid start och vid avslut, samma personer",
            note=note,
        ),
        cross_table(
            section,
            "support.change",
            _MOMENTS,
            caption="Från försörjning vid start till försörjning vid avslut, antal personer",
            note=note,
        ),
    )


def _both(section: Section, level: str) -> tuple[Figure, Figure]:
    of = section.figures.one
    return (
        of(section.place, "support.before", support=level),
        of(section.place, "support.after", support=level),
    )
