"""Why each run would be done again, grouped so that it can be read: ``--explain``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from stegvis.place import ALL
from stegvis.report.batch import Batch
from stegvis.report.plan import Run
from stegvis.show import swedish

UNCHANGED = "oförändrat, görs inte om"
MOST_PLACES = 4
"""Of more places than this, the rest are counted."""


@dataclass(frozen=True)
class Explained:
    """Runs of one project and period that have the same reasons; no reasons, no run.

    ``of`` is how many runs were planned there.
    """

    reasons: tuple[str, ...]
    runs: tuple[Run, ...]
    of: int

    @property
    def why(self) -> str:
        """Say why, in a sentence without its stop."""
        return "; ".join(self.reasons) or UNCHANGED

    @property
    def which(self) -> str:
        """Say which sections of which places."""
        if len(self.runs) == self.of > 1:
            return "alla avsnitt"
        sections: dict[str, list[str]] = defaultdict(list)
        for run in self.runs:
            sections[run.place].append(run.notebook.section)
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for place, names in sections.items():
            alike[tuple(names)].append(place)
        return "; ".join(
            f"{_places(places)}: {', '.join(names)}" for names, places in alike.items()
        )


def _places(places: Sequence[str]) -> str:
    named = [swedish.EVERYONE if place == ALL else place for place in places]
    rest = len(named) - MOST_PLACES
    if rest <= 0:
        return swedish.listed(named)
    return swedish.listed([*named[:MOST_PLACES], swedish.plural(rest, "annan", "andra")])


def explain(batch: Batch, *, force: bool) -> list[Explained]:
    """Say why runs would be done again, and which would not; nothing is written.

    Those with the same reasons stand together, in the order of the first of them, and what is
    unchanged last.
    """
    explained = []
    for planned in batch.planned:
        groups: dict[tuple[str, ...], list[Run]] = defaultdict(list)
        for run in planned.runs:
            groups[batch.reasons(run, force=force)].append(run)
        for reasons, runs in sorted(groups.items(), key=lambda group: not group[0]):
            explained.append(Explained(reasons, tuple(runs), len(planned.runs)))
    return explained
