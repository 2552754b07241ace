"""A quarter on the command line: from the inbox to the final reports, in one command.

Every step does only what is not done. So the command can be given again at any time: when another
delivery has come, and when it was broken off, which it then goes on from.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stegvis.cli import completion
from stegvis.cli.answers import Answering, inbox
from stegvis.cli.deliveries import WORDS, added, arrived, examined, upgraded
from stegvis.cli.options import (
    CORES,
    AudienceOption,
    JobsOption,
    JsonOption,
    ProjectOption,
    QuietOption,
    ReportsOption,
    RootOption,
    SchedulerOption,
    StoreOption,
    VerboseOption,
    chosen_root,
)
from stegvis.cli.reporting import books_made, planned, requested, sections_made, tell_reports
from stegvis.cli.told import state_told
from stegvis.cli.voice import FAILED, OK, Voice, telling
from stegvis.errors import FailedError
from stegvis.owner_only import owner_only
from stegvis.root import Root
from stegvis.terminal import counted, relative_to_here
from stegvis.whole import written_whole

if TYPE_CHECKING:  # what reads deliveries and makes reports is imported when it is run
    from collections.abc import Collection, Mapping, Sequence

    from stegvis.answer.received import Key
    from stegvis.answer.state import State
    from stegvis.cli.documents import DeliveryTold
    from stegvis.quarter.reported import Reported
    from stegvis.report.batch import Batch, Request

_STEPS = ("leveranserna", "avsnitten", "slutrapporten")

States = list[tuple["State", Path]]
"""How it stands with each project's quarter, and the index of its answers."""


def quarter(
    project: ProjectOption = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="KVARTAL",
            help="Kvartalet, som 2023Q3; annars det nyaste.",
            autocompletion=completion.quarters,
        ),
    ] = None,
    audience: AudienceOption = "intern",
    jobs: JobsOption = CORES,
    scheduler: SchedulerOption = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="MAPP",
            help="Svarens mapp; annars data/answers.",
            show_default=False,
        ),
    ] = None,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Gör hela kvartalet, från inkorgen till slutrapporten; det som redan är gjort görs inte om."""
    with telling("quarter", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
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
        )
        from stegvis.report.reports import working_in

        answering = Answering(house, voice, period=period, project=project, store=store)
        with working_in(request.reports, "quarter"):
            failed = _all_steps(voice, house, request, answering, answers or house.answers)
        raise typer.Exit(FAILED if failed else OK)


def _all_steps(
    voice: Voice, house: Root, request: Request, answering: Answering, answers: Path
) -> bool:
    """Add, answer, report and sum up; say whether any of it failed."""
    come = arrived([inbox(house)], may_be_empty=True)
    _say_step(voice, 1)
    upgraded(voice, answering.store)
    deliveries, unkept = _add_all(voice, house, answering, come)
    voice.document["deliveries"] = deliveries
    states = answering.write_states(answers, also_kept=True)
    voice.document["states"] = [state_told(*one) for one in states]
    try:
        reported, failed = _report(voice, house, request, states)
    except FailedError:
        _summarise(voice, states, unkept, {})
        raise
    _summarise(voice, states, unkept, reported)
    return failed or any(one["verdict"] == "rejected" for one in deliveries)


def _say_step(voice: Voice, number: int) -> None:
    what = f"Steg {number} av {len(_STEPS)}: {_STEPS[number - 1]}"
    voice.progress.print(what, markup=False, soft_wrap=True)


def _add_all(
    voice: Voice, house: Root, answering: Answering, come: Sequence[Path]
) -> tuple[list[DeliveryTold], set[Key]]:
    """Add what holds of all that has come in; what does not is said last, when all is seen.

    Gives what came of each, and whose deliveries hold but could not be added.
    """
    from stegvis.show import swedish

    told: list[DeliveryTold] = []
    wrong: list[str] = []
    unkept: set[Key] = set()
    with counted(voice.progress, "Leveranser", len(come), by_line=voice.verbose) as step:
        for examination in examined(voice, house, come):
            received = answering.take(examination)
            if not answering.concerns(received):
                step(f"{received.name}: ett annat projekt")
                continue
            one = added(answering.store, examination)
            told.append(one)
            said = f"{received.name}: {one['error'] or WORDS[one['verdict']]}"
            step(said)
            if one["error"] and received.key:
                unkept.add(received.key)
            if not received.is_accepted:
                said += f", {swedish.plural(received.errors, 'fel', 'fel')}"
            if one["verdict"] == "rejected":
                wrong.append(said)
    for said in wrong:
        voice.wrong.print(said, markup=False, soft_wrap=True)
    return told, unkept


def _report(
    voice: Voice, house: Root, request: Request, states: States
) -> tuple[Mapping[str, Reported], bool]:
    """Make the sections and the final reports.

    Gives what came of each project's, by its id, and whether any of it failed.
    """
    from stegvis.delivery.writing import reading

    with reading(request.store, "quarter"):
        return _report_alone(voice, house, request, states)


def _report_alone(
    voice: Voice, house: Root, request: Request, states: States
) -> tuple[Mapping[str, Reported], bool]:
    from stegvis.quarter.reported import reported

    batch = _of_projects(planned(voice, house, request), {one.project.id for one, _ in states})
    _say_step(voice, 2)
    batch, outcomes = sections_made(voice, house, request, batch)
    _say_step(voice, 3)
    books = books_made(voice, house, request, batch, outcomes)
    tell_reports(voice, house, request, batch, outcomes, books)
    made = {
        one.project.id: reported(house, request.reports, one, outcomes, books)
        for one in batch.planned
    }
    return made, any(book.failed for book in books) or bool(batch.refused)


def _of_projects(batch: Batch, known: Collection[str]) -> Batch:
    """Leave out the projects that had ended before the quarter: nobody has been asked of them."""
    from stegvis.report.plan import PlanError

    planned = tuple(one for one in batch.planned if one.project.id in known)
    if not planned:
        raise PlanError("Inget att köra: inget projekt som pågick då har någon leverans.")
    return replace(batch, planned=planned)


def _summarise(
    voice: Voice, states: States, unkept: Collection[Key], reported: Mapping[str, Reported]
) -> None:
    """Keep the summary of each project beside its answers, and say them all, last."""
    from stegvis.quarter.summary import FILE, summary

    told = []
    for state, index in states:
        where = (state.project.id, state.period.label)
        codes = [code for project, code, period in unkept if (project, period) == where]
        text = summary(state, reported.get(state.project.id), codes)
        path = index.with_name(FILE)
        with owner_only(), written_whole(path) as beside:
            beside.write_text(text, encoding="utf-8", newline="\n")
        voice.say(f"Sammanfattningen, att klistra in i ett mejl: {relative_to_here(path)}")
        told.append(text)
    voice.document["summary"] = "\n".join(told)
    for text in told:
        voice.say(f"\n{text.rstrip()}")
