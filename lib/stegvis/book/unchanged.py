"""What a final report was made of, so that it is not made again when it would be the same."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from stegvis.book.edition import FILE
from stegvis.report.digest import digest
from stegvis.report.fingerprint import project_parts, software
from stegvis.report.plan import find_notebooks
from stegvis.report.planned import Planned
from stegvis.report.unchanged import NOTES, executed_path
from stegvis.whole import written_whole

NAME = "slutrapport"
SUFFIXES = ("html", "pdf", "docx", "xlsx")


@dataclass(frozen=True)
class Note:
    """What is noted of a book when it is published.

    Parameters
    ----------
    mark
        What its content depends on; it takes every section to be read.
    seen
        What it was made of as the folders show it; see `seen_of`.
    """

    mark: str
    seen: str


def note_path(folder: Path) -> Path:
    """Give the file of a book's note, which goes before the book is replaced."""
    reports = folder.parents[2]
    return reports / NOTES / folder.relative_to(reports) / f"{NAME}.json"


def read_note(folder: Path) -> Note | None:
    """Read what a book was made of; None where it is not noted, or not every file is there."""
    if not all((folder / f"{NAME}.{suffix}").exists() for suffix in SUFFIXES):
        return None
    try:
        return Note(**json.loads(note_path(folder).read_bytes()))
    except (OSError, ValueError, TypeError):  # a note that was cut short says nothing
        return None


def remember(folder: Path, note: Note) -> None:
    """Note what a book was made of."""
    with written_whole(note_path(folder)) as beside:
        beside.write_text(json.dumps(asdict(note)), encoding="utf-8")


def is_seen(planned: Planned) -> bool:
    """Whether a book is made of just what the folders show, so that no section need be read."""
    note = read_note(planned.folder)
    return note is not None and note.seen == seen_of(planned)


def seen_of(planned: Planned) -> str:
    """Tell what a book is made of by what is quickly seen.

    Of the executed sections that is when and how large they were written; all else is whole: the
    project, the deliveries, the edition, the code and the packages.
    """
    audience = planned.runs[0].audience
    sections = [notebook.section for notebook in find_notebooks(planned.root, audience)]
    folders = {run.place: executed_path(run).parent for run in planned.runs}
    executed = [
        [place, section, _seen(folder / f"{section}.ipynb")]
        for place, folder in folders.items()
        for section in sections
    ]
    period, edition = planned.period.label, b""
    with suppress(OSError):
        edition = (planned.root.commentary / planned.project.id / period / FILE).read_bytes()
    figures = planned.told if planned.is_external else planned.deliveries
    made_of = [project_parts(planned.project), figures, edition.hex(), software()]
    return digest([executed, made_of, planned.code.whole, planned.runs[0].parameters])


def _seen(path: Path) -> list[int]:
    try:
        stat = path.stat()
    except OSError:
        return []
    return [stat.st_size, stat.st_mtime_ns, stat.st_ino]
