"""What has been made of a project's deliveries: its sections and its final report, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stegvis.book.made import Made
from stegvis.period import Period
from stegvis.report.outcome import Outcome, Status
from stegvis.report.planned import Planned
from stegvis.root import Root


@dataclass(frozen=True)
class Reported:
    """What came of a project's reports.

    Parameters
    ----------
    period
        What the reports are about.
    done, unchanged, failed
        How many sections ended so, those of all municipalities included.
    book
        How the final report ended.
    where
        The final report's path from the root. From the reports' folder when that lies elsewhere:
        who owns it is nobody else's business.
    """

    period: Period
    done: int
    unchanged: int
    failed: int
    book: Status
    where: str


def reported(
    root: Root,
    reports: Path,
    planned: Planned,
    outcomes: Iterable[Outcome],
    books: Iterable[Made],
) -> Reported:
    """Sum up what came of a project's runs, and of its final report."""
    ended = Counter(
        outcome.status for outcome in outcomes if outcome.run.folder.parent == planned.folder
    )
    book = next(made for made in books if made.path.parent == planned.folder)
    above = root.folder if book.path.is_relative_to(root.folder) else reports
    return Reported(
        planned.period,
        ended[Status.DONE],
        ended[Status.SKIPPED],
        ended[Status.FAILED],
        book.status,
        book.path.relative_to(above).as_posix(),
    )
