"""Telling in JSON documents what came of a command; `stegvis.cli.documents` has their shapes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.cli.documents import (
    BookTold,
    CheckTold,
    CopyTold,
    DeliveryTold,
    Ended,
    FindingTold,
    FormTold,
    ReasonsTold,
    ReceiptTold,
    RunTold,
    StateTold,
    Verdict,
    VerifiedTold,
)

if TYPE_CHECKING:  # what is told of has been imported by whoever made it
    from stegvis.answer.state import State
    from stegvis.book.made import Made
    from stegvis.delivery.check import Examination
    from stegvis.delivery.finding import Finding
    from stegvis.delivery.receipt import Receipt
    from stegvis.desk.choice import Desk
    from stegvis.desk.lay_out import Laid
    from stegvis.doctor.check import Check
    from stegvis.form.form import Form
    from stegvis.report.batch import Batch
    from stegvis.report.explain import Explained
    from stegvis.report.outcome import Outcome
    from stegvis.report.verify import Verified

_ENDED: dict[str, Ended] = {"klar": "done", "oförändrad": "unchanged", "misslyckad": "failed"}


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


def desk_told(desk: Desk, laid: Iterable[Laid]) -> dict[str, object]:
    """Tell what a desk is about, and of the copies on it."""
    copies: list[CopyTold] = [{"file": str(one.path), "standing": one.standing} for one in laid]
    return {
        "project": desk.project.id,
        "period": desk.period.label,
        "place": desk.place,
        "store": str(desk.store),
        "example": desk.lent,
        "folder": str(desk.folder),
        "notebooks": copies,
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


def check_told(check: Check) -> CheckTold:
    """Tell how something was that was looked at."""
    return {
        "what": check.what,
        "level": check.level.key,
        "said": check.said,
        "todo": check.todo,
    }


def verified_told(verified: Verified) -> VerifiedTold:
    """Tell how a report differs."""
    return {
        "folder": str(verified.folder),
        "section": verified.section,
        "changed": [*verified.changed],
        "outdated": [*verified.outdated],
        "compared": verified.compared,
    }
