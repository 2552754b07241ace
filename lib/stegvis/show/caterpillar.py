"""Raw and pooled: each municipality's outcome, and where it lands when all are weighed in."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.show import between, goals, swedish, wording
from stegvis.show.between import APART, definition
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.finding import extremes
from stegvis.show.places import places
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.style import (
    AIM,
    ALTERNATIVE,
    CENTRE,
    DECIDING,
    INK,
    PAPER,
    RULE,
    TARGET,
    TICK_PT,
    canvas,
    percent_axis,
    styled,
)
from stegvis.show.table import Table

_ROW_CM, _FRAME_CM = 0.58, 2.0


def pooled(section: Section) -> Prose | Group:
    """Show each goal's outcomes, raw and partially pooled, under the definition in force."""
    if said := between.not_here(section):
        return said
    return Group(*(_of(section, goal) for goal in section.project.goals))


def _of(section: Section, goal: Goal) -> Prose | Group:
    name = definition(section, goal)
    shares = between.by_place(section, "pooled.share", name)
    if not shares:
        return Prose(
            f"”{goal.name}”: färre än tre kommuner har ett utfall, så det går inte att uppskatta "
            "hur mycket kommuner skiljer sig och inget vägs samman."
        )
    raw = between.compared(section, goal)
    interval = f"95{swedish.NBSP}% intervall"
    rows = tuple(
        (
            place,
            wording.share(raw[place]),
            swedish.percent(shares[place].value),
            swedish.interval(shares[place].low, shares[place].high),
        )
        if place in shares
        else (place, between.why_apart(section, place, goal), *[swedish.MISSING] * 2)
        for place in places(section)
    )
    caption = f"{goal.name}: räknat och delvis sammanvägt utfall"
    centre = section.figures.one(section.place, "funnel.centre", name)
    note = wording.note(
        section,
        f"n = {swedish.count(centre.n)} personer enligt definitionen "
        f"”{goals.deciding(section, goal).label}”, i {swedish.count(len(shares))} kommuner",
        "Sammanvägningen drar varje kommun mot det gemensamma, mer ju färre personer den har "
        "(betabinomial modell)",
        f"{APART}: kommunen vägs inte in" if len(shares) < len(rows) else "",
        wording.LOCAL,
    )
    table = Table(
        ("Kommun", "Räknat utfall", "Sammanvägt", interval),
        rows,
        caption=f"{caption}, i bokstavsordning",
        note=note,
    )
    said = "; ".join(
        f"{row[0]}: räknat {row[1]}, sammanvägt {row[2]}" for row in rows if row[0] in shares
    )
    chart = Chart.of(
        _draw(goal, raw, shares, centre),
        alt=extremes("Det sammanvägda utfallet", shares.items()) + f" {said}.",
        caption=caption,
        note=f"{note} Ihålig punkt: räknad andel. Fylld punkt med streck: sammanvägd andel med "
        f"{interval}.",
    )
    return Group(Prose(_spread(section, goal, name)), chart, table)


def _spread(section: Section, goal: Goal, name: str) -> str:
    spread = section.figures.one(section.place, "pooled.spread", name)
    assert spread.high is not None, "an estimated spread has an interval"
    low = swedish.percent(spread.low).removesuffix(f"{swedish.NBSP}%")
    return (
        f"”{goal.name}”: utöver slumpen uppskattas standardavvikelsen mellan kommuner "
        f"till {swedish.points(spread.value)}, men siffrorna är förenliga med allt från {low} till "
        f"{swedish.points(spread.high)} (95{swedish.NBSP}% intervall, "
        f"{swedish.count(spread.n)} kommuner)."
    )


def _draw(
    goal: Goal, raw: Mapping[str, Figure], shares: Mapping[str, Figure], centre: Figure
) -> Drawing:
    with styled():
        drawing, axes = canvas(_FRAME_CM + _ROW_CM * len(shares))
        axes.axvline(centre.value or 0.0, **CENTRE, zorder=1)
        axes.axvline(goal.target, **AIM, zorder=1)
        for y, (place, share) in enumerate(shares.items()):
            _row(axes, y, raw[place].value or 0.0, share)
        _name(axes, goal.target, f"mål {swedish.percent(goal.target)}", TARGET, 12)
        _name(axes, centre.value or 0.0, f"medel {swedish.percent(centre.value)}", INK, 2)
        axes.set_ylim(len(shares) - 0.5, -0.5)
        axes.set_yticks(range(len(shares)), list(shares))
        axes.tick_params(axis="y", pad=8)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
        percent_axis(axes.xaxis)
        axes.grid(visible=True, axis="x", color=RULE, zorder=0)
        axes.spines["left"].set_visible(False)
    return drawing


def _row(axes: Axes, y: int, raw: float, share: Figure) -> None:
    value, low, high = (part or 0.0 for part in (share.value, share.low, share.high))
    axes.plot([low, high], [y, y], color=DECIDING.color, linewidth=2.4, solid_capstyle="butt")
    axes.plot([raw, value], [y, y], color=ALTERNATIVE.color, linewidth=0.9, linestyle=(0, (1, 1)))
    for point, style, inside, size in (
        (raw, ALTERNATIVE, PAPER, 7),
        (value, DECIDING, DECIDING.color, 8),
    ):
        axes.plot(
            [point],
            [y],
            **{**style.kwargs, "linestyle": "none"},
            markersize=size,
            markerfacecolor=inside,
            markeredgewidth=1.4,
            clip_on=False,
            zorder=4,
        )
    axes.annotate(
        f"{swedish.percent(raw)} → {swedish.percent(value)}",
        (1, y),
        xytext=(10, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
    )


def _name(axes: Axes, value: float, text: str, color: str, up: float) -> None:
    axes.annotate(
        text,
        (value, 1),
        xytext=(0, up),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        ha="center",
        va="bottom",
        color=color,
        fontsize=TICK_PT,
    )
