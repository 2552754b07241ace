"""A section that was made, put in its place whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from stegvis.report.made import Made
from stegvis.report.outcome import Outcome, Status
from stegvis.report.plan import Run
from stegvis.report.reports import FAILED_FOLDER, publishing
from stegvis.report.unchanged import executed_path


def failed_folder(run: Run) -> Path:
    """Give the folder where a run's notebook is kept for a look when it has failed."""
    reports = run.folder.parents[3]
    return reports / FAILED_FOLDER / run.folder.relative_to(reports)


def failed_notebook(run: Run) -> Path:
    """Give the path of that notebook."""
    return failed_folder(run) / f"{run.notebook.section}.ipynb"


def publish(made: Made, scratch: Path) -> Outcome:
    """Publish a section, and say how its run ended.

    The notebook, its HTML and its PDF are written in ``scratch``, on the same disk as the
    reports, and moved into place when all three are whole. When the run failed, or the disk is
    full, what was published before stays, and the notebook is saved under ``misslyckade/``.
    """
    run = made.run
    if made.failure:
        return Outcome(run, Status.FAILED, made.seconds, made.failure, _keep_for_a_look(made))
    try:
        _put_in_place(made, scratch)
    except OSError as error:
        why = f"det gick inte att skriva: {error.strerror or error}"
        return Outcome(run, Status.FAILED, made.seconds, why, _keep_for_a_look(made))
    failed_notebook(run).unlink(missing_ok=True)
    published = run.folder / f"{run.notebook.section}.html"
    return Outcome(run, Status.DONE, made.seconds, where=published)


def _put_in_place(made: Made, scratch: Path) -> None:
    run = made.run
    page = run.folder / f"{run.notebook.section}.html"
    contents = {
        executed_path(run): made.notebook,
        page.with_suffix(".pdf"): made.pdf,
        page: made.html,
    }
    with TemporaryDirectory(dir=scratch) as name:
        written = {}
        for path, content in contents.items():
            written[path] = Path(name) / path.name
            written[path].write_bytes(content)
            path.parent.mkdir(parents=True, exist_ok=True)
        with publishing(run.folder.parents[3]):
            for path, ready in written.items():
                ready.replace(path)


def _keep_for_a_look(made: Made) -> Path | None:
    kept = failed_notebook(made.run)
    with suppress(OSError):  # the failure that is told of is the first one
        if made.notebook:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(made.notebook)
    return kept if kept.exists() else None
