"""Making a publication: what is told now, protected against all that has been told before."""

from __future__ import annotations

import io
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

import numpy as np

from stegvis.disclosure.audit import Range
from stegvis.disclosure.cell import Cell
from stegvis.disclosure.choose import choose
from stegvis.disclosure.day import Day, Told, counted, scopes_of, values
from stegvis.disclosure.ledger import Ledger, Published, locked, read_ledger, write_ledger
from stegvis.disclosure.linked import cell
from stegvis.disclosure.plan import by_day, next_day, plan_of, told_until
from stegvis.disclosure.publication import Audit, Derived, DisclosureError, HeldBack, Publication
from stegvis.disclosure.rows import external
from stegvis.disclosure.suppress import ImpossibleError
from stegvis.disclosure.system import System
from stegvis.figures import Figures
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project

SECONDS = 20.0
"""How long to look for the least that needs to be hidden."""

FiguresAt = Callable[[Period], Figures]
"""Measures ALLA with every municipality for a quarter."""


def _now() -> datetime:
    return datetime.now(UTC)


def protect(
    project: Project,
    period: Period,
    ledger_path: Path,
    figures_at: FiguresAt,
    clock: Callable[[], datetime] = _now,
) -> Publication:
    """Make the external publication of a period, and enter it in the ledger.

    One that has been made before is told again as it was, and nothing is measured.

    Parameters
    ----------
    ledger_path
        The project's ledger; it need not exist.
    figures_at
        Gives the internal figures of ALLA with every municipality for a quarter, as they are known
        now. Asked for each quarter at whose end a table of the publication is told, and for the
        period's own last.

    Raises
    ------
    DisclosureError
        When it cannot be protected, the period is before one that has been published, or the
        ledger cannot be read or written. Then the ledger is as it was.
    """
    with locked(ledger_path):
        ledger = read_ledger(ledger_path, project.id)
        before = ledger.find(period.label)
        if before is not None:
            return Publication(project.id, period, _figures(before), before.audit)
        until = told_until(period, project)
        _in_order(ledger, period, until)
        measured: dict[date, Figures] = {}

        def at(quarter: Period) -> Figures:
            if quarter.end not in measured:
                measured[quarter.end] = figures_at(quarter)
            return measured[quarter.end]

        again, fresh = _days(project, ledger, until, at)
        new, derived = _protected(project, ledger, fresh)
        told = [*again, *((day, day.told) for day in new)]
        figures = external(project, period, told, at(Period.quarter_of(until)))
        held = (_held_back(project, day, tables, at, until) for day, tables in again)
        audit = replace(derived, held_back=tuple(chain.from_iterable(held)))
        text = io.StringIO()
        figures.write(text)
        entry = Published(
            period=period.label,
            until=until,
            made=clock(),
            days=new,
            figures=text.getvalue(),
            audit=audit,
        )
        write_ledger(
            ledger_path, ledger.model_copy(update={"publications": (*ledger.publications, entry)})
        )
    return Publication(project.id, period, figures, audit)


def withdraw(project: Project, period: Period, ledger_path: Path) -> None:
    """Strike out the newest publication, which never left the office.

    Raises
    ------
    DisclosureError
        When it is not the newest, or the ledger cannot be read or written.
    """
    with locked(ledger_path, "withdraw"):
        ledger = read_ledger(ledger_path, project.id)
        if ledger.find(period.label) is None:
            raise DisclosureError(
                f"{project.name} {period.label} finns inte i utlämningsliggaren: det finns inget "
                "att ta tillbaka."
            )
        *earlier, newest = ledger.publications
        if newest.period != period.label:
            raise DisclosureError(
                f"Bara den senaste externa publikationen kan tas tillbaka, och det är "
                f"{newest.period}. Ta tillbaka den först."
            )
        write_ledger(ledger_path, ledger.model_copy(update={"publications": tuple(earlier)}))


def _figures(published: Published) -> Figures:
    return Figures.read(io.StringIO(published.figures))


def _in_order(ledger: Ledger, period: Period, until: date) -> None:
    newest = max((one.until for one in ledger.publications), default=until)
    if until < newest:
        raise DisclosureError(
            f"{period.label} kan inte lämnas ut externt: det som gäller till och med {newest} har "
            "redan lämnats ut, och publikationerna görs i tidsordning."
        )


Again = tuple[Day, tuple[Told, ...]]
"""A day that was told before, and which of its tables are told again."""


def _days(
    project: Project, ledger: Ledger, until: date, at: FiguresAt
) -> tuple[list[Again], list[Day]]:
    """Give what is told again, and the days that are counted now.

    A day that has been told is closed: a table that came into the plan since waits for the next.
    """
    closed = {day.until: day for day in ledger.days}
    again: list[Again] = []
    new: list[Day] = []
    for quarter, tables in by_day(plan_of(project), project, until).items():
        day = closed.get(quarter.end)
        if day is None:
            new.append(counted(project, quarter, tables, at(quarter)))
        else:
            again.append((day, tuple(told for told in day.told if told.table in tables)))
    return again, new


def _protected(project: Project, ledger: Ledger, new: list[Day]) -> tuple[tuple[Day, ...], Audit]:
    """Choose what the new days hide, and derive what an outsider could of it."""
    fresh = frozenset(day.until for day in new)
    try:
        choice = choose([*ledger.days, *new], fresh, project.disclosure_threshold, SECONDS)
    except ImpossibleError as error:
        raise DisclosureError(
            f"{project.name} kan inte skyddas: det som redan har lämnats ut röjer "
            f"{_in_words(error.names)}. Se docs/publicering.md."
        ) from error
    system, audited, hidden = choice.system, choice.audited, choice.suppression.hidden
    unsafe = [system.names[at] for one in audited.ranges if not one.safe for at in one.cells]
    given_away = [*unsafe, *choice.narrowed]
    if given_away:
        raise DisclosureError(
            f"{project.name} klarade inte granskningen, och inget har lämnats ut: det gick att "
            f"räkna ut {_in_words(given_away)}. Gör tabellerna grövre i projektets YAML-fil."
        )
    names = {system.names[at] for at in np.flatnonzero(hidden)}
    protected = tuple(_without(day, names) for day in new)
    shown = sum(one.shown is True for day in protected for one in day.cells)
    derived = tuple(_derived(system, one) for one in audited.ranges)
    return protected, Audit(derived, (), shown, choice.suppression.method_text)


def _without(day: Day, names: set[Hashable]) -> Day:
    """Hide some of a day's cells."""
    cells = (
        one._replace(shown=cell(one.place, one.of, day.until) not in names) if one.shown else one
        for one in day.cells
    )
    return replace(day, cells=tuple(cells))


def _derived(system: System, one: Range) -> Derived:
    return Derived(
        cells=tuple(_cell(system.names[at]) for at in one.cells),
        value=one.value,
        low=one.low,
        high=one.high,
        low_known=one.low_known,
        high_known=one.high_known,
        why=one.why,
    )


def _cell(name: Hashable) -> Cell:
    assert isinstance(name, Cell), "every count of a publication is named by its cell"
    return name


def _in_words(names: Iterable[Hashable]) -> str:
    """Name the first of some cells, and say how many more there are."""
    first, *more = [_cell(name) for name in names]
    told = f"{first.place} {first.measure} {first.group} {first.until}".replace("  ", " ")
    return f"{told} och {len(more)} andra antal" if more else told


def _held_back(
    project: Project, day: Day, tables: tuple[Told, ...], at: FiguresAt, until: date
) -> Iterator[HeldBack]:
    """List what would have been told otherwise of a day, were it counted now."""
    figures = at(Period.parse(day.quarter))
    counts = dict.fromkeys(one.of for one in day.cells)
    now = values(figures, scopes_of(figures), counts, day.sums, day.people)
    for told in tables:
        following = next_day(told.table, project, until)
        mine = {count for row in told.rows for count in row.counts}
        project_only = told.table.places == "project"
        for one in day.cells:
            if not one.shown or one.of not in mine or (one.place == ALL) != project_only:
                continue
            value = now.get((one.place, one.of), 0)
            if value != one.value and following is not None:
                name = cell(one.place, one.of, day.until)
                yield HeldBack(name, one.value, value, following.end)
