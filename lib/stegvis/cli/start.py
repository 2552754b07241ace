"""A root of one's own, and a project's first YAML, on the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from stegvis.cli import completion
from stegvis.cli.asking import asked
from stegvis.cli.options import JsonOption, QuietOption, VerboseOption, chosen_root
from stegvis.cli.voice import Voice, telling
from stegvis.errors import WrongError
from stegvis.terminal import relative_to_here

if TYPE_CHECKING:  # what reads projects is imported when it is run
    from stegvis.place import Municipality
    from stegvis.start.draft import Beginning

T = TypeVar("T")
_DAY = "Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2024-01-01."


class AnswerError(WrongError, ValueError):
    """What was answered cannot be used; the message is a Swedish sentence."""


def new_project(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="MAPP",
            help="En mapp som är ny eller tom; utan den läggs projektet till i --root.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAMN", help="Projektets namn, som Steg i norr.")
    ] = None,
    id_: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help="Projektets id, små bokstäver och bindestreck: steg-i-norr."
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option("--organisation", metavar="NAMN", help="Vem som ger ut rapporterna."),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="DATUM", help="Projektets första dag, 2024-01-01."),
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar="DATUM", help="Projektets sista dag.")
    ] = None,
    municipality: Annotated[
        list[str] | None,
        typer.Option(
            "--municipality",
            metavar="KOMMUN",
            help="Namn, kod eller namn=kod; upprepas för varje kommun.",
            autocompletion=completion.swedish_municipalities,
        ),
    ] = None,
    root: Annotated[
        Path | None,
        typer.Option(
            "--root",
            metavar="MAPP",
            help="Lägg till projektet här, i en mapp som redan har data/ och notebooks/.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Börja ett eget projekt: en mapp med allt som behövs. Frågar efter det som inte anges."""
    with telling("new-project", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        from stegvis.start.layout import add_project, file_of, lay_out

        if (folder is None) == (root is None):
            raise AnswerError("Ange en ny mapp, eller --root för att lägga till i en som finns.")
        house = chosen_root(root) if root is not None else None
        beginning = _beginning(voice, name, id_, organisation, start, end, municipality)
        if house is None and folder is not None:
            house = lay_out(folder, beginning)
        elif house is not None:
            add_project(house, beginning)
        assert house is not None, "one of the two was given"
        path = file_of(house, beginning)
        voice.document |= {
            "root": str(house.folder),
            "file": str(path),
            "project": beginning.id,
        }
        voice.say(f"{beginning.name} finns i {relative_to_here(path)}. Läs igenom filen och ändra.")
        if folder is not None:
            handbook = house.pages / "handbok" / "README.md"
            voice.say(f"Handboken börjar i {relative_to_here(handbook)}.")
        if house.folder != Path.cwd():
            voice.say(f"Gå sedan till mappen: cd {relative_to_here(house.folder)}")
        voice.say(f"Skriv mallarna: stegvis template --project {beginning.id} --period KVARTAL")


def _beginning(
    voice: Voice,
    name: str | None,
    id_: str | None,
    organisation: str | None,
    start: str | None,
    end: str | None,
    municipalities: list[str] | None,
) -> Beginning:
    """Take what was given, and ask for the rest in the order of the file."""
    from stegvis.start.draft import Beginning, proposed_id

    def known(given: str | None, question: str, read: Callable[[str], T], default: str = "") -> T:
        if given is not None:
            return read(given)
        return asked(voice, question, read, default)

    called = known(name, "Projektets namn", _said)
    named = known(id_, "Projektets id", _id, proposed_id(called))
    by = known(organisation, "Vem som ger ut rapporterna", _said)
    first = known(start, "Första dagen (ÅÅÅÅ-MM-DD)", _day)
    last = known(end, "Sista dagen (ÅÅÅÅ-MM-DD)", lambda text: _later(_day(text), first))
    if municipalities:
        places = _places(municipalities)
    else:
        question = "Kommunerna, med komma emellan (namn, kod eller namn=kod)"
        places = asked(voice, question, lambda text: _places(text.split(",")))
    return Beginning(named, called, by, first, last, places)


def _said(text: str) -> str:
    if not text.strip() or not text.strip().isprintable():
        raise AnswerError("Skriv ett namn på en rad.")
    return text.strip()


def _id(text: str) -> str:
    import re

    from stegvis.project import PROJECT_ID

    if not re.fullmatch(PROJECT_ID, text.strip()):
        raise AnswerError(
            "Skriv id med små bokstäver a–z, siffror och bindestreck, som steg-i-norr."
        )
    return text.strip()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise AnswerError(_DAY) from None


def _later(day: date, first: date) -> date:
    if day <= first:
        raise AnswerError(f"Sista dagen ska ligga efter den första, {first}.")
    return day


def _places(names: list[str]) -> tuple[Municipality, ...]:
    from stegvis.start.municipalities import read_municipality

    places = tuple(dict.fromkeys(read_municipality(name) for name in names if name.strip()))
    if not places:
        raise AnswerError("Ange minst en kommun.")
    return places
