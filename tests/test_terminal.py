"""A bar in a terminal, plain lines elsewhere, and a last table that says what and where."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import Notebook, Run
from stegvis.terminal import outcomes_table, progress

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
