"""A selection: a project, a period, and which of its municipalities are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256

from stegvis.language import swedish_order
from stegvis.period import Period
from stegvis.place import ALL, Municipality, find_municipality
from stegvis.project import Project
from stegvis.records import Records
from stegvis.show import swedish

_NAMED_IN_FILES = 3
"""So many municipalities are named in a file's name; more are counted."""


class ChoiceError(ValueError):
    """The choice asks nothing that can be answered; a Swedish sentence that says what to do."""


@dataclass(frozen=True)
class Selection:
    """Some of a project's municipalities, by name in Swedish order, in a period."""

    project: Project
    period: Period
    municipalities: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every municipality of the project is in."""
        return len(self.municipalities) == len(self.project.municipalities)

    @property
    def is_one(self) -> bool:
        """Whether there is one municipality, and so no sum."""
        return len(self.municipalities) == 1

    @property
    def only(self) -> Municipality | None:
        """Give the one municipality; None when there are several."""
        return find_municipality(self.place, self.project.municipalities) if self.is_one else None

    @property
    def place(self) -> str:
        """Give the place whose figures are the selection's: the one, or ALLA for the sum."""
        return self.municipalities[0] if self.is_one else ALL

    @property
    def where(self) -> str:
        """Say where: ”i Hjo”, ”i hela projektet” or ”i de 3 valda kommunerna tillsammans”."""
        if self.is_one:
            return f"i {self.place}"
        if self.is_whole:
            return "i hela projektet"
        return f"i de {len(self.municipalities)} valda kommunerna tillsammans"

    @property
    def name(self) -> str:
        """Name the selection, as at a chart's row."""
        if self.is_one:
            return self.place
        return swedish.EVERYONE if self.is_whole else "Valda kommuner tillsammans"

    @property
    def who(self) -> str:
        """Say which municipalities are in when that is not plain; else nothing."""
        if self.is_one or self.is_whole:
            return ""
        return f"Valda kommuner: {swedish.listed(self.municipalities)}"

    @property
    def sum_name(self) -> str:
        """Give what the sum is called in a saved file: ALLA only where it is of all."""
        return ALL if self.is_whole else " + ".join(self.municipalities)

    @property
    def slug(self) -> str:
        """Give the municipalities as they stand in a file's name."""
        slug = {
            municipality.name: municipality.slug for municipality in self.project.municipalities
        }
        slugs = [slug[name] for name in self.municipalities]
        if self.is_whole and not self.is_one:
            return "alla"
        if len(slugs) <= _NAMED_IN_FILES:
            return "-".join(slugs)
        digest = sha256(" ".join(slugs).encode()).hexdigest()[:6]
        return f"{len(slugs)}-kommuner-{digest}"

    def narrowed(self, project: Project) -> Project:
        """Give a project that has these municipalities only."""
        chosen = [m for m in project.municipalities if m.name in self.municipalities]
        return project.model_copy(update={"municipalities": tuple(chosen)})

    def of(self, records: Records) -> Records:
        """Keep the rows of these municipalities."""
        frames = {
            part.name: frame[frame["municipality"].isin(self.municipalities)]
            for part in fields(records)
            if part.name != "synthetic"
            for frame in [getattr(records, part.name)]
        }
        return replace(records, **frames)


def select(project: Project, period: str, municipalities: Sequence[str]) -> Selection:
    """Select municipalities of a project by name or code.

    Raises
    ------
    ChoiceError
        When none is named.
    UnknownNameError, PeriodError
        When there is no such municipality or period.
    """
    names = {find_municipality(text, project.municipalities).name for text in municipalities}
    if not names:
        raise ChoiceError("Välj minst en kommun.")
    return Selection(project, project.period(period), tuple(sorted(names, key=swedish_order)))
