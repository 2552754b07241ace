"""A section that was made, put in its place whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from stegvis.report.made import Made
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import Run
from stegvis.report.reports import FAILED_FOLDER, publishing
from stegvis.report.together import written_together
from stegvis.report.unchanged import FIGURES, executed_path, forget, note_path
from stegvis.whole import written_whole


def failed_folder(run: Run) -> Path:
    """Give the folder where a run's notebook is kept for a look when it has failed."""
    reports = run.folder.parents[3]
    return reports / FAILED_FOLDER / run.folder.relative_to(reports)


def failed_notebook(run: Run) -> Path:
    """Give the path of that notebook."""
    return failed_folder(run) / f"{run.notebook.section}.ipynb"


def publish(made: Made, figures: Path | None) -> Outcome:
    """Publish a section, and say how its run ended.

    The notebook, its HTML and its PDF are put in their places together, and with them the folder's
    ``figures``, where they are not there already. The note of what the section was made of, and
    what a failed run left, go at the same time. When the run failed, or the disk is full, what was
    published before stays, and the notebook is saved under ``misslyckade/``.
    """
    run = made.run
    if made.failure:
        return _failed(made, made.failure)
    try:
        _put_in_place(made, figures)
    except OSError as error:
        return _failed(made, f"det gick inte att skriva: {error.strerror or error}")
    published = run.folder / f"{run.notebook.section}.html"
    return Outcome(run, Status.DONE, made.seconds, where=published)


def _put_in_place(made: Made, figures: Path | None) -> None:
    run = made.run
    page = run.folder / f"{run.notebook.section}.html"
    reports = run.folder.parents[3]
    with written_together(reports, publishing(reports)) as together:
        if figures is not None:
            together.add(run.folder / FIGURES, figures.read_bytes())
        together.add(page.with_suffix(".pdf"), made.pdf)
        together.add(executed_path(run), made.notebook)
        together.add(page, made.html)
        together.remove(note_path(run))
        together.remove(failed_notebook(run))


def _failed(made: Made, why: str) -> Outcome:
    with suppress(OSError):  # where nothing can be written, nothing is forgotten either
        forget(made.run)
    return Outcome(made.run, Status.FAILED, made.seconds, why, _keep_for_a_look(made))


def _keep_for_a_look(made: Made) -> Path | None:
    kept = failed_notebook(made.run)
    with suppress(OSError):  # the failure that is told of is the first one
        if made.notebook:
            with written_whole(kept) as beside:
                beside.write_bytes(made.notebook)
    return kept if kept.exists() else None
