"""What stands in the workbook before anyone has typed: the cover, and the rows known already."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.delivery import cover as cover_sheet
from stegvis.delivery.cells import CellError
from stegvis.delivery.tables import SCOPES, Sheet, sheets
from stegvis.delivery.write import Grid, cover, grids
from stegvis.errors import WrongError
from stegvis.form.known import Known
from stegvis.period import Period
from stegvis.place import Municipality, fold
from stegvis.project import Project
from stegvis.records import COUNT_EXITED, COUNT_STARTED


class FormError(WrongError):
    """The workbook that was asked for cannot be; the message is a Swedish sentence."""


@dataclass(frozen=True)
class Form:
    """A municipality's workbook for a quarter.

    ``since`` is the quarter of the delivery that its rows come from, None where there are none.
    ``tables`` has the sheets that the scope takes, in the order of
    :func:`stegvis.delivery.tables.sheets`, each with what is written in it.
    """

    project: Project
    municipality: Municipality
    period: Period
    scope: str
    since: Period | None
    cover: Grid
    tables: tuple[tuple[Sheet, Grid], ...]

    @property
    def file_name(self) -> str:
        """Give the name that says what the delivery is, in letters that every disk takes."""
        return f"{self.project.id}_{self.municipality.code}_{self.period}.xlsx"


def quarter_of(text: str, project: Project) -> Period:
    """Read the quarter of a delivery.

    Raises
    ------
    FormError
        When it is no quarter, or none that the project has deliveries for.
    """
    try:
        return cover_sheet.quarter(text, project)
    except CellError as error:
        raise FormError(error.sentence) from None


def scope_of(text: str) -> str:
    """Read what kind of delivery it is: ``individ`` or ``antal``.

    Raises
    ------
    FormError
        When it is neither.
    """
    if fold(text) not in SCOPES:
        raise FormError(f"Omfattningen är {' eller '.join(SCOPES)}.")
    return fold(text)


def form_of(
    project: Project,
    municipality: Municipality,
    period: Period,
    known: Known,
    scope: str | None = None,
) -> Form:
    """Lay out the workbook; ``scope`` is that of the newest delivery where it is not said.

    The day it is handed in is left to be filled in: any day that stood there would hide what is
    late, and let a form that nobody has touched pass for a delivery, of nobody where nothing was
    known.
    """
    scope = scope or known.scope or SCOPES[0]
    taken = {
        code: sheet for code, sheet in sheets(project).items() if sheet.only_for in (None, scope)
    }
    written = grids(project, {code: known.frames[code] for code in taken})
    tables = [
        (sheet, _every_count(project, grid) if sheet.code == "counts" else grid)
        for sheet, grid in zip(taken.values(), written, strict=True)
    ]
    return Form(
        project,
        municipality,
        period,
        scope,
        known.since,
        cover(project, municipality, period, None, scope, synthetic=known.synthetic),
        tuple(tables),
    )


def _every_count(project: Project, grid: Grid) -> Grid:
    """Give a row to every count there is to deliver.

    A reason that a delivery has no row for was nobody's, since its reasons add up to all who
    exited; where nothing has been delivered the values are left to be filled in.
    """
    known = {str(measure): value for measure, value in grid.rows}
    measures = (COUNT_STARTED, COUNT_EXITED, *project.reason_ids)
    rows = tuple((measure, known.get(measure, 0 if known else None)) for measure in measures)
    return Grid(grid.name, grid.header, rows)
