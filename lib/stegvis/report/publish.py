"""A section that was made, put in its place whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from stegvis.report.fingerprint import Fingerprint
from stegvis.report.made import Made
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import Run
from stegvis.report.provenance import FILE as PROVENANCE
from stegvis.report.provenance import Report, output_hash, read_provenance
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


def publish(made: Made, figures: Path, made_of: Fingerprint, *, first: bool) -> Outcome:
    """Publish a section, and say how its run ended.

    The notebook, its HTML and its PDF are put in their places together, and with them what they
    were ``made_of`` and, when it is the ``first`` of a folder, its ``figures``. The note of what
    the section was made of, and what a failed run left, go at the same time. When the run failed,
    or the disk is full, what was published before stays, and the notebook is saved under
    ``misslyckade/``.
    """
    run = made.run
    if made.failure:
        return _failed(made, made.failure)
    try:
        _put_in_place(made, figures, made_of, first=first)
    except OSError as error:
        return _failed(made, f"det gick inte att skriva: {error.strerror or error}")
    published = run.folder / f"{run.notebook.section}.html"
    return Outcome(run, Status.DONE, made.seconds, where=published)


def _put_in_place(made: Made, figures: Path, made_of: Fingerprint, *, first: bool) -> None:
    run = made.run
    folder, section, reports = run.folder, run.notebook.section, run.folder.parents[3]
    told = figures.read_bytes()
    contents = {
        folder / f"{section}.pdf": made.pdf,
        executed_path(run): made.notebook,
        folder / f"{section}.html": made.html,
    }
    beside = {path: content for path, content in contents.items() if path.parent == folder}
    beside[folder / FIGURES] = told
    outputs = {path.name: output_hash(path.name, content) for path, content in beside.items()}
    provenance = read_provenance(folder).with_report(section, Report(made_of, outputs))
    with written_together(reports, publishing(reports)) as together:
        if first:
            together.add(folder / FIGURES, told)
        for path, content in contents.items():
            together.add(path, content)
        together.add(folder / PROVENANCE, provenance.as_bytes())
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
