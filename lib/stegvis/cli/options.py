"""What the commands have in common: options, and the places that they name.

A command that reports takes `JsonOption`, `QuietOption` and `VerboseOption`, and speaks with
`stegvis.cli.voice.telling`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from stegvis.cli import completion
from stegvis.cli.voice import FAILED as FAILED
from stegvis.cli.voice import OK as OK
from stegvis.cli.voice import WRONG as WRONG
from stegvis.root import Root, RootError, find_root

CORES = os.cpu_count() or 1

JsonOption = Annotated[
    bool,
    typer.Option("--json", help="Skriv resultatet som JSON, och meningarna på stderr."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Säg bara det som gick fel.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="Säg också hur det går till.")]

RootOption = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="MAPP",
        help="Mappen som har data/ och notebooks/.",
        show_default=False,
    ),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="MAPP",
        help="Underlagets mapp, eller dess adress; annars data/store.",
        show_default=False,
    ),
]
ReportsOption = Annotated[
    Path | None,
    typer.Option(
        "--reports",
        metavar="MAPP",
        help="Rapporternas mapp; annars reports.",
        show_default=False,
    ),
]
ProjectOption = Annotated[
    str | None,
    typer.Option(
        "--project",
        metavar="ID",
        help="Projektets id; annars alla.",
        autocompletion=completion.projects,
    ),
]
OneProjectOption = Annotated[
    str,
    typer.Option(
        "--project", metavar="ID", help="Projektets id.", autocompletion=completion.projects
    ),
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="2023Q3, 2023H1, 2023 eller all; annars den nyaste.",
        autocompletion=completion.periods,
    ),
]
MunicipalitiesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--municipality",
        metavar="KOMMUN",
        help="Namn eller kod; kan upprepas. ”alla” för helheten.",
        autocompletion=completion.places,
    ),
]
SectionsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        metavar="AVSNITT",
        help="Avsnitt; kan upprepas.",
        autocompletion=completion.sections,
    ),
]
AudienceOption = Annotated[
    str,
    typer.Option(
        "--audience",
        metavar="MOTTAGARE",
        help="intern eller extern.",
        autocompletion=completion.audiences,
    ),
]
JobsOption = Annotated[
    int,
    typer.Option("--jobs", metavar="ANTAL", min=1, help="Hur många som körs samtidigt, minst 1."),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADRESS",
        help="Schemaläggaren för ett Dask-kluster, tcp://…; annars den här datorn.",
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Gör om även det oförändrade.")]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Säg varför varje avsnitt skulle göras om; gör inget.")
]

AsKnownOption = Annotated[
    str | None,
    typer.Option(
        "--as-known",
        metavar="TID",
        help="Som det var känt då: ett kvartal, 2023Q3, eller en dag, 2023-10-20.",
        autocompletion=completion.quarters,
    ),
]


def chosen_root(given: Path | None) -> Root:
    """Give the root that was named, or the nearest upwards.

    Raises
    ------
    RootError
        When there is none.
    """
    if given is None:
        return find_root(Path.cwd())
    if not (given / "data").is_dir() or not (given / "notebooks").is_dir():
        raise RootError(f"{given} har inte både data och notebooks.")
    return Root(given.resolve())


def chosen_store(given: str | None, root: Root) -> Path:
    """Give the store that was named, by its path or its address, or the root's.

    Raises
    ------
    AddressError
        When the address cannot be used.
    """
    if given is None:
        return root.store.resolve()
    from stegvis.delivery.address import is_address, store_folder

    return store_folder(given, Path.cwd()) if is_address(given) else Path(given).resolve()
