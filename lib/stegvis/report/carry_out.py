"""A batch carried out: what has changed is run and published, the rest is left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from stegvis.report.batch import Batch, Request
from stegvis.report.executor import Executor, executor
from stegvis.report.fingerprint import Fingerprint
from stegvis.report.handed import FOLDER, figures_path, handing, lay_out
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import Run
from stegvis.report.reports import claim
from stegvis.report.seen import seen_upon
from stegvis.report.together import SCRATCH
from stegvis.report.unchanged import Note, read_note, remember
from stegvis.root import Root
from stegvis.show.known import known_mark

if TYPE_CHECKING:  # what looks at texts brings charts
    from stegvis.report.made import Made
    from stegvis.report.texts import Text

_APART = "rot"
"""The folder, in the scratch, that stands for the root to external runs."""

Tell = Callable[[Outcome], None]


def carry_out(root: Root, request: Request, batch: Batch, tell: Tell) -> list[Outcome]:
    """Run what has changed, publish it, and tell of each outcome as it comes.

    Raises
    ------
    ReportsError
        When the reports' folder holds real reports and these are the example's.
    StoreError, MeasuringError
        When what has changed cannot be measured.
    ClusterError
        When the cluster that runs are to be sent to cannot be used.
    """
    if not batch.planned:
        return []
    synthetic = batch.planned[0].synthetic
    claim(request.reports, synthetic=synthetic)
    outcomes: list[Outcome] = []

    def ended(outcome: Outcome) -> None:
        outcomes.append(outcome)
        tell(outcome)

    changed = []
    for run in batch.runs:
        if batch.reasons(run, force=request.force):
            changed.append(run)
        else:
            note = read_note(run)
            remarks = note.remarks if note else ()
            ended(Outcome(run, Status.SKIPPED, 0.0, where=run.folder, remarks=remarks))
    batch.code.keep()
    if changed:
        with TemporaryDirectory(dir=request.reports, prefix=SCRATCH) as scratch:
            known = known_mark(request.known)
            lay_out(Path(scratch) / FOLDER, request.audience, synthetic=synthetic, known=known)
            with executor(request.jobs, request.scheduler) as workers:
                _run(root, request, batch, changed, workers, Path(scratch), ended)
    return outcomes


def _run(
    root: Root,
    request: Request,
    batch: Batch,
    runs: Sequence[Run],
    workers: Executor,
    scratch: Path,
    ended: Tell,
) -> None:
    """Execute runs and publish what comes of them; what that takes is imported only now."""
    from stegvis.report.provenance import portable
    from stegvis.report.provide import provide
    from stegvis.report.publish import publish

    made_of = {run: batch.of(run).fingerprint(run) for run in runs}
    figures = {run.folder: _figures(scratch, run) for run in runs}
    written: set[Path] = set()
    provide(batch.planned, runs, scratch / FOLDER, request.jobs)
    texts = {run: batch.of(run).text(run, figures[run.folder]) for run in runs if made_of[run].text}
    with handing(scratch / FOLDER):
        for made in _made(root, request, runs, workers, scratch):
            run = made.run
            told = portable(made_of[run], batch.of(run).sources_of(run.place))
            outcome = publish(made, figures[run.folder], told, first=run.folder not in written)
            if outcome.status is Status.DONE:
                written.add(run.folder)
                note = _note(made_of[run], texts.get(run), keep=request.known is None)
                remember(run, note)
                outcome = replace(outcome, remarks=note.remarks)
            ended(outcome)


def _made(
    root: Root, request: Request, runs: Sequence[Run], workers: Executor, scratch: Path
) -> Iterator[Made]:
    """Execute runs: external ones in a folder where there is no store to be found."""
    if request.audience == "intern":
        yield from workers.make_all(runs, root.folder)
        return
    from stegvis.report.slice import apart

    sent = apart(runs, root.folder, scratch / _APART)
    for made in workers.make_all(list(sent), scratch / _APART):
        yield replace(made, run=sent[made.run])


def _figures(scratch: Path, run: Run) -> Path:
    return figures_path(scratch / FOLDER, run.project, run.period, run.folder.name)


def _note(made_of: Fingerprint, text: Text | None, *, keep: bool) -> Note:
    """Say what a section was made of; what its text is written upon is to be kept with the text.

    Not so when the section tells what was known at an earlier time: no text is written upon that.
    """
    if text is None or text.path is None:
        return Note(made_of)
    if not keep:
        return Note(made_of, text.mark, text.remarks)
    from stegvis.report.texts import keep_upon

    keep_upon(text)
    kept = {**made_of.text, "upon": seen_upon(text.path)} if text.new else made_of.text
    return Note(replace(made_of, text=kept), text.mark, text.remarks)
