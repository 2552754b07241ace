"""Whether reports are what they say: their files, and what they would be made of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from stegvis.audience import Audience
from stegvis.delivery.known import FOLDER, read_known
from stegvis.errors import FailedError, WrongError
from stegvis.report.batch import Request, prepare
from stegvis.report.fingerprint import software
from stegvis.report.planned import Planned
from stegvis.report.provenance import (
    FILE,
    Report,
    file_mark,
    output_hash,
    portable,
    read_provenance,
)
from stegvis.report.reasons import differences
from stegvis.report.reports import EXAMPLE_FOLDER, FAILED_FOLDER
from stegvis.root import Root

NOTHING_TOLD = (
    "provenance.json säger inget om den: filen är borta, skadad eller av en äldre version"
)
"""What is said of a report that is not in its folder's ``provenance.json``."""
_SHOWN = {".html", ".pdf", ".docx", ".xlsx"}
_NO_REPORTS = {"index", "granskning"}
_PASSED_OVER = {EXAMPLE_FOLDER, FAILED_FOLDER}


class NoReportError(WrongError):
    """There is no report in the place that was named; the message is a Swedish sentence."""


@dataclass(frozen=True)
class Verified:
    """A report, and how it differs.

    Parameters
    ----------
    folder, section
        Which report it is.
    changed
        How its files are not what was made, in Swedish.
    outdated
        How what it was made of has changed since.
    compared
        Whether it could be told what it would be made of today.
    """

    folder: Path
    section: str
    changed: tuple[str, ...]
    outdated: tuple[str, ...]
    compared: bool

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.changed and not self.outdated


def folders_of(path: Path) -> list[Path]:
    """List the folders with reports at and under a path, or of the page that it is.

    Raises
    ------
    NoReportError
        When there is none.
    """
    found = [path.parent] if path.is_file() else sorted(set(_with_reports(path)))
    if not found:
        raise NoReportError(f"{path} har inga rapporter.")
    return found


def _with_reports(folder: Path) -> Iterator[Path]:
    """Find folders with reports, also where it is not told what they are.

    What is hidden, failed, or the example's that was moved aside is passed over.
    """
    for path in folder.rglob("*"):
        top, *_ = parts = path.relative_to(folder).parts
        if top in _PASSED_OVER or any(part.startswith(".") for part in parts):
            continue
        if path.name == FILE or (path.suffix in _SHOWN and path.stem not in _NO_REPORTS):
            yield path.parent


@dataclass
class Verifier:
    """Compares reports with what is told of them, and with what there is today.

    Parameters
    ----------
    root, store
        Where what they were made of is.
    reports
        The folder of all reports of the root. A folder that lies elsewhere, such as one that was
        copied out, is compared with what is told of it alone.
    """

    root: Root
    store: Path
    reports: Path
    _planned: dict[tuple[str, ...], Planned | str] = field(default_factory=dict)

    def verify(self, folder: Path) -> Iterator[Verified]:
        """Say of each report of a folder how it differs."""
        told = read_provenance(folder).reports
        today = self._today(folder)
        for section in sorted({*told, *_there(folder)}):
            report = told.get(section)
            if report is None:
                yield Verified(folder, section, (NOTHING_TOLD,), (), compared=False)
                continue
            outdated: tuple[str, ...] = ()
            if isinstance(today, Planned):
                outdated = tuple(self._outdated(folder, section, report, today))
            elif today:
                outdated = (today,)
            changed = tuple(_changed(folder, report))
            yield Verified(folder, section, changed, outdated, compared=today is not None)

    def _today(self, folder: Path) -> Planned | str | None:
        """Plan the reports of a folder anew; a sentence where it cannot be done, None elsewhere."""
        if not folder.is_relative_to(self.reports):
            return None
        reports, known = self.reports, None
        parts = folder.relative_to(reports).parts
        if parts[0] == FOLDER:
            known = read_known(parts[1])
            reports, parts = reports / FOLDER / parts[1], parts[2:]
        key = (known.label if known else "", *parts[:3])
        if key not in self._planned:
            project, period, audience = parts[:3]
            asked: Audience = "extern" if audience == "extern" else "intern"
            where = Request(self.store, reports, project, period, audience=asked, known=known)
            self._planned[key] = self._plan(where)
        return self._planned[key]

    def _plan(self, request: Request) -> Planned | str:
        try:
            (planned,) = prepare(self.root, request).planned
        except (FailedError, WrongError) as error:
            return str(error).rstrip(".")
        return planned

    def _outdated(
        self, folder: Path, section: str, report: Report, planned: Planned
    ) -> Iterator[str]:
        if report.parts:
            made_of = replace(
                report.made_of,
                code=planned.code.whole,
                project=planned.parts,
                packages=software(),
            )
            yield from differences(report.made_of, made_of, planned.places)
            yield from _parts(folder, report.parts, planned)
            return
        found = (r for r in planned.runs if r.folder == folder and r.notebook.section == section)
        run = next(found, None)
        if run is None:
            yield "avsnittet görs inte längre"
            return
        now = portable(planned.fingerprint(run), planned.sources_of(run.place))
        yield from differences(report.made_of, now, planned.places)


def _there(folder: Path) -> set[str]:
    """Name the reports in a folder by their files, but for volumes, which the book tells of."""
    above = read_provenance(folder.parent).reports.values()
    told = {name for report in above for name in report.outputs}
    files = [path for path in folder.iterdir() if path.suffix in _SHOWN]
    return {path.stem for path in files if f"{folder.name}/{path.name}" not in told} - _NO_REPORTS


def _changed(folder: Path, report: Report) -> Iterator[str]:
    for name, made in report.outputs.items():
        try:
            content = (folder / name).read_bytes()
        except FileNotFoundError:
            yield f"{name} saknas"
        except OSError as error:
            yield f"{name} går inte att läsa ({error.strerror or error})"
        else:
            if output_hash(name, content) != made:
                yield f"{name} är inte den som gjordes"


def _parts(folder: Path, parts: Mapping[str, str], planned: Planned) -> Iterator[str]:
    """Say what of a final report has been made anew, or changed, since it was put together."""
    texts = planned.root.commentary / planned.project.id / planned.period.label
    for name, mark in parts.items():
        place, _, section = name.rpartition("/")
        if not place:
            if file_mark(texts / name) != mark:
                yield f"{name} har ändrats"
            continue
        now = read_provenance(folder / place).reports.get(section)
        if now is None:
            yield f"{name} finns inte längre"
        elif now.mark != mark:
            yield f"{name} har gjorts om sedan dess"
