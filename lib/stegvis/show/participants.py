"""Participants: who the started are, by gender, age and referrer."""

from __future__ import annotations

from stegvis.show import bars, rows, style, wording
from stegvis.show.bars import Bar
from stegvis.show.caseload import nobody
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.terms import TRAITS, UNKNOWN

_TITLE_CM = 0.8


def who(section: Section) -> Exhibit:
    """Show the started by gender, age and referrer."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if wording.delivers_counts(section):
        return Prose(wording.counts_only(section, "kön, ålder och remittent"))
    traits = {trait: _bars(section, trait) for trait in TRAITS}
    n = traits["gender"][0].figure.n or 0
    if not n:
        return Prose(nobody(section))
    caption = f"Deltagare {wording.where(section)} efter kön, ålder och remittent"
    note = wording.note(
        section,
        f"n = {wording.participants(n)} som har startat",
        wording.left_out(section),
        "Uppgifterna är de som gällde vid starten",
        wording.caution(n),
    )
    said = " ".join(
        f"{TRAITS[trait]}: {bars.say_with_extremes('andelen', own)}"
        for trait, own in traits.items()
    )
    table = Table(
        ("Deltagare", "Antal av alla startade"),
        tuple(
            (f"{TRAITS[trait]}: {name}", number)
            for trait, own in traits.items()
            for name, number in bars.table_rows(own)
        ),
        caption=f"{caption}, i siffror",
        note=note,
    )
    if n < wording.FEW:
        return table
    return Group(_chart(traits, said, caption, note), table)


def _bars(section: Section, trait: str) -> list[Bar]:
    table = section.figures.table(section.place, f"participants.{trait}")
    return [
        Bar(
            _level(trait, str(level)),
            section.figures.one(
                section.place, f"participants.{trait}", "started", **{trait: str(level)}
            ),
        )
        for level in table[trait]
    ]


def _level(trait: str, level: str) -> str:
    if level == UNKNOWN:
        return "uppgift saknas"
    return f"{level} år" if trait == "age_group" else level


def _chart(traits: dict[str, list[Bar]], alt: str, caption: str, note: str) -> Chart:
    heights = [
        rows.height([bar.name for bar in own], above_cm=_TITLE_CM) for own in traits.values()
    ]
    with style.styled():
        figure, panels = style.panels(
            sum(heights), rows=len(traits), sharex=True, height_ratios=heights
        )
        for axes, (trait, own) in zip(panels, traits.items(), strict=True):
            bars.draw(axes, own, TRAITS[trait])
    return Chart.of(figure, alt=alt, caption=caption, note=note)
