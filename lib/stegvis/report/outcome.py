"""How a run ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from stegvis.report.plan import Run


class Status(StrEnum):
    """How a run ended."""

    DONE = "klar"
    SKIPPED = "oförändrad"
    FAILED = "misslyckad"


@dataclass(frozen=True)
class Outcome:
    """How a run ended, what to say about it, and where to look.

    ``remarks`` are what the person who runs it should know of even when all went well.
    """

    run: Run
    status: Status
    seconds: float
    message: str = ""
    where: Path | None = None
    remarks: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the run did not end well."""
        return self.status is Status.FAILED
