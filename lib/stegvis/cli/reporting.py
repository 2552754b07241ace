"""What the commands about reports have in common: what is asked for, carried out and told."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.cli.options import chosen_store
from stegvis.cli.told import reports_told
from stegvis.cli.voice import Voice
from stegvis.errors import WrongError
from stegvis.owner_only import open_to_readers
from stegvis.root import Root
from stegvis.terminal import counted, outcomes_table, progress, relative_to_here, say_book

if TYPE_CHECKING:  # papermill and matplotlib are not needed to show help
    from collections.abc import Iterable, Iterator

    from stegvis.book.made import Made
    from stegvis.report.batch import Batch, Request
    from stegvis.report.outcome import Outcome


def requested(
    house: Root,
    *,
    store: str | None,
    reports: Path | None,
    audience: str,
    project: str | None,
    period: str | None,
    jobs: int,
    scheduler: str | None,
    force: bool = False,
    municipalities: tuple[str, ...] = (),
    sections: tuple[str, ...] = (),
    as_known: str | None = None,
) -> Request:
    """Say what is asked for in the terms that every command about reports has.

    Reports as they were have a folder of their own among the reports.

    Raises
    ------
    WrongError
        When they are asked for to be published: a publication is about what is known now.
    """
    from stegvis.audience import read_audience
    from stegvis.delivery.known import FOLDER, read_known
    from stegvis.report.batch import Request

    known = read_known(as_known) if as_known is not None else None
    if known is not None and audience == "extern":
        raise WrongError(
            "En extern publikation handlar om det som är känt nu. Ta bort --as-known eller "
            "--audience extern. Det som har publicerats ligger kvar i sin mapp extern."
        )
    where = (reports or house.reports).resolve()
    return Request(
        store=chosen_store(store, house),
        reports=where / FOLDER / known.label if known else where,
        known=known,
        project=project,
        period=period,
        audience=read_audience(audience),
        jobs=jobs,
        scheduler=scheduler,
        force=force,
        municipalities=municipalities,
        sections=sections,
    )


@contextmanager
def alone(command: str, request: Request) -> Iterator[None]:
    """Let one command at a time write the reports, and nobody be forgotten in what it reads.

    Raises
    ------
    BusyError
        When another is writing there, or somebody is being forgotten.
    ReportsError
        When the reports' folder cannot be written in.
    """
    from stegvis.delivery.writing import reading
    from stegvis.report.reports import working_in

    with working_in(request.reports, command), reading(request.store, command):
        yield


def planned(voice: Voice, house: Root, request: Request) -> Batch:
    """Plan what is asked for."""
    from stegvis.report.batch import prepare

    voice.say_more(
        f"Underlaget finns i {relative_to_here(request.store)}, rapporterna i "
        f"{relative_to_here(request.reports)}."
    )
    batch = prepare(house, request)
    voice.say_more(f"Avsnitt: {len(batch.runs)}, högst {request.jobs} samtidigt.")
    return batch


def sections_made(
    voice: Voice, house: Root, request: Request, batch: Batch
) -> tuple[Batch, list[Outcome]]:
    """Run what of a batch has changed, with progress on the terminal.

    Gives the batch as it was run too: what is external has been protected.
    """
    from stegvis.report.carry_out import carry_out

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


def books_made(
    voice: Voice, house: Root, request: Request, batch: Batch, outcomes: Iterable[Outcome]
) -> list[Made]:
    """Make the final reports of what has changed, with progress on the terminal."""
    from stegvis.book.up_to_date import bring_up_to_date
    from stegvis.report.outcome import Status

    books: list[Made] = []
    total = len(batch.planned)
    with counted(voice.progress, "Slutrapporter", total, by_line=voice.verbose) as step:
        for made in bring_up_to_date(house, request, batch, outcomes):
            books.append(made)
            said = f"Slutrapport {made.project} {made.period}: {made.status}"
            step(said, at_once=made.status is Status.SKIPPED)
    return books


def tell_reports(
    voice: Voice,
    house: Root,
    request: Request,
    batch: Batch,
    outcomes: list[Outcome],
    books: list[Made],
) -> None:
    """Say what came of it, what external publications were refused, and where to begin.

    The index is brought up to date first.
    """
    index = _index(house, request)
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
