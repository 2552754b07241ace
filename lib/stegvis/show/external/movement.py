"""Step movements, of people and of items, as far as they are told."""

from __future__ import annotations

from collections.abc import Sequence

from stegvis.card import DAYS_AFTER_EXIT, RATERS, Rater
from stegvis.external_table import ExternalTable
from stegvis.show import moves, swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.exhibit import Exhibit, Group, Prose, Table
from stegvis.show.external.note import Part, note
from stegvis.show.external.published import WHY, absent, as_of, find, only_people, table_with
from stegvis.show.moves import Moves
from stegvis.show.section import Section
from stegvis.show.steps import CAUSE
from stegvis.show.terms import RATERS as RATER_NAMES
from stegvis.show.terms import RATERS_OF

NO_CHART = "Inget diagram ritas: ingen rad redovisas helt."


def row(
    section: Section, name: str, measure: str, definition: str, *, primary: bool, **group: str
) -> Moves | None:
    """Look up how many moved which way; None where that is not published."""
    found = [
        find(section, measure, definition, **group, move=move)
        for move in ("forward", "unchanged", "backward")
    ]
    told = [figure for figure in found if figure is not None]
    return Moves(name, told[0], told[1], told[2], primary) if len(told) == len(found) else None


def decides(section: Section) -> str:
    """Name the primary rule and rater as the plan does."""
    return f"{section.project.movement.primary_rule}/{section.project.movement.primary_rater}"


def primary(section: Section, name: str = "") -> Moves | None:
    """Look up people's movement by the primary rule and rater, if it is published."""
    movement = section.project.movement
    rule, rater = movement.primary_rule, movement.primary_rater
    if table_with(section, "movement", decides(section)) is None:
        return None
    called = name or movement.primary.label
    return row(section, called, "steps.person", rule, primary=True, rater=rater)


def headline(section: Section) -> Prose:
    """Say first how many have moved which way, as far as it is told."""
    return Prose(summary(section), lead=True)


def summary(section: Section) -> str:
    """Say how many have moved which way by the primary rule, as far as it is told."""
    movement = section.project.movement
    found = primary(section)
    if found is None:
        return absent(section, "movement", decides(section))
    place, until = wording.where(section), as_of(section, found.forward)
    if found.hidden:
        return (
            f"Hur många deltagare {place} som har gått framåt, är oförändrade eller har gått "
            f"bakåt {until} redovisas inte helt: {WHY}."
        )
    if not found.n and wording.delivers_counts(section):
        return wording.counts_only(section, "progressionskort och stegförflyttningar")
    if not found.n:
        return f"Ingen deltagare {place} har två progressionskort att jämföra {until}."
    forward, same, back = (figure.k or 0 for figure in found.figures)
    share = f" ({swedish.percent(found.forward.value)})" if forward else ""
    return (
        f"Av {swedish.count(found.n)} deltagare {place} med kort att jämföra har {_some(forward)}"
        f"{share} gått framåt {until}, enligt {RATER_NAMES[movement.primary_rater]}; {_some(same)} "
        f"är {'oförändrade' if same > 1 else 'oförändrad'} och {_some(back)} har gått bakåt."
    )


def _some(number: int) -> str:
    return swedish.count(number) if number else "ingen"


def about(section: Section) -> Prose:
    """Say by which rule a person has moved, and what a movement does not say."""
    movement = section.project.movement
    return Prose(
        f"Projektets huvudregel för en person är {movement.primary.label}, enligt "
        f"{RATER_NAMES[movement.primary_rater]}. Vilken regel som gäller är ett val.",
        CAUSE,
    )


def people(section: Section) -> Exhibit:
    """Show how people have moved by each rule and rater that is published."""
    found = primary(section)
    if found is not None and not found.n and not found.hidden:
        return Prose(summary(section))
    first = section.project.movement.primary_rater
    shown = [_by_rule(section, rater) for rater in sorted(RATERS, key=lambda one: one != first)]
    told = [exhibit for exhibit in shown if exhibit is not None]
    if not told:
        return Prose(absent(section, "movement", decides(section)))
    return Group(Prose(moves.READING), *told) if _drawn(told) else Group(*told)


def _drawn(shown: Sequence[Group]) -> bool:
    return any(isinstance(exhibit, Chart) for group in shown for exhibit in group)


def _by_rule(section: Section, rater: Rater) -> Group | None:
    movement = section.project.movement
    deciding = rater == movement.primary_rater
    rows: dict[Moves, ExternalTable] = {}
    for rule in movement.rules:
        table = table_with(section, "movement", f"{rule.id}/{rater}")
        first = deciding and rule == movement.primary
        name = f"{rule.label} (huvudregeln)" if first else rule.label
        found = row(section, name, "steps.person", rule.id, primary=first, rater=rater)
        if table is not None and found is not None:
            rows[found] = table
    if not rows:
        return None
    return chart_and_table(
        section,
        "Regel",
        list(rows),
        [Part(table, found.figures, found.name) for found, table in rows.items()],
        f"Personernas stegförflyttning enligt {RATERS_OF[rater]} kort {wording.where(section)}",
        "n = personer med minst en fråga besvarad på två kort; för reglerna om medelvärde "
        "dessutom två kort med minst hälften av frågorna besvarade",
        only_people(section),
        "Huvudregeln avgör vem som räknas som positiv i målen" if deciding else "",
    )


def items(section: Section) -> Exhibit:
    """Show for each item of either card how many people have moved which way."""
    first = section.project.movement.primary_rater
    shown = [_by_item(section, rater) for rater in sorted(RATERS, key=lambda one: one != first)]
    told = [exhibit for exhibit in shown if exhibit is not None]
    return Group(*told) if told else Prose(absent(section, "items", first))


def _by_item(section: Section, rater: Rater) -> Group | None:
    table = table_with(section, "items", rater)
    found = [
        row(section, item.label, "steps.item", "", primary=False, rater=rater, item=item.id)
        for item in section.project.card.items(rater)
    ]
    rows = [one for one in found if one is not None]
    if table is None or not rows:
        return None
    return chart_and_table(
        section,
        "Fråga",
        rows,
        [Part(table, [figure for one in rows for figure in one.figures])],
        f"Stegförflyttning för varje fråga på {RATERS_OF[rater]} kort {wording.where(section)}",
        "n = personer som har besvarat frågan på två kort med olika datum, det senare högst "
        f"{DAYS_AFTER_EXIT} dagar efter avslut",
        only_people(section),
        "Framåt: det senaste svaret är högre än det första",
    )


def chart_and_table(
    section: Section,
    first: str,
    rows: Sequence[Moves],
    parts: Sequence[Part],
    caption: str,
    *sentences: str,
) -> Group:
    """Show rows as bars, where at least one is told whole, and as a table.

    ``first`` heads the column of names; ``sentences`` begin the note.
    """
    told = note(section, parts, *sentences)
    cells = tuple(one.cells for one in rows)
    table = Table(moves.columns(first), cells, caption=f"{caption}, i siffror", note=told)
    whole = [one for one in rows if one.n and not one.hidden]
    if not whole:
        return Group(*([Prose(NO_CHART)] if any(one.hidden for one in rows) else []), table)
    if max(one.n for one in whole) < wording.FEW:
        return Group(table)
    return Group(
        Chart.of(moves.chart(rows), alt=moves.say(rows), caption=caption, note=told), table
    )
