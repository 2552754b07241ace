"""How much is said, where, and to what kind of screen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from cli.conftest import GRASTORP, Asked, planted
from rich.table import Table
from stegvis.terminal import Terminal, printable, progress

COLOUR = re.compile(r"\x1b\[[0-9;]*[34]\d[;m]")


def test_quiet_says_only_what_went_wrong(delivered: Path, asked: Asked) -> None:
    bad = planted("negative")
    told = asked("check", "--quiet", "--root", delivered, GRASTORP, bad)
    assert told.exit_code == 1
    assert f"{bad.name}: avvisad" in told.stdout
    assert GRASTORP.name not in told.output
    well = asked("check", "--quiet", "--root", delivered, GRASTORP)
    assert (well.exit_code, well.output) == (0, "")


def test_verbose_says_more_on_standard_error_and_the_same_on_standard_output(
    delivered: Path, asked: Asked
) -> None:
    short = asked("check", "--root", delivered, GRASTORP)
    told = asked("check", "--verbose", "--root", delivered, GRASTORP)
    assert told.stdout == short.stdout
    assert short.stderr == ""
    assert f"Granskar {GRASTORP.name}." in told.stderr


def test_a_question_is_asked_and_answered_in_swedish(delivered: Path, asked: Asked) -> None:
    forget = ("forget", "--root", delivered, "--project", "cresco-plus", "--until", "2025Q1")
    told = asked(*forget, "--quiet", typed="kanske\nn\n")
    assert told.exit_code == 1
    assert told.stdout.count("Radera? [j/n]: ") == 2
    assert "Svara j eller n." in told.stdout
    assert "Det går inte att ångra" in told.stdout
    nobody = asked(*forget, "--json")
    assert (nobody.exit_code, nobody.stdout.count("{")) == (1, 1)
    assert nobody.stderr.rstrip().endswith("Avbrutet. Inget mer är gjort.")


def _shown(**environ: str) -> str:
    said = StringIO()
    console = Terminal(file=said, force_terminal=True, width=60, _environ=environ)
    table = Table("Nivå", "Vad")
    table.add_row("fel", "Det saknas.")
    console.print(table)
    with progress(console, 1):
        pass
    return said.getvalue()


def test_colours_are_for_screens_that_want_them() -> None:
    assert COLOUR.search(_shown(TERM="xterm-256color"))
    assert not COLOUR.search(_shown(TERM="xterm-256color", NO_COLOR="1"))


def test_a_dumb_terminal_is_told_nothing_but_lines() -> None:
    assert "\x1b" not in _shown(TERM="dumb")


def test_what_is_no_terminal_is_told_nothing_but_lines(delivered: Path, asked: Asked) -> None:
    told = asked("check", "--root", delivered, planted("negative"))
    assert told.exit_code == 1
    assert "\x1b" not in told.output


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("ascii", "åäö → ”så”".encode()), ("cp1252", "åäö ? ”så”".encode("cp1252"))],
)
def test_a_stream_takes_every_character(encoding: str, written: bytes) -> None:
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding=encoding)
    printable(stream)
    stream.write("åäö → ”så”")
    stream.flush()
    assert raw.getvalue() == written


def test_a_pipe_in_the_c_locale_is_utf_8() -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    env.pop("PYTHONIOENCODING", None)
    command = [sys.executable, "-m", "stegvis", "--help"]
    told = subprocess.run(command, env=env, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "Från progressionskort till slutrapport" in told.stdout.decode("utf-8")
