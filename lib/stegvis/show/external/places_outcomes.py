"""The municipalities beside each other, in alphabetical order: what came of the goals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stegvis.external_table import ExternalTable
from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.place import ALL
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Exhibit, Group
from stegvis.show.external import caseload, goals, movement
from stegvis.show.external.note import Part, note
from stegvis.show.external.places import lacking, one_place, parts
from stegvis.show.external.published import absent, table_with
from stegvis.show.finding import extremes
from stegvis.show.followup import positive
from stegvis.show.goal_words import origin
from stegvis.show.goals import deciding
from stegvis.show.places import name, places, total_first
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.table import Table

_INTERVAL = f"95{swedish.NBSP}% intervall"


def outcomes(section: Section) -> Group:
    """Show each goal's outcome in each municipality, under the definition in force."""
    return Group(*(_outcome(section, goal) for goal in section.project.goals))


def _outcome(section: Section, goal: Goal) -> Exhibit:
    variant = deciding(section, goal)
    found = {
        place: goals.told(section.for_place(place), goal, variant) for place in total_first(section)
    }
    told = {place: one for place, one in found.items() if one is not None}
    defined = goals.defined(section, goal)
    if set(told) <= {ALL}:
        return Prose(f"”{goal.name}”: {absent(one_place(section), 'goals', defined)}")
    said = note(
        section,
        parts(section, "goals", defined, {place: [one.figure] for place, one in told.items()}),
        f"{goal.name}: {variant.label}",
        f"Med {positive(section.project)}" if variant.population == "positiv" else "",
        f"”{goal.name}” är {origin(goal)}" if not goal.official else "",
        lacking(found),
        wording.LOCAL,
    )
    caption = f"{goal.name} i varje kommun"
    table = Table(
        ("Kommun", "Utfall", _INTERVAL),
        tuple(
            (name(place), one.outcome, one.interval)
            if one is not None
            else (name(place), swedish.MISSING, swedish.MISSING)
            for place, one in found.items()
        ),
        caption=f"{caption}, i siffror",
        note=said,
    )
    if not any(one.figure.value is not None for place, one in told.items() if place != ALL):
        return Group(table)
    return Group(_chart(told, goal, caption, said), table)


def _chart(told: Mapping[str, goals.Told], goal: Goal, caption: str, said: str) -> Chart:
    rows = [
        ShareRow(name(place), one.figure, one.outcome, goal.target, place == ALL)
        for place, one in told.items()
    ]
    hidden = any(row.figure.hidden for row in rows)
    what = "Det redovisade utfallet" if hidden else "Utfallet"
    return Chart.of(
        share_chart(rows),
        alt=extremes(what, [(row.label, row.figure) for row in rows])
        + f" Målet är {swedish.percent(goal.target)}. "
        + "; ".join(f"{row.label}: {row.text}" for row in rows)
        + ".",
        caption=caption,
        note=f"Punkt: utfallet. Streck: {_INTERVAL}. Streckad linje: målet. Där intervallen "
        f"överlappar kan skillnaden vara slump. {said}",
    )


def fidelity(section: Section) -> Exhibit:
    """Show how much of the method each municipality says that it uses, where that is published."""
    found = {place: section.figures.find(place, "fidelity") for place in total_first(section)}
    known = {p: one for p, one in found.items() if one is not None and one.value is not None}
    if not known:
        return Prose("Ingen uppgift om metodtrohet redovisas.")
    rows = [
        ShareRow(name(place), figure, swedish.percent(figure.value), deciding=place == ALL)
        for place, figure in known.items()
    ]
    said = wording.note(
        section,
        "Medel av nivån i metodens obligatoriska delar, från att ingen används till att alla "
        "används fullt ut",
        "Det är kommunens egen uppgift om sitt arbetssätt, inte om någon deltagare",
        lacking({place: place in known for place in found}),
    )
    caption = f"Metodtrohet ({section.project.method_name}) i varje kommun"
    return Group(
        Chart.of(
            share_chart(rows),
            alt="; ".join(f"{row.label} {row.text}" for row in rows) + ".",
            caption=caption,
            note=said,
        ),
        Table(
            ("Kommun", "Metodtrohet"),
            tuple((row.label, row.text) for row in rows),
            caption=f"{caption}, i siffror",
            note=said,
        ),
    )


def side_by_side(section: Section) -> Table:
    """Set the municipalities' main figures side by side."""
    aims = section.project.goals
    rule = section.project.movement
    order = places(section)
    columns = {
        "Startade": [_counted(section.for_place(place), "started") for place in order],
        "Avslutade": [_counted(section.for_place(place), "exited") for place in order],
        "Steg framåt": [_forward(section.for_place(place)) for place in order],
        **{goal.name: [_goal(section.for_place(place), goal) for place in order] for goal in aims},
    }
    return Table(
        ("Kommun", *columns),
        tuple(
            (place, *(cells[row].text for cells in columns.values()))
            for row, place in enumerate(order)
        ),
        caption="Kommunerna sida vid sida",
        note=note(
            section,
            [
                Part(cell.table, [cell.figure], title)
                for title, cells in columns.items()
                for cell in cells
                if cell.table is not None
            ],
            f"Steg framåt: enligt {rule.primary.label}, av dem som har två kort",
            *(f"{goal.name}: {deciding(section, goal).label}" for goal in aims),
            wording.LOCAL,
        ),
    )


@dataclass(frozen=True)
class _Cell:
    text: str = swedish.MISSING
    figure: Figure | None = None
    table: ExternalTable | None = None


def _counted(section: Section, status: str) -> _Cell:
    figure = caseload.counts(section).get(status)
    return _Cell(caseload.count(figure), figure, table_with(section, "caseload", status))


def _forward(section: Section) -> _Cell:
    row, decides = movement.primary(section), movement.decides(section)
    if row is None:
        return _Cell()
    return _Cell(wording.share(row.forward), row.forward, table_with(section, "movement", decides))


def _goal(section: Section, goal: Goal) -> _Cell:
    one = goals.told(section, goal, deciding(section, goal))
    return _Cell(one.outcome, one.figure, one.table) if one else _Cell()
