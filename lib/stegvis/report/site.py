"""The way in: ``index.html``, which leads to every report in the folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stegvis.export.page import write_page
from stegvis.period import Period
from stegvis.place import ALL, swedish_order
from stegvis.project import Project
from stegvis.report.plan import ALL_SLUG
from stegvis.report.reports import ABOUT
from stegvis.show import swedish
from stegvis.show.header import INTERNAL, SYNTHETIC
from stegvis.whole import written_whole

INDEX = "index.html"


@dataclass(frozen=True)
class Link:
    """A published section: its name and its files, relative to the index; ``pdf`` may lack."""

    section: str
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


def _links(folder: Path, reports: Path) -> tuple[Link, ...]:
    links = []
    for page in sorted(folder.glob("*.html")):
        pdf = page.with_suffix(".pdf")
        links.append(
            Link(
                page.stem,
                page.relative_to(reports).as_posix(),
                pdf.relative_to(reports).as_posix() if pdf.exists() else None,
            )
        )
    return tuple(links)


def _editions(reports: Path, projects: Mapping[str, Project]) -> list[Edition]:
    editions = []
    for project in projects.values():
        names = {ALL_SLUG: ALL} | {m.slug: m.name for m in project.municipalities}
        for folder in sorted((reports / project.id).glob("*/*")):
            rows = [
                Row(names[place.name], links)
                for place in folder.iterdir()
                if place.name in names and (links := _links(place, reports))
            ]
            if rows:
                rows.sort(key=lambda row: (row.place != ALL, swedish_order(row.place)))
                period = project.period(folder.parent.name)
                editions.append(Edition(project.name, period, folder.name, tuple(rows)))
    return sorted(editions, key=lambda edition: edition.period, reverse=True)


def write_index(reports: Path, projects: Mapping[str, Project]) -> Path:
    """Write the index of everything that is in the reports' folder, and give its path."""
    about = json.loads((reports / ABOUT).read_text(encoding="utf-8"))
    editions = _editions(reports, projects)
    environment = Environment(
        loader=PackageLoader("stegvis.report", ""), autoescape=True, undefined=StrictUndefined
    )
    content = environment.get_template("site.html.j2").render(
        editions=editions, everyone=swedish.EVERYONE, all=ALL
    )
    applies = {
        SYNTHETIC: about["synthetic"],
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
