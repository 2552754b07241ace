"""What is published: projects, editions, places and reports, as the folder has them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from stegvis.language import swedish_order
from stegvis.period import Period, PeriodError
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.report.plan import ALL_SLUG
from stegvis.report.reports import FAILED_FOLDER
from stegvis.show import swedish
from stegvis.show.header import Header
from stegvis.show.section import Audience

BOOK, BOOK_TITLE = "slutrapport", "Slutrapport"
VOLUME = "kommunbilaga"
KINDS = {".html": "HTML", ".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel"}
"""What a report's files are called, in the order they are offered."""

PAGE = KINDS[".html"]

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_TITLE_WITHIN = 4096
"""A page's title stands among its first characters, before the typeface that it carries."""


@dataclass(frozen=True)
class File:
    """One form of a report; ``path`` is relative to the reports' folder, with ``/``."""

    kind: str
    path: str


@dataclass(frozen=True)
class Report:
    """A section, or the final report: its files in the order of `KINDS`, one at least."""

    section: str
    title: str
    files: tuple[File, ...]

    @property
    def page(self) -> str | None:
        """Give the path of the web page, if the report has one."""
        return self.files[0].path if self.files[0].kind == PAGE else None


@dataclass(frozen=True)
class Folder:
    """A place's reports in one edition, in reading order, and the sections whose run failed."""

    slug: str
    place: str
    reports: tuple[Report, ...]
    failed: tuple[str, ...]


@dataclass(frozen=True)
class Edition:
    """What is published, or was tried, of one project and period for one audience."""

    project: Project
    period: Period
    audience: Audience
    book: Report | None
    folders: tuple[Folder, ...]

    @property
    def path(self) -> str:
        """Give the edition's folder, relative to the reports' folder."""
        return f"{self.project.id}/{self.period.label}/{self.audience}"


def read_editions(
    reports: Path, projects: Mapping[str, Project], sections: Sequence[str], audience: Audience
) -> list[Edition]:
    """Read what is in the folder for an audience.

    A project's editions stand together, the newest first, and the project with the newest edition
    stands first. ``sections`` gives the reading order. A folder that is none of ours is passed by:
    of another project, municipality or audience, or with a name that is no period.
    """
    by_project = [
        _editions(reports, project, [VOLUME, *sections], audience) for project in projects.values()
    ]
    found = sorted(filter(None, by_project), key=_newest, reverse=True)
    return [edition for editions in found for edition in editions]


def _newest(editions: list[Edition]) -> tuple[Period, str]:
    return editions[0].period, editions[0].project.id


def _editions(
    reports: Path, project: Project, order: Sequence[str], audience: Audience
) -> list[Edition]:
    labels = _names(reports / project.id, reports / FAILED_FOLDER / project.id)
    found = [
        _edition(reports, project, period, order, audience) for period in _periods(project, labels)
    ]
    return [edition for edition in found if edition.book or edition.folders]


def _periods(project: Project, labels: Iterable[str]) -> list[Period]:
    """Give the periods that folders are named after, the newest first."""
    periods = []
    for label in labels:
        with suppress(PeriodError):
            periods.append(project.period(label))
    return sorted((period for period in periods if period.label in labels), reverse=True)


def _edition(
    reports: Path, project: Project, period: Period, order: Sequence[str], audience: Audience
) -> Edition:
    relative = f"{project.id}/{period.label}/{audience}"
    places = {ALL_SLUG: ALL} | {place.slug: place.name for place in project.municipalities}
    slugs = _names(reports / relative, reports / FAILED_FOLDER / relative)
    folders = []
    for slug, place in places.items():
        if slug in slugs:
            subject = _subject(project, place, period, audience)
            found = _reports(reports, f"{relative}/{slug}", order, subject)
            failed = _failed(reports / FAILED_FOLDER / relative / slug, order)
            if found or failed:
                folders.append(Folder(slug, place, found, failed))
    folders.sort(key=lambda folder: (folder.place != ALL, swedish_order(folder.place)))
    book = _files(reports, relative).get(BOOK)
    return Edition(
        project, period, audience, Report(BOOK, BOOK_TITLE, book) if book else None, tuple(folders)
    )


def _names(*folders: Path) -> set[str]:
    """List the folders within some folders, by name."""
    there = [folder for folder in folders if folder.is_dir()]
    return {entry.name for folder in there for entry in os.scandir(folder) if entry.is_dir()}


def _files(reports: Path, relative: str) -> dict[str, tuple[File, ...]]:
    """Give the files of each report in a folder, by the report's section."""
    folder = reports / relative
    names = {entry.name for entry in os.scandir(folder)} if folder.is_dir() else set()
    stems = {
        name.removesuffix(suffix) for suffix in KINDS for name in names if name.endswith(suffix)
    }
    return {
        stem: tuple(
            File(kind, f"{relative}/{stem}{suffix}")
            for suffix, kind in KINDS.items()
            if f"{stem}{suffix}" in names
        )
        for stem in stems
    }


def _reports(
    reports: Path, relative: str, order: Sequence[str], subject: str
) -> tuple[Report, ...]:
    """Give a place's reports; only what has a page is a section."""
    found = [
        Report(section, _title(reports / files[0].path, subject), files)
        for section, files in _files(reports, relative).items()
        if files[0].kind == PAGE
    ]
    return tuple(sorted(found, key=lambda report: _position(report.section, order)))


def _failed(folder: Path, order: Sequence[str]) -> tuple[str, ...]:
    tried = [path.stem for path in folder.glob("*.ipynb")]
    return tuple(sorted(tried, key=lambda section: _position(section, order)))


def _position(section: str, order: Sequence[str]) -> tuple[int, str]:
    return (order.index(section) if section in order else len(order)), section


def _subject(project: Project, place: str, period: Period, audience: Audience) -> str:
    """Say what a place's pages are about, as they end their titles."""
    told, until = swedish.period(period), swedish.date(period.end)
    return Header("", project.name, place, told, until, audience, synthetic=False).subject


def _title(page: Path, subject: str) -> str:
    """Read a page's title, without what the place's other pages have in common with it."""
    with page.open(encoding="utf-8", errors="replace") as file:
        found = _TITLE.search(file.read(_TITLE_WITHIN))
    title = unescape(found[1]).strip().removesuffix(f" – {subject}") if found else ""
    return title or page.stem
