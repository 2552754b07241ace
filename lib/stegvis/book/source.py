"""What the books of one project and period are made of, read from the store and the reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stegvis.book.assemble import FINAL_REPORT
from stegvis.book.chapters import Part
from stegvis.book.colophon import Colophon
from stegvis.book.edition import Edition, read_edition
from stegvis.book.made_of import (
    colophon,
    external_colophon,
    fingerprint,
    newest_day,
    used_deliveries,
)
from stegvis.book.parts import read_parts
from stegvis.delivery.store import Store
from stegvis.figures import Figures
from stegvis.language import swedish_order
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.report.batch import Request
from stegvis.report.measured import measured
from stegvis.report.plan import Notebook, find_notebooks
from stegvis.report.planned import Planned
from stegvis.report.public import public_figures
from stegvis.report.unchanged import FIGURES, executed_path
from stegvis.root import Root
from stegvis.show.known import known_mark
from stegvis.show.section import Audience, Section


@dataclass(frozen=True)
class Source:
    """All that the final report of a project and period, and its volumes, are made of.

    ``folders`` has each place's folder, ALLA first, and ``executed`` where its executed notebooks
    are; ``folder`` is where the final report goes. An external book reads no store.
    """

    store: Store
    synthetic: bool
    project: Project
    period: Period
    audience: Audience
    notebooks: tuple[Notebook, ...]
    folder: Path
    folders: dict[str, Path]
    executed: dict[str, Path]
    edition: Edition
    colophon: Colophon

    @property
    def municipalities(self) -> list[str]:
        """List the municipalities that have sections of their own, in alphabetical order."""
        return [place for place in self.folders if place != ALL]

    @property
    def of_project(self) -> list[str]:
        """Name the sections that are made for all municipalities together only."""
        return [notebook.section for notebook in self.notebooks if notebook.of_project]

    def parts(self, place: str) -> list[Part]:
        """Read a place's sections in reading order."""
        return read_parts(self.executed[place], [notebook.section for notebook in self.notebooks])

    def section(self, place: str) -> Section:
        """Give a place's figures, to tell the cover and the summary with."""
        if self.audience == "extern":
            figures = Figures.read(public_figures(self.folder, self.project, place))
        else:
            figures = measured(self.store, self.project, self.period, place)
        return Section(
            FINAL_REPORT,
            self.project,
            place,
            self.period,
            self.audience,
            self.synthetic,
            figures,
            known=known_mark(self.store.known),
        )

    def mark(self) -> str:
        """Hash all that the books depend on."""
        executed = [
            path
            for folder in self.executed.values()
            for notebook in self.notebooks
            if (path := folder / f"{notebook.section}.ipynb").exists()
        ]
        return fingerprint(executed, self.project, self.edition, self.colophon)


def gather(root: Root, request: Request, planned: Planned) -> Source:
    """Gather what the books of some runs, all of one project and period, are made of.

    Raises
    ------
    EditionError
        When the edition's file cannot be used.
    """
    project, period, runs = planned.project, planned.period, planned.runs
    edition = read_edition(root.commentary / project.id / period.label)
    if planned.is_external:
        whole = planned.section(runs[0], Figures.read(runs[0].folder / FIGURES))
        made = external_colophon(whole, planned.told or {})
    else:
        used = used_deliveries(planned.store, project, period)
        if edition.dated is None:
            edition = edition.model_copy(update={"dated": newest_day(used)})
        typed = "" if request.store == root.store.resolve() else runs[0].store
        made = colophon(project, period, request.audience, used, typed, request.known)
    places = sorted({run.place for run in runs}, key=lambda p: (p != ALL, swedish_order(p)))
    one_of = {run.place: run for run in runs}
    return Source(
        planned.store,
        planned.synthetic,
        project,
        period,
        request.audience,
        tuple(find_notebooks(root, request.audience)),
        planned.folder,
        {place: one_of[place].folder for place in places},
        {place: executed_path(one_of[place]).parent for place in places},
        edition,
        made,
    )
