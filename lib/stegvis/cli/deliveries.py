"""Deliveries on the command line: check, add, and the example to try them on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stegvis.cli import completion
from stegvis.cli.answers import Answering, inbox
from stegvis.cli.documents import DeliveryTold, Verdict
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
from stegvis.cli.told import delivery_told, state_told
from stegvis.cli.voice import FAILED, OK, Voice, telling
from stegvis.root import Root, RootError
from stegvis.show.swedish import form
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
WORDS: Mapping[Verdict, str] = {
    "accepted": "godkänd",
    "added": "inlagd",
    "already-there": "fanns redan",
    "rejected": "avvisad",
}
"""What is said of a delivery's verdict."""


def arrived(paths: Sequence[Path], *, may_be_empty: bool = False) -> list[Path]:
    """List the deliveries at and under some paths.

    Raises
    ------
    RootError
        When a path does not exist, or there is no delivery and there has to be one.
    """
    from stegvis.delivery.find import find_deliveries
    from stegvis.delivery.privacy import shown_name

    missing = [shown_name(str(path)) for path in paths if not path.exists()]
    if missing:
        raise RootError(f"Finns inte: {', '.join(missing)}.")
    found = find_deliveries(paths)
    if not found and not may_be_empty:
        raise RootError("Hittar inga leveranser där.")
    return found


def examined(voice: Voice, root: Root, deliveries: Sequence[Path]) -> Iterator[Examination]:
    """Examine deliveries one by one."""
    from stegvis.definitions import read_projects
    from stegvis.delivery.check import examine
    from stegvis.delivery.privacy import shown_name

    projects = read_projects(root.projects)
    voice.say_more(
        f"Projekten står i {relative_to_here(root.projects)}. Leveranser: {len(deliveries)}."
    )
    for path in deliveries:
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
        answering = None
        if tells_state or answers:
            answering = Answering(house, voice, period=period, project=project, store=store)
        where = paths or [inbox(house, ", eller ange vilka som ska granskas")]
        for examination in examined(voice, house, arrived(where, may_be_empty=tells_state)):
            refused = examination.delivery is None
            verdict: Verdict = "rejected" if refused else "accepted"
            if paths:
                said = voice.wrong if refused else voice.out
                say_verdict(said, examination, WORDS[verdict])
                print_findings(said, examination)
            told.append(delivery_told(examination, verdict))
            if answering:
                answering.take(examination)
        voice.document["deliveries"] = told
        if answering and tells_state:
            states = answering.write_states(answers or house.answers)
            voice.document["states"] = [state_told(*one) for one in states]
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
        come = arrived(paths)
        upgraded(voice, keeper)
        for examination in examined(voice, house, come):
            one = added(keeper, examination)
            _say_added(voice, examination, one)
            told.append(one)
        late = _overdue(house, keeper)
        voice.document |= {"deliveries": told, "overdue": late}
        for sentence in late:
            voice.err.print(sentence, markup=False, soft_wrap=True)
        refused = sum(one["verdict"] == "rejected" for one in told)
        if refused:
            deliveries = form(refused, "leverans", "leveranser")
            voice.err.print(f"{refused} {deliveries} lades inte in; det som fanns förut är kvar.")
        raise typer.Exit(FAILED if refused else OK)


def upgraded(voice: Voice, keeper: Store) -> None:
    """Bring an older store up to this version before it is added to, and say where it is kept."""
    from stegvis.delivery.upgrade import upgrade

    backup = upgrade(keeper)
    if backup is not None:
        voice.document["backup"] = str(backup)
        voice.progress.print(
            f"Underlaget är uppgraderat till den här versionen av stegvis. Det som ändrades finns "
            f"som det var i {relative_to_here(backup)}.",
            markup=False,
            soft_wrap=True,
        )


def added(keeper: Store, examination: Examination) -> DeliveryTold:
    """Add a delivery if it holds, and tell what came of it."""
    from stegvis.delivery.store_error import StoreError

    if examination.delivery is None:
        return delivery_told(examination, "rejected")
    try:
        was_there = keeper.add(examination.delivery, examination.findings).already_there
    except (StoreError, OSError) as error:
        return delivery_told(examination, "rejected", str(error))
    return delivery_told(examination, "already-there" if was_there else "added")


def _say_added(voice: Voice, examination: Examination, told: DeliveryTold) -> None:
    if told["error"]:
        voice.err.print(f"{told['file']}: {told['error']}", markup=False, soft_wrap=True)
        return
    refused = told["verdict"] == "rejected"
    say_verdict(voice.wrong if refused else voice.out, examination, WORDS[told["verdict"]])
    if refused:
        print_findings(voice.wrong, examination)


def _overdue(house: Root, keeper: Store) -> list[str]:
    from datetime import date

    from stegvis.definitions import read_projects
    from stegvis.delivery.overdue import all_overdue

    return all_overdue(keeper, read_projects(house.projects).values(), date.today())


def example(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="En mapp som inte finns än.")],
    project: Annotated[
        str | None,
        typer.Option(
            "--project",
            metavar="ID",
            help="Ett eget projekt; annars programmets egna exempel, med planterade fel.",
            autocompletion=completion.projects,
        ),
    ] = None,
    root: RootOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Skriv påhittade leveranser att prova med."""
    from stegvis.definitions import find_project, read_projects
    from stegvis.example.generate import generate
    from stegvis.example.own import deliver_project
    from stegvis.example.places import CREARE, PLUS

    with telling("example", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        if folder.exists() and any(folder.iterdir()):
            raise RootError(f"{folder} finns redan och är inte tom.")
        projects = read_projects(chosen_root(root).projects)
        if project is not None:
            deliver_project(folder, find_project(project, projects.values()))
        elif {PLUS, CREARE} <= set(projects):
            generate(folder, projects)
        else:
            raise RootError(f"Ange projektet med --project: {', '.join(projects)}.")
        voice.document["folder"] = str(folder.resolve())
        voice.say(f"Exemplet finns i {relative_to_here(folder)}.")
