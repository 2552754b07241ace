"""A view: what one choice shows, the figures behind it, and the files it can be saved as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from stegvis.explore.selection import Selection
from stegvis.explore.standalone import standalone
from stegvis.place import ALL
from stegvis.show import swedish
from stegvis.show.display import Exhibit
from stegvis.show.exhibit import Chart, Group, Prose
from stegvis.show.section import Section
from stegvis.whole import written_whole

UNPROTECTED = "små antal är inte skyddade"
_LONGEST = 120
"""Characters of a file's name that say what it is of; beyond them a digest tells views apart."""


@dataclass(frozen=True)
class View:
    """What a choice shows: sentences, a chart where there are enough people, and a table.

    ``section`` holds every figure that is shown; ``kind`` and ``slug`` say in a file's name what
    the view is of.
    """

    selection: Selection
    section: Section
    exhibits: tuple[Exhibit, ...]
    kind: str
    slug: str

    @property
    def marks(self) -> tuple[str, ...]:
        """List what every view says of itself: synthetic data, and that it is internal."""
        return self.section.header.marks

    @property
    def shown(self) -> Group:
        """Give everything to display, with the marks first."""
        warned = f"{swedish.sentence(' · '.join(self.marks))} {swedish.sentence(UNPROTECTED)}"
        return Group(Prose(warned), *self.exhibits)

    @property
    def charts(self) -> list[Chart]:
        """List the view's charts; none where there are too few people for one."""
        return [exhibit for exhibit in _flat(self.shown) if isinstance(exhibit, Chart)]

    @property
    def name(self) -> str:
        """Name the view's files: the same view always alike, safe on every system."""
        marks = ["intern", *(["exempeldata"] if self.section.synthetic else [])]
        period = self.section.period.label
        about = "_".join(
            [self.kind, self.section.project.id, period, self.selection.slug, self.slug]
        )
        if len(about) > _LONGEST:
            about = f"{about[:_LONGEST]}-{sha256(about.encode()).hexdigest()[:8]}"
        return "_".join([*marks, about])

    def save(self, folder: Path) -> list[Path]:
        """Save the figures as CSV and the chart as SVG, each whole or not at all.

        The same view saved again replaces its files. The CSV has the columns of ``figures.csv``;
        a sum over some of the municipalities is named after them there, never ALLA.

        Raises
        ------
        OSError
            When the folder cannot be written.
        """
        paths = [folder / f"{self.name}.csv"]
        frame = self.section.figures.frame
        named = frame["municipality"].replace({ALL: self.selection.sum_name}).astype("str")
        with written_whole(paths[0]) as beside:
            type(self.section.figures)(frame.assign(municipality=named)).write(beside)
        for chart in self.charts:
            paths.append(folder / f"{self.name}.svg")
            with written_whole(paths[-1]) as beside:
                beside.write_text(standalone(chart, self.marks), encoding="utf-8", newline="\n")
        return paths

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Answer IPython, which asks every value how it wants to be displayed."""
        return {"text/plain": self.shown.plain(), "text/html": self.shown.html()}


def saved(paths: list[Path]) -> str:
    """Say where a view was saved, and what must not be done with it."""
    names = swedish.listed(path.name for path in paths)
    chart = "" if len(paths) > 1 else " Vyn har inget diagram, så det blev ingen SVG."
    return (
        f"Sparat i {paths[0].parent}: {names}.{chart} Filerna är interna och får inte spridas: "
        f"{UNPROTECTED}."
    )


def _flat(group: Group) -> Iterator[Exhibit]:
    for exhibit in group:
        if isinstance(exhibit, Group):
            yield from _flat(exhibit)
        else:
            yield exhibit
