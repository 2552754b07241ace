"""Typer's commands in Swedish: their help, their errors, and their own words for completion.

Typer is asked for its rows of help, and its words in them are exchanged; the headings are ours.
Nothing of the library is replaced: a command says with ``cls`` what it is made of.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from stegvis.cli.interrupted import SENTENCE, STATUS, heeding
from stegvis.cli.shells import speak_swedish_of_completion
from stegvis.cli.usage import UsageError, command_of, did_you_mean, told_again, usage_sentence
from stegvis.cli.voice import FAILED, OK, WRONG, Voice
from stegvis.errors import FailedError, WrongError
from stegvis.terminal import printable

_WORDS = {
    "[OPTIONS]": "[VAL]",
    "COMMAND [ARGS]...": "KOMMANDO …",
    "Show this message and exit.": "Visa den här hjälpen.",
    "Install completion for the current shell.": "Låt tabb fylla i kommandon i det här skalet.",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "Visa det som skalet behöver för att fylla i, att kopiera eller ändra."
    ),
}
_SENTENCE = 200
"""A first sentence of help is no longer, and so is not cut off."""
_KINDS = {"str": "TEXT", "path": "SÖKVÄG", "int": "TAL", "int range": "TAL"}
_KIND = re.compile(r"(?<=(.)) <(?:list\[)?([A-Za-z ]+?)\]?>")
_REQUIRED = re.compile(r"\{(\w+)\}")
_EXTRA = re.compile(r" {0,2}\[([^\[\]]*)\]$")
_NOTES = ((re.compile(r"default: "), "annars "), (re.compile(r"required$"), "krävs"))


class UnknownCommandError(WrongError):
    """No such command; the message says so in Swedish and lists the nearest ones."""


def _told(record: tuple[str, str]) -> tuple[str, str]:
    """Exchange the words that are Typer's in a row of its help.

    >>> _told(("--jobs <int range>", "Hur många.  [default: 2; x>=1; required]"))
    ('--jobs TAL', 'Hur många.  [annars 2; krävs]')
    >>> _told(("LEVERANS <list[Path]>", "Arbetsböcker."))
    ('LEVERANS', 'Arbetsböcker.')
    """
    first, second = record
    first = _KIND.sub(_kind, first)
    second = _WORDS.get(second, second)
    extra = _EXTRA.search(second)
    if extra is None:
        return first, second
    notes = [_noted(note) for note in extra[1].split("; ") if "x>=" not in note]
    marked = f"  [{'; '.join(notes)}]" if notes else ""
    return first, f"{second[: extra.start()]}{marked}"


def _kind(found: re.Match[str]) -> str:
    """Say what an option takes; an argument has said so by its name."""
    return "" if found[1].isupper() else f" {_KINDS.get(found[2].lower(), 'VÄRDE')}"


def _noted(note: str) -> str:
    for pattern, swedish in _NOTES:
        note = pattern.sub(swedish, note)
    return note


class _Swedish:
    """What commands and groups of them have in common."""

    collect_usage_pieces: Callable[..., list[str]]
    get_params: Callable[..., list[Any]]

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # Click's types are Typer's own
        """Write how the command is used."""
        pieces = " ".join(_WORDS.get(piece, piece) for piece in self.collect_usage_pieces(ctx))
        pieces = _REQUIRED.sub(r"\1", pieces).replace("...", " …")
        formatter.write_usage(ctx.command_path, pieces, "Användning: ")

    def _format_params(self, ctx: Any, formatter: Any) -> None:
        for kind, heading in (("argument", "Argument"), ("option", "Val")):
            params = [param for param in self.get_params(ctx) if param.param_type_name == kind]
            records = [param.get_help_record(ctx) for param in params]
            if rows := [_told(record) for record in records if record is not None]:
                with formatter.section(heading):
                    formatter.write_dl(rows)


class SwedishCommand(_Swedish, TyperCommand):
    """A command whose help is Swedish."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; whatever is wrong with it is wrong in this command."""
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            vars(error)["ctx"] = vars(error).get("ctx") or ctx
            raise

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what the command takes."""
        self._format_params(ctx, formatter)


class SwedishGroup(_Swedish, TyperGroup):
    """Commands whose help is Swedish, and whose errors are a Swedish sentence and status 2."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what the program takes, and what its commands do."""
        self._format_params(ctx, formatter)
        names = self.list_commands(ctx)
        commands = [(name, self.commands[name].get_short_help_str(_SENTENCE)) for name in names]
        with formatter.section("Kommandon"):
            formatter.write_dl(commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is asked for.

        Raises
        ------
        UnknownCommandError
            When there is none of that name.
        """
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            near = did_you_mean(name, list(self.commands))
            raise UnknownCommandError(
                f"Kommandot{told_again(name, ' ')} finns inte.{near} Se {ctx.command_path} --help."
            )
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run what is asked for, and end the process with its status."""
        for stream in (sys.stdout, sys.stderr):
            printable(stream)
        speak_swedish_of_completion(self.params)
        arguments = sys.argv[1:] if args is None else list(args)
        run = partial(super().main, args, prog_name, complete_var, False, windows_expand_args)
        if not standalone_mode:
            return run(**extra)
        try:
            with heeding():
                status = run(**extra)
        except UsageError as error:
            if not arguments:  # the error is the help
                typer.echo(str(error), err=True)
                sys.exit(WRONG)
            _end(arguments, WRONG, usage_sentence(error), command_of(error))
        except (WrongError, FailedError) as error:
            _end(arguments, WRONG if isinstance(error, WrongError) else FAILED, str(error))
        except typer.Abort:
            _end(arguments, FAILED, "Avbrutet. Inget mer är gjort.")
        if status == STATUS:
            _end([], STATUS, SENTENCE)  # no document tells of half a command
        sys.exit(status or OK)


def _end(arguments: list[str], status: int, sentence: str, command: str | None = None) -> NoReturn:
    """End with a sentence that no command has said, as JSON too where that is asked for."""
    with suppress(OSError):  # a terminal that was closed
        Voice(command, as_json="--json" in arguments).end(status, sentence)
    sys.exit(status)
