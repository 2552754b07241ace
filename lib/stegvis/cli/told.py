"""The JSON documents that commands print: their shapes, and how each is made.

Keys and the values that are words of ours (``verdict``, ``status``, ``level``) are English and
stable; sentences and names are Swedish. Nothing here repeats a cell of a delivery.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:  # what is told of has been imported by whoever made it
    from stegvis.answer.state import State
    from stegvis.book.made import Made
    from stegvis.delivery.check import Examination
    from stegvis.delivery.finding import Finding
    from stegvis.delivery.receipt import Receipt
    from stegvis.form.form import Form
    from stegvis.report.batch import Batch
    from stegvis.report.explain import Explained
    from stegvis.report.outcome import Outcome

Verdict = Literal["accepted", "rejected", "added", "already-there"]
Ended = Literal["done", "unchanged", "failed"]
_ENDED: dict[str, Ended] = {"klar": "done", "oförändrad": "unchanged", "misslyckad": "failed"}


class Told(TypedDict):
    """What every document has; ``error`` is the sentence that the command ended with, or null."""

    command: str | None
    version: str
    status: int
    error: str | None


class FindingTold(TypedDict):
    """One thing that is wrong in a delivery, where Excel shows it."""

    level: Literal["error", "warning"]
    sheet: str | None
    row: int | None
    column: str | None
    rule: str
    sentence: str


class DeliveryTold(TypedDict):
    """What came of a delivery: its file, whose it is where that could be read, and its findings."""

    file: str
    verdict: Verdict
    project: str | None
    municipality: str | None
    period: str | None
    error: str | None
    findings: list[FindingTold]


class StandingTold(TypedDict):
    """How it stands with a municipality's quarter; ``late`` by the day that the project says."""

    municipality: str
    standing: Literal["accepted", "warned", "refused", "missing"]
    submitted: str | None
    late: bool
    errors: int
    warnings: int


class StateTold(TypedDict):
    """How it stands with a project's quarter, and where its answers are."""

    project: str
    period: str
    due: str
    index: str
    municipalities: list[StandingTold]


class DeliveriesTold(Told):
    """What ``check`` and ``add`` print; ``states`` of a whole inbox."""

    deliveries: NotRequired[list[DeliveryTold]]
    states: NotRequired[list[StateTold]]
    overdue: NotRequired[list[str]]


class FormTold(TypedDict):
    """A workbook to fill in; ``since`` is the quarter its rows are from, null where it has none."""

    file: str
    project: str
    municipality: str
    period: str
    scope: str
    since: str | None


class FormsTold(Told):
    """What ``template`` prints."""

    templates: NotRequired[list[FormTold]]


class RunTold(TypedDict):
    """What came of a section of a place; ``where`` is the notebook of one that failed."""

    project: str
    period: str
    place: str
    section: str
    status: Ended
    seconds: float
    message: str
    remarks: list[str]
    folder: str
    where: str | None


class BookTold(TypedDict):
    """What came of a final report."""

    project: str
    period: str
    status: Ended
    message: str
    path: str


class ReasonsTold(TypedDict):
    """Sections that would be done again for the same reasons; none, and they would not."""

    project: str
    period: str
    reasons: list[str]
    runs: list[dict[Literal["place", "section"], str]]


class ReportsTold(Told):
    """What ``run`` and ``book`` print; ``explained`` stands alone, with ``--explain``."""

    runs: NotRequired[list[RunTold]]
    books: NotRequired[list[BookTold]]
    undelivered: NotRequired[list[str]]
    refused: NotRequired[list[str]]
    overdue: NotRequired[list[str]]
    open: NotRequired[list[str]]
    drafts: NotRequired[list[str]]
    explained: NotRequired[list[ReasonsTold]]


class WithdrawnTold(Told):
    """What ``withdraw`` prints."""

    project: NotRequired[str]
    period: NotRequired[str]
    withdrawn: NotRequired[bool]


class ReceiptTold(TypedDict):
    """The receipt of a forgetting, which names no one."""

    id: str
    day: str
    project: str
    what: str
    rewritten: int
    removed: int
    rows: int


class ForgottenTold(Told):
    """What ``forget`` prints: the receipts, and the periods whose reports are to be made again."""

    receipts: NotRequired[list[ReceiptTold]]
    allowed: NotRequired[bool]
    redo: NotRequired[list[str]]


class ExampleTold(Told):
    """What ``example`` prints."""

    folder: NotRequired[str]


def delivery_told(
    examination: Examination, verdict: Verdict, error: str | None = None
) -> DeliveryTold:
    """Tell what came of a delivery."""
    from stegvis.delivery.privacy import shown_name

    delivery = examination.delivery
    return {
        "file": shown_name(examination.path.name),
        "verdict": verdict,
        "project": delivery.project_id if delivery else None,
        "municipality": delivery.municipality.name if delivery else None,
        "period": delivery.period.label if delivery else None,
        "error": error,
        "findings": [_finding_told(finding) for finding in examination.findings],
    }


def _finding_told(finding: Finding) -> FindingTold:
    return {
        "level": finding.level,
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "rule": finding.rule,
        "sentence": finding.sentence,
    }


def form_told(form: Form, path: Path) -> FormTold:
    """Tell of a workbook to fill in, and where it is."""
    return {
        "file": str(path),
        "project": form.project.id,
        "municipality": form.municipality.name,
        "period": form.period.label,
        "scope": form.scope,
        "since": form.since.label if form.since else None,
    }


def run_told(outcome: Outcome) -> RunTold:
    """Tell what came of a section of a place."""
    run = outcome.run
    return {
        "project": run.project,
        "period": run.period,
        "place": run.place,
        "section": run.notebook.section,
        "status": _ENDED[outcome.status.value],
        "seconds": round(outcome.seconds, 3),
        "message": outcome.message,
        "remarks": [*outcome.remarks],
        "folder": str(run.folder),
        "where": str(outcome.where) if outcome.where else None,
    }


def book_told(made: Made) -> BookTold:
    """Tell what came of a final report."""
    return {
        "project": made.project,
        "period": made.period,
        "status": _ENDED[made.status.value],
        "message": made.message,
        "path": str(made.path),
    }


def reasons_told(explained: Explained) -> ReasonsTold:
    """Tell why sections would be done again."""
    first = explained.runs[0]
    return {
        "project": first.project,
        "period": first.period,
        "reasons": [*explained.reasons],
        "runs": [{"place": run.place, "section": run.notebook.section} for run in explained.runs],
    }


def reports_told(
    batch: Batch,
    outcomes: Iterable[Outcome],
    books: Iterable[Made],
    overdue: Iterable[str],
    begin: Iterable[Path],
) -> dict[str, object]:
    """Tell all that came of ``run`` or ``book``, and where to begin to read."""
    return {
        "runs": [run_told(outcome) for outcome in outcomes],
        "books": [book_told(made) for made in books],
        "undelivered": [*batch.undelivered],
        "refused": [*batch.refused],
        "overdue": [*overdue],
        "open": [str(path) for path in begin],
    }


def receipt_told(receipt: Receipt) -> ReceiptTold:
    """Tell what a receipt says."""
    return {
        "id": receipt.id,
        "day": receipt.day.isoformat(),
        "project": receipt.project,
        "what": receipt.what,
        "rewritten": receipt.rewritten,
        "removed": receipt.removed,
        "rows": receipt.rows,
    }


def state_told(state: State, index: Path) -> StateTold:
    """Tell how it stands with a quarter."""
    return {
        "project": state.project.id,
        "period": state.period.label,
        "due": state.due.isoformat(),
        "index": str(index),
        "municipalities": [
            {
                "municipality": row.municipality.name,
                "standing": row.standing.key,
                "submitted": row.submitted.isoformat() if row.submitted else None,
                "late": row.is_late,
                "errors": row.errors,
                "warnings": row.warnings,
            }
            for row in state.rows
        ],
    }
