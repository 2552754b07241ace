"""Help is Swedish throughout, and ends with examples that are what they say: commands."""

from __future__ import annotations

import re
import shlex

import pytest
import stegvis
from cli.conftest import Asked
from english import english_in
from stegvis.cli import app
from stegvis.cli.examples import EXAMPLES
from typer.main import get_command

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
NAMED = re.compile(rf"(?:^|stegvis) *(?:{'|'.join(COMMANDS)})\b", re.MULTILINE)
"""Where help names a command: each is an English word."""
OF_CLICK = ("Usage", "Options", "Arguments", "Commands", "OPTIONS", "ARGS", "default", "required")


def test_every_command_has_examples_and_every_example_a_command() -> None:
    assert set(EXAMPLES) == {"", *COMMANDS}
    assert all(1 <= len(examples) <= 3 for examples in EXAMPLES.values())


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_swedish_and_ends_with_the_examples(command: str, asked: Asked) -> None:
    told = asked(*command.split(), "--help")
    assert told.exit_code == 0
    assert told.stderr == ""
    assert english_in(NAMED.sub(" ", told.stdout)) == []
    assert [word for word in OF_CLICK if word in told.stdout] == []
    assert "<" not in told.stdout, "a type that only Python knows"
    assert told.stdout.startswith(f"Användning: {' '.join(('stegvis', *command.split()))} ")
    end = [line.strip() for line in told.stdout.rstrip().splitlines()]
    assert end[-len(EXAMPLES[command]) - 1 :] == ["Exempel:", *EXAMPLES[command]]


@pytest.mark.parametrize("example", sorted({line for lines in EXAMPLES.values() for line in lines}))
def test_an_example_can_be_typed(example: str) -> None:
    program, name, *arguments = shlex.split(example)
    assert program == "stegvis"
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    assert command.make_context(name, arguments).params


def test_no_argument_at_all_gives_help_and_is_wrong(asked: Asked) -> None:
    told = asked()
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith("Användning: stegvis ")


def test_the_version_is_told(asked: Asked) -> None:
    told = asked("--version")
    assert (told.exit_code, told.stdout) == (0, f"stegvis {stegvis.__version__}\n")
