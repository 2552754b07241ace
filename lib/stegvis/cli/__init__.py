"""The command line: what the kansli types each quarter.

Exit status: 0 done; 1 something failed or a delivery was refused, and the rest was done; 2 wrong
arguments.

The modules of the commands import only what their signatures need: what a command works with is
imported when it is run, so that help comes at once and checking a delivery waits for no charts.
"""

from __future__ import annotations

from typing import Annotated

import typer

import stegvis
from stegvis.cli.deliveries import add, check, example
from stegvis.cli.desk import open_
from stegvis.cli.doctor import doctor
from stegvis.cli.examples import EXAMPLES, epilog
from stegvis.cli.forget import forget
from stegvis.cli.form import template
from stegvis.cli.publications import withdraw
from stegvis.cli.quarter import quarter
from stegvis.cli.reports import book, run
from stegvis.cli.start import new_project
from stegvis.cli.swedish import SwedishCommand, SwedishGroup
from stegvis.cli.verify import verify
from stegvis.owner_only import owner_only

app = typer.Typer(
    cls=SwedishGroup,
    help="Från progressionskort till slutrapport.",
    epilog=epilog(EXAMPLES[""]),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"stegvis {stegvis.__version__}")
        raise typer.Exit


@app.callback()
def _begin(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Säg vilken version det är.", callback=_say_version, is_eager=True
        ),
    ] = False,
) -> None:
    context.with_resource(owner_only())


COMMANDS = (
    *(new_project, template, check, add, quarter, run, book),
    *(open_, verify, withdraw, forget, doctor, example),
)

for command in COMMANDS:
    name = command.__name__.strip("_").replace("_", "-")
    app.command(name, cls=SwedishCommand, epilog=epilog(EXAMPLES[name]))(command)
