"""Deliveries on the command line: check, add, and the example to try them on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stegvis.cli import completion
from stegvis.cli.answers import Answering, inbox
from stegvis.cli.documents import DeliveryTold
from stegvis.cli.options import (
    JsonOption,
    ProjectOption,
    QuietOption,
    RootOption,
    StoreOption,
    VerboseOption,
    chosen_root,
    chosen_store,
)
from stegvis.cli.told import delivery_told
from stegvis.cli.voice import FAILED, OK, Voice, telling
from stegvis.root import Root, RootError
from stegvis.terminal import print_findings, relative_to_here, say_verdict

if TYPE_CHECKING:  # pandas is not needed to show help
    from stegvis.delivery.check import Examination
    from stegvis.delivery.store import Store

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="LEVERANS",
        help="Arbetsböcker, zip-filer, mappar med CSV, eller mappar med flera av dem.",
    ),
]


def _examined(
    voice: Voice, root: Root, paths: list[Path], *, may_be_empty: bool = False
) -> Iterator[Examination]:
    from stegvis.definitions import read_projects
    from stegvis.delivery.check import examine
    from stegvis.delivery.find import find_deliveries
    from stegvis.delivery.privacy import shown_name

    missing = [shown_name(str(path)) for path in paths if not path.exists()]
    if missing:
        raise RootError(f"Finns inte: {', '.join(missing)}.")
    projects = read_projects(root.projects)
    found = find_deliveries(paths)
    if not found and not may_be_empty:
        raise RootError("Hittar inga leveranser där.")
    voice.say_more(f"Projekten står i {relative_to_here(root.projects)}. Leveranser: {len(found)}.")
    for path in found:
        voice.say_more(f"Granskar {shown_name(path.name)}.")
        yield examine(path, projects)


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="LEVERANS…",
            help="Som till add; utan dem granskas hela inkorgen, data/inbox.",
            show_default=False,
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="MAPP",
            help="Skriv svar till kommunerna här: en sida och en markerad kopia av arbetsboken.",
            show_default=False,
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="KVARTAL",
            help="Visa läget för ett kvartal, 2023Q3: vem som har lämnat och vem som är sen.",
            autocompletion=completion.periods,
        ),
    ] = None,
    project: ProjectOption = None,
    root: RootOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Granska leveranser utan att lägga in dem; utan LEVERANS hela inkorgen, med svar till alla."""
    told: list[DeliveryTold] = []
    with telling("check", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        house = chosen_root(root)
        tells_state = not paths or period is not None
        answering = Answering(house, voice) if tells_state or answers else None
        where = paths or [inbox(house)]
        for examination in _examined(voice, house, where, may_be_empty=tells_state):
            refused = examination.delivery is None
            if paths:
                said = voice.wrong if refused else voice.out
                say_verdict(said, examination, "avvisad" if refused else "godkänd")
                print_findings(said, examination)
            told.append(delivery_told(examination, "rejected" if refused else "accepted"))
            if answering:
                answering.take(examination)
        voice.document["deliveries"] = told
        if answering and tells_state:
            to = answers or house.answers
            states = answering.write_states(to, period=period, project=project, store=store)
            voice.document["states"] = states
        elif answering and answers:
            answering.write_each(answers)
        raise typer.Exit(FAILED if any(one["verdict"] == "rejected" for one in told) else OK)


def add(
    paths: Paths,
    root: RootOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Granska leveranser och lägg in dem som är utan fel."""
    from stegvis.delivery.store import Store

    told: list[DeliveryTold] = []
    with telling("add", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        house = chosen_root(root)
        keeper = Store(chosen_store(store, house))
        voice.say_more(f"Underlaget finns i {relative_to_here(keeper.folder)}.")
        for examination in _examined(voice, house, paths):
            told.append(_added(voice, keeper, examination))
        late = _overdue(house, keeper)
        voice.document |= {"deliveries": told, "overdue": late}
        for sentence in late:
            voice.err.print(sentence, markup=False, soft_wrap=True)
        refused = sum(one["verdict"] == "rejected" for one in told)
        if refused:
            voice.err.print(f"{refused} leveranser lades inte in; det som fanns förut är kvar.")
        raise typer.Exit(FAILED if refused else OK)


def _added(voice: Voice, keeper: Store, examination: Examination) -> DeliveryTold:
    """Add a delivery if it holds, and say what came of it."""
    from stegvis.delivery.privacy import shown_name
    from stegvis.delivery.store_error import StoreError

    if examination.delivery is None:
        say_verdict(voice.wrong, examination, "avvisad")
        print_findings(voice.wrong, examination)
        return delivery_told(examination, "rejected")
    try:
        added = keeper.add(examination.delivery, examination.findings)
    except (StoreError, OSError) as error:
        name = shown_name(examination.path.name)
        voice.err.print(f"{name}: {error}", markup=False, soft_wrap=True)
        return delivery_told(examination, "rejected", str(error))
    say_verdict(voice.out, examination, "fanns redan" if added.already_there else "inlagd")
    return delivery_told(examination, "already-there" if added.already_there else "added")


def _overdue(house: Root, keeper: Store) -> list[str]:
    from datetime import date

    from stegvis.definitions import read_projects
    from stegvis.delivery.overdue import all_overdue

    return all_overdue(keeper, read_projects(house.projects).values(), date.today())


def example(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="En mapp som inte finns än.")],
    root: RootOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Skriv syntetiska exempelleveranser för båda projekten."""
    from stegvis.definitions import read_projects
    from stegvis.example.generate import generate

    with telling("example", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        if folder.exists() and any(folder.iterdir()):
            raise RootError(f"{folder} finns redan och är inte tom.")
        generate(folder, read_projects(chosen_root(root).projects))
        voice.document["folder"] = str(folder.resolve())
        voice.say(f"Exemplet finns i {relative_to_here(folder)}.")
