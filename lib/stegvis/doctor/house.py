"""What people have written, and what must never be lost: projects, notebooks, the ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from stegvis.audience import Audience
from stegvis.definitions import ProjectError, read_project
from stegvis.disclosure.ledger import read_ledger
from stegvis.disclosure.publication import DisclosureError
from stegvis.doctor.check import READABLE, Check, ok, warning, wrong
from stegvis.project import Project
from stegvis.report.plan import PlanError, check_parameters, find_notebooks
from stegvis.root import Root
from stegvis.show import swedish
from stegvis.terminal import relative_to_here

PROJECTS, NOTEBOOKS, LEDGER = "Projektfiler", "Anteckningsböcker", "Utlämningsliggare"
_AUDIENCES: tuple[Audience, ...] = ("intern", "extern")


def read_all(folder: Path) -> tuple[Mapping[str, Project], list[str]]:
    """Read every project of a folder that can be read, and say what is wrong with the others."""
    found: dict[str, Project] = {}
    faults: list[str] = []
    try:
        there = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [f"{relative_to_here(folder)}: går inte att läsa ({error.strerror or error})"]
    for path in there:
        try:
            found[path.stem] = read_project(path)
        except ProjectError as error:
            faults += str(error).splitlines()
        except OSError as error:
            faults.append(f"{path.name}: går inte att läsa ({error.strerror or error})")
    return found, faults


def project_files(root: Root, found: Mapping[str, Project], faults: list[str]) -> Check:
    """Say what is wrong with the projects' files."""
    where = relative_to_here(root.projects)
    if faults:
        todo = f"Rätta filen i {where}; docs/projektfil.md säger vad som får stå."
        return wrong(PROJECTS, f"{'; '.join(faults)}.", todo)
    if not found:
        return wrong(PROJECTS, f"Ingen finns i {where}.", "Börja med stegvis new-project.")
    return ok(PROJECTS, f"{swedish.plural(len(found), 'projekt', 'projekt')}, utan fel.")


def notebooks(root: Root) -> Check:
    """Say whether the report notebooks can be run."""
    number = 0
    try:
        for audience in _AUDIENCES:
            for notebook in find_notebooks(root, audience):
                check_parameters(notebook)
                number += 1
        for folder in filter(Path.is_dir, root.notebooks.iterdir()):
            next(folder.iterdir(), None)  # a search finds nothing where it may not look
    except PlanError as error:
        return wrong(NOTEBOOKS, str(error), "Hämta tillbaka den: se docs/handbok/installera.md.")
    except OSError as error:
        said = f"{error.filename} går inte att läsa: {error.strerror or error}."
        return wrong(NOTEBOOKS, said, READABLE)
    return ok(NOTEBOOKS, f"{number} rapportböcker, alla går att köra.")


def ledgers(
    root: Root, projects: Iterable[Project], reports: Path, *, synthetic: bool
) -> Iterator[Check]:
    """Say of each project whether its ledger can be read, and knows all that is published."""
    restore = "Återställ den senaste kopian av data/ledger, se docs/handbok/sakerhetskopia.md."
    number = 0
    for project in projects:
        try:
            ledger = read_ledger(root.ledger_of(project.id, synthetic=synthetic), project.id)
        except DisclosureError as error:
            yield wrong(LEDGER, str(error), restore)
            continue
        number += len(ledger.publications)
        there = sorted(path.parent.name for path in (reports / project.id).glob("*/extern"))
        unknown = [period for period in there if ledger.find(period) is None]
        if unknown:
            said = f"{project.name} {swedish.listed(unknown)} är publicerad, men inte i liggaren."
            todo = f"{restore} Gör ingen ny extern publikation dessförinnan."
            yield warning(LEDGER, said, todo)
    yield ok(LEDGER, f"{swedish.plural(number, 'publikation', 'publikationer')} i den.")
