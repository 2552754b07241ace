"""The sheet ``leverans``: whose delivery it is, for which quarter, of which scope."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from stegvis.definitions import find_project
from stegvis.delivery import cells
from stegvis.delivery.cells import CellError
from stegvis.delivery.finding import Finding, Level
from stegvis.delivery.raw import Cell, RawSheet, is_blank
from stegvis.delivery.span import last_day
from stegvis.delivery.tables import SCOPES
from stegvis.months import months_later
from stegvis.period import Period, PeriodError
from stegvis.place import Municipality, UnknownNameError, find_municipality, fold, nearest
from stegvis.project import Project

NAME = "leverans"
KEY, VALUE = "nyckel", "värde"
SUBMITTED = "lämnad"
REQUIRED = ("projekt", "kommun", "period", SUBMITTED, "omfattning")
SYNTHETIC = "syntetisk"

LATEST_SUBMISSION_MONTHS = 12
"""How long after the last day an event may have a delivery may still be handed in."""

_FILE_NAME = re.compile(
    r"(?P<project>.+?)_(?P<code>\d{4})_(?P<period>20\d\d(?:[QH]\d)?)", re.IGNORECASE
)
_T = TypeVar("_T")


@dataclass(frozen=True)
class Cover:
    """What the sheet says; None where it says nothing, or something wrong."""

    project: Project | None = None
    municipality: Municipality | None = None
    period: Period | None = None
    submitted: date | None = None
    scope: str | None = None
    synthetic: bool = False


def read_cover(
    raw: RawSheet, projects: Mapping[str, Project], file_name: str
) -> tuple[Cover, list[Finding]]:
    """Read and check the sheet.

    ``file_name`` is the delivery's own; where it is ``<project>_<kommunkod>_<period>`` it has to
    agree with the sheet, and where it is anything else it says nothing.
    """
    keys = _Keys(raw)
    project = keys.take("projekt", lambda cell: _project(cell, projects))
    municipality = keys.take("kommun", lambda cell: _municipality(cell, project))
    period = keys.take("period", lambda cell: quarter(cell, project))
    submitted = keys.take(
        SUBMITTED,
        lambda cell: _submitted(cell, project, raw),
        blank="Cellen är tom. Skriv dagen då filen skickas, som ÅÅÅÅ-MM-DD.",
    )
    scope = keys.take("omfattning", lambda cell: cells.choice(cell, {s: s for s in SCOPES}))
    synthetic = keys.take(SYNTHETIC, cells.yes_no, required=False) or False
    if period and submitted and submitted < period.end:
        keys.find(
            SUBMITTED,
            "submitted-early",
            f"Leveransen är lämnad innan perioden är slut ({period.end}). Kontrollera datumet, "
            "och lämna gärna en ny efter periodens slut.",
            "warning",
        )
    cover = Cover(project, municipality, period, submitted, scope, synthetic)
    return cover, [*keys.findings, *_check_file_name(cover, file_name)]


class _Keys:
    """The rows of the sheet, taken key by key."""

    def __init__(self, raw: RawSheet) -> None:
        self.findings: list[Finding] = []
        self._cells: dict[str, tuple[int, Cell]] = {}
        header = [fold(str(cell)) for cell in raw.rows[0][1]] if raw.rows else []
        missing = [name for name in (KEY, VALUE) if name not in header]
        for name in missing:
            sentence = f"Kolumnen {name} saknas. Bladet ska ha kolumnerna {KEY} och {VALUE}."
            self.findings.append(Finding("error", NAME, 1, name, "missing-column", sentence))
        self._readable = not missing
        if self._readable:
            self._read(raw, header.index(KEY), header.index(VALUE))

    def _read(self, raw: RawSheet, key_at: int, value_at: int) -> None:
        known = {fold(key): key for key in (*REQUIRED, SYNTHETIC)}
        for row, cells_ in raw.rows[1:]:
            key = known.get(fold(str(cells_[key_at]))) if key_at < len(cells_) else None
            value = cells_[value_at] if value_at < len(cells_) else ""
            if key is None:
                sentence = "Nyckeln är okänd och läses inte. Ta bort raden, eller rätta nyckeln."
                self.findings.append(Finding("warning", NAME, row, KEY, "unknown-key", sentence))
            elif key in self._cells:
                sentence = f"Nyckeln {key} finns två gånger. Ta bort den ena raden."
                self.findings.append(Finding("error", NAME, row, KEY, "duplicate-key", sentence))
            else:
                self._cells[key] = (row, value)

    def take(
        self, key: str, convert: Callable[[Cell], _T], *, required: bool = True, blank: str = ""
    ) -> _T | None:
        """Convert a key's value; None, with a finding where one is due, when that cannot be.

        ``blank`` is the sentence about an empty cell, where there is more to say than its key.
        """
        if not self._readable:
            return None
        if key not in self._cells:
            if required:
                sentence = f"Raden {key} saknas. Lägg till den."
                self.findings.append(Finding("error", NAME, None, KEY, "missing-key", sentence))
            return None
        cell = self._cells[key][1]
        if is_blank(cell):
            if required:
                self.find(key, "blank", blank or f"Cellen är tom. Fyll i {key}.")
            return None
        try:
            cells.refuse_doubtful(cell)
            return convert(cell)
        except CellError as error:
            self.find(key, error.rule, error.sentence)
            return None

    def find(self, key: str, rule: str, sentence: str, level: Level = "error") -> None:
        """Add a finding about a key's value."""
        row = self._cells[key][0]
        self.findings.append(Finding(level, NAME, row, VALUE, rule, sentence))


def _project(cell: Cell, projects: Mapping[str, Project]) -> Project:
    given = cells.text(cell)
    try:
        return find_project(given, projects.values())
    except UnknownNameError:
        guesses = ", ".join(nearest(given, projects) or projects)
        raise CellError("unknown-project", f"Projektet finns inte. Menade du {guesses}?") from None


def _municipality(cell: Cell, project: Project | None) -> Municipality | None:
    if project is None:
        return None
    given = cells.text(cell)
    try:
        return find_municipality(given, project.municipalities)
    except UnknownNameError:
        names = [place.name for place in project.municipalities]
        guesses = ", ".join(nearest(given, names) or names)
        raise CellError(
            "unknown-municipality",
            f"Kommunen är inte med i {project.name}. Menade du {guesses}?",
        ) from None


def quarter(cell: Cell, project: Project | None) -> Period:
    """Give the quarter of a delivery that a cell names.

    Raises
    ------
    CellError
        When it is no quarter, or none that the project has deliveries for.
    """
    try:
        period = Period.parse(cells.text(cell).replace(" ", ""))
    except PeriodError:
        raise CellError(
            "wrong-type", "Perioden ska vara ett kvartal. Skriv det som 2023Q3."
        ) from None
    if not period.is_quarter:
        raise CellError(
            "period-not-quarter", "En leverans gäller ett kvartal. Skriv det som 2023Q3."
        )
    if project and period.end < project.start:
        raise CellError(
            "period-outside-project",
            f"Perioden slutar innan {project.name} börjar ({project.start}). Kontrollera året.",
        )
    if project and period.start > last_day(project):
        raise CellError(
            "period-outside-project",
            f"Perioden börjar efter projektets sista dag med marginal ({last_day(project)}). "
            "Kontrollera året.",
        )
    return period


def latest_submission(project: Project) -> date:
    """Give the last day on which a project's deliveries may be handed in."""
    return months_later(last_day(project), LATEST_SUBMISSION_MONTHS)


def _submitted(cell: Cell, project: Project | None, raw: RawSheet) -> date:
    submitted = cells.day(cell, from_1904=raw.from_1904)
    if project:
        latest = latest_submission(project)
        if not project.start <= submitted <= latest:
            raise CellError(
                "outside-project",
                f"Datumet ligger utanför tiden då {project.name} kan lämna leveranser "
                f"({project.start} – {latest}). Kontrollera året.",
            )
    return submitted


def filled_in(cover: Cover, file_name: str, projects: Mapping[str, Project]) -> Cover:
    """Fill in what a cover does not say from the delivery's own file name, where that says it.

    So it is known whose a delivery is that cannot be read, or names no known municipality.
    """
    named = _FILE_NAME.match(file_name)
    if not named:
        return cover
    try:
        project = cover.project or find_project(named["project"], projects.values())
        place = cover.municipality or find_municipality(named["code"], project.municipalities)
        period = cover.period or Period.parse(named["period"])
    except (UnknownNameError, PeriodError):
        return cover
    if not period.is_quarter:
        return cover
    return replace(cover, project=project, municipality=place, period=period)


def _check_file_name(cover: Cover, file_name: str) -> list[Finding]:
    named = _FILE_NAME.match(file_name)
    if not named:
        return []
    project, place, period = cover.project, cover.municipality, cover.period
    agrees = {
        "projekt": project is None or fold(named["project"]) in (project.id, fold(project.name)),
        "kommun": place is None or named["code"] == place.code,
        "period": period is None or named["period"].upper() == period.label,
    }
    return [
        Finding(
            "error",
            NAME,
            None,
            None,
            "file-name",
            f"Filens namn och bladet {NAME} har olika {key}. Rätta det som är fel.",
        )
        for key, same in agrees.items()
        if not same
    ]
