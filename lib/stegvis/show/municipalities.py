"""The municipalities side by side: caseload, movement, lasting progression and method."""

from __future__ import annotations

from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.language import swedish_order
from stegvis.place import ALL
from stegvis.show import goals, moves, steps_forward, swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Group
from stegvis.show.finding import extremes
from stegvis.show.goal_words import outcome
from stegvis.show.places import NO_DELIVERY, name, places, total_first, without_delivery
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.stacked_chart import StackedRow, stacked_chart
from stegvis.show.style import CASELOAD
from stegvis.show.table import Table
from stegvis.show.terms import RATERS_OF

STATUSES = {"exited": "avslutade", "active": "aktiva"}


def _caseload(section: Section, place: str, status: str) -> Figure:
    return section.figures.one(place, f"caseload.{status}", "cumulative")


def caseload(section: Section) -> Prose | Group:
    """Show how many have started and left in each municipality."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    if not _caseload(section, section.place, "started").k:
        return Prose(f"Ingen har startat {section.until}.")
    rows, cells, said = [], [], []
    for place in total_first(section):
        if not section.figures.delivered(place):
            rows.append(StackedRow(place, {}, NO_DELIVERY))
            cells.append((place, *[swedish.MISSING] * 3))
            said.append(f"{place}: {NO_DELIVERY}")
            continue
        started = swedish.count(_caseload(section, place, "started").k)
        parts = {status: _caseload(section, place, status).k or 0 for status in STATUSES}
        counted = tuple(swedish.count(number) for number in parts.values())
        cells.append((name(place), started, *counted))
        if place != ALL:
            rows.append(StackedRow(place, parts, f"{started} startade"))
            said.append(f"{place}: {started} startade, {counted[0]} avslutade")
    note = wording.note(section, "Startade är avslutade och aktiva tillsammans")
    caption = "Deltagare i varje kommun"
    return Group(
        Chart.of(
            stacked_chart(rows, CASELOAD, STATUSES),
            alt=f"{'; '.join(said)}.",
            caption=caption,
            note=note,
        ),
        Table(
            ("Kommun", "Startade", "Avslutade", "Aktiva"), tuple(cells), caption=caption, note=note
        ),
    )


def movement(section: Section) -> Prose | Group:
    """Show how people have moved in each municipality, by the primary rule and rater."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    order = total_first(section)
    lacking = {place: _no_movement(section, place) for place in order}
    rows = [_moves(section, place) for place in order if not lacking[place]]
    if not rows:
        return Prose("Ingen har två progressionskort att jämföra än, så ingen förflyttning syns.")
    absent = swedish.listed(f"{place} ({text})" for place, text in lacking.items() if text)
    note = wording.note(
        section,
        "Alla staplar är lika långa: ju längre en når åt höger, desto fler framåt än bakåt",
        "n = personer med minst en fråga besvarad på två kort",
        f"Riktningen är enligt {_by_whom(section)}",
        f"Inte i diagrammet: {absent}" if absent else "",
    )
    caption = "Personernas stegförflyttning i varje kommun"
    nothing = (*[swedish.MISSING] * 3,)
    cells = {row.name: row.cells for row in rows}
    decides = section.project.movement
    everyone = {
        place: steps_forward.everyone(
            section.figures.one(
                place, "steps.forward", decides.primary_rule, rater=decides.primary_rater
            )
        )
        for place in order
        if not lacking[place]
    }
    return Group(
        Chart.of(
            moves.chart(rows),
            alt=moves.say(rows),
            caption=caption,
            note=note,
        ),
        Table(
            (*moves.columns("Kommun"), "Framåt med alla inräknade"),
            tuple(
                (place, *nothing, lacking[place], swedish.MISSING)
                if lacking[place]
                else (*cells[name(place)], everyone[place])
                for place in order
            ),
            caption=f"{caption}, i siffror",
            note=f"{note} {steps_forward.EVERYONE}.",
        ),
    )


def _by_whom(section: Section) -> str:
    movement = section.project.movement
    return f"regeln ”{movement.primary.label}” på {RATERS_OF[movement.primary_rater]} kort"


def _moves(section: Section, place: str) -> moves.Moves:
    movement = section.project.movement
    return moves.look_up(
        section.for_place(place),
        name(place),
        "steps.person",
        movement.primary_rule,
        primary=place == ALL,
        rater=movement.primary_rater,
    )


def _no_movement(section: Section, place: str) -> str:
    if not section.figures.delivered(place):
        return NO_DELIVERY
    if wording.delivers_counts(section.for_place(place)):
        return "bara antal"
    return "" if _moves(section, place).n else "inga kort att jämföra"


def fidelity(section: Section) -> Prose | Group:
    """Show how much of the method each municipality uses, the most first."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    reported = section.figures.table(None, "fidelity")
    known = {place: section.figures.one(place, "fidelity") for place in reported["municipality"]}
    if not known:
        return Prose("Ingen kommun har rapporterat vilka delar av metoden den använder.")
    order = sorted(known, key=lambda place: (-(known[place].value or 0), swedish_order(place)))
    total = {ALL: section.figures.one(ALL, "fidelity")} if section.is_whole_project else {}
    figures = {**total, **{place: known[place] for place in order}}
    rows = [
        ShareRow(name(place), figure, swedish.percent(figure.value), deciding=place == ALL)
        for place, figure in figures.items()
    ]
    missing = [place for place in places(section) if place not in known]
    note = wording.note(
        section,
        "Medel av nivån i metodens obligatoriska delar, från att ingen används till att alla "
        "används fullt ut; kommunens egen uppgift",
        f"Ingen uppgift: {swedish.listed(missing)}" if missing else "",
    )
    method = section.project.method_name
    caption = f"Metodtrohet ({method}) i varje kommun, den högsta först"
    said = "; ".join(f"{row.label} {row.text}" for row in rows)
    return Group(
        Chart.of(
            share_chart(rows),
            alt=extremes("Metodtroheten", [(place, known[place]) for place in order]) + f" {said}.",
            caption=caption,
            note=note,
        ),
        Table(
            ("Kommun", "Metodtrohet", "Rapporterade delar"),
            tuple(
                (name(place), swedish.percent(figure.value), swedish.count(figure.n))
                for place, figure in figures.items()
            ),
            caption=caption,
            note=note,
        ),
    )


def side_by_side(section: Section) -> Prose | Table:
    """Set the municipalities' main figures side by side, each with its n."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    aims = section.project.goals
    lacking = swedish.listed(without_delivery(section))
    return Table(
        (
            "Kommun",
            "Startade",
            "Avslutade",
            "Steg framåt",
            *(goal.name for goal in aims),
            "Metodtrohet",
        ),
        tuple(_line(section, place) for place in total_first(section)),
        caption="Kommunerna sida vid sida",
        note=wording.note(
            section,
            f"Steg framåt: {_by_whom(section)}, av dem som har två kort",
            *(f"{goal.name}: {goals.deciding(section, goal).label}" for goal in aims),
            *(
                f"Efter andelen i {goal.name}: med bortfallet inräknat"
                for goal in aims
                if goal.kind == "lasting"
            ),
            f"Ingen leverans: {lacking}" if lacking else "",
            wording.LOCAL,
        ),
    )


def _line(section: Section, place: str) -> tuple[str, ...]:
    if not section.figures.delivered(place):
        columns = 4 + len(section.project.goals)
        return (place, *[swedish.MISSING] * columns)
    own = section.for_place(place)
    aims = {
        goal: goals.figure_of(own, goal, goals.deciding(own, goal))
        for goal in section.project.goals
    }
    method = section.figures.table(place, "fidelity")["value"]
    return (
        name(place),
        *(swedish.count(_caseload(section, place, status).k) for status in ("started", "exited")),
        _forward(section, place),
        *(_outcome(own, goal, figure) for goal, figure in aims.items()),
        swedish.percent(method.iloc[0]) if len(method) else swedish.MISSING,
    )


def _outcome(section: Section, goal: Goal, figure: Figure) -> str:
    if not figure.n:
        return swedish.MISSING
    bounds = goals.bounds(section, goals.deciding(section, goal))
    return f"{outcome(goal, figure)}; {bounds}" if bounds else outcome(goal, figure)


def _forward(section: Section, place: str) -> str:
    if wording.delivers_counts(section.for_place(place)):
        return "bara antal"
    moved = _moves(section, place)
    return wording.share(moved.forward) if moved.n else swedish.MISSING
