"""What a section really imports and reads is within the code that it is said to reach."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from report.conftest import ROOT, House, delivery
from stegvis.report.code import our_code
from stegvis.report.fingerprint import MAKES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, for a fresh start each")

MEASURED = "siffror"
"""The folder of the figures that the notebooks are handed."""
REPORTS = sorted((ROOT / "notebooks").glob("[kp]*/*.ipynb"))
WITH_THE_TESTS = {"03_progression", "04_mal", "10_jamforelse", "15_definitioner"}

MAKE_EACH = '''
"""Executes and renders each notebook in a process where nothing of stegvis is imported before."""
import ast, json, os, sys
import matplotlib.pyplot, nbformat, pandas, seaborn
from nbformat.v4 import new_output

def show(value):
    bundle = value._repr_mimebundle_() if hasattr(value, "_repr_mimebundle_") else None
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return [new_output("display_data", data=data)] if data else []

def execute(path, parameters):
    notebook, names = nbformat.read(path, as_version=4), {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if "parameters" in cell.metadata.get("tags", ()):
            names.update(parameters)
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path, "exec"), names)
        if last:
            value = eval(compile(ast.Expression(last.value), path, "eval"), names)
            cell.outputs = show(value)
    return notebook

def measure(folder, parameters):
    from pathlib import Path
    from stegvis.definitions import read_project
    from stegvis.delivery.store import Store
    from stegvis.report.handed import figures_path, lay_out
    from stegvis.report.measuring import measure_place
    project = read_project(Path("data/projects", parameters["projekt"] + ".yaml"))
    period = project.period(parameters["period"])
    figures = measure_place(Store(Path(parameters["underlag"])), project, period, "ALLA")
    lay_out(Path(folder), synthetic=True)
    path = figures_path(Path(folder), project.id, period.label, "alla")
    path.parent.mkdir(parents=True)
    figures.write(path)

def make(path, parameters):
    notebook = execute(path, parameters)
    import stegvis.report.work  # what executes and renders every notebook
    from stegvis.export.html import render_html
    from stegvis.export.pdf import render_pdf
    assert "<h1" in render_html(notebook, "prov")
    assert render_pdf(notebook, "prov").startswith(b"%PDF")

def reached(work, path, parameters):
    read = set()
    sys.addaudithook(lambda event, args: read.add(str(args[0])) if event == "open" else None)
    work(path, parameters)
    files = {m.__file__ for n, m in sys.modules.items() if n.split(".")[0] == "stegvis"}
    home = os.path.dirname(sys.modules["stegvis"].__file__) + os.sep
    found = {file for file in read | files if file.startswith(home) and not file.endswith(".pyc")}
    return sorted(file.removeprefix(home) for file in found)

assert "stegvis" not in sys.modules
parameters, handed, *paths = sys.argv[1:]
os.environ["STEGVIS_FIGURES"] = os.path.abspath(handed)
for path in [handed, *paths]:
    sys.stdout.flush()
    if os.fork() == 0:
        work = measure if path == handed else make
        print(json.dumps([path, reached(work, path, json.loads(parameters))]), flush=True)
        os._exit(0)
    if os.wait()[1]:
        sys.exit(path)
'''


@pytest.fixture(
    scope="module",
    params=[
        [path for path in REPORTS if path.stem in WITH_THE_TESTS],
        pytest.param(REPORTS, marks=pytest.mark.long),  # half a minute
    ],
    ids=["some", "all"],
)
def really_reached(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, set[str]]:
    """Give the files of stegvis that each notebook imports and reads, and what measures does."""
    house = House.build(tmp_path_factory.mktemp("house"))
    house.add(delivery("cresco-plus_1497_2024Q4"))
    parameters = {
        "projekt": "cresco-plus",
        "kommun": "ALLA",
        "period": "2024Q4",
        "mottagare": "intern",
        "underlag": "data/store",
    }
    ended = subprocess.run(
        [
            *(sys.executable, "-c", MAKE_EACH, json.dumps(parameters), MEASURED),
            *map(str, request.param),
        ],
        cwd=house.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return {path: set(files) for path, files in map(json.loads, ended.stdout.splitlines())}


def test_what_is_imported_and_read_was_told(really_reached) -> None:
    code = our_code()
    notebooks = {path: files for path, files in really_reached.items() if path != MEASURED}
    assert len(notebooks) >= len(WITH_THE_TESTS)
    for path, really in notebooks.items():
        cells = json.loads(Path(path).read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        imported = {name for source in sources for name in code.imports(source)}
        told = code.reached({*MAKES, *imported})
        always = {"export/page.css", "export/report.typ", "show/header.py", "report/work.py"}
        assert always <= really, path
        assert really - told == set(), path


def test_what_measures_imports_was_told(really_reached) -> None:
    parts_of_this_test = {
        "definitions.py",
        "plain_yaml.py",
        "report/handed.py",
        "report/measuring.py",
    }
    told = our_code().reached(["stegvis.report.measuring"]) | parts_of_this_test
    assert {"measure/everything.py", "statistics/intervals.py"} <= really_reached[MEASURED]
    assert really_reached[MEASURED] - told == set()
