"""Reports on the command line: the sections, and the final report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from stegvis.cli.options import (
    CORES,
    FAILED,
    OK,
    AudienceOption,
    ExplainOption,
    ForceOption,
    JobsOption,
    PeriodOption,
    ProjectOption,
    ReportsOption,
    RootOption,
    SchedulerOption,
    StoreOption,
    chosen_root,
    chosen_store,
    err,
    out,
    sentences,
)
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
    from stegvis.report.batch import Batch, Request
    from stegvis.report.outcome import Outcome


def run(
    project: ProjectOption = None,
    period: PeriodOption = None,
    municipality: Annotated[
        list[str] | None, typer.Option(help="Namn eller kod; kan upprepas. ”alla” för helheten.")
    ] = None,
    section: Annotated[list[str] | None, typer.Option(help="Avsnitt; kan upprepas.")] = None,
    audience: AudienceOption = "intern",
    jobs: JobsOption = CORES,
    scheduler: SchedulerOption = None,
    force: ForceOption = False,
    explain: ExplainOption = False,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
) -> None:
    """Gör rapporterna: varje avsnitt för varje kommun, som HTML och PDF."""
    with sentences():
        house = chosen_root(root)
        request = replace(
            _request(house, store, reports, audience, project, period, jobs, force),
            scheduler=scheduler,
            municipalities=tuple(municipality or ()),
            sections=tuple(section or ()),
        )
        if explain:
            _explain(house, request)
        batch, outcomes = _brought_up_to_date(house, request)
        index = _index(house, request)
        late = _overdue(batch)
    outcomes_table(out, outcomes, (*batch.undelivered, *late))
    _end(batch, index, failed=any(outcome.failed for outcome in outcomes))


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


def _planned(house: Root, request: Request) -> Batch:
    """Plan what is asked for."""
    from stegvis.report.batch import prepare

    return prepare(house, request)


def _brought_up_to_date(house: Root, request: Request) -> tuple[Batch, list[Outcome]]:
    """Run what is asked for and has changed, with progress on the terminal."""
    from stegvis.report.carry_out import carry_out

    batch = _planned(house, request)
    if request.audience == "extern":
        batch = _protected(batch)
    with progress(err, len(batch.runs)) as tell:
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
        typer.Option(help="En kommun som ska vara med; kan upprepas. Annars alla."),
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
) -> None:
    """Gör slutrapporten av projektets alla avsnitt; det som har ändrats körs först."""
    from stegvis.book.up_to_date import bring_up_to_date
    from stegvis.place import ALL

    with sentences():
        house = chosen_root(root)
        request = replace(
            _request(house, store, reports, audience, project, period, jobs, force),
            scheduler=scheduler,
            municipalities=(ALL, *municipality) if municipality else (),
        )
        if draft:
            _draft(house, request)
        if explain:
            _explain(house, request)
        batch, outcomes = _brought_up_to_date(house, request)
        books = bring_up_to_date(house, request, batch, outcomes)
        index = _index(house, request)
        late = _overdue(batch)
    outcomes_table(out, outcomes, (*batch.undelivered, *late))
    for made in books:
        say_book(out, made)
    _end(batch, index, failed=any(made.failed for made in books))


def _end(batch: Batch, index: Path, *, failed: bool) -> NoReturn:
    """Say what external publications were refused and where to begin, and end."""
    for sentence in batch.refused:
        err.print(sentence, markup=False, soft_wrap=True)
    external = [one.folder for one in batch.planned if one.is_external and one.folder.exists()]
    for folder in external:
        open_to_readers(folder)
    for path in [folder / index.name for folder in external] or [index]:
        out.print(f"Öppna {relative_to_here(path)}", markup=False, soft_wrap=True)
    raise typer.Exit(FAILED if failed or batch.refused else OK)


def _draft(house: Root, request: Request) -> NoReturn:
    """Write drafts where the analyst has written nothing, and end."""
    from stegvis.book.drafts import draft_all

    try:
        say_drafts(out, draft_all(house, _planned(house, request)))
    except OSError as error:
        err.print(f"Utkasten gick inte att skriva: {error}", markup=False, soft_wrap=True)
        raise typer.Exit(FAILED) from error
    raise typer.Exit(OK)


def _explain(house: Root, request: Request) -> NoReturn:
    """Say why each section would be done again, do nothing, and end."""
    from stegvis.report.explain import explain

    batch = _planned(house, request)
    explained_table(out, explain(batch, force=request.force), batch.undelivered)
    raise typer.Exit(OK)
