"""Making the final reports: the sections brought up to date, put together, and written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from typst import TypstError

from stegvis.book.assemble import FINAL_REPORT, final_report, municipality_volume
from stegvis.book.book import Book
from stegvis.book.chapters import Part
from stegvis.book.colophon import Colophon
from stegvis.book.edition import Edition, EditionError, read_edition
from stegvis.book.made_of import colophon, fingerprint, newest_day, used_deliveries
from stegvis.book.page import write_html
from stegvis.book.parts import read_parts
from stegvis.book.pdf import write_pdf
from stegvis.book.volumes import VOLUME, Volume, Volumes, are_short, as_part
from stegvis.definitions import read_projects
from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.report.batch import Batch, Request
from stegvis.report.measured import measured
from stegvis.report.plan import ALL_SLUG, Run, find_notebooks
from stegvis.report.work import Outcome, Status
from stegvis.root import Root
from stegvis.show import summary, swedish
from stegvis.show.section import Audience, Section
from stegvis.whole import written_whole

NAME = "slutrapport"
_VOLUME_FORMATS: dict[str, Callable[[Book], bytes]] = {
    "html": lambda book: write_html(book).encode("utf-8"),
    "pdf": write_pdf,
}
_FORMATS = _VOLUME_FORMATS
"""How a book is written in each format, by the file's suffix."""


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


@dataclass(frozen=True)
class _Source:
    """What the books of one project and period are made of."""

    root: Root
    store: Store
    project: Project
    period: Period
    audience: Audience
    folder: Path
    typed_store: str
    edition: Edition
    colophon: Colophon

    def section(self, place: str) -> Section:
        figures = measured(self.store, self.project, self.period, place)
        synthetic = self.store.is_synthetic
        title = FINAL_REPORT
        return Section(title, self.project, place, self.period, self.audience, synthetic, figures)


def publish_books(
    root: Root, request: Request, batch: Batch, outcomes: Iterable[Outcome]
) -> list[Made]:
    """Make the final report of each project and period of a batch.

    A project with a section that failed gets no new book: what it had stays. The others go on.
    """
    projects = read_projects(root.projects)
    failed = Counter(outcome.run.folder.parent for outcome in outcomes if outcome.failed)
    wanted = {run.folder.parent: run for run in batch.runs}
    made = []
    for folder, run in wanted.items():
        project = projects[run.project]
        try:
            if failed[folder]:
                sections = swedish.plural(failed[folder], "avsnitt", "avsnitt")
                raise BookError(f"{sections} misslyckades")
            source = _source(root, request, project, project.period(run.period), folder, run)
            status = _publish(source, force=request.force)
            message = ""
        except (BookError, EditionError, OSError) as error:
            status, message = Status.FAILED, str(error)
        path = folder / f"{NAME}.html"
        made.append(Made(project.name, run.period, status, path, message))
    return made


def _source(
    root: Root, request: Request, project: Project, period: Period, folder: Path, run: Run
) -> _Source:
    store = Store(request.store)
    used = used_deliveries(store, project, period)
    edition = read_edition(root.commentary / project.id / period.label)
    if edition.dated is None:
        edition = edition.model_copy(update={"dated": newest_day(used)})
    typed = "" if request.store == root.store.resolve() else run.store
    return _Source(
        root,
        store,
        project,
        period,
        request.audience,
        folder,
        typed,
        edition,
        colophon(project, period, request.audience, used, typed),
    )


def _publish(source: _Source, *, force: bool) -> Status:
    notebooks = find_notebooks(source.root)
    sections = [notebook.section for notebook in notebooks]
    of_project = [notebook.section for notebook in notebooks if notebook.of_project]
    places = {m.name: m.slug for m in source.project.municipalities}
    there = {name: slug for name, slug in places.items() if (source.folder / slug).is_dir()}
    executed = [
        path
        for slug in (ALL_SLUG, *there.values())
        for section in sections
        if (path := source.folder / slug / f"{section}.ipynb").exists()
    ]
    mark = fingerprint(executed, source.project, source.edition, source.colophon)
    note = _note(source.folder)
    if not force and _is_unchanged(note, mark, source.folder):
        return Status.SKIPPED

    parts = read_parts(source.folder / ALL_SLUG, sections)
    if not parts:
        raise BookError(f"{source.folder / ALL_SLUG} har inga avsnitt att sätta ihop.")
    whole = source.section(ALL)
    municipal = {name: read_parts(source.folder / slug, sections) for name, slug in there.items()}
    note.unlink(missing_ok=True)
    if are_short(list(municipal.values())):
        municipalities: list[Part] | Volumes = [
            as_part(name, there[name], found) for name, found in municipal.items()
        ]
        for old in source.folder.glob(f"*/{VOLUME}.*"):
            old.unlink()
    else:
        municipalities = Volumes(
            tuple(
                Volume(name, slug, _in_a_line(whole.for_place(name)))
                for name, slug in there.items()
            )
        )
        for name, slug in there.items():
            book = municipality_volume(
                source.section(name), municipal[name], source.edition, source.colophon
            )
            write(book, source.folder / slug / VOLUME, _VOLUME_FORMATS)
    book = final_report(whole, parts, of_project, municipalities, source.edition, source.colophon)
    write(book, source.folder / NAME, _FORMATS)
    with written_whole(note) as beside:
        beside.write_text(json.dumps({"fingerprint": mark}), encoding="utf-8")
    return Status.DONE


def _in_a_line(section: Section) -> str:
    return summary.headline(section).paragraphs[0]


def write(book: Book, stem: Path, formats: dict[str, Callable[[Book], bytes]]) -> None:
    """Write a book in every format, each file whole; nothing is replaced until all are ready."""
    try:
        ready = {suffix: write(book) for suffix, write in formats.items()}
    except TypstError as error:
        raise BookError(f"PDF:en gick inte att göra: {error}") from error
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
