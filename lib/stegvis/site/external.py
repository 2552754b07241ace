"""The index of an external publication: what is in its folder, and nothing else.

The folder is copied out whole, so every address leads within it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from stegvis.export.page import write_page
from stegvis.project import Project
from stegvis.report.reports import holds_example, publishing
from stegvis.report.withdraw import AUDIT
from stegvis.show import swedish
from stegvis.show.header import PROTECTED, SYNTHETIC
from stegvis.site.navigation import fill_in
from stegvis.site.pages import own, template
from stegvis.site.published import Edition, File, Folder, Report, read_editions
from stegvis.whole import written_whole

INDEX = "index.html"
"""What an external publication's own index is called, in its folder."""


@dataclass(frozen=True)
class Published:
    """An external publication as the internal index leads to it; paths are from the reports."""

    edition: Edition
    index: str
    audit: str | None

    @property
    def label(self) -> str:
        """Name the project and the period."""
        return f"{self.edition.project.name}, {swedish.period(self.edition.period)}"


def write_external(
    reports: Path, projects: Mapping[str, Project], sections: Sequence[str]
) -> list[Published]:
    """Write the index of every external publication, and in its pages the ways between them.

    Returns
    -------
    The publications that there are, a project's newest first.

    Raises
    ------
    ReportsError
        When the folder does not say whether its reports are the example's.
    """
    found = []
    with publishing(reports):
        for edition in read_editions(reports, projects, sections, "extern"):
            if not edition.book and not any(folder.reports for folder in edition.folders):
                continue
            index = f"{edition.path}/{INDEX}"
            fill_in(reports, [edition], index)
            page = _page(edition, synthetic=holds_example(reports))
            with written_whole(reports / index) as beside:
                beside.write_text(page, encoding="utf-8", newline="\n")
            audit = f"{edition.project.id}/{edition.period.label}/{AUDIT}.html"
            there = (reports / audit).exists()
            found.append(Published(edition, index, audit if there else None))
    return found


def _page(edition: Edition, *, synthetic: bool) -> str:
    project, period = edition.project, swedish.period(edition.period)
    content = template("external.html.j2").render(
        project=project,
        period=period,
        until=swedish.date(edition.period.end),
        book=_within(edition, edition.book) if edition.book else None,
        places=[_place(edition, folder) for folder in edition.folders if folder.reports],
    )
    return write_page(
        title=f"Rapporter – {project.name} · {period}",
        subject=f"{project.name} · {period}",
        marks=(*((SYNTHETIC,) if synthetic else ()), PROTECTED),
        content=Markup(content),  # noqa: S704  # the template escapes every text
        style=own("site.css"),
        main=project.main_colour,
    )


@dataclass(frozen=True)
class _Place:
    place: str
    reports: tuple[Report, ...]
    figures: str


def _place(edition: Edition, folder: Folder) -> _Place:
    place = swedish.EVERYONE if folder.slug == "alla" else folder.place
    reports = tuple(_within(edition, report) for report in folder.reports)
    return _Place(place, reports, f"{folder.slug}/figures.csv")


def _within(edition: Edition, report: Report) -> Report:
    """Give a report with its files' paths from the publication's own folder."""
    start = f"{edition.path}/"
    files: Iterable[File] = (File(f.kind, f.path.removeprefix(start)) for f in report.files)
    return Report(report.section, report.title, tuple(files))
