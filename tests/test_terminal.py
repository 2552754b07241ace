"""A bar in a terminal, plain lines elsewhere, and a last table that says what and where."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table
from rich.text import Text
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import Notebook, Run
from stegvis.terminal import Terminal, outcomes_table, progress

FOLDER = Path("/reports/cresco-plus/2023Q3/intern/hjo")


def _outcome(section: str, status: Status, message: str = "", where: Path | None = None) -> Outcome:
    notebook = Notebook(Path(f"{section}.ipynb"), section, of_project=False)
    run = Run(notebook, "cresco-plus", "Hjo", "2023Q3", "intern", "data/store", FOLDER)
    return Outcome(run, status, 1.0, message, where)


def _console(*, terminal: bool) -> Console:
    return Console(file=StringIO(), force_terminal=terminal, width=100, color_system=None)


def _told(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_plain_lines_where_there_is_no_terminal() -> None:
    console = _console(terminal=False)
    with progress(console, 2) as tell:
        tell(_outcome("mal", Status.DONE))
        tell(_outcome("underlag", Status.FAILED, "cell 2: ValueError: [red]nej"))
    assert _told(console).splitlines() == [
        "1/2 cresco-plus 2023Q3 Hjo mal: klar",
        "2/2 cresco-plus 2023Q3 Hjo underlag: misslyckad",
    ]


def test_a_bar_that_counts_and_tells_of_failures_in_a_terminal() -> None:
    console = _console(terminal=True)
    with progress(console, 2) as tell:
        tell(_outcome("mal", Status.DONE))
        tell(_outcome("underlag", Status.FAILED, "cell 2: ValueError: [red]nej"))
    told = _told(console)
    assert "2/2" in told
    assert "cresco-plus 2023Q3 Hjo underlag: cell 2: ValueError: [red]nej" in told


def test_the_time_left_is_told_once_it_can_be() -> None:
    console = _console(terminal=True)
    with progress(console, 4) as tell:
        for _ in range(3):
            tell(_outcome("mal", Status.DONE))
    assert re.search(r"3/4 \d:\d\d:\d\d kvar", _told(console))


def test_the_time_left_is_not_reckoned_from_what_was_done_before() -> None:
    console = _console(terminal=True)
    with progress(console, 52) as tell:
        for _ in range(50):
            tell(_outcome("mal", Status.SKIPPED))
        tell(_outcome("underlag", Status.DONE))
    assert "51/52" in _told(console)
    assert "kvar" not in _told(console)


def test_the_last_table_counts_each_outcome_and_says_where(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console = _console(terminal=False)
    outcomes = [
        _outcome("mal", Status.DONE),
        _outcome("deltagare", Status.SKIPPED),
        _outcome("underlag", Status.FAILED, "kärnan dog", Path("/reports/misslyckade/u.ipynb")),
    ]
    outcomes_table(console, outcomes, ["Cresco+ 2023Q3: ingen leverans från Vara"])
    told = _told(console)
    assert [line.split() for line in told.splitlines()[:2]] == [
        ["Projekt", "Period", "Klara", "Oförändrade", "Misslyckade"],
        ["cresco-plus", "2023Q3", "1", "1", "1"],
    ]
    assert "cresco-plus 2023Q3: " in told
    assert "ingen leverans från Vara" in told
    assert "Hjo underlag: kärnan dog. Se " in told
    assert "u.ipynb" in told
    assert capsys.readouterr().out == ""


def test_what_is_wrong_with_a_text_and_what_has_changed_beneath_one_are_told_as_sentences() -> None:
    console = _console(terminal=False)
    stale = replace(_outcome("mal", Status.SKIPPED), remarks=("Texten skrevs [när] det var 1.",))
    wrong = _outcome("esf", Status.FAILED, "mal.md, rad 1: ”a” finns inte. Menade du ”b”?")
    outcomes_table(console, [stale, wrong], [])
    told = _told(console)
    assert "cresco-plus 2023Q3 Hjo mal: Texten skrevs [när] det var 1.\n" in told
    assert "Hjo esf: mal.md, rad 1: ”a” finns inte. Menade du ”b”?\n" in told


@pytest.mark.parametrize(
    "planted",
    [
        *("\x1b[2J", "\x1b]0;titel\x07", "\x9b31m", "\r", "\x08\x08\x08", "\x7f"),
        *("\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{LINE SEPARATOR}"),
        "\udcff",  # how Python holds a byte of a file's name that is no UTF-8
    ],
)
@pytest.mark.parametrize("is_terminal", [True, False])
def test_nothing_that_is_told_is_obeyed(planted: str, is_terminal: bool) -> None:
    """Whatever is printed, and however: a string, a text, a cell of a table, a bar's message."""
    said = StringIO()
    console = Terminal(file=said, force_terminal=is_terminal, width=100, color_system=None)
    table = Table("Blad", box=None)
    table.add_row(Text(f"a{planted}b"))
    console.print(f"a{planted}b", markup=False, soft_wrap=True)
    console.print(Text(f"a{planted}b"), soft_wrap=True)
    console.print(table)
    with progress(console, 1) as tell:
        tell(_outcome("mal", Status.FAILED, f"a{planted}b"))
    told = said.getvalue()
    told.encode("utf-8")
    assert f"a{planted}b" not in told
    assert "a\N{REPLACEMENT CHARACTER}" in told or "ab" in told  # Rich leaves some out by itself
    if not is_terminal:  # a bar has sequences of its own
        assert planted not in told


def test_what_is_ordinary_is_told_as_it_is() -> None:
    said = StringIO()
    console = Terminal(file=said, width=100, color_system=None)
    text = "Åtgärd: 27\N{NO-BREAK SPACE}% – ”så”\nnästa rad"
    console.print(Text(text), soft_wrap=True)
    assert said.getvalue() == f"{text}\n"
