"""Reports on the command line: the sections, and the final report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from stegvis.cli import completion
from stegvis.cli.options import (
    CORES,
    AudienceOption,
    ExplainOption,
    ForceOption,
    JobsOption,
    JsonOption,
    MunicipalitiesOption,
    PeriodOption,
    ProjectOption,
    QuietOption,
    ReportsOption,
    RootOption,
    SchedulerOption,
    SectionsOption,
    StoreOption,
    VerboseOption,
    chosen_root,
    chosen_store,
)
from stegvis.cli.told import reasons_told, reports_told
from stegvis.cli.voice import FAILED, OK, Voice, telling
from stegvis.errors import FailedError
from stegvis.owner_only import open_to_readers
from stegvis.root import Root
from stegvis.terminal import (
    explained_table,
    outcomes_table,
    progress,
    relative_to_here,
    say_book,
    say_drafts,
)

if TYPE_CHECKING:  # papermill and matplotlib are not needed to show help
    from stegvis.book.made import Made
    from stegvis.report.batch import Batch, Request
    from stegvis.report.outcome import Outcome


def run(
    project: ProjectOption = None,
    period: PeriodOption = None,
    municipality: MunicipalitiesOption = None,
    section: SectionsOption = None,
    audience: AudienceOption = "intern",
    jobs: JobsOption = CORES,
    scheduler: SchedulerOption = None,
    force: ForceOption = False,
    explain: ExplainOption = False,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Gör rapporterna: varje avsnitt för varje kommun, som HTML och PDF."""
    with telling("run", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        house = chosen_root(root)
        request = replace(
            _request(house, store, reports, audience, project, period, jobs, force),
            scheduler=scheduler,
            municipalities=tuple(municipality or ()),
            sections=tuple(section or ()),
        )
        if explain:
            _explain(voice, house, request)
        batch, outcomes = _brought_up_to_date(voice, house, request)
        failed = any(outcome.failed for outcome in outcomes)
        _end(voice, batch, outcomes, [], _index(house, request), failed=failed)


def _request(
    house: Root,
    store: str | None,
    reports: Path | None,
    audience: str,
    project: str | None,
    period: str | None,
    jobs: int,
    force: bool,
) -> Request:
    """Say what is asked for in the terms that every command about reports has."""
    from stegvis.audience import read_audience
    from stegvis.report.batch import Request

    return Request(
        store=chosen_store(store, house),
        reports=(reports or house.reports).resolve(),
        project=project,
        period=period,
        audience=read_audience(audience),
        jobs=jobs,
        force=force,
    )


def _planned(voice: Voice, house: Root, request: Request) -> Batch:
    """Plan what is asked for."""
    from stegvis.report.batch import prepare

    voice.say_more(
        f"Underlaget finns i {relative_to_here(request.store)}, rapporterna i "
        f"{relative_to_here(request.reports)}."
    )
    batch = prepare(house, request)
    voice.say_more(f"Avsnitt: {len(batch.runs)}, högst {request.jobs} samtidigt.")
    return batch


def _brought_up_to_date(voice: Voice, house: Root, request: Request) -> tuple[Batch, list[Outcome]]:
    """Run what is asked for and has changed, with progress on the terminal."""
    from stegvis.report.carry_out import carry_out

    batch = _planned(voice, house, request)
    if request.audience == "extern":
        batch = _protected(batch)
    with progress(voice.progress, len(batch.runs), by_line=voice.verbose) as tell:
        return batch, carry_out(house, request, batch, tell)


def _protected(batch: Batch) -> Batch:
    """Protect external publications, and tell the kansli what is hidden in them."""
    from stegvis.report.protect_all import protect_all
    from stegvis.report.withdraw import audit_of

    protected = protect_all(batch)
    for one in protected.planned:
        if one.publication is not None or not audit_of(one.folder).exists():
            from stegvis.site.audit import write_audit

            write_audit(one)
    return protected


def _index(house: Root, request: Request) -> Path:
    from stegvis.definitions import read_projects
    from stegvis.sections import section_names
    from stegvis.site.up_to_date import bring_up_to_date

    orders = (section_names(house, "intern"), section_names(house, "extern"))
    return bring_up_to_date(request.reports, read_projects(house.projects), *orders)


def _overdue(batch: Batch) -> list[str]:
    """Say which deliveries have been kept for longer than their project has decided."""
    from datetime import date

    from stegvis.delivery.overdue import all_overdue

    return [
        sentence
        for one in batch.planned
        for sentence in all_overdue(one.store, [one.project], date.today())
    ]


def book(
    project: ProjectOption = None,
    period: PeriodOption = None,
    municipality: Annotated[
        list[str] | None,
        typer.Option(
            "--municipality",
            metavar="KOMMUN",
            help="En kommun som ska vara med; kan upprepas. Annars alla.",
            autocompletion=completion.municipalities,
        ),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Skriv utkast till kommentarer; skriver aldrig över något."),
    ] = False,
    audience: AudienceOption = "intern",
    jobs: JobsOption = CORES,
    scheduler: SchedulerOption = None,
    force: ForceOption = False,
    explain: ExplainOption = False,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Gör slutrapporten av projektets alla avsnitt; det som har ändrats körs först."""
    from stegvis.book.up_to_date import bring_up_to_date
    from stegvis.place import ALL

    with telling("book", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        house = chosen_root(root)
        request = replace(
            _request(house, store, reports, audience, project, period, jobs, force),
            scheduler=scheduler,
            municipalities=(ALL, *municipality) if municipality else (),
        )
        if draft:
            _draft(voice, house, request)
        if explain:
            _explain(voice, house, request)
        batch, outcomes = _brought_up_to_date(voice, house, request)
        books = bring_up_to_date(house, request, batch, outcomes)
        failed = any(made.failed for made in books)
        _end(voice, batch, outcomes, books, _index(house, request), failed=failed)


def _end(
    voice: Voice,
    batch: Batch,
    outcomes: list[Outcome],
    books: list[Made],
    index: Path,
    *,
    failed: bool,
) -> NoReturn:
    """Say what came of it, what external publications were refused and where to begin, and end."""
    late = _overdue(batch)
    outcomes_table(voice.out, outcomes, (*batch.undelivered, *late), wrong=voice.wrong)
    for made in books:
        say_book(voice.wrong if made.failed else voice.out, made)
    for sentence in batch.refused:
        voice.err.print(sentence, markup=False, soft_wrap=True)
    external = [one.folder for one in batch.planned if one.is_external and one.folder.exists()]
    for folder in external:
        open_to_readers(folder)
    begin = [folder / index.name for folder in external] or [index]
    for path in begin:
        voice.say(f"Öppna {relative_to_here(path)}")
    voice.document |= reports_told(batch, outcomes, books, late, begin)
    raise typer.Exit(FAILED if failed or batch.refused else OK)


def _draft(voice: Voice, house: Root, request: Request) -> NoReturn:
    """Write drafts where the analyst has written nothing, and end."""
    from stegvis.book.drafts import draft_all

    try:
        drafts = draft_all(house, _planned(voice, house, request))
    except OSError as error:
        raise FailedError(f"Utkasten gick inte att skriva: {error}") from error
    say_drafts(voice.out, drafts)
    voice.document["drafts"] = [str(path) for path in drafts.written]
    raise typer.Exit(OK)


def _explain(voice: Voice, house: Root, request: Request) -> NoReturn:
    """Say why each section would be done again, do nothing, and end."""
    from stegvis.report.explain import explain

    batch = _planned(voice, house, request)
    explained = explain(batch, force=request.force)
    explained_table(voice.out, explained, batch.undelivered)
    voice.document["explained"] = [reasons_told(one) for one in explained]
    voice.document["undelivered"] = [*batch.undelivered]
    raise typer.Exit(OK)
