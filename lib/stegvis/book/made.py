"""What came of a final report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stegvis.report.outcome import Status


@dataclass(frozen=True)
class Made:
    """What came of a final report: where it is, and what to say about it."""

    project: str
    period: str
    status: Status
    path: Path
    message: str = ""

    @property
    def failed(self) -> bool:
        """Whether the book was not made; an older one is then still in its place."""
        return self.status is Status.FAILED
