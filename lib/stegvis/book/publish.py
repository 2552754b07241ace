"""Making the final reports: the sections brought up to date, put together, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from typst import TypstError

from stegvis.book.assemble import final_report, municipality_volume
from stegvis.book.book import Book
from stegvis.book.chapters import Part
from stegvis.book.edition import EditionError
from stegvis.book.made import Made
from stegvis.book.page import Way, write_html
from stegvis.book.pdf import write_pdf
from stegvis.book.source import Source, gather
from stegvis.book.told import report_of
from stegvis.book.unchanged import NAME, Note, note_path, read_note, remember, seen_of
from stegvis.book.volumes import VOLUME, Volume, Volumes, are_short, as_part
from stegvis.book.word import write_docx
from stegvis.book.workbook import write_xlsx
from stegvis.place import ALL
from stegvis.report.batch import Request
from stegvis.report.outcome import Status
from stegvis.report.planned import Planned
from stegvis.report.provenance import FILE as PROVENANCE
from stegvis.report.provenance import Provenance
from stegvis.report.reports import publishing
from stegvis.report.together import Together, written_together
from stegvis.root import Root
from stegvis.show import summary, swedish
from stegvis.show.external import summary as external_summary
from stegvis.show.reference import MissingReferenceError
from stegvis.show.section import Section

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


def publish_book(root: Root, request: Request, planned: Planned, failed: int) -> Made:
    """Make the final report of a project and period.

    When ``failed`` sections could not be made there is no new book: what there was stays.
    """
    folder, project = planned.folder, planned.project
    seen = seen_of(planned)
    try:
        if failed:
            sections = swedish.plural(failed, "avsnitt", "avsnitt")
            raise BookError(f"{sections} misslyckades")
        source = gather(root, request, planned)
        status, message = _publish(planned, source, seen, force=request.force), ""
    except (BookError, EditionError, MissingReferenceError, OSError) as error:
        status, message = Status.FAILED, str(error)
    return Made(project.name, planned.period.label, status, folder / f"{NAME}.html", message)


def _publish(planned: Planned, source: Source, seen: str, *, force: bool) -> Status:
    folder, made_of = source.folder, Note(source.mark(), seen)
    known = read_note(folder)
    if not force and known and known.mark == made_of.mark:
        remember(folder, made_of)
        return Status.SKIPPED
    whole = source.section(ALL)
    parts = {place: source.parts(place) for place in source.folders}
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
    reports = folder.parents[2]
    outputs: dict[Path, bytes] = {}
    with written_together(reports, publishing(reports)) as together:
        for volume in volumes:
            book = municipality_volume(
                source.section(volume.place), parts[volume.place], source.edition, source.colophon
            )
            outputs |= write(book, folder / volume.slug / VOLUME, _VOLUME_FORMATS, together)
        book = final_report(
            whole, parts[ALL], source.of_project, municipalities, source.edition, source.colophon
        )
        outputs |= write(book, folder / NAME, _FORMATS, together)
        told = {path.relative_to(folder).as_posix(): made for path, made in outputs.items()}
        report = report_of(planned, told)
        together.add(folder / PROVENANCE, Provenance({NAME: report}).as_bytes())
        for old in _volumes_but(volumes, folder):
            together.remove(old)
        together.remove(note_path(folder))
    remember(folder, made_of)
    return Status.DONE


def _volumes_but(kept: Iterable[Volume], folder: Path) -> list[Path]:
    """List the volumes that belonged to an earlier book only."""
    slugs = {volume.slug for volume in kept}
    return [old for old in folder.glob(f"*/{VOLUME}.*") if old.parent.name not in slugs]


def _in_a_line(section: Section) -> str:
    external = section.audience == "extern"
    headline = external_summary.headline(section) if external else summary.headline(section)
    return headline.paragraphs[0]


def write(book: Book, stem: Path, formats: _Formats, together: Together) -> dict[Path, bytes]:
    """Write a book in every format, to be put in their places together.

    Gives each file's content, by its path.
    """
    written = {}
    try:
        for suffix, in_format in formats.items():
            path = stem.with_suffix(f".{suffix}")
            written[path] = in_format(book)
            together.add(path, written[path])
    except TypstError as error:
        raise BookError(f"PDF:en gick inte att göra: {error}") from error
    return written
