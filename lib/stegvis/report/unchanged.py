"""What a published section was made of, so that nothing is made again that would be the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from stegvis.report.fingerprint import Fingerprint
from stegvis.report.plan import Run
from stegvis.whole import written_whole

FIGURES = "figures.csv"
"""The file in a section's folder with every figure that is shown."""
NOTES = ".runs"
"""The folder among the reports where it is noted what they were made of."""
_VERSION = 2
"""Version of the note's layout."""


@dataclass(frozen=True)
class Note:
    """What is noted of a section when it is published.

    Parameters
    ----------
    made_of
        What it was made of.
    mark
        What its page says of the analyst's text; see `stegvis.report.texts.Text`.
    remarks
        What was to be said of the text.
    """

    made_of: Fingerprint
    mark: str = ""
    remarks: tuple[str, ...] = ()


def code_path(reports: Path) -> Path:
    """Give the file where hashes of the code are kept; see `stegvis.report.code.Code`."""
    return reports / NOTES / "kod.json"


def note_path(run: Run) -> Path:
    """Give the file of a run's note."""
    reports = run.folder.parents[3]
    folder = reports / NOTES / run.folder.relative_to(reports)
    return folder / f"{run.notebook.section}.json"


def executed_path(run: Run) -> Path:
    """Give the path of a run's executed notebook; an external one is kept among the notes."""
    if run.audience == "extern":
        return note_path(run).with_suffix(".ipynb")
    return run.folder / f"{run.notebook.section}.ipynb"


def outputs(run: Run) -> list[Path]:
    """List what a run leaves among the reports, its page first."""
    pages = [run.folder / f"{run.notebook.section}.{suffix}" for suffix in ("html", "pdf")]
    return [*pages, executed_path(run), run.folder / FIGURES]


def read_note(run: Run) -> Note | None:
    """Read what a section was made of; None where it is not noted, or not as we note it."""
    try:
        content = json.loads(note_path(run).read_bytes())
        if content["version"] != _VERSION:
            return None
        made_of = Fingerprint(**content["made_of"])
        return Note(made_of, content["mark"], tuple(content["remarks"]))
    except (OSError, ValueError, KeyError, TypeError):  # a note that was cut short says nothing
        return None


def remember(run: Run, note: Note) -> None:
    """Note what the section was made of."""
    content = {
        "version": _VERSION,
        "made_of": note.made_of.as_json(),
        "mark": note.mark,
        "remarks": note.remarks,
    }
    with written_whole(note_path(run)) as beside:
        beside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def forget(run: Run) -> None:
    """Remove the note, before the section is replaced."""
    note_path(run).unlink(missing_ok=True)
