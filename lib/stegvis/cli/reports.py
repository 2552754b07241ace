"""Reports on the command line: the sections, and the final report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from stegvis.cli import completion
from stegvis.cli.options import (
    CORES,
    AsKnownOption,
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
)
from stegvis.cli.reporting import (
    alone,
    books_made,
    planned,
    requested,
    sections_made,
    tell_reports,
)
from stegvis.cli.told import reasons_told
from stegvis.cli.voice import FAILED, OK, Voice, telling
from stegvis.errors import FailedError, WrongError
from stegvis.root import Root
from stegvis.terminal import explained_table, say_drafts

if TYPE_CHECKING:  # papermill and matplotlib are not needed to show help
    from stegvis.report.batch import Request


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
    as_known: AsKnownOption = None,
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
        request = requested(
            house,
            store=store,
            reports=reports,
            audience=audience,
            project=project,
            period=period,
            jobs=jobs,
            scheduler=scheduler,
            force=force,
            municipalities=tuple(municipality or ()),
            sections=tuple(section or ()),
            as_known=as_known,
        )
        if explain:
            _explain(voice, house, request)
        with alone("run", request):
            batch = planned(voice, house, request)
            batch, outcomes = sections_made(voice, house, request, batch)
            tell_reports(voice, house, request, batch, outcomes, [])
        failed = any(outcome.failed for outcome in outcomes) or batch.refused
        raise typer.Exit(FAILED if failed else OK)


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
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="AVSNITT",
            help="Med --draft: avsnitt att skriva utkast till; kan upprepas.",
            autocompletion=completion.sections,
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
    as_known: AsKnownOption = None,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Gör slutrapporten av projektets alla avsnitt; det som har ändrats körs först."""
    from stegvis.place import ALL

    with telling("book", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        if section and not draft:
            raise WrongError("--section hör till --draft: slutrapporten har alla avsnitt.")
        chosen = tuple(municipality or ())
        house = chosen_root(root)
        request = requested(
            house,
            store=store,
            reports=reports,
            audience=audience,
            project=project,
            period=period,
            jobs=jobs,
            scheduler=scheduler,
            force=force,
            municipalities=(ALL, *chosen) if chosen and not draft else chosen,
            sections=tuple(section or ()),
            as_known=as_known,
        )
        if draft:
            _draft(voice, house, request)
        if explain:
            _explain(voice, house, request)
        with alone("book", request):
            batch = planned(voice, house, request)
            batch, outcomes = sections_made(voice, house, request, batch)
            books = books_made(voice, house, request, batch, outcomes)
            tell_reports(voice, house, request, batch, outcomes, books)
        failed = any(made.failed for made in books) or batch.refused
        raise typer.Exit(FAILED if failed else OK)


def _draft(voice: Voice, house: Root, request: Request) -> NoReturn:
    """Write drafts where the analyst has written nothing, and end.

    A draft is a text as it is, and shown in the report: so which ones must be said.
    """
    from stegvis.book.drafts import draft_all

    batch = planned(voice, house, request)
    if not request.sections and not request.municipalities:
        raise WrongError(
            f"Det blir {len(batch.runs)} utkast, och varje utkast visas som kommentar i rapporten. "
            "Välj vilka, till exempel --section mal --municipality alla."
        )
    try:
        drafts = draft_all(house, batch)
    except OSError as error:
        raise FailedError(f"Utkasten gick inte att skriva: {error}") from error
    say_drafts(voice.out, drafts)
    voice.document["drafts"] = [str(path) for path in drafts.written]
    raise typer.Exit(OK)


def _explain(voice: Voice, house: Root, request: Request) -> NoReturn:
    """Say why each section would be done again, do nothing, and end."""
    from stegvis.report.explain import explain

    batch = planned(voice, house, request)
    explained = explain(batch, force=request.force)
    explained_table(voice.out, explained, batch.undelivered)
    voice.document["explained"] = [reasons_told(one) for one in explained]
    voice.document["undelivered"] = [*batch.undelivered]
    raise typer.Exit(OK)
