"""A run finds all that it reads in a folder of its own, where there is no store."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from stegvis.figures import COLUMNS, Figures
from stegvis.project import Project
from stegvis.report import opening
from stegvis.report.handed import FOLDER, figures_path, handed, handed_folder, handing, lay_out
from stegvis.report.opening import open_section
from stegvis.report.plan import Notebook, Run
from stegvis.report.slice import files_of, moved

ROOT = Path(__file__).resolve().parents[2]
CSV = "{columns}\ncresco-plus,{place},2023Q3,caseload.started,,cumulative,3,,,,,,,false\n"


def _write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root with two municipalities' texts, one on the same section as the run's."""
    folder = tmp_path / "root"
    shutil.copytree(ROOT / "data" / "projects", folder / "data" / "projects")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    for place in ("hjo", "vara"):
        _write(folder / f"data/commentary/cresco-plus/2023Q3/{place}/mal.md", f"Om {place}.")
    _write(folder / "data/commentary/cresco-plus/2023Q3/hjo/mal.siffror.json", "{}")
    _write(folder / "data/commentary/cresco-plus/2023Q3/hjo/deltagare.md", "Något annat.")
    _write(folder / "data/store/cresco-plus/1497/2023Q3/abc/delivery.json")
    return folder


@pytest.fixture
def run(root: Path) -> Run:
    notebook = Notebook(root / "notebooks" / "kommun" / "04_mal.ipynb", "mal", of_project=False)
    folder = root / "reports" / "cresco-plus" / "2023Q3" / "intern" / "hjo"
    return Run(notebook, "cresco-plus", "Hjo", "2023Q3", "intern", "data/store", folder)


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """A folder of figures to hand on, laid out for Hjo and Vara."""
    folder = tmp_path / "handed"
    lay_out(folder, synthetic=True)
    for place, slug in (("Hjo", "hjo"), ("Vara", "vara")):
        text = CSV.format(columns=",".join(COLUMNS), place=place)
        _write(figures_path(folder, "cresco-plus", "2023Q3", slug), text)
    return folder


def test_a_run_reads_definitions_notebooks_its_own_text_and_its_own_figures(
    root: Path, run: Run, figures: Path
) -> None:
    with handing(figures):
        files = files_of(run, root)
    own = {name for name in files if not name.startswith("notebooks/")}
    assert own == {
        "data/projects/cresco-creare.yaml",
        "data/projects/cresco-plus.yaml",
        "data/commentary/cresco-plus/2023Q3/hjo/mal.md",
        "data/commentary/cresco-plus/2023Q3/hjo/mal.siffror.json",
        ".figures/om.json",
        ".figures/cresco-plus/2023Q3/hjo.csv",
    }
    notebooks = {path.name for path in (ROOT / "notebooks").glob("[kp]*/*.ipynb")}
    assert {Path(name).name for name in files if name not in own} == notebooks


def test_a_section_opens_where_there_is_no_store_and_nothing_is_measured(
    root: Path, run: Run, figures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    with handing(figures):
        for name, path in files_of(run, root).items():
            _write(elsewhere / name, path.read_text(encoding="utf-8"))
    there = moved(run, root, elsewhere)
    assert there.notebook.path == elsewhere / "notebooks" / "kommun" / "04_mal.ipynb"
    assert there.parameters == run.parameters

    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(opening, "measured", None)
    with handing(elsewhere / FOLDER):
        section = open_section("Mål", **there.parameters)
    assert section.figures.one("Hjo", "caseload.started", "cumulative").k == 3
    assert section.synthetic
    assert section.commentary is not None
    assert section.commentary.source == "Om hjo."


def test_only_what_was_handed_is_taken(cresco_plus: Project, figures: Path) -> None:
    quarter, other = cresco_plus.period("2023Q3"), cresco_plus.period("2023Q4")
    assert handed(cresco_plus, quarter, "Hjo") is None, "nothing is handed to who opens a notebook"
    with handing(figures):
        assert handed(cresco_plus, other, "Hjo") is None
        assert handed(cresco_plus, quarter, "ALLA") is None
        found = handed(cresco_plus, quarter, "Vara")
    assert found is not None
    assert isinstance(found[0], Figures)
    assert found[0].delivered("Vara")
    assert handed_folder() is None
