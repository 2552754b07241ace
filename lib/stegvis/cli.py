"""The command line: what the kansli types each quarter.

Exit status: 0 done; 1 something failed or a delivery was refused, and the rest was done; 2 wrong
arguments.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from stegvis.definitions import ProjectError, read_projects
from stegvis.delivery.check import Examination, examine
from stegvis.delivery.find import find_deliveries
from stegvis.delivery.store import Store, StoreError
from stegvis.period import PeriodError
from stegvis.place import ALL, UnknownNameError
from stegvis.root import Root, RootError, find_root
from stegvis.terminal import (
    outcomes_table,
    print_findings,
    progress,
    relative_to_here,
    say_book,
    say_drafts,
    say_verdict,
)

if TYPE_CHECKING:  # papermill and matplotlib are not needed to check a delivery
    from stegvis.report.batch import Batch, Request
    from stegvis.report.work import Outcome

OK, FAILED, WRONG = 0, 1, 2
CORES = os.cpu_count() or 1

app = typer.Typer(
    help="Från progressionskort till slutrapport.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

RootOption = Annotated[
    Path | None,
    typer.Option("--root", help="Mappen som har data/ och notebooks/.", show_default=False),
]
StoreOption = Annotated[
    Path | None,
    typer.Option("--store", help="Underlagets mapp; annars data/store.", show_default=False),
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
ForceOption = Annotated[bool, typer.Option("--force", help="Gör om även det oförändrade.")]
Paths = Annotated[
    list[Path],
    typer.Argument(help="Arbetsböcker, zip-filer, mappar med CSV, eller mappar med flera av dem."),
]


@contextmanager
def _sentences() -> Iterator[None]:
    """End with a sentence, not a traceback, where the arguments or the setup are wrong."""
    try:
        yield
    except (RootError, ProjectError, PeriodError, UnknownNameError) as error:
        err.print(error.args[0], markup=False, soft_wrap=True)
        raise typer.Exit(WRONG) from error
    except StoreError as error:
        err.print(str(error), markup=False, soft_wrap=True)
        raise typer.Exit(FAILED) from error


def _root(given: Path | None) -> Root:
    if given is None:
        return find_root(Path.cwd())
    if not (given / "data").is_dir() or not (given / "notebooks").is_dir():
        raise RootError(f"{given} har inte både data och notebooks.")
    return Root(given.resolve())


def _examined(root: Root, paths: list[Path]) -> Iterator[Examination]:
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise RootError(f"Finns inte: {', '.join(missing)}.")
    projects = read_projects(root.projects)
    found = find_deliveries(paths)
    if not found:
        raise RootError("Hittar inga leveranser där.")
    for path in found:
        yield examine(path, projects)


@app.command()
def check(paths: Paths, root: RootOption = None) -> None:
    """Granska leveranser utan att lägga in dem."""
    refused = 0
    with _sentences():
        for examination in _examined(_root(root), paths):
            refused += examination.delivery is None
            say_verdict(out, examination, "avvisad" if examination.delivery is None else "godkänd")
            print_findings(out, examination)
    raise typer.Exit(FAILED if refused else OK)


@app.command()
def add(
    paths: Paths,
    root: RootOption = None,
    store: StoreOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Säg bara det som gick fel.")] = False,
) -> None:
    """Granska leveranser och lägg in dem som är utan fel."""
    refused = 0
    with _sentences():
        house = _root(root)
        keeper = Store(store or house.store)
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
                err.print(f"{examination.path.name}: {error}", markup=False, soft_wrap=True)
                continue
            verdict = "fanns redan" if added.already_there else "inlagd"
            if not quiet:
                say_verdict(out, examination, verdict)
    if refused:
        err.print(f"{refused} leveranser lades inte in; det som fanns förut är kvar.")
    raise typer.Exit(FAILED if refused else OK)


@app.command()
def example(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="En mapp som inte finns än.")],
    root: RootOption = None,
) -> None:
    """Skriv syntetiska exempelleveranser för båda projekten."""
    from stegvis.example.generate import generate

    with _sentences():
        if folder.exists() and any(folder.iterdir()):
            raise RootError(f"{folder} finns redan och är inte tom.")
        generate(folder, read_projects(_root(root).projects))
    out.print(f"Exemplet finns i {relative_to_here(folder)}.", markup=False, soft_wrap=True)


@app.command()
def run(
    project: ProjectOption = None,
    period: PeriodOption = None,
    municipality: Annotated[
        list[str] | None, typer.Option(help="Namn eller kod; kan upprepas. ”alla” för helheten.")
    ] = None,
    section: Annotated[list[str] | None, typer.Option(help="Avsnitt; kan upprepas.")] = None,
    audience: AudienceOption = "intern",
    jobs: JobsOption = CORES,
    force: ForceOption = False,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
) -> None:
    """Gör rapporterna: varje avsnitt för varje kommun, som HTML och PDF."""
    from stegvis.report.batch import Request
    from stegvis.report.opening import read_audience

    with _sentences():
        house = _root(root)
        request = Request(
            store=(store or house.store).resolve(),
            reports=(reports or house.reports).resolve(),
            project=project,
            period=period,
            municipalities=tuple(municipality or ()),
            sections=tuple(section or ()),
            audience=read_audience(audience),
            jobs=jobs,
            force=force,
        )
        batch, outcomes = _brought_up_to_date(house, request)
        index = _index(house, request)
    outcomes_table(out, outcomes, batch.undelivered)
    out.print(f"Öppna {relative_to_here(index)}", markup=False, soft_wrap=True)
    raise typer.Exit(FAILED if any(outcome.failed for outcome in outcomes) else OK)


def _planned(house: Root, request: Request) -> Batch:
    """Plan and measure what is asked for."""
    from stegvis.report.batch import prepare
    from stegvis.report.plan import PlanError

    try:
        return prepare(house, request)
    except PlanError as error:
        err.print(str(error), markup=False, soft_wrap=True)
        raise typer.Exit(FAILED) from error


def _brought_up_to_date(house: Root, request: Request) -> tuple[Batch, list[Outcome]]:
    """Run what is asked for and has changed, with progress on the terminal."""
    from stegvis.report.batch import carry_out
    from stegvis.report.reports import ReportsError

    batch = _planned(house, request)
    try:
        with progress(err, len(batch.runs)) as tell:
            return batch, carry_out(house, request, batch, tell)
    except ReportsError as error:
        err.print(str(error), markup=False, soft_wrap=True)
        raise typer.Exit(FAILED) from error


def _index(house: Root, request: Request) -> Path:
    from stegvis.report.plan import find_notebooks
    from stegvis.site import write_index

    sections = [notebook.section for notebook in find_notebooks(house)]
    projects = read_projects(house.projects)
    return write_index(request.reports, projects, sections, request.audience)


@app.command()
def book(
    project: ProjectOption = None,
    period: PeriodOption = None,
    municipality: Annotated[
        list[str] | None,
        typer.Option(help="En kommun som ska vara med; kan upprepas. Annars alla."),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Skriv utkast till kommentarer; skriver aldrig över något."),
    ] = False,
    audience: AudienceOption = "intern",
    jobs: JobsOption = CORES,
    force: ForceOption = False,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
) -> None:
    """Gör slutrapporten av projektets alla avsnitt; det som har ändrats körs först."""
    from stegvis.book.publish import publish_books
    from stegvis.report.batch import Request
    from stegvis.report.opening import read_audience

    with _sentences():
        house = _root(root)
        request = Request(
            store=(store or house.store).resolve(),
            reports=(reports or house.reports).resolve(),
            project=project,
            period=period,
            municipalities=(ALL, *municipality) if municipality else (),
            audience=read_audience(audience),
            jobs=jobs,
            force=force,
        )
        if draft:
            _draft(house, request)
        batch, outcomes = _brought_up_to_date(house, request)
        books = publish_books(house, request, batch, outcomes)
        index = _index(house, request)
    outcomes_table(out, outcomes, batch.undelivered)
    for made in books:
        say_book(out, made)
    out.print(f"Öppna {relative_to_here(index)}", markup=False, soft_wrap=True)
    raise typer.Exit(FAILED if any(made.failed for made in books) else OK)


def _draft(house: Root, request: Request) -> NoReturn:
    """Write drafts where the analyst has written nothing, and end."""
    from stegvis.book.drafts import draft_all

    try:
        say_drafts(out, draft_all(house, request, _planned(house, request)))
    except OSError as error:
        err.print(f"Utkasten gick inte att skriva: {error}", markup=False, soft_wrap=True)
        raise typer.Exit(FAILED) from error
    raise typer.Exit(OK)
