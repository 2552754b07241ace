"""Forgetting on the command line: a participant, a municipality, or old deliveries."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stegvis.cli import completion
from stegvis.cli.asking import asked_for, confirmed
from stegvis.cli.options import (
    JsonOption,
    OneProjectOption,
    QuietOption,
    ReportsOption,
    RootOption,
    StoreOption,
    VerboseOption,
    chosen_root,
    chosen_store,
)
from stegvis.cli.told import receipt_told
from stegvis.cli.voice import FAILED, Voice, telling
from stegvis.errors import WrongError
from stegvis.root import Root
from stegvis.terminal import Terminal, relative_to_here

if TYPE_CHECKING:  # what reads the store is imported when it is run
    from stegvis.delivery.forget import Touched, Wanted
    from stegvis.delivery.receipt import Receipt
    from stegvis.delivery.store import Store

ASK = "-"


class WhomError(WrongError):
    """It is not said whom or what to forget; the message is a Swedish sentence."""


def forget(
    project: OneProjectOption,
    participant: Annotated[
        str | None,
        typer.Option(
            "--participant",
            metavar="PSEUDONYM",
            help="Deltagarens pseudonym; ”-” frågar efter den, så att den inte syns i historiken.",
        ),
    ] = None,
    municipality: Annotated[
        str | None,
        typer.Option(
            "--municipality",
            metavar="KOMMUN",
            help="Kommunens namn eller kod.",
            autocompletion=completion.municipalities,
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="PERIOD",
            help="Leveranser till och med denna period, som 2023Q4.",
            autocompletion=completion.quarters,
        ),
    ] = None,
    allow: Annotated[
        bool,
        typer.Option("--allow", help="Ångra: låt deltagaren finnas med i nya leveranser igen."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Fråga inte först.")] = False,
    root: RootOption = None,
    store: StoreOption = None,
    reports: ReportsOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Radera en deltagare eller leveranser ur underlaget; skriver ett kvitto utan namn."""
    from stegvis.delivery.forget import ForgetError, allow_again, find, finish_interrupted
    from stegvis.delivery.store import Store

    with telling("forget", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        house = chosen_root(root)
        wanted = _wanted(voice, house, project, participant, municipality, until, allow=allow)
        keeper = Store.at(chosen_store(store, house), house)
        voice.say_more(f"Underlaget finns i {relative_to_here(keeper.folder)}.")
        finished = finish_interrupted(keeper)
        receipts = [receipt_told(finished)] if finished else []
        voice.document["receipts"] = receipts
        if finished:
            voice.say("En radering som hade avbrutits är slutförd.")
            _say_receipt(voice, finished)
        if allow:
            allow_again(keeper, wanted)
            voice.document["allowed"] = True
            voice.say("Deltagaren får finnas med i nya leveranser igen.")
            return
        try:
            found = find(keeper, wanted)
        except ForgetError:
            if finished:  # it was this one
                return
            raise
        _say_what_goes(voice.out if yes else voice.wrong, found, wanted)
        if not yes and not confirmed(voice, "Radera?"):
            voice.say("Inget är raderat.")
            raise typer.Exit(FAILED)
        receipt, redo = _carry_out(
            voice, keeper, wanted, found, (reports or house.reports).resolve(), house.answers
        )
        voice.document |= {"receipts": [*receipts, receipt_told(receipt)], "redo": redo}


def _wanted(
    voice: Voice,
    house: Root,
    project: str,
    participant: str | None,
    municipality: str | None,
    until: str | None,
    *,
    allow: bool,
) -> Wanted:
    from stegvis.definitions import find_project, read_projects
    from stegvis.delivery.forget import Wanted
    from stegvis.period import Period
    from stegvis.place import find_municipality

    known = find_project(project, read_projects(house.projects).values())
    if participant is None and municipality is None and until is None:
        raise WhomError("Säg vad som ska raderas: --participant, --municipality eller --until.")
    if participant is not None and until is not None:
        raise WhomError("En deltagare raderas ur alla perioder. Ta bort --until.")
    if allow and participant is None:
        raise WhomError("Säg vilken deltagare det gäller, med --participant.")
    place = find_municipality(municipality, known.municipalities) if municipality else None
    end = Period.parse(until) if until else None
    if participant == ASK:
        participant = asked_for(voice, "Pseudonym")
    who = _pseudonym(participant, known.pseudonym) if participant is not None else None
    return Wanted(known, place, who, end)


def _pseudonym(given: str, pattern: str) -> str:
    from stegvis.delivery import cells
    from stegvis.delivery.cells import CellError
    from stegvis.delivery.privacy import personal

    if personal(given):
        raise WhomError("Ange deltagarens pseudonym, aldrig personnummer eller namn.")
    try:
        return cells.identifier(given, pattern)
    except CellError as error:
        raise WhomError(error.sentence) from None


def _say_what_goes(said: Terminal, found: list[Touched], wanted: Wanted) -> None:
    whole = sum(one.whole for one in found)
    rows = sum(one.rows for one in found)
    said.print(
        f"Raderas: {wanted.told}. Leveranser som skrivs om: {len(found) - whole}; som tas bort: "
        f"{whole}; rader: {rows}. Det går inte att ångra. Interna rapporter som bygger på dem tas "
        "också bort, och görs på nytt av nästa körning.",
        markup=False,
        soft_wrap=True,
    )


def _carry_out(
    voice: Voice,
    keeper: Store,
    wanted: Wanted,
    found: list[Touched],
    reports: Path,
    answers: Path,
) -> tuple[Receipt, list[str]]:
    """Remove reports first: killed in between, they are made again of what is still kept.

    Gives the receipt, and the periods whose reports are gone.
    """
    from datetime import date

    from stegvis.answer.folder import remove_answers
    from stegvis.delivery.forget import forget as forget_in_store
    from stegvis.delivery.known import FOLDER as KNOWN
    from stegvis.delivery.writing import refuse_while_read
    from stegvis.report.forgetting import remove_internal
    from stegvis.report.reports import ABOUT, holds_example, working_in

    refuse_while_read(keeper.folder)
    with working_in(reports, "forget") if reports.exists() else nullcontext():
        codes = {one.kept.code for one in found}
        slugs = [one.slug for one in wanted.project.municipalities if one.code in codes]
        remove_answers(answers, wanted.project.id, slugs)
        periods: list[str] = []
        for folder in (reports, *reports.glob(f"{KNOWN}/*")):
            if (folder / ABOUT).exists() and holds_example(folder) == keeper.is_synthetic:
                gone = remove_internal(folder, wanted.project.id, slugs)
                periods += gone if folder == reports else []
        receipt = forget_in_store(keeper, wanted, date.today())
    _say_receipt(voice, receipt)
    for period in periods:
        voice.say(
            f"Gör om rapporterna: stegvis book --project {wanted.project.id} --period {period}"
        )
    voice.say(
        "Radera också leveransfilerna där de kom in, säkerhetskopior, sparade vyer, skrivbord, och "
        "det som står om personen i data/commentary. Se docs/dataskydd.md."
    )
    return receipt, periods


def _say_receipt(voice: Voice, receipt: Receipt) -> None:
    from stegvis.delivery.receipt import FOLDER

    voice.say(receipt.text())
    voice.say(f"Kvittot finns i underlagets mapp {FOLDER}.")
