"""Whether reports are what they say, on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
from stegvis.cli.told import verified_told
from stegvis.cli.voice import FAILED, OK, Voice, telling
from stegvis.show.swedish import plural
from stegvis.terminal import relative_to_here

if TYPE_CHECKING:  # what compares is imported when it is run
    from stegvis.report.verify import Verified


def verify(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="RAPPORT…",
            help="Mappar med rapporter, eller sidor i dem; annars alla rapporter.",
            show_default=False,
        ),
    ] = None,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Kontrollera att rapporter är orörda, och säg vad som har ändrats sedan de gjordes."""
    with telling("verify", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        from stegvis.report.verify import Verifier, folders_of

        house = chosen_root(root)
        all_reports: Path = (reports or house.reports).resolve()
        named = [path.resolve() for path in paths or [all_reports]]
        folders = list(dict.fromkeys(one for path in named for one in folders_of(path)))
        verifier = Verifier(house, chosen_store(store, house), all_reports)
        found = [one for folder in folders for one in verifier.verify(folder)]
        voice.document["reports"] = [verified_told(one) for one in found]
        differing = [one for one in found if not one.holds]
        for one in differing:
            _say(voice, one)
        _sum_up(voice, found, differing)
        raise typer.Exit(FAILED if differing else OK)


def _say(voice: Voice, one: Verified) -> None:
    where = relative_to_here(one.folder / one.section)
    said = "; ".join((*one.changed, *one.outdated))
    voice.wrong.print(f"{where}: {said}.", markup=False, soft_wrap=True)


def _sum_up(voice: Voice, found: list[Verified], differing: list[Verified]) -> None:
    whole = len(found) - len(differing)
    if whole:
        reports = plural(whole, "rapport", "rapporter")
        compared = all(one.compared for one in found if one.holds)
        of = ", av det underlag som finns" if compared else ""
        voice.say(f"{reports} är som när de gjordes{of}.")
    if any(not one.compared and one.holds for one in found):
        voice.say("Bara filerna är jämförda: mappen ligger inte bland rapporterna i roten.")
    if differing:
        reports = plural(len(differing), "rapport", "rapporter")
        voice.say(f"{reports} skiljer sig.")
