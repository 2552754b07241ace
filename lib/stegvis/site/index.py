"""The way in: ``index.html``, which leads to every report in the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stegvis.export.page import write_page
from stegvis.project import Project
from stegvis.report.reports import holds_example, publishing
from stegvis.show import swedish, wording
from stegvis.show.header import INTERNAL, SYNTHETIC
from stegvis.show.section import Audience
from stegvis.site.navigation import fill_in
from stegvis.site.overview import Overview, Part, overviews
from stegvis.site.published import Edition, read_editions
from stegvis.site.status import Status
from stegvis.site.up_to_date import index_of
from stegvis.whole import written_whole

WIDE = 7
"""A matrix of more periods than this is printed with signs alone, on a page that lies down."""


def write_index(
    reports: Path,
    projects: Mapping[str, Project],
    sections: Sequence[str],
    audience: Audience = "intern",
) -> Path:
    """Write the index of an audience's reports, and in every report the ways to its neighbours.

    ``sections`` gives the reading order. The index's path is given.

    Raises
    ------
    ReportsError
        When the folder does not say whether its reports are the example's.
    """
    path = reports / index_of(audience)
    with publishing(reports):
        editions = read_editions(reports, projects, sections, audience)
        fill_in(reports, editions, path.name)
        page = _page(reports, editions, audience)
        with written_whole(path) as beside:
            beside.write_text(page, encoding="utf-8", newline="\n")
    return path


def _page(reports: Path, editions: Sequence[Edition], audience: Audience) -> str:
    applies = {SYNTHETIC: holds_example(reports), INTERNAL: audience == "intern" and editions}
    return write_page(
        title="Rapporter",
        subject="Stegförflyttning och måluppfyllelse",
        marks=tuple(mark for mark, wanted in applies.items() if wanted),
        content=_content(overviews(reports, editions)),
        style=_own("site.css"),
        script=_own("site.js"),
    )


def _content(found: Sequence[Overview]) -> Markup:
    environment = Environment(
        loader=PackageLoader("stegvis.site", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"address": quote, "date": swedish.date}
    content = environment.get_template("index.html.j2").render(
        overviews=found,
        periods=_periods(found),
        statuses=tuple(Status),
        wide=WIDE,
        local=wording.LOCAL,
    )
    return Markup(content)  # noqa: S704  # the template escapes every text


def _periods(found: Sequence[Overview]) -> list[Part]:
    """Give an edition of each period, the newest first, to choose among."""
    parts = {part.edition.period: part for overview in found for part in overview.parts}
    named = {part.label: part for _, part in sorted(parts.items(), key=lambda pair: pair[0])}
    return [*reversed(named.values())]


@lru_cache
def _own(name: str) -> str:
    return files("stegvis.site").joinpath(name).read_text(encoding="utf-8")
