"""What comes back of one run, wherever it was executed: its section, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from stegvis.report.plan import Run


@dataclass(frozen=True)
class Made:
    """A run that has ended: nothing of it is in the reports' folder yet.

    Parameters
    ----------
    run
        What was asked for.
    seconds
        How long it took, where it was executed.
    notebook
        The notebook as far as it was executed, or nothing where it could not be kept.
    html, pdf
        The section's pages; empty when the run failed.
    failure
        What went wrong, in Swedish; empty when nothing did.
    """

    run: Run
    seconds: float
    notebook: bytes = b""
    html: bytes = b""
    pdf: bytes = b""
    failure: str = ""
