"""The exploring notebooks run from top to bottom and show a result without a click."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from stegvis.report.plan import find_notebooks
from stegvis.root import Root

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks" / "utforska").glob("*.ipynb"))
TUTORIAL, *EXPLORING = NOTEBOOKS


def test_there_are_four_and_none_is_a_report():
    names = ["00_kom_igang", "01_mal", "02_metod", "03_over_tid"]
    assert [path.stem for path in NOTEBOOKS] == names
    assert not {notebook.path for notebook in find_notebooks(Root(ROOT))} & {*NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_is_kept_without_outputs_or_widgets_and_with_its_parameters(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert "widgets" not in notebook["metadata"]
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    longest = 4 if path in EXPLORING else 18  # a chart of one's own is drawn there
    assert all(len(cell["source"]) <= longest for cell in code), "a cell is a call or two"
    assert code[0]["metadata"] == {"tags": ["parameters"]}


def _run(path):
    """Run a notebook where it lies, and give it with what every cell left."""
    if not (ROOT / "data" / "example" / "store" / "store.json").exists():
        pytest.skip("the example's store is not set up: make setup")
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    return notebook, [output for cell in notebook.cells for output in cell.get("outputs", [])]


@pytest.mark.slow
def test_the_tutorial_goes_from_a_delivery_to_a_chart_of_one_s_own():
    notebook, outputs = _run(TUTORIAL)
    assert {output.output_type for output in outputs} == {"execute_result"}, "no warning either"
    plain = [output.data["text/plain"].replace("\N{NO-BREAK SPACE}", " ") for output in outputs]
    verdicts = [text for text in plain if text.startswith("cresco-")]
    assert [text.split(". ")[0].split(": ")[1] for text in verdicts] == [
        "godkänd",
        "avvisad, den skulle inte läggas in",
    ]
    whole = "\n".join(plain)
    assert "81 av 300 (27 %)" in whole
    assert "96 av 300 (32 %)" in whole
    assert "Siffran bygger på färre än 10 personer" in whole
    assert "(81, 300, 300)" in whole
    charts = [data for data in (output.data for output in outputs) if "<svg " in str(data)]
    assert len(charts) == 2
    for data in charts:
        assert "Syntetiska exempeldata." in data["text/plain"]
    first = notebook.cells[1]
    assert first.cell_type == "markdown"
    assert "syntetiska" in first.source


@pytest.mark.slow
@pytest.mark.parametrize("path", EXPLORING, ids=lambda path: path.stem)
def test_each_runs_from_top_to_bottom_and_shows_a_chart_and_a_sentence(path):
    notebook, outputs = _run(path)
    assert [output.output_type for output in outputs] == ["execute_result"]
    data = outputs[0].data
    assert "<svg " in data["text/html"]
    assert "<table>" in data["text/html"]
    assert data["text/plain"].startswith("Syntetiska exempeldata · Intern – får inte spridas.")
    assert "application/vnd.jupyter.widget-view+json" in data
    models = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    kinds = {model["model_name"] for model in models.values()}
    assert {"DropdownModel", "ButtonModel", "OutputModel"} <= kinds
