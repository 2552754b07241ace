"""Reports from a store at an address, made on this machine and on a cluster."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from cluster.conftest import Write
from dask_cluster import DaskCluster
from whole.conftest import newest, stegvis

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the cluster's processes are seen to there"),
]

PLACE = Path("cresco-plus/2025Q2/intern/grastorp")


@pytest.mark.long  # tests/delivery/test_address.py reads such stores
def test_a_store_in_an_archive_gives_the_same_reports_here_and_on_a_cluster(
    cluster: DaskCluster, root: Path, write: Write, tmp_path: Path
) -> None:
    store = root / "data" / "store"
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", store)
    shutil.rmtree(store)
    address = f"zip://::{Path(packed).as_uri()}"
    write(
        "mal",
        "from stegvis.report.opening import open_section\n"
        "avsnitt = open_section('Mål', projekt, kommun, period, mottagare, underlag)\n"
        "print(underlag, len(avsnitt.figures.frame))",
    )
    asked = ("run", "--root", root, "--store", address, "--municipality", "Grästorp")
    here = stegvis(*asked, "--reports", tmp_path / "here")
    assert here.returncode == 0, here.stdout + here.stderr
    there = stegvis(*asked, "--reports", tmp_path / "there", "--scheduler", cluster.address)
    assert there.returncode == 0, there.stdout + there.stderr
    for name in ("mal.ipynb", "mal.html", "mal.pdf", "figures.csv"):
        made = (tmp_path / "here" / PLACE / name).read_bytes()
        assert made == (tmp_path / "there" / PLACE / name).read_bytes()
    rows = len((tmp_path / "here" / PLACE / "figures.csv").read_text("utf-8").splitlines()) - 1
    page = (tmp_path / "here" / PLACE / "mal.html").read_text("utf-8")
    assert f"{address} {rows}" in page
    assert list((root / "data" / "store" / ".figures").glob("*.csv")), "measured once"
    refused = stegvis("add", "--root", root, "--store", address, newest("1444"))
    assert refused.returncode == 1
    assert "synkronisera mappen dit" in refused.stderr
