"""The card's mean over time: everyone with a card then, beside the same people throughout."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from stegvis.card import RATERS, Card, Rater
from stegvis.figures import Figure
from stegvis.show import style, swedish, wording
from stegvis.show.caseload import nobody
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.section import Section
from stegvis.show.terms import RATERS as RATER_NAMES
from stegvis.show.terms import RATERS_OF, capital

AVAILABLE, SAME = "available", "same"
NAMES = {AVAILABLE: "alla med kort då", SAME: "samma personer"}
WHY = (
    "Varje punkt är medelvärdet av kortens medelvärden så många månader efter det första kortet. "
    "De två linjerna skiljer sig när de som har slutat låg högre eller lägre än de som är kvar: "
    "linjen för alla kan stiga eller sjunka fast ingen har ändrats. Det kan inte linjen för samma "
    "personer, men den gäller bara dem som har stannat så länge, och de är färre."
)
DRAWN = (
    f"Under varje punkt står n; strecken genom punkterna är 95{swedish.NBSP}% intervall. Punkter "
    f"för färre än {wording.FEW} personer ritas inte"
)
FEW_PEOPLE = (
    f"Vid något tillfälle är det färre än {wording.SMALL} personer: en enda mer eller mindre "
    "ändrar då medelvärdet mycket"
)
READING = (
    "De fyllda punkterna är samma personer hela vägen, de ihåliga alla som har ett kort just då."
)
SHORT = {AVAILABLE: "alla", SAME: "samma"}
POINTS = {AVAILABLE: style.ALTERNATIVE, SAME: style.DECIDING}

_HEIGHT_CM = 8.5
_ASIDE = {AVAILABLE: -0.06, SAME: 0.06}
"""How far from its occasion a point stands, in occasions, so that both intervals are seen."""


@dataclass(frozen=True)
class _Course:
    """A rater's means, by definition and months."""

    rater: Rater
    means: dict[str, dict[int, Figure]]

    @property
    def months(self) -> list[int]:
        return list(self.means[AVAILABLE])

    def n(self, definition: str, months: int) -> int:
        return self.means[definition][months].n or 0

    @property
    def latest(self) -> int:
        """Give the last occasion at which anyone has a card."""
        return max((m for m in self.months if self.n(AVAILABLE, m)), default=0)


def over_time(section: Section) -> Exhibit:
    """Show the means over time for both raters."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if wording.delivers_counts(section):
        return Prose(wording.counts_only(section, "progressionskort och deras utveckling"))
    if not section.figures.one(section.place, "caseload.started", "cumulative").k:
        return Prose(nobody(section))
    courses = [_course(section, rater) for rater in RATERS]
    shown = [course for course in courses if course.latest]
    texts = [_words(section, course) for course in courses]
    if not shown:
        return Prose(*texts)
    caption = f"Kortets medelvärde över tid {wording.where(section)}"
    tables = [_table(course, caption, _note(section, shown)) for course in shown]
    drawn = [course for course in shown if course.n(AVAILABLE, course.latest) >= wording.FEW]
    if not drawn:
        return Group(Prose(WHY), *tables, Prose(*texts))
    said = " ".join(_words(section, course) for course in drawn)
    chart = Chart.of(
        _chart(section.project.card, drawn),
        alt=said,
        caption=caption,
        note=_note(section, shown, DRAWN),
    )
    return Group(Prose(WHY), Prose(READING), chart, *tables, Prose(*texts))


def _course(section: Section, rater: Rater) -> _Course:
    table = section.figures.table(section.place, "panel.mean", AVAILABLE)
    months = [int(number) for number in table.loc[table["rater"] == rater, "months"]]

    def of(definition: str, at: int) -> Figure:
        return section.figures.one(section.place, "panel.mean", definition, rater=rater, months=at)

    return _Course(rater, {name: {at: of(name, at) for at in months} for name in NAMES})


def _note(section: Section, shown: list[_Course], drawn: str = "") -> str:
    every = swedish.plural(shown[0].months[1], "månads", "månaders")
    fewest = min(course.n(AVAILABLE, course.latest) for course in shown)
    return wording.note(
        section,
        "n = personer med ett kort vid tillfället; samma personer är de som har kort vid alla "
        "tillfällen",
        "Ett kort med minst hälften av frågorna besvarade räknas till det närmaste tillfället, "
        f"med {every} mellanrum",
        drawn,
        FEW_PEOPLE if fewest < wording.SMALL else "",
        wording.left_out(section),
    )


def _words(section: Section, course: _Course) -> str:
    who, whose = RATER_NAMES[course.rater], RATERS_OF[course.rater]
    first, last = course.means[AVAILABLE][0], course.means[AVAILABLE][course.latest]
    if not first.n:
        return f"Ingen deltagare har kort från {who} att räkna {section.until}."
    if not course.latest:
        return (
            f"{capital(whose)} kort: {wording.people(first.n)} har ett första kort men ingen har "
            f"ännu ett senare att jämföra med {section.until}."
        )
    mean, then = swedish.decimal(first.value, 2), swedish.decimal(last.value, 2)
    said = (
        f"{capital(whose)} kort: medelvärdet för alla med kort är {mean} vid första kortet "
        f"({wording.people(first.n)}) och {then} efter {swedish.count(course.latest)} månader "
        f"({wording.people(last.n or 0)})"
    )
    same = course.means[SAME]
    beyond = course.months[-1]
    n = course.n(SAME, beyond)
    if not n:
        return f"{said}. Ingen har kort vid alla tillfällen."
    those = "den enda person" if n == 1 else f"de {swedish.count(n)} personer"
    ends = [swedish.decimal(same[at].value, 2) for at in (0, beyond)]
    return (
        f"{said}. För {those} som har kort vid alla tillfällen är det {ends[0]} vid första kortet "
        f"och {ends[1]} efter {swedish.count(beyond)} månader."
    )


def _table(course: _Course, caption: str, note: str) -> Table:
    columns = ["Månader efter första kortet"]
    for name in NAMES.values():
        columns += [capital(name), "95\N{NO-BREAK SPACE}% intervall", "n"]
    rows = tuple(
        (swedish.count(at), *(cell for name in NAMES for cell in _cells(course.means[name][at])))
        for at in course.months
    )
    return Table(
        tuple(columns), rows, caption=f"{caption}, {RATERS_OF[course.rater]} kort", note=note
    )


def _cells(figure: Figure) -> tuple[str, str, str]:
    interval = swedish.decimal_interval(figure.low, figure.high)
    return swedish.decimal(figure.value, 2), interval, swedish.count(figure.n)


def _chart(card: Card, drawn: list[_Course]) -> Canvas:
    with style.styled():
        figure, panels = style.panels(_HEIGHT_CM, columns=2, sharey=True)
        for axes in panels[len(drawn) :]:
            axes.set_axis_off()
        for axes, course in zip(panels, drawn, strict=False):
            _draw(axes, course)
            axes.set_ylim(card.low - 0.1, card.high + 0.1)
            axes.set_yticks(range(card.low, card.high + 1))
        panels[0].set_ylabel("Kortets medelvärde")
        handles, labels = panels[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper left", ncols=len(NAMES))
    return figure


def _draw(axes: Axes, course: _Course) -> None:
    axes.set_title(f"{capital(RATERS_OF[course.rater])} kort")
    axes.grid(axis="y")
    for name, point in POINTS.items():
        at = [m for m in course.months if course.n(name, m) >= wording.FEW]
        rows = [course.means[name][m] for m in at]
        places = [course.months.index(m) + _ASIDE[name] for m in at]
        filled = point.color if name == SAME else style.PAPER
        axes.plot(
            places,
            [row.value for row in rows if row.value is not None],
            **point.kwargs,
            markerfacecolor=filled,
            label=NAMES[name],
            zorder=3,
        )
        for place, row in zip(places, rows, strict=True):
            if row.low is not None and row.high is not None:
                axes.plot([place, place], [row.low, row.high], color=point.color, linewidth=1.0)
    ticks = [
        "\n".join([f"{at} mån", *(f"{SHORT[d]} {swedish.count(course.n(d, at))}" for d in NAMES)])
        for at in course.months
    ]
    axes.set_xticks(range(len(ticks)), ticks)
    axes.set_xlim(-0.4, len(ticks) - 0.6)
