"""Deliveries on the command line: check, add, and the example to try them on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stegvis.cli.options import (
    FAILED,
    OK,
    RootOption,
    StoreOption,
    chosen_root,
    chosen_store,
    err,
    out,
    sentences,
)
from stegvis.root import Root, RootError
from stegvis.terminal import print_findings, relative_to_here, say_verdict

if TYPE_CHECKING:  # pandas is not needed to show help
    from stegvis.delivery.check import Examination
    from stegvis.delivery.store import Store

Paths = Annotated[
    list[Path],
    typer.Argument(help="Arbetsböcker, zip-filer, mappar med CSV, eller mappar med flera av dem."),
]


def _examined(root: Root, paths: list[Path]) -> Iterator[Examination]:
    from stegvis.definitions import read_projects
    from stegvis.delivery.check import examine
    from stegvis.delivery.find import find_deliveries
    from stegvis.delivery.privacy import shown_name

    missing = [shown_name(str(path)) for path in paths if not path.exists()]
    if missing:
        raise RootError(f"Finns inte: {', '.join(missing)}.")
    projects = read_projects(root.projects)
    found = find_deliveries(paths)
    if not found:
        raise RootError("Hittar inga leveranser där.")
    for path in found:
        yield examine(path, projects)


def check(paths: Paths, root: RootOption = None) -> None:
    """Granska leveranser utan att lägga in dem."""
    refused = 0
    with sentences():
        for examination in _examined(chosen_root(root), paths):
            refused += examination.delivery is None
            say_verdict(out, examination, "avvisad" if examination.delivery is None else "godkänd")
            print_findings(out, examination)
    raise typer.Exit(FAILED if refused else OK)


def add(
    paths: Paths,
    root: RootOption = None,
    store: StoreOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Säg bara det som gick fel.")] = False,
) -> None:
    """Granska leveranser och lägg in dem som är utan fel."""
    from stegvis.delivery.privacy import shown_name
    from stegvis.delivery.store import Store
    from stegvis.delivery.store_error import StoreError

    refused = 0
    with sentences():
        house = chosen_root(root)
        keeper = Store(chosen_store(store, house))
        for examination in _examined(house, paths):
            if examination.delivery is None:
                refused += 1
                say_verdict(out, examination, "avvisad")
                print_findings(out, examination)
                continue
            try:
                added = keeper.add(examination.delivery, examination.findings)
            except (StoreError, OSError) as error:
                refused += 1
                name = shown_name(examination.path.name)
                err.print(f"{name}: {error}", markup=False, soft_wrap=True)
                continue
            verdict = "fanns redan" if added.already_there else "inlagd"
            if not quiet:
                say_verdict(out, examination, verdict)
    with sentences():
        for sentence in _overdue(house, keeper):
            err.print(sentence, markup=False, soft_wrap=True)
    if refused:
        err.print(f"{refused} leveranser lades inte in; det som fanns förut är kvar.")
    raise typer.Exit(FAILED if refused else OK)


def _overdue(house: Root, keeper: Store) -> list[str]:
    from datetime import date

    from stegvis.definitions import read_projects
    from stegvis.delivery.overdue import all_overdue

    return all_overdue(keeper, read_projects(house.projects).values(), date.today())


def example(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="En mapp som inte finns än.")],
    root: RootOption = None,
) -> None:
    """Skriv syntetiska exempelleveranser för båda projekten."""
    from stegvis.definitions import read_projects
    from stegvis.example.generate import generate

    with sentences():
        if folder.exists() and any(folder.iterdir()):
            raise RootError(f"{folder} finns redan och är inte tom.")
        generate(folder, read_projects(chosen_root(root).projects))
    out.print(f"Exemplet finns i {relative_to_here(folder)}.", markup=False, soft_wrap=True)
