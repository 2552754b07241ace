"""What a competent user has without stegvis's own machinery: papermill and nbconvert in a pool.

``python -m bench.peers RUNS.json JOBS [pdf]`` executes each notebook with papermill and an ordinary
kernel, exports it with nbconvert's own `HTMLExporter`, and with `WebPDFExporter` where PDF is asked
for, and writes all of it in the run's folder. One pool of processes does it all, so imports are
paid for once in each process; kernels are what they always are, one for each notebook.
"""

from __future__ import annotations

import json
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial, partialmethod
from pathlib import Path

KERNEL = "python3"


@dataclass(frozen=True)
class Job:
    """A notebook to execute, with what, and where its page goes."""

    notebook: str
    parameters: dict[str, str]
    root: str
    folder: str
    section: str


def write_jobs(path: Path, jobs: list[Job]) -> None:
    """Write them down for the command."""
    path.write_text(json.dumps([asdict(job) for job in jobs]), encoding="utf-8")


def chromium() -> str | None:
    """Find the system's Chromium, if it has one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def make(job: Job, *, pdf: bool) -> None:
    """Execute and export one notebook."""
    import nbformat
    import papermill
    from nbconvert import HTMLExporter

    folder = Path(job.folder)
    folder.mkdir(parents=True, exist_ok=True)
    executed = folder / f"{job.section}.ipynb"
    papermill.execute_notebook(
        job.notebook,
        str(executed),
        parameters=job.parameters,
        kernel_name=KERNEL,
        cwd=job.root,
        progress_bar=False,
    )
    notebook = nbformat.read(executed, as_version=4)
    page, _ = HTMLExporter().from_notebook_node(notebook)
    executed.with_suffix(".html").write_text(page, encoding="utf-8")
    if pdf:
        executed.with_suffix(".pdf").write_bytes(_web_pdf(notebook))


def _web_pdf(notebook: object) -> bytes:
    """Export with nbconvert's own exporter, as it is, and the system's Chromium.

    Playwright has a Chromium of its own only where ``playwright install`` has fetched one, and
    nbconvert has no setting for another; so the only thing changed is where Playwright finds it.
    The sandbox is left out, as nbconvert says that containers need.
    """
    from nbconvert import WebPDFExporter
    from playwright.async_api import BrowserType

    launch = BrowserType.launch
    if executable := chromium():
        BrowserType.launch = partialmethod(launch, executable_path=executable)
    try:
        return WebPDFExporter(disable_sandbox=True).from_notebook_node(notebook)[0]
    finally:
        BrowserType.launch = launch


def make_all(jobs: list[Job], processes: int, *, pdf: bool) -> None:
    """Execute and export them all, as many at a time."""
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(partial(make, pdf=pdf), jobs))


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    make_all([Job(**job) for job in given], int(sys.argv[2]), pdf="pdf" in sys.argv[3:])
