"""External publications on the command line: one that never left the office is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stegvis.cli.options import (
    OK,
    ReportsOption,
    RootOption,
    StoreOption,
    chosen_root,
    chosen_store,
    out,
    sentences,
)

QUESTION = (
    "Är det säkert att ingen utanför kansliet har fått {name} {period}? "
    "Det som någon har fått kan inte tas tillbaka."
)


def withdraw(
    project: Annotated[str, typer.Option("--project", help="Projektets id.")],
    period: Annotated[str, typer.Option("--period", help="Publikationens period.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Svara ja på frågan om ingen har fått den.")
    ] = False,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
) -> None:
    """Ta tillbaka den senaste externa publikationen, om den aldrig har lämnat kansliet."""
    with sentences():
        from stegvis.definitions import find_project, read_projects
        from stegvis.delivery.store import Store
        from stegvis.report.withdraw import take_back

        house = chosen_root(root)
        found = find_project(project, read_projects(house.projects).values())
        span = found.period(period)
        question = QUESTION.format(name=found.name, period=span.label)
        if not yes and not typer.confirm(question):
            out.print("Inget är ändrat.")
            raise typer.Exit(OK)
        synthetic = Store.at(chosen_store(store, house), house).is_synthetic
        folder: Path = (reports or house.reports).resolve()
        take_back(
            found,
            span,
            house.ledger_of(found.id, synthetic=synthetic),
            folder / found.id / span.label / "extern",
        )
    out.print(f"{found.name} {span.label} är tillbakatagen.", markup=False, soft_wrap=True)
