"""The workbook that coordinators fill in, on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stegvis.cli import completion
from stegvis.cli.options import (
    JsonOption,
    OneProjectOption,
    QuietOption,
    RootOption,
    StoreOption,
    VerboseOption,
    chosen_root,
    chosen_store,
)
from stegvis.cli.told import form_told
from stegvis.cli.voice import telling
from stegvis.terminal import relative_to_here

if TYPE_CHECKING:  # what reads the store and writes workbooks is imported when it is run
    from stegvis.cli.documents import FormTold
    from stegvis.form.form import Form
    from stegvis.root import Root


def template(
    project: OneProjectOption,
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="KVARTAL",
            help="Kvartalet som ska lämnas, som 2024Q1.",
            autocompletion=completion.quarters,
        ),
    ],
    municipality: Annotated[
        list[str] | None,
        typer.Option(
            "--municipality",
            metavar="KOMMUN",
            help="Namn eller kod; kan upprepas. Annars alla.",
            autocompletion=completion.municipalities,
        ),
    ] = None,
    where: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FIL",
            help="Filen, eller en mapp som finns; annars mappen du står i.",
            show_default=False,
        ),
    ] = None,
    scope: Annotated[
        str | None,
        typer.Option(
            "--scope",
            metavar="OMFATTNING",
            help="individ eller antal; annars som kommunens senaste leverans.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Skriv över filer som finns redan.")
    ] = False,
    root: RootOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Skriv mallen som en kommun fyller i, med det som lämnades senast."""
    with telling("template", as_json=as_json, quiet=quiet, verbose=verbose) as voice:
        from stegvis.form.place import places, put
        from stegvis.form.write import write_form

        house = chosen_root(root)
        forms = _forms(house, chosen_store(store, house), project, period, municipality, scope)
        written: list[FormTold] = []
        voice.document["templates"] = written
        for form, path in zip(forms, places(forms, where, Path.cwd(), force=force), strict=True):
            put(path, write_form(form))
            written.append(form_told(form, path))
            since = f"raderna är från {form.since}" if form.since else "inget var inlagt förut"
            voice.say(f"{form.municipality.name}: {relative_to_here(path)} ({since})")


def _forms(
    house: Root,
    store: Path,
    project: str,
    period: str,
    municipalities: list[str] | None,
    scope: str | None,
) -> list[Form]:
    from stegvis.definitions import find_project, read_projects
    from stegvis.delivery.store import Store
    from stegvis.form.form import form_of, quarter_of, scope_of
    from stegvis.form.known import known_of
    from stegvis.place import find_municipality

    chosen = find_project(project, read_projects(house.projects).values())
    quarter = quarter_of(period, chosen)
    wanted = scope_of(scope) if scope else None
    keeper = Store.at(store, house)
    among = chosen.municipalities
    named = [find_municipality(name, among) for name in municipalities or ()]
    return [
        form_of(chosen, place, quarter, known_of(keeper, chosen, place, quarter), wanted)
        for place in dict.fromkeys(named or among)
    ]
