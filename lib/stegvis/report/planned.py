"""The runs of one project and period, with what they depend on; no figure is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.delivery.kept import Kept, in_use
from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.report.code import Code
from stegvis.report.fingerprint import Fingerprint, notebook_parts, project_parts, software
from stegvis.report.measured import (
    PROTECTED,
    Slice,
    definition_of,
    figures_name,
    kept_figures,
)
from stegvis.report.plan import Notebook, Run
from stegvis.report.reasons import reasons
from stegvis.report.seen import seen
from stegvis.report.unchanged import FIGURES
from stegvis.root import Root
from stegvis.sections import section_titles

if TYPE_CHECKING:  # who plans runs that are all unchanged reads no figures
    from stegvis.disclosure.publication import Publication
    from stegvis.figures import Figures
    from stegvis.report.texts import Text
    from stegvis.show.section import Section


def delivered(kept: Iterable[Kept], project: Project, period: Period) -> set[str]:
    """Name the municipalities with a delivery in use in a report on a period; ALLA, if any has."""
    own: dict[str, list[Kept]] = {}
    for one in kept:
        own.setdefault(one.code, []).append(one)
    there = {
        municipality.name
        for municipality in project.municipalities
        if in_use(own.get(municipality.code, ()), period) is not None
    }
    return {ALL, *there} if there else there


@dataclass(frozen=True)
class Planned:
    """The runs of one project and period, and all that tells whether they are to be done again.

    A part that several runs have in common is worked out once, so that a run costs little memory.
    """

    root: Root
    store: Store
    synthetic: bool
    project: Project
    period: Period
    runs: tuple[Run, ...]
    deliveries: Slice
    code: Code
    told: Mapping[str, str] | None = None
    """What tells each place's protected figures from others, where the runs are external and their
    publication is made."""
    publication: Publication | None = field(default=None, repr=False)
    """The publication that external runs tell, where it is at hand."""
    _notebooks: dict[Notebook, tuple[str, str]] = field(default_factory=dict)
    _titles: dict[bool, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[str, str]:
        """Give the municipalities' names by kommunkod."""
        return {one.code: one.name for one in self.project.municipalities}

    @cached_property
    def _definition(self) -> str:
        return definition_of(self.project)

    @cached_property
    def parts(self) -> dict[str, str]:
        """Tell the project's definition from another, key by key."""
        return project_parts(self.project)

    @property
    def is_external(self) -> bool:
        """Whether the runs are of an external publication."""
        return self.runs[0].audience == "extern"

    @property
    def ledger(self) -> Path:
        """Give the file of the project's ledger."""
        return self.root.ledger_of(self.project.id, synthetic=self.synthetic)

    @property
    def folder(self) -> Path:
        """Give the folder of the project's and period's reports."""
        return self.runs[0].folder.parent

    def deliveries_of(self, place: str) -> Slice:
        """Give the deliveries that a place's figures depend on.

        External ones depend on what is published, not on the deliveries themselves.
        """
        if self.is_external:
            return {PROTECTED: {self.period.label: (self.told or {}).get(place, "")}}
        if place == ALL:
            return self.deliveries
        code = next(one.code for one in self.project.municipalities if one.name == place)
        return {code: self.deliveries[code]} if code in self.deliveries else {}

    @cached_property
    def _delivered(self) -> Slice:
        """Give the SHA-256 of what was delivered, by kommunkod and period."""
        found: dict[str, dict[str, str]] = {}
        for one in self.store.deliveries(self.project.id):
            own, label = found.setdefault(one.code, {}), one.period.label
            own[label] = f"{own[label]} {one.hash}" if label in own else one.hash
        return {code: found[code] for code in self.places if code in found}

    def sources_of(self, place: str) -> Slice:
        """Give a place's deliveries as they are told anywhere; see `provenance.portable`."""
        if self.is_external:
            return self.deliveries_of(place)
        if place == ALL:
            return self._delivered
        return {code: said for code, said in self._delivered.items() if self.places[code] == place}

    def fingerprint(self, run: Run) -> Fingerprint:
        """Give all that a run depends on."""
        if run.notebook not in self._notebooks:
            self._notebooks[run.notebook] = notebook_parts(run.notebook.path, self.code)
        return Fingerprint(
            *self._notebooks[run.notebook],
            self.parts,
            self.deliveries_of(run.place),
            self._seen(run),
            run.parameters,
            software(),
        )

    def _seen(self, run: Run) -> dict[str, str]:
        whole = run.place == ALL
        if whole not in self._titles:
            self._titles[whole] = section_titles(self.root, run.place, run.audience)
        where = (self.root, self.project, self.period, run.place, run.notebook.section)
        return seen(*where, self._titles[whole], run.audience, synthetic=self.synthetic)

    def kept_figures(self, place: str) -> Path:
        """Give the path where a place's figures are kept, once they have been measured."""
        deliveries = self.deliveries_of(place)
        name = figures_name(self.code, self._definition, self.period, place, deliveries)
        return kept_figures(self.store, name)

    def reasons(self, run: Run) -> tuple[str, ...]:
        """Say why a run would not give what is published; nothing when it would."""
        return reasons(run, self.fingerprint(run), self.places, lambda: self.mark(run))

    def text(self, run: Run, figures: Path) -> Text:
        """Look at the text of a run, given the file of its figures."""
        from stegvis.figures import Figures
        from stegvis.report.texts import look_at_text

        section = self.section(run, Figures.read(figures))
        return look_at_text(self.root, section, run.notebook.section)

    def mark(self, run: Run) -> str | None:
        """Give what a run's page says of its text, if it can be told without measuring."""
        path = run.folder / FIGURES if self.is_external else self.kept_figures(run.place)
        return self.text(run, path).mark if path.exists() else None

    def section(self, run: Run, figures: Figures) -> Section:
        """Give what a run tells about, without the analyst's words."""
        from stegvis.show.known import known_mark
        from stegvis.show.section import Section

        return Section(
            run.notebook.section,
            self.project,
            run.place,
            self.period,
            run.audience,
            self.synthetic,
            figures,
            known=known_mark(self.store.known),
        )
