"""What the commands have in common: options, exit statuses, where they print, and how they fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from stegvis.errors import FailedError, WrongError
from stegvis.root import Root, RootError, find_root
from stegvis.terminal import Terminal

OK, FAILED, WRONG = 0, 1, 2
CORES = os.cpu_count() or 1

out = Terminal(highlight=False)
err = Terminal(stderr=True, highlight=False)

RootOption = Annotated[
    Path | None,
    typer.Option("--root", help="Mappen som har data/ och notebooks/.", show_default=False),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        help="Underlagets mapp, eller dess adress; annars data/store.",
        show_default=False,
    ),
]
ReportsOption = Annotated[
    Path | None,
    typer.Option("--reports", help="Rapporternas mapp; annars reports.", show_default=False),
]
ProjectOption = Annotated[str | None, typer.Option("--project", help="Projektets id; annars alla.")]
PeriodOption = Annotated[
    str | None,
    typer.Option("--period", help="2023Q3, 2023H1, 2023 eller all; annars den nyaste."),
]
AudienceOption = Annotated[str, typer.Option("--audience", help="intern eller extern.")]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, help="Hur många som körs samtidigt.")]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler", help="Schemaläggaren för ett Dask-kluster, tcp://…; annars den här datorn."
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Gör om även det oförändrade.")]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Säg varför varje avsnitt skulle göras om; gör inget.")
]


@contextmanager
def sentences() -> Iterator[None]:
    """End with a sentence, not a traceback, where something is wrong or could not be done."""
    try:
        yield
    except WrongError as error:
        err.print(str(error), markup=False, soft_wrap=True)
        raise typer.Exit(WRONG) from error
    except FailedError as error:
        err.print(str(error), markup=False, soft_wrap=True)
        raise typer.Exit(FAILED) from error


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
