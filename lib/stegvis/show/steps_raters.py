"""The participant's view against the coordinator's: the share who moved forward, by each.

The two cards' items do not pair one to one, so what is compared are the indicators that the
project maps items to; where it maps none, the movement of the whole card under each rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.transforms import Transform, offset_copy

from stegvis.card import RATERS, Rater
from stegvis.figures import Figure
from stegvis.show import rows, style, wording
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.steps import nothing_yet
from stegvis.show.terms import RATERS as RATER_NAMES
from stegvis.show.terms import capital

NOT_ASKED, NOBODY = "frågas inte", "ingen bedömd"
READING = (
    "Punkterna visar hur stor andel som har gått framåt enligt var och en. Ju längre från varandra "
    "de ligger, desto mer olika ser deltagare och samordnare på saken."
)

_ABOVE_CM, _BELOW_CM = 0.7, 1.0
_COLUMNS: dict[Rater, float] = {"participant": 8, "coordinator": 88}
"""Where each rater's numbers stand, in points from the right of the axes."""


@dataclass(frozen=True)
class _Pair:
    """A row: the share forward by each rater who was asked."""

    name: str
    forward: dict[Rater, Figure]

    def text(self, rater: Rater) -> str:
        figure = self.forward.get(rater)
        if figure is None:
            return NOT_ASKED
        return wording.share(figure) if figure.n else NOBODY

    @property
    def words(self) -> str:
        views = (f"{RATER_NAMES[rater]} {self.text(rater)}" for rater in RATERS)
        return f"{self.name}: {', '.join(views)}"


def compare(section: Section) -> Exhibit:
    """Show the share who moved forward by each rater, by indicator or else by rule."""
    missing = [text for text in (nothing_yet(section, rater) for rater in RATERS) if text]
    if missing:
        return Prose(*dict.fromkeys(missing))
    mapped = bool(section.project.indicators)
    pairs = _by_indicator(section) if mapped else _by_rule(section)
    what = "indikator" if mapped else "regel"
    most = max(figure.n or 0 for pair in pairs for figure in pair.forward.values())
    caption = (
        f"Andel framåt enligt deltagaren och samordnaren, för varje {what}, "
        f"{wording.where(section)}"
    )
    note = wording.note(
        section,
        "n = personer med två svar från den som bedömer, så det är inte alltid samma personer",
        wording.left_out(section),
        "För en indikator räknas summan av förändringarna på de frågor som projektet har kopplat "
        "till den; de två kortens frågor jämförs inte en mot en"
        if mapped
        else "Projektet har inte kopplat frågor till indikatorer, så korten jämförs som helhet; "
        "deras frågor jämförs inte en mot en",
        wording.caution(most),
    )
    table = Table(
        (capital(what), *(capital(RATER_NAMES[rater]) for rater in RATERS)),
        tuple((pair.name, *(pair.text(rater) for rater in RATERS)) for pair in pairs),
        caption=f"{caption}, i siffror",
        note=note,
    )
    if most < wording.FEW:
        return table
    said = "; ".join(pair.words for pair in pairs)
    chart = Chart.of(
        _chart(pairs),
        alt=f"Andelen framåt. {said}.",
        caption=caption,
        note=note,
    )
    return Group(Prose(READING), chart, table)


def _by_indicator(section: Section) -> list[_Pair]:
    card, figures = section.project.card, section.figures
    asked = {rater: {item.indicator for item in card.items(rater)} for rater in RATERS}
    return [
        _Pair(
            name,
            {
                rater: figures.one(
                    section.place,
                    "steps.indicator",
                    rater=rater,
                    indicator=indicator,
                    move="forward",
                )
                for rater in RATERS
                if indicator in asked[rater]
            },
        )
        for indicator, name in section.project.indicators.items()
        if any(indicator in asked[rater] for rater in RATERS)
    ]


def _by_rule(section: Section) -> list[_Pair]:
    return [
        _Pair(
            rule.label,
            {
                rater: section.figures.one(
                    section.place, "steps.person", rule.id, rater=rater, move="forward"
                )
                for rater in RATERS
            },
        )
        for rule in section.project.movement.rules
    ]


def _chart(pairs: list[_Pair]) -> Canvas:
    names = [pair.name for pair in pairs]
    with style.styled():
        figure, axes = style.canvas(rows.height(names, above_cm=_ABOVE_CM + _BELOW_CM))
        rows.name_rows(axes, names)
        axes.set_xlim(-0.03, 1.03)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
        axes.grid(axis="x")
        style.percent_axis(axes.xaxis)
        axes.set_xlabel("Andel som har gått framåt")
        for place, pair in enumerate(pairs):
            _dumbbell(axes, place, pair)
        for rater, at in _COLUMNS.items():
            _head(axes, rater, at)
    return figure


def _head(axes: Axes, rater: Rater, at: float) -> None:
    """Head a column of numbers with the rater's marker and name."""
    beside = offset_copy(axes.transAxes, axes.get_figure(root=True), at + 3, 9.5, units="points")
    axes.plot(1, 1, **_marker(rater), transform=beside, clip_on=False)
    name = capital(RATER_NAMES[rater])
    _beside(axes, name, (1, 1), (at + 11, 6), "axes fraction", weight="bold")


def _dumbbell(axes: Axes, place: int, pair: _Pair) -> None:
    values = [f.value for f in pair.forward.values() if f.value is not None]
    if len(values) > 1:
        axes.plot(values, [place] * len(values), color=style.MUTED, linewidth=2.2, zorder=2)
    for rater, figure in pair.forward.items():
        if figure.value is not None:
            axes.plot(figure.value, place, **_marker(rater), zorder=3)
    for rater, at in _COLUMNS.items():
        color = style.MUTED if pair.text(rater) in (NOT_ASKED, NOBODY) else style.INK
        of_row = axes.get_yaxis_transform()
        _beside(axes, pair.text(rater), (1, place), (at, 0), of_row, va="center", color=color)


def _marker(rater: Rater) -> dict[str, Any]:
    """Give a rater's marker; of two at one place, the larger is seen around the other."""
    point = style.RATERS[rater]
    return {"color": point.color, "marker": point.marker, "markersize": point.size}


def _beside(
    axes: Axes,
    text: str,
    at: tuple[float, float],
    points: tuple[float, float],
    coordinates: str | Transform,
    **kwargs: Any,
) -> None:
    axes.annotate(text, at, points, xycoords=coordinates, textcoords="offset points", **kwargs)
