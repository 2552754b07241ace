"""External publications on the command line: one that never left the office is taken back."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from stegvis.cli import completion
from stegvis.cli.asking import confirmed
from stegvis.cli.options import (
    JsonOption,
    OneProjectOption,
    QuietOption,
    ReportsOption,
    RootOption,
    StoreOption,
    VerboseOption,
    chosen_root,
    chosen_store,
)
from stegvis.cli.voice import telling

QUESTION = (
    "Är det säkert att ingen utanför kansliet har fått {name} {period}? "
    "Det som någon har fått kan inte tas tillbaka."
)


def withdraw(
    project: OneProjectOption,
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="Publikationens period, som 2023Q3.",
            autocompletion=completion.periods,
        ),
    ],
    yes: Annotated[
        bool, typer.Option("--yes", help="Svara ja på frågan om ingen har fått den.")
    ] = False,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Ta tillbaka den senaste externa publikationen, om den aldrig har lämnat kansliet."""
    with telling("withdraw", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        from stegvis.definitions import find_project, read_projects
        from stegvis.delivery.store import Store
        from stegvis.report.reports import working_in
        from stegvis.report.withdraw import take_back

        house = chosen_root(root)
        found = find_project(project, read_projects(house.projects).values())
        span = found.period(period)
        voice.document |= {"project": found.id, "period": span.label, "withdrawn": False}
        if not yes and not confirmed(voice, QUESTION.format(name=found.name, period=span.label)):
            voice.say("Inget är ändrat.")
            return
        synthetic = Store.at(chosen_store(store, house), house).is_synthetic
        folder: Path = (reports or house.reports).resolve()
        ledger = house.ledger_of(found.id, synthetic=synthetic)
        with working_in(folder, "withdraw") if folder.exists() else nullcontext():
            take_back(found, span, ledger, folder / found.id / span.label / "extern")
        voice.document["withdrawn"] = True
        voice.say(f"{found.name} {span.label} är tillbakatagen.")
