"""The final reports, made only when something that they are made of has changed.

What makes books brings Word, Typst and workbooks. It is imported when there is a book to make.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from stegvis.book.made import Made
from stegvis.book.unchanged import NAME, is_seen
from stegvis.report.batch import Batch, Request
from stegvis.report.outcome import Outcome, Status
from stegvis.root import Root


def bring_up_to_date(
    root: Root, request: Request, batch: Batch, outcomes: Iterable[Outcome]
) -> Iterator[Made]:
    """Make the final report of each project and period of a batch, unless it is unchanged.

    A project with a section that failed gets no new book: what it had stays. The others go on.

    Yields
    ------
    What came of each, as it ends.
    """
    failed = Counter(outcome.run.folder.parent for outcome in outcomes if outcome.failed)
    for planned in batch.planned:
        missing = failed[planned.folder]
        if not request.force and not missing and is_seen(planned):
            path = planned.folder / f"{NAME}.html"
            yield Made(planned.project.name, planned.period.label, Status.SKIPPED, path)
            continue
        from stegvis.book.publish import publish_book

        yield publish_book(root, request, planned, missing)
