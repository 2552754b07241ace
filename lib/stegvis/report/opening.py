"""Opening a section: from a notebook's parameters to what its cells show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stegvis.audience import read_audience
from stegvis.commentary.find import find_text, read_text
from stegvis.definitions import find_project, read_projects
from stegvis.delivery.address import store_folder
from stegvis.delivery.store import Store
from stegvis.figures import Figures
from stegvis.own_words import OwnWords
from stegvis.period import Period
from stegvis.place import read_place
from stegvis.project import Project
from stegvis.report.handed import handed, handed_known
from stegvis.report.measured import measured
from stegvis.root import Root, find_root
from stegvis.sections import section_titles
from stegvis.show.section import Section
from stegvis.show.style import dress


def open_section(
    title: str, projekt: str, kommun: str, period: str, mottagare: str, underlag: str
) -> Section:
    """Open a section from its notebook's parameters.

    ``underlag`` is the store's folder, relative to the root that holds the notebook, or an address.
    An external section reads no store, whatever is said: it tells what it is handed, or what has
    been published. What the analyst has written is found by the notebook whose section has this
    title.

    Raises
    ------
    UnknownNameError, PeriodError, ProjectError, StoreError, CommentaryError, UnpublishedError
        When a parameter is wrong, the analyst's text cannot be read, or nothing is published that
        an external section could tell; the message is a Swedish sentence.
    """
    root = find_root(Path.cwd())
    project = find_project(projekt, read_projects(root.projects).values())
    place, span = read_place(kommun, project.municipalities), project.period(period)
    audience = read_audience(mottagare)
    found = handed(project, span, place, audience)
    if found is None and audience == "extern":
        from stegvis.report.public import published  # only who opens it by hand needs it

        found = published(root, project, span, place)
    figures, synthetic = found or _measured_here(
        Store.at(store_folder(underlag, root.folder), root), project, span, place
    )
    dress(project.main_colour)
    section = Section(
        title, project, place, span, audience, synthetic, figures, known=handed_known()
    )
    return replace(section, commentary=_own_words(root, section))


def _measured_here(
    store: Store, project: Project, span: Period, place: str
) -> tuple[Figures, bool]:
    return measured(store, project, span, place), store.is_synthetic


def _own_words(root: Root, section: Section) -> OwnWords | None:
    titled = section_titles(root, section.place, section.audience).items()
    name = next((name for name, known in titled if known == section.title), None)
    if name is None:
        return None
    where = (section.project, section.period, section.place, name, section.audience)
    path = find_text(root, *where, synthetic=section.synthetic)
    return read_text(root, path, section.place, name, section.audience) if path else None
