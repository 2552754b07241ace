"""Making the final reports: the sections brought up to date, put together, and written."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from typst import TypstError

from stegvis.book.assemble import final_report, municipality_volume
from stegvis.book.book import Book
from stegvis.book.chapters import Part
from stegvis.book.edition import EditionError
from stegvis.book.page import Way, write_html
from stegvis.book.pdf import write_pdf
from stegvis.book.source import Source, gather
from stegvis.book.volumes import VOLUME, Volume, Volumes, are_short, as_part
from stegvis.book.word import write_docx
from stegvis.book.workbook import write_xlsx
from stegvis.definitions import read_projects
from stegvis.place import ALL
from stegvis.report.batch import Batch, Request
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import Run
from stegvis.report.reports import publishing
from stegvis.root import Root
from stegvis.show import summary, swedish
from stegvis.show.reference import MissingReferenceError
from stegvis.show.section import Section
from stegvis.whole import written_whole

NAME = "slutrapport"
_Formats = dict[str, Callable[[Book], bytes]]
"""How a book is written in each format, by the file's suffix."""

_KINDS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}


def _with_page(name: str, others: _Formats, *ways: Way) -> _Formats:
    """Add the format that leads to the others: the page, and ways to what else it lies beside."""
    beside = (*ways, *((f"Som {_KINDS[suffix]}", f"{name}.{suffix}") for suffix in others))
    return {"html": lambda book: write_html(book, beside).encode("utf-8")} | others


_FORMATS = _with_page(NAME, {"pdf": write_pdf, "docx": write_docx, "xlsx": write_xlsx})
_VOLUME_FORMATS = _with_page(
    VOLUME, {"pdf": write_pdf}, ("Slutrapporten för alla kommuner", f"../{NAME}.html")
)


class BookError(Exception):
    """The book cannot be made; the message is a Swedish sentence."""


@dataclass(frozen=True)
class Made:
    """What came of a final report: where it is, and what to say about it."""

    project: str
    period: str
    status: Status
    path: Path
    message: str = ""

    @property
    def failed(self) -> bool:
        """Whether the book was not made; an older one is then still in its place."""
        return self.status is Status.FAILED


def publish_books(
    root: Root, request: Request, batch: Batch, outcomes: Iterable[Outcome]
) -> list[Made]:
    """Make the final report of each project and period of a batch.

    A project with a section that failed gets no new book: what it had stays. The others go on.
    """
    projects = read_projects(root.projects)
    failed = Counter(outcome.run.folder.parent for outcome in outcomes if outcome.failed)
    books: dict[Path, list[Run]] = defaultdict(list)
    for run in batch.runs:
        books[run.folder.parent].append(run)
    made = []
    for folder, runs in books.items():
        project = projects[runs[0].project]
        try:
            if failed[folder]:
                sections = swedish.plural(failed[folder], "avsnitt", "avsnitt")
                raise BookError(f"{sections} misslyckades")
            source = gather(root, request, project, runs)
            status, message = _publish(source, force=request.force), ""
        except (BookError, EditionError, MissingReferenceError, OSError) as error:
            status, message = Status.FAILED, str(error)
        path = folder / f"{NAME}.html"
        made.append(Made(project.name, runs[0].period, status, path, message))
    return made


def _publish(source: Source, *, force: bool) -> Status:
    note, mark = _note(source.folder), source.mark()
    if not force and _is_unchanged(note, mark, source.folder):
        return Status.SKIPPED
    whole = source.section(ALL)
    parts = {place: source.parts(place) for place in source.folders}
    note.unlink(missing_ok=True)
    lock = publishing(source.folder.parents[2])
    municipalities: list[Part] | Volumes
    if are_short([parts[place] for place in source.municipalities]):
        volumes: tuple[Volume, ...] = ()
        municipalities = [
            as_part(place, source.folders[place].name, parts[place])
            for place in source.municipalities
        ]
    else:
        volumes = tuple(
            Volume(place, source.folders[place].name, _in_a_line(whole.for_place(place)))
            for place in source.municipalities
        )
        municipalities = Volumes(volumes)
    for volume in volumes:
        book = municipality_volume(
            source.section(volume.place), parts[volume.place], source.edition, source.colophon
        )
        write(book, source.folder / volume.slug / VOLUME, _VOLUME_FORMATS, lock)
    book = final_report(
        whole, parts[ALL], source.of_project, municipalities, source.edition, source.colophon
    )
    write(book, source.folder / NAME, _FORMATS, lock)
    with lock:
        _remove_volumes_but(volumes, source.folder)
    with written_whole(note) as beside:
        beside.write_text(json.dumps({"fingerprint": mark}), encoding="utf-8")
    return Status.DONE


def _remove_volumes_but(kept: Iterable[Volume], folder: Path) -> None:
    """Remove the volumes that belonged to an earlier book only."""
    slugs = {volume.slug for volume in kept}
    for old in folder.glob(f"*/{VOLUME}.*"):
        if old.parent.name not in slugs:
            old.unlink()


def _in_a_line(section: Section) -> str:
    return summary.headline(section).paragraphs[0]


def write(
    book: Book,
    stem: Path,
    formats: _Formats,
    lock: AbstractContextManager[object] | None = None,
) -> None:
    """Write a book in every format, each file whole; nothing is replaced until all are ready.

    ``lock`` is held while the files are replaced.
    """
    try:
        ready = {suffix: write(book) for suffix, write in formats.items()}
    except TypstError as error:
        raise BookError(f"PDF:en gick inte att göra: {error}") from error
    with lock or nullcontext():
        for suffix, content in ready.items():
            with written_whole(stem.with_suffix(f".{suffix}")) as beside:
                beside.write_bytes(content)


def _note(folder: Path) -> Path:
    reports = folder.parents[2]
    return reports / ".runs" / folder.relative_to(reports) / f"{NAME}.json"


def _is_unchanged(note: Path, mark: str, folder: Path) -> bool:
    if not all((folder / f"{NAME}.{suffix}").exists() for suffix in _FORMATS):
        return False
    try:
        known = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # no note, or one that was cut short: it says nothing
        return False
    return isinstance(known, dict) and known.get("fingerprint") == mark
