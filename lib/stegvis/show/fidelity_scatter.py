"""Method and movement: a municipality's fidelity beside its people's movement, and no cause."""

from __future__ import annotations

from collections import Counter

from matplotlib.figure import Figure as Drawing

from stegvis.figures import Figure
from stegvis.show import apart, between, swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.places import places
from stegvis.show.point_labels import name_points
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.steps_forward import everyone
from stegvis.show.style import DECIDING, RULE, canvas, percent_axis, styled
from stegvis.show.table import Table
from stegvis.show.terms import RATERS_OF

NO_CAUSE = (
    "Ett samband är förenligt med att metoden spelar roll, men också med andra deltagare, andra "
    "samordnare, en annan arbetsmarknad eller slump. Siffrorna kan inte skilja dem åt, och de "
    "visar inte vad som händer om en kommun ändrar sitt arbetssätt."
)
_HEIGHT_CM, _APART = 8.0, 0.012
"""Municipalities of the same fidelity are drawn this far apart, so that none hides another."""
_HOW = {
    "exact": "alla {k} sätt att kasta om kommunerna prövade",
    "drawn": "{k} slumpvisa omkastningar av kommunerna",
}


def scatter(section: Section) -> Prose | Group:
    """Show fidelity and the share forward of each municipality, and how they go together."""
    if said := between.not_here(section):
        return said
    kept = apart.comparable(section)
    if not kept:
        return Prose("Ingen kommun har både metod och stegförflyttning som kan jämföras än.")
    shares = {place: apart.forward(section, place) for place in kept}
    fidelity = {place: section.figures.one(place, "fidelity") for place in kept}
    rows = tuple(
        (
            place,
            swedish.percent(fidelity[place].value),
            wording.share(shares[place]),
            swedish.interval(shares[place].low, shares[place].high),
            everyone(shares[place]),
        )
        if place in shares
        else (place, swedish.MISSING, apart.why_not(section, place), *[swedish.MISSING] * 2)
        for place in places(section)
    )
    movement, interval = section.project.movement, f"95{swedish.NBSP}% intervall"
    caption = "Metodtrohet och steg framåt i varje kommun"
    note = wording.note(
        section,
        f"n = {swedish.plural(len(kept), 'kommun', 'kommuner')} som kan jämföras",
        "Metodtrohet: medel av nivån i metodens obligatoriska delar, kommunens egen uppgift",
        f"Steg framåt: regeln ”{movement.primary.label}” på {RATERS_OF[movement.primary_rater]} "
        "kort, av dem som har två kort",
        wording.LOCAL,
    )
    table = Table(
        ("Kommun", "Metodtrohet", "Steg framåt", interval, "Med alla inräknade"),
        rows,
        caption=f"{caption}, i bokstavsordning",
        note=note,
    )
    text = Prose(*together(section, len(kept)), NO_CAUSE)
    if len(kept) < wording.FEW:
        return Group(text, table)
    told = "; ".join(
        f"{row[0]}: metodtrohet {row[1]}, steg framåt {row[2]}" for row in rows if row[0] in shares
    )
    chart = Chart.of(
        _draw(fidelity, shares),
        alt=f"{together(section, len(kept))[0]} {told}.",
        caption=caption,
        note=f"{note} Streck: {interval}. Kommuner med samma metodtrohet är ritade lite isär.",
    )
    return Group(text, chart, table)


def together(section: Section, compared: int) -> list[str]:
    """Say how fidelity and the share forward go together, and how little so few can show."""
    rule = section.project.movement.primary_rule

    def one(measure: str, **group: str) -> Figure:
        return section.figures.one(section.place, f"fidelity.{measure}", rule, **group)

    detectable = section.figures.table(section.place, "fidelity.detectable")
    if not len(detectable):
        return [
            "Färre än fyra kommuner kan jämföras, så det går inte att räkna något samband mellan "
            "metodtrohet och steg framåt."
        ]
    here, all_ = (one("detectable", municipalities=which) for which in ("compared", "project"))
    power = (
        f"Med {swedish.count(here.n)} kommuner upptäcks bara starka samband: först ett på "
        f"{swedish.decimal(here.value, 2)} skulle synas i fyra fall av fem, och med projektets "
        f"alla {swedish.count(all_.n)} kommuner ett på {swedish.decimal(all_.value, 2)}. Att inget "
        "samband syns betyder därför inte att det inte finns."
    )
    if not len(section.figures.table(section.place, "fidelity.correlation")):
        return [
            "Kommunerna skiljer sig inte åt i metodtrohet, eller inte i andelen framåt, så det "
            "går inte att räkna något samband.",
            power,
        ]
    found = one("correlation")
    permuted = section.figures.table(section.place, "fidelity.correlation_p")
    p = one("correlation_p", permutations=str(permuted["permutations"].iloc[0]))
    how = _HOW[str(permuted["permutations"].iloc[0])].format(k=swedish.count(p.k))
    first = (
        f"Rangkorrelationen (Spearman) mellan metodtrohet och andelen framåt är "
        f"{swedish.decimal(found.value, 2)} över {swedish.count(found.n)} kommuner, där 0 är inget "
        f"samband och 1 ett helt stigande; {swedish.p_value(p.value)} ({how})."
    )
    return [text for text in (first, _left_out(section), power) if text]


def _left_out(section: Section) -> str:
    table = section.figures.table(section.place, "fidelity.left_out")
    if not len(table):
        return ""
    rule = section.project.movement.primary_rule
    told = []
    for end, place in zip(table["end"], table["municipality"], strict=True):
        figure = section.figures.one(
            section.place, "fidelity.left_out", rule, end=end, municipality=place
        )
        told.append(f"{swedish.decimal(figure.value, 2)} (utan {place})")
    return f"När en kommun i taget lämnas utanför ligger den mellan {told[0]} och {told[1]}."


def _draw(fidelity: dict[str, Figure], shares: dict[str, Figure]) -> Drawing:
    alike = Counter(figure.value for figure in fidelity.values())
    seen: Counter[float | None] = Counter()
    points = []
    with styled():
        drawing, axes = canvas(_HEIGHT_CM)
        for place, share in shares.items():
            value = fidelity[place].value
            x = (value or 0.0) + _APART * (seen[value] - (alike[value] - 1) / 2)
            seen[value] += 1
            points.append((x, share.value or 0.0))
            axes.plot(
                [x, x], [share.low or 0.0, share.high or 0.0], color=DECIDING.color, linewidth=1.0
            )
        across, up = zip(*points, strict=True)
        axes.plot(
            across,
            up,
            color=DECIDING.color,
            marker=DECIDING.marker,
            linestyle="none",
            markersize=7,
            zorder=4,
        )
        axes.set_xlim(-0.04, 1.04)
        axes.set_ylim(-0.04, 1.04)
        for axis, ticks in ((axes.xaxis, axes.set_xticks), (axes.yaxis, axes.set_yticks)):
            ticks([0, 0.25, 0.5, 0.75, 1])
            percent_axis(axis)
        axes.set_xlabel("metodtrohet")
        axes.set_ylabel("andel framåt")
        axes.grid(visible=True, color=RULE, zorder=0)
        ends = [(share.low or 0.0, share.high or 0.0) for share in shares.values()]
        bars = [(x, *end) for (x, _), end in zip(points, ends, strict=True)]
        name_points(axes, points, list(shares), bars)
    return drawing
