"""The funnel: municipalities by number of people and outcome, within the limits of chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.show import between, goals, swedish, wording
from stegvis.show.between import APART, INNER, INNER_LIMITS, OUTER, OUTER_LIMITS, definition
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.places import places
from stegvis.show.point_labels import name_points
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.style import (
    AIM,
    CENTRE,
    DECIDING,
    INK,
    LIMITS,
    OUTSIDE,
    RULE,
    TARGET,
    TICK_PT,
    canvas,
    count_axis,
    percent_axis,
    styled,
)
from stegvis.show.table import Table
from stegvis.show.terms import capital

_HEIGHT_CM, _LINE_PT = 9.0, 10.0
_DECIMALS = 1
"""With none, a share just outside its limits would look as if it lay upon them."""
_APART = f"{APART}: kommunen har inget utfall, eller ett med en annan nämnare"
_WITHIN, _BEYOND, _FAR = "innanför", f"utanför {INNER_LIMITS}", f"utanför {OUTER_LIMITS}"


def funnels(section: Section) -> Prose | Group:
    """Show each goal's funnel, under the definition in force."""
    if said := between.not_here(section):
        return said
    return Group(*(_funnel(section, goal) for goal in section.project.goals))


def _funnel(section: Section, goal: Goal) -> Prose | Group:
    shares = between.compared(section, goal)
    if not shares:
        return Prose(between.outside(section, goal))
    variant = goals.deciding(section, goal)
    lasting = variant.months is not None
    nothing = [swedish.MISSING] * (3 if lasting else 2)
    positions = {place: _position(section, goal, share) for place, share in shares.items()}
    rows = tuple(
        (
            place,
            wording.share(shares[place], _DECIMALS),
            *([goals.bounds(section.for_place(place), variant)] if lasting else []),
            swedish.interval(shares[place].low, shares[place].high, _DECIMALS),
            positions[place],
        )
        if place in shares
        else (place, *nothing, between.why_apart(section, place, goal))
        for place in places(section)
    )
    caption = f"{goal.name} i varje kommun"
    note = wording.note(
        section,
        f"n = {swedish.count(_centre(section, goal).n)} personer enligt definitionen "
        f"”{variant.label}”, i {swedish.count(len(shares))} kommuner",
        f"{capital(INNER_LIMITS)}: utanför dem hamnar en kommun utan verklig "
        "skillnad i högst ett fall av tjugo, och mer sällan när den har få personer",
        _APART if len(shares) < len(rows) else "",
        wording.LOCAL,
    )
    table = Table(
        (
            "Kommun",
            "Utfall",
            *(["Bortfall inräknat"] if lasting else []),
            capital(INNER_LIMITS),
            "Läge",
        ),
        rows,
        caption=f"{caption}, i bokstavsordning",
        note=note,
        numeric=frozenset({1, 2, 3} if lasting else {1, 2}),
    )
    said = "; ".join(f"{row[0]}: {row[1]}, {row[-1]}" for row in rows if row[0] in shares)
    chart = Chart.of(
        _draw(section, goal, shares, positions),
        alt=f"{_finding(positions)} {said}.",
        caption=caption,
        note=f"{note} Svart linje: de jämförda kommunernas medel. Streckad röd linje: målet. Grå "
        f"linjer: {INNER_LIMITS} (heldragna) och {OUTER_LIMITS} (prickade). Romb: utanför dem.",
    )
    return Group(chart, table)


def _centre(section: Section, goal: Goal) -> Figure:
    return section.figures.one(section.place, "funnel.centre", definition(section, goal))


def _limits(section: Section, goal: Goal, level: str, n: int | None) -> Figure:
    return section.figures.one(
        section.place, "funnel.limits", definition(section, goal), level=level, n=n
    )


def _position(section: Section, goal: Goal, share: Figure) -> str:
    for level, words in ((OUTER, _FAR), (INNER, _BEYOND)):
        ends = _limits(section, goal, level, share.n)
        assert share.value is not None, "only shares of somebody are compared"
        assert ends.low is not None, "limits are measured for every n"
        assert ends.high is not None, "limits are measured for every n"
        if not ends.low <= share.value <= ends.high:
            return words
    return _WITHIN


def _finding(positions: dict[str, str]) -> str:
    """Say which municipalities are beyond the limits of chance."""
    beyond = [place for place, position in positions.items() if position != _WITHIN]
    if not beyond:
        return f"Ingen kommun ligger utanför {INNER_LIMITS}."
    return f"Utanför {INNER_LIMITS} ligger {swedish.listed(beyond)}."


def _draw(
    section: Section, goal: Goal, shares: Mapping[str, Figure], positions: Mapping[str, str]
) -> Drawing:
    centre = _centre(section, goal).value or 0.0
    points = {place: (share.n or 0, share.value or 0.0) for place, share in shares.items()}
    most = max(n for n, _ in points.values())
    sizes = range(1, most + 1)
    ends = []
    with styled():
        drawing, axes = canvas(_HEIGHT_CM)
        for level, line in zip((INNER, OUTER), LIMITS, strict=True):
            limits = [_limits(section, goal, level, n) for n in sizes]
            for side in ("low", "high"):
                values = [getattr(limit, side) for limit in limits]
                axes.plot(list(sizes), values, **line, zorder=2)
                ends.append((values[-1], f"{level.replace('.', ',')}{swedish.NBSP}%", INK))
        axes.axhline(centre, **CENTRE, zorder=2)
        axes.axhline(goal.target, **AIM, zorder=2)
        ends.append((centre, f"medel {swedish.percent(centre)}", INK))
        ends.append((goal.target, f"mål {swedish.percent(goal.target)}", TARGET))
        for place, (n, value) in points.items():
            style = DECIDING if positions[place] == _WITHIN else OUTSIDE
            axes.plot([n], [value], **style.kwargs, markersize=style.size, zorder=4)
        axes.set_xlim(0, most + max(1, most * 0.03))
        axes.set_ylim(-0.04, 1.04)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
        percent_axis(axes.yaxis)
        count_axis(axes.xaxis)
        axes.set_xlabel("antal personer")
        axes.grid(visible=True, axis="y", color=RULE, zorder=0)
        _at_the_right(axes, ends)
        name_points(axes, list(points.values()), list(points))
    return drawing


def _at_the_right(axes: Axes, ends: Sequence[tuple[float, str, str]]) -> None:
    """Name the lines at the right of the frame, pushed apart where they would overlap."""
    step = _LINE_PT / (_HEIGHT_CM / 2.54 * 72 * 0.85) * 1.08
    free = -1.0
    for value, text, color in sorted(ends):
        free = max(value, free + step)
        axes.annotate(
            text,
            (1, free),
            xytext=(5, 0),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset points",
            va="center",
            color=color,
            fontsize=TICK_PT,
        )
