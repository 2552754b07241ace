"""How it stands with the program and what it keeps, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text

from stegvis.cli.options import (
    JsonOption,
    QuietOption,
    ReportsOption,
    RootOption,
    StoreOption,
    VerboseOption,
    chosen_root,
    chosen_store,
)
from stegvis.cli.told import check_told
from stegvis.cli.voice import FAILED, OK, Voice, telling

if TYPE_CHECKING:  # what looks is imported when it is run
    from stegvis.doctor.check import Check


def doctor(
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Se efter hur programmet, underlaget och rapporterna mår, och säg vad som ska göras."""
    with telling("doctor", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        from datetime import UTC, datetime

        from stegvis.doctor.check import Level
        from stegvis.doctor.examine import Place, examine

        house = chosen_root(root)
        place = Place(house, chosen_store(store, house), (reports or house.reports).resolve())
        checks = list(examine(place, datetime.now(UTC)))
        voice.document["checks"] = [check_told(one) for one in checks]
        faults = [one for one in checks if one.level is Level.WRONG]
        if not quiet:
            voice.out.print(_table(checks))
        for one in faults if quiet else ():
            voice.wrong.print(f"{one.what}: {one.said} {one.todo}", markup=False, soft_wrap=True)
        _sum_up(voice, checks, faults)
        raise typer.Exit(FAILED if faults else OK)


def _table(checks: list[Check]) -> Table:
    table = Table("", "", "Vad", "Läge", box=None, pad_edge=False)
    for one in checks:
        said = f"{one.said}\n→ {one.todo}" if one.todo else one.said
        table.add_row(one.level.sign, one.level.word, Text(one.what), Text(said, overflow="fold"))
    return table


def _sum_up(voice: Voice, checks: list[Check], faults: list[Check]) -> None:
    from stegvis.doctor.check import Level
    from stegvis.show import swedish

    warnings = sum(one.level is Level.WARNING for one in checks)
    if not faults and not warnings:
        voice.say("Allt är som det ska.")
        return
    counted = (
        swedish.plural(len(faults), "fel", "fel"),
        swedish.plural(warnings, "varning", "varningar"),
    )
    voice.say(f"{' och '.join(counted)}. Gör det som står efter →.")
