from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from stegvis.place import ALL, UnknownNameError
from stegvis.project import Project
from stegvis.report.plan import (
    PARAMETERS,
    PlanError,
    check_parameters,
    choose_notebooks,
    find_notebooks,
    plan,
)
from stegvis.root import Root

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Root:
    for name in ("kommun/02_mal", "kommun/01_underlag", "projekt/11_sammanfattning"):
        path = tmp_path / "notebooks" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        source = "\n".join(f'{name} = ""' for name in PARAMETERS)
        cell = new_code_cell(source, metadata={"tags": ["parameters"]})
        nbformat.write(new_notebook(cells=[cell]), path)
    return Root(tmp_path)


def test_notebooks_in_reading_order_without_their_numbers(root: Root) -> None:
    notebooks = find_notebooks(root)
    assert [n.section for n in notebooks] == ["underlag", "mal", "sammanfattning"]
    assert [n.of_project for n in notebooks] == [False, False, True]


def test_a_section_is_chosen_by_name_and_an_unknown_one_lists_the_nearest(root: Root) -> None:
    notebooks = find_notebooks(root)
    assert [n.section for n in choose_notebooks(notebooks, ["mal"])] == ["mal"]
    assert choose_notebooks(notebooks, []) == notebooks
    with pytest.raises(UnknownNameError, match=r"”underlaget” finns inte\. Menade du underlag"):
        choose_notebooks(notebooks, ["underlaget"])


def test_two_notebooks_never_write_one_section(root: Root) -> None:
    double = root.notebooks / "projekt" / "10_mal.ipynb"
    nbformat.write(new_notebook(), double)
    with pytest.raises(PlanError, match="samma avsnitt"):
        find_notebooks(root)
    with pytest.raises(PlanError, match="inga rapportböcker"):
        find_notebooks(Root(root.folder / "elsewhere"))


def test_runs_for_all_first_then_in_swedish_order(root: Root, cresco_plus: Project) -> None:
    places = ["Vara", "Götene", "Skara", ALL]
    period = cresco_plus.period("2023Q3")
    runs = plan(
        find_notebooks(root), cresco_plus, period, places, "intern", "data/store", Path("reports")
    )
    assert [run.place for run in runs] == [
        *(ALL, ALL, ALL),
        *("Götene", "Götene", "Skara", "Skara", "Vara", "Vara"),
    ]
    assert runs[2].notebook.section == "sammanfattning"
    assert runs[3].folder.as_posix() == "reports/cresco-plus/2023Q3/intern/gotene"
    assert runs[0].folder.name == "alla"
    assert runs[3].parameters == {
        "projekt": "cresco-plus",
        "kommun": "Götene",
        "period": "2023Q3",
        "mottagare": "intern",
        "underlag": "data/store",
    }


def test_the_committed_notebooks_take_the_parameters_and_hold_no_outputs() -> None:
    notebooks = find_notebooks(Root(ROOT))
    assert [n.section for n in notebooks] == [
        *("underlag", "deltagare", "progression", "mal", "uppfoljning", "bedomare"),
        *("jamforelse", "sammanfattning", "esf", "struktur", "forandringar", "definitioner"),
    ]
    for notebook in notebooks:
        check_parameters(notebook)
        content = nbformat.read(notebook.path, as_version=4)
        code = [cell for cell in content.cells if cell.cell_type == "code"]
        assert not any(cell.outputs or cell.execution_count for cell in code)


def test_a_notebook_without_a_parameter_is_named(root: Root) -> None:
    path = root.notebooks / "kommun" / "03_ny.ipynb"
    cell = new_code_cell('projekt = ""', metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[cell]), path)
    new = next(n for n in find_notebooks(root) if n.section == "ny")
    with pytest.raises(PlanError, match=r"03_ny\.ipynb saknar kommun, period, mottagare"):
        check_parameters(new)
