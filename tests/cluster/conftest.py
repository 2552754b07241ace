"""A root with small notebooks, and a cluster of real processes to send them to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dask_cluster import DaskCluster, dask_cluster
from stegvis.report.plan import Notebook, Run
from whole.conftest import make_root, newest, stegvis
from written_notebook import write_notebook

Write = Callable[..., Run]


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """A scheduler, and two workers watched over by a nanny each."""
    with dask_cluster(tmp_path_factory.mktemp("dask"), workers=2) as started:
        yield started


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with Grästorp's delivery and no notebook, to be copied."""
    folder = make_root(tmp_path_factory.mktemp("delivered") / "root", notebooks=())
    added = stegvis("add", "--root", folder, newest("1444"))
    assert added.returncode == 0, added.stdout + added.stderr
    return folder


@pytest.fixture
def root(tmp_path: Path, delivered: Path) -> Path:
    return shutil.copytree(delivered, tmp_path / "root")


@pytest.fixture
def write(root: Path) -> Write:
    """Write a notebook of some cells, and give its run for Grästorp."""

    def notebook(section: str, *cells: str) -> Run:
        path = root / "notebooks" / "kommun" / f"01_{section}.ipynb"
        write_notebook(path, *cells)
        folder = root / "reports" / "cresco-plus" / "2025Q2" / "intern" / "grastorp"
        made_of = Notebook(path, section, of_project=False)
        return Run(made_of, "cresco-plus", "Grästorp", "2025Q2", "intern", "data/store", folder)

    return notebook
