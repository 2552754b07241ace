"""The evaluator's desk on the command line: the notebooks, in JupyterLab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stegvis.cli import completion
from stegvis.cli.options import (
    JsonOption,
    PeriodOption,
    QuietOption,
    RootOption,
    StoreOption,
    VerboseOption,
    chosen_root,
    chosen_store,
)
from stegvis.cli.told import desk_told
from stegvis.cli.voice import Voice, telling
from stegvis.terminal import relative_to_here

if TYPE_CHECKING:  # what lays out a desk is imported when it is run
    from collections.abc import Sequence

    from stegvis.desk.choice import Desk
    from stegvis.desk.lay_out import Laid

_STANDINGS = {"new": "utlagd", "unchanged": "oförändrad", "renewed": "utlagd på nytt"}


def open_(
    project: Annotated[
        str | None,
        typer.Option(
            "--project",
            metavar="ID",
            help="Projektets id; annars det med den nyaste leveransen.",
            autocompletion=completion.projects,
        ),
    ] = None,
    period: PeriodOption = None,
    municipality: Annotated[
        str | None,
        typer.Option(
            "--municipality",
            metavar="KOMMUN",
            help="Namn eller kod, eller ”alla”; annars den med flest deltagare.",
            autocompletion=completion.places,
        ),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Säg bara adressen; öppna ingen webbläsare.")
    ] = False,
    root: RootOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Öppna anteckningsböckerna i JupyterLab, med de egna leveranserna ifyllda."""
    with telling("open", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        from stegvis.desk.choice import choose
        from stegvis.desk.lay_out import lay_out

        house = chosen_root(root)
        named = chosen_store(store, house) if store else None
        desk = choose(house, named, project, period, municipality)
        laid = lay_out(desk)
        voice.document |= desk_told(desk, laid)
        _say(voice, desk, laid)
        from stegvis.desk.lab import serve  # brings JupyterLab, which takes a while

        serve(house, laid[0].path, browser=not no_browser, say=lambda url: _say_address(voice, url))
        voice.say("JupyterLab är avslutat. Det du sparade finns kvar på skrivbordet.")


def _say(voice: Voice, desk: Desk, laid: Sequence[Laid]) -> None:
    """Say what the desk is about, where it is, and what is somebody's own on it."""
    from stegvis.place import ALL  # brings pydantic, which help does without

    if desk.lent:
        voice.say(
            "Inga leveranser är inlagda här, så skrivbordet visar exemplets. De är syntetiska."
        )
    place = "alla kommuner" if desk.place == ALL else desk.place
    voice.say(
        f"Skrivbordet: {desk.project.name}, {place}, {desk.period}, i "
        f"{relative_to_here(desk.folder)}"
    )
    for one in laid:
        where = one.path.relative_to(desk.folder)
        match one.standing:
            case "own":
                voice.say(f"{where} har du ändrat. Den är orörd.")
            case "own-older":
                voice.say(
                    f"{where} har du ändrat. Den är orörd, men boken den kom från är ändrad sedan "
                    "dess. Byt namn på din för att få den nya också."
                )
            case standing:
                voice.say_more(f"{where}: {_STANDINGS[standing]}.")


def _say_address(voice: Voice, url: str) -> None:
    voice.say(f"Öppna {url}")
    voice.say("Avsluta med Ctrl-C.")
