"""Time to work or studies: the share that has left for the goal, or otherwise, month by month."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.goal import Goal, Variant
from stegvis.show import swedish, wording
from stegvis.show.caseload import nobody
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.incidence_chart import Curve, incidence_chart
from stegvis.show.section import Section
from stegvis.show.terms import capital

MONTHS = (0, 3, 6, 9, 12, 18, 24)
"""What the table and the row under the chart tell."""
ASKED = 12
"""The month that the sentence tells, if anyone has been followed so long."""
OTHER = "annat avslut"
ESTIMATE = (
    "Alla som har startat är med från sin startdag. De som är kvar är följda till periodens sista "
    "dag; efter den är det inte känt hur det går för dem, men tiden dittills räknas. Den som har "
    "avslutats på annat sätt räknas inte längre som en som kan komma att nå målet."
)
_UNKNOWN = "inte följd så länge"


def over_time(section: Section) -> Exhibit:
    """Show both curves with the number at risk, and their values at some months."""
    goal, missing = section.project.exit_goal, _nothing(section)
    if missing or goal is None:
        return Prose(missing)
    variant = goal.primary(section.period.end)
    curves = [
        Curve(cause, name, _figures(section, goal, variant, cause))
        for cause, name in (("goal", variant.label), ("other", OTHER))
    ]
    started = curves[0].at(0).n or 0
    said, table = _said(section, curves), _table(section, curves)
    if started < wording.FEW:
        return Group(Prose(said), table)
    texts = (said, ESTIMATE, wording.caution(started))
    return Group(Prose(*filter(None, texts)), _chart(section, curves), table)


def _nothing(section: Section) -> str:
    if not section.delivered:
        return wording.NOTHING_DELIVERED
    if wording.delivers_counts(section):
        return wording.counts_only(section, "datum, och därmed tiden till avslut")
    if section.project.exit_goal is None:
        return "Projektet har inget mål som gäller varför deltagare avslutas."
    if not section.figures.one(section.place, "caseload.started", "cumulative").k:
        return nobody(section)
    return ""


def _figures(section: Section, goal: Goal, variant: Variant, cause: str) -> list[Figure]:
    table = section.figures.table(section.place, "time.incidence", f"{goal.id}/{variant.id}")
    months = table.loc[table["cause"] == cause, "months"]
    return [
        section.figures.one(
            section.place,
            "time.incidence",
            f"{goal.id}/{variant.id}",
            cause=cause,
            months=month,
        )
        for month in months
    ]


def _share(figure: Figure) -> str:
    return swedish.percent(figure.value) if figure.value is not None else _UNKNOWN


def _said(section: Section, curves: list[Curve]) -> str:
    goal, other = curves
    started = goal.at(0).n or 0
    if started < wording.FEW:
        return (
            f"{capital(wording.where(section))} har {wording.participants(started)} startat. Så få "
            "säger inget om hur lång tid det brukar ta; tabellen visar vad som har hänt."
        )
    known = [month for month in MONTHS if 0 < month <= ASKED and goal.at(month).value is not None]
    if not known:
        return (
            f"Ingen {wording.where(section)} har följts i {MONTHS[1]} månader "
            f"{section.until}, så det går inte att säga hur lång tid det tar till "
            f"{goal.name}."
        )
    month = known[-1]
    reached, left = goal.at(month), other.at(month)
    after = "" if month == ASKED else f" Ingen har följts i {ASKED} månader än."
    return (
        f"Av dem som har startat {wording.where(section)} har {swedish.percent(reached.value)} "
        f"avslutats till {goal.name} {month} månader efter start, {wording.confidence(reached)}, "
        f"och {swedish.percent(left.value)} på annat sätt, {wording.confidence(left)}.{after}"
    )


def _note(section: Section, curves: list[Curve], *more: str) -> str:
    return wording.note(
        section,
        f"n = {wording.participants(curves[0].at(0).n or 0)} som har startat",
        wording.left_out(section),
        "Andelarna är kumulativ incidens (Aalen–Johansen), avläst vid hela månader",
        *more,
    )


def _chart(section: Section, curves: list[Curve]) -> Chart:
    goal, other = curves
    said = "; ".join(
        f"efter {month} månader {_share(goal.at(month))} och {_share(other.at(month))}"
        for month in MONTHS[1:]
        if goal.at(month).value is not None
    )
    return Chart.of(
        incidence_chart(curves, MONTHS),
        alt=f"Andelen som har avslutats till {goal.name} och "
        f"andelen med {other.name}. {capital(said) or 'Ingen har följts så länge'}.",
        caption=f"Tid från start till {goal.name} och till {other.name}, {wording.where(section)}",
        note=_note(
            section,
            curves,
            "Ljusa fält: 95\N{NO-BREAK SPACE}% intervall. Raden under: de som är kvar och har "
            "följts så länge",
        ),
    )


def _table(section: Section, curves: list[Curve]) -> Table:
    goal, other = curves
    interval = "95\N{NO-BREAK SPACE}% intervall"
    return Table(
        (
            "Månader efter start",
            capital(goal.name),
            interval,
            capital(other.name),
            interval,
            "Kvar",
        ),
        tuple(
            (
                swedish.count(month),
                *(
                    cell
                    for figure in (goal.at(month), other.at(month))
                    for cell in (_share(figure), swedish.interval(figure.low, figure.high))
                ),
                swedish.count(goal.at(month).n),
            )
            for month in MONTHS
        ),
        caption=f"Avslutade efter tid från start, {wording.where(section)}",
        note=_note(section, curves, "Kvar: de som är kvar och har följts så länge"),
    )
