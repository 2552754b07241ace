"""The ways from a report to its neighbours, filled in when all of them are there.

A page is written before its neighbours exist, with an empty region for them. Here every published
page gets its region's content: the same reports give the same content, whatever order they were
made in, and nothing else of a page is ever touched.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from stegvis.export.page import NAVIGATION
from stegvis.place import ALL
from stegvis.show import swedish
from stegvis.site.published import BOOK, VOLUME, Edition, Report
from stegvis.whole import written_whole

_BEGIN, _END = (mark.encode("ascii") for mark in NAVIGATION)
_CHUNK = 1 << 17
"""So much of a page is read at a time: a little more than stands before its region."""


@dataclass(frozen=True)
class Way:
    """A link: what it says, and where it leads from the page that it stands on.

    ``side`` is ``previous``, ``next`` or, for what is neither, empty.
    """

    label: str
    address: str
    side: str = ""


@dataclass(frozen=True)
class _Page:
    """A published page and those it stands among; ``slug`` is empty for the final report."""

    edition: Edition
    slug: str
    report: Report
    path: str
    beside: tuple[Report, ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Tell the page from all but the same one of other periods of the same length."""
        label = self.edition.period.label
        length = "all" if label == "all" else label[4:5]
        return self.edition.project.id, length, self.slug, self.report.section


def fill_in(reports: Path, editions: Sequence[Edition], index: str) -> None:
    """Give every page of some editions its ways: to all of one audience, and of nobody else's.

    A page is written anew only when its ways differ from those it has. A page without a region,
    such as an older stegvis made, is left as it is. Nobody else may publish meanwhile.

    Parameters
    ----------
    reports
        The reports' folder.
    editions
        Those of one audience, a project's newest first.
    index
        The audience's index, relative to the folder.
    """
    pages = [page for edition in editions for page in _pages(edition)]
    periods: dict[tuple[str, str, str, str], list[_Page]] = defaultdict(list)
    for page in pages:
        periods[page.key].append(page)
    for page in pages:
        ways = [*_home(page, index), *_sections(page), *_other_periods(page, periods[page.key])]
        _fill(reports / page.path, _template().render(ways=ways).encode("utf-8"))


def _pages(edition: Edition) -> Iterator[_Page]:
    everyone = next((found.reports for found in edition.folders if found.place == ALL), ())
    if edition.book and edition.book.page:
        yield _Page(edition, "", edition.book, edition.book.page, everyone)
    for folder in edition.folders:
        for report in folder.reports:
            if report.page:
                yield _Page(edition, folder.slug, report, report.page, folder.reports)


def _way(page: _Page, label: str, target: str, side: str = "") -> Way:
    relative = posixpath.relpath(target, posixpath.dirname(page.path))
    return Way(label, quote(relative), side)


def _home(page: _Page, index: str) -> Iterator[Way]:
    """Lead to the index, the final report, the first section, and the page's other forms.

    A book leads to its own other forms, beneath its cover.
    """
    external = page.edition.audience == "extern"
    yield _way(page, "Alla avsnitt" if external else "Alla rapporter", index)
    book, first = page.edition.book, next(iter(page.beside), page.report)
    if book and page.report is not book:
        yield _way(page, book.title, book.files[0].path)
    if first is not page.report:
        named = first.title if first.section == VOLUME else f"Första avsnittet: {first.title}"
        yield _way(page, named, first.files[0].path)
    for file in page.report.files[1:] if page.report.section not in (BOOK, VOLUME) else ():
        yield _way(page, f"Som {file.kind}", file.path)


def _sections(page: _Page) -> Iterator[Way]:
    """Lead to the sections before and after, of the same place and period."""
    if page.report.section == BOOK:
        return
    position = page.beside.index(page.report)
    for label, side, step in (("Föregående", "previous", -1), ("Nästa", "next", 1)):
        if 0 <= position + step < len(page.beside):
            other = page.beside[position + step]
            yield _way(page, f"{label} avsnitt: {other.title}", other.files[0].path, side)


def _other_periods(page: _Page, periods: Sequence[_Page]) -> Iterator[Way]:
    """Lead to the same page of the published periods before and after, of the same length."""
    position = periods.index(page)
    for label, side, step in (("Föregående", "previous", 1), ("Nästa", "next", -1)):
        if 0 <= position + step < len(periods):
            other = periods[position + step]
            period = swedish.period(other.edition.period)
            yield _way(page, f"{label} period: {period}", other.path, side)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("stegvis.site", ""), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("navigation.html.j2")


def _fill(page: Path, content: bytes) -> None:
    if _region(page) in (None, content):
        return
    before, begin, rest = page.read_bytes().partition(_BEGIN)
    _, end, after = rest.partition(_END)
    with written_whole(page) as beside:
        beside.write_bytes(before + begin + content + end + after)


def _region(page: Path) -> bytes | None:
    """Read what a page has in its region; None when it has no region."""
    read = b""
    with page.open("rb") as file:
        while _END not in read:
            chunk = file.read(_CHUNK)
            if not chunk:
                return None
            read += chunk
    return read.partition(_END)[0].partition(_BEGIN)[2]
