"""The evaluator's day at the desk: open, run a report, explore, save, and end.

One JupyterLab serves it all, so it is one test: a server and a browser take long to start.
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import nbformat
import psutil
import pytest
from accessibility import CHROMIUM
from desk.jupyterlab import Drawn, Server, Tab, browser, drawn, opened
from nbclient import NotebookClient
from stegvis.cli import app
from stegvis.desk.choice import choose
from stegvis.desk.lay_out import lay_out
from stegvis.root import Root
from stegvis.show.display import Exhibit
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
DELIVERY = ROOT / "data" / "example" / "cresco-plus" / "cresco-plus_1496_2025Q2.xlsx"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A root with the house's notebooks that Skövde has delivered to."""
    house = Root(tmp_path_factory.mktemp("desk") / "root")
    shutil.copytree(ROOT / "data" / "projects", house.projects)
    for kind in ("kommun", "projekt", "utforska"):
        ignored = shutil.ignore_patterns("vyer", ".ipynb_checkpoints")
        shutil.copytree(ROOT / "notebooks" / kind, house.notebooks / kind, ignore=ignored)
    added = CliRunner().invoke(app, ["add", "--root", str(house.folder), str(DELIVERY)])
    assert added.exit_code == 0, added.output
    return house


def evaluated(path: Path, monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Give the charts that a notebook's code makes, with no Jupyter at all."""
    monkeypatch.chdir(path.parent)
    names: dict[str, Any] = {}
    html = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            tree = ast.parse(cell.source)
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, path.name, "exec"), names)  # noqa: S102  # the house's own notebook
            if isinstance(last, ast.Expr):
                shown = eval(ast.unparse(last), names)  # noqa: S307  # as above
                html += [shown.html()] if isinstance(shown, Exhibit) else []
    return drawn("".join(html))


def executed(path: Path) -> Drawn:
    """Give the charts that a notebook has when it is executed as reports are, with no browser."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}})
    client.extra_arguments = ["--Application.log_level=CRITICAL"]
    client.execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return drawn("".join(output.data["text/html"] for output in outputs))


def everything_of(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def heard_at(processes: list[psutil.Process]) -> set[str]:
    """Give the addresses that processes can be reached at."""
    return {
        connection.laddr.ip
        for process in processes
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }


def explore(server: Server, tab: Tab, views: Path) -> None:
    """Change a field, see that sentence and chart follow, and save the view."""
    tab.run_all()
    before = tab.drawn()
    assert before
    shown = tab.panel.locator(".jp-OutputArea").last
    shown.get_by_text("Målet ”Varaktig progression”").first.wait_for()
    goals = tab.panel.get_by_label("Mål", exact=True)
    names = goals.locator("option").all_text_contents()
    goals.select_option(index=[name.startswith("Arbete") for name in names].index(True))
    shown.get_by_text("Målet ”Arbete eller studier”").first.wait_for()
    after = tab.drawn()
    assert [title for title, _, _ in after] != [title for title, _, _ in before]
    assert tab.faults() == []
    tab.panel.get_by_role("button", name="Spara vyn").click()
    status = tab.panel.get_by_role("status").filter(has_text="Sparat i")
    status.wait_for()
    names = sorted(path.name for path in views.iterdir())
    assert [Path(name).suffix for name in names] == [".csv", ".svg"]
    assert all(name in status.inner_text() for name in names)


def test_a_report_is_run_a_goal_explored_a_view_saved_and_nothing_left(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    with opened(root.folder, tmp_path) as server, browser(asked) as page:
        with pytest.raises(HTTPError, match="403"):
            urlopen(f"http://{server.host}/api/contents")
        assert server.first.endswith("/kommun/01_underlag.ipynb")
        desk = server.first.removesuffix("/kommun/01_underlag.ipynb")

        tab = Tab(server, page, f"{desk}/kommun/04_mal.ipynb")
        tab.run_all()
        assert tab.faults() == []
        assert tab.drawn() == evaluated(tab.file, monkeypatch)
        tab.save()
        assert {one.standing for one in lay_out(choose(root))} == {"unchanged"}

        tab = Tab(server, page, f"{desk}/utforska/01_mal.ipynb")
        explore(server, tab, root.notebooks / "utforska" / "vyer")

        running = everything_of(psutil.Process(server.process.pid))
        kernels = [one for one in running if "ipykernel_launcher" in one.cmdline()]
        assert [one.cmdline()[0] for one in kernels] == [sys.executable] * 2
        assert heard_at(running) == {"127.0.0.1"}
        assert server.token not in str([one.cmdline() for one in running])
        temporary = Path(running[0].environ().get("TMPDIR", "/tmp"))  # noqa: S108  # only looked at
        surroundings = kernels[0].environ()["JUPYTER_PATH"].split(":")[0]
        assert Path(surroundings).is_relative_to(temporary)

        said = server.end()
        assert server.process.returncode == 0
        assert "JupyterLab är avslutat" in said
        assert (tmp_path / "stderr").read_text(encoding="utf-8") == ""
        psutil.wait_procs(running, timeout=20)
        assert [one for one in running if one.is_running()] == []
        assert not Path(surroundings).exists()
        assert {address for address in asked if not _is_here(address, server)} == set()


def _is_here(address: str, server: Server) -> bool:
    return re.match(rf"(?:http|ws)://{re.escape(server.host)}/|data:|blob:", address) is not None


@pytest.mark.long
def test_every_report_notebook_runs_and_shows_what_the_report_does(
    root: Root, tmp_path: Path
) -> None:
    """All of them by Run All, on the whole example: it takes minutes."""
    store = Root(ROOT).example_store
    if not (store / "store.json").exists():
        pytest.skip("the example's store is not set up: make setup")
    about = ("--project", "cresco-plus", "--store", str(store))
    with opened(root.folder, tmp_path, *about) as server, browser([]) as page:
        desk = root.folder / Path(server.first).parents[1]
        for path in sorted(desk.glob("[kp]*/*.ipynb")):
            tab = Tab(server, page, path.relative_to(root.folder).as_posix())
            tab.run_all()
            assert tab.faults() == [], path.name
            assert tab.drawn() == executed(path), path.name
            tab.end()
