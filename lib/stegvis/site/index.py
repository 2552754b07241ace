"""The way in: ``index.html``, which leads to every report in the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from stegvis.delivery.known import FOLDER, read_known
from stegvis.export.page import write_page
from stegvis.project import Project
from stegvis.report.reports import holds_example, publishing
from stegvis.show import wording
from stegvis.show.header import INTERNAL, SYNTHETIC
from stegvis.show.known import known_mark
from stegvis.site.external import INDEX, Published
from stegvis.site.navigation import fill_in
from stegvis.site.overview import Overview, Part, overviews
from stegvis.site.pages import own, template
from stegvis.site.published import Edition, read_editions
from stegvis.site.status import Status
from stegvis.whole import written_whole

WIDE = 7
"""A matrix of more periods than this is printed with signs alone, on a page that lies down."""


def write_index(
    reports: Path,
    projects: Mapping[str, Project],
    sections: Sequence[str],
    external: Sequence[Published] = (),
) -> Path:
    """Write the index of the internal reports, and in every report the ways to its neighbours.

    Parameters
    ----------
    sections
        The reading order.
    external
        The external publications that the index leads to; nothing leads from them to here.

    Returns
    -------
    The index's path.

    Raises
    ------
    ReportsError
        When the folder does not say whether its reports are the example's.
    """
    path = reports / INDEX
    with publishing(reports):
        editions = read_editions(reports, projects, sections, "intern")
        fill_in(reports, editions, path.name)
        page = _page(reports, editions, external)
        with written_whole(path) as beside:
            beside.write_text(page, encoding="utf-8", newline="\n")
    return path


def _page(reports: Path, editions: Sequence[Edition], external: Sequence[Published]) -> str:
    colours = {edition.project.main_colour for edition in editions}
    applies = {
        SYNTHETIC: holds_example(reports),
        INTERNAL: bool(editions or external),
        _known(reports): reports.parent.name == FOLDER,
    }
    return write_page(
        title="Rapporter",
        subject="Stegförflyttning och måluppfyllelse",
        marks=tuple(mark for mark, wanted in applies.items() if wanted),
        content=_content(overviews(reports, editions), external),
        style=own("site.css"),
        script=own("site.js"),
        main=colours.pop() if len(colours) == 1 else None,
    )


def _known(reports: Path) -> str:
    """Give the mark of reports as they were, by the folder that they lie in."""
    return known_mark(read_known(reports.name) if reports.parent.name == FOLDER else None)


def _content(found: Sequence[Overview], external: Sequence[Published]) -> Markup:
    content = template("index.html.j2").render(
        overviews=found,
        periods=_periods(found),
        statuses=tuple(Status),
        wide=WIDE,
        local=wording.LOCAL,
        external=external,
    )
    return Markup(content)  # noqa: S704  # the template escapes every text


def _periods(found: Sequence[Overview]) -> list[Part]:
    """Give an edition of each period, the newest first, to choose among."""
    parts = {part.edition.period: part for overview in found for part in overview.parts}
    named = {part.label: part for _, part in sorted(parts.items(), key=lambda pair: pair[0])}
    return [*reversed(named.values())]
