"""The way in: ``index.html``, which leads to every report in the folder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stegvis.export.page import write_page
from stegvis.period import Period
from stegvis.place import ALL, swedish_order
from stegvis.project import Project
from stegvis.report.plan import ALL_SLUG
from stegvis.report.reports import holds_example
from stegvis.show import swedish
from stegvis.show.header import INTERNAL, SYNTHETIC
from stegvis.whole import written_whole

INDEX = "index.html"
_HEADING = re.compile(r"<h1[^>]*>([^<]*)</h1>")


@dataclass(frozen=True)
class Link:
    """A published section: its title and its files, relative to the index; ``pdf`` may lack."""

    title: str
    html: str
    pdf: str | None


@dataclass(frozen=True)
class Row:
    """A municipality's sections of one period."""

    place: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Edition:
    """What was published of one project, period and audience."""

    project: str
    period: Period
    audience: str
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """Name the edition."""
        mark = "" if self.audience == "intern" else f", {self.audience}"
        return f"{self.project}, {swedish.period(self.period)}{mark}"


def _title(page: Path) -> str:
    found = _HEADING.search(page.read_text(encoding="utf-8"))
    return unescape(found[1]) if found else page.stem


def _links(folder: Path, reports: Path, sections: Sequence[str]) -> tuple[Link, ...]:
    def reading_order(page: Path) -> tuple[bool, int, str]:
        known = page.stem in sections
        return not known, sections.index(page.stem) if known else 0, page.stem

    links = []
    for page in sorted(folder.glob("*.html"), key=reading_order):
        pdf = page.with_suffix(".pdf")
        links.append(
            Link(
                _title(page),
                page.relative_to(reports).as_posix(),
                pdf.relative_to(reports).as_posix() if pdf.exists() else None,
            )
        )
    return tuple(links)


def _editions(
    reports: Path, projects: Mapping[str, Project], sections: Sequence[str]
) -> list[Edition]:
    editions = []
    for project in projects.values():
        names = {ALL_SLUG: ALL} | {m.slug: m.name for m in project.municipalities}
        for folder in sorted((reports / project.id).glob("*/*")):
            rows = [
                Row(names[place.name], links)
                for place in folder.iterdir()
                if place.name in names and (links := _links(place, reports, sections))
            ]
            if rows:
                rows.sort(key=lambda row: (row.place != ALL, swedish_order(row.place)))
                period = project.period(folder.parent.name)
                editions.append(Edition(project.name, period, folder.name, tuple(rows)))
    return sorted(editions, key=lambda edition: edition.period, reverse=True)


def write_index(reports: Path, projects: Mapping[str, Project], sections: Sequence[str]) -> Path:
    """Write the index of everything that is in the reports' folder, and give its path.

    ``sections`` gives the reading order.
    """
    editions = _editions(reports, projects, sections)
    environment = Environment(
        loader=PackageLoader("stegvis.report", ""), autoescape=True, undefined=StrictUndefined
    )
    content = environment.get_template("site.html.j2").render(
        editions=editions, everyone=swedish.EVERYONE, all=ALL
    )
    applies = {
        SYNTHETIC: holds_example(reports),
        INTERNAL: any(edition.audience == "intern" for edition in editions),
    }
    page = write_page(
        title="Rapporter",
        subject="Stegförflyttning och måluppfyllelse",
        marks=tuple(mark for mark, wanted in applies.items() if wanted),
        content=Markup(content),  # noqa: S704  # the template escapes every text
    )
    path = reports / INDEX
    with written_whole(path) as beside:
        beside.write_text(page, encoding="utf-8", newline="\n")
    return path
