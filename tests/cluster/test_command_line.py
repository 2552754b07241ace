"""The same command, on a cluster: the same pages, and what was not made is made by a rerun."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cluster.conftest import Write
from dask_cluster import DaskCluster, dask_cluster, kill, wait_until
from interrupts import heeds_interrupts
from whole.conftest import ROOT, stegvis

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="finds processes to kill in /proc"),
]

PLACE = Path("cresco-plus/2025Q2/intern/grastorp")


def _made(reports: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (reports / PLACE).iterdir()}


@pytest.mark.long  # half a minute; test_cluster.py executes runs by workers
def test_a_cluster_makes_the_same_files_byte_for_byte_without_the_store(
    cluster: DaskCluster, root: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "notebooks" / "kommun", root / "notebooks" / "kommun")
    store = (root / "data" / "store").rename(tmp_path / "elsewhere")
    text = root / "data/commentary/cresco-plus/2025Q2/grastorp/mal.md"
    text.parent.mkdir(parents=True)
    text.write_text("Målet nås av {{ goal.arbete_studier.k }}.", "utf-8")
    asked = ("run", "--root", root, "--store", store, "--municipality", "Grästorp")
    asked += ("--section", "mal", "--section", "underlag")
    here = stegvis(*asked, "--reports", tmp_path / "here")
    assert here.returncode == 0, here.stdout + here.stderr
    there = stegvis(*asked, "--reports", tmp_path / "there", "--scheduler", cluster.address)
    assert there.returncode == 0, there.stdout + there.stderr
    assert not [line for line in there.stderr.splitlines() if "klar" not in line]

    made = _made(tmp_path / "here")
    assert {"mal.ipynb", "mal.html", "mal.pdf", "figures.csv"} <= made.keys()
    assert made == _made(tmp_path / "there")


@pytest.mark.long  # half a minute
def test_when_the_scheduler_dies_what_was_made_stays_and_a_rerun_makes_the_rest(
    root: Path, write: Write, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    write("ett", "print('Hej')")
    write("tva", f"import time\nopen({str(begun)!r}, 'w').close()\ntime.sleep(600)")
    asked = ["run", "--root", str(root), "--municipality", "Grästorp"]
    with dask_cluster(tmp_path) as cluster:
        process = _start(*asked, "--scheduler", cluster.address)
        wait_until(begun.exists)
        kill(cluster.scheduler)
        told = process.communicate()[0]
    assert process.returncode == 1
    assert "ett: klar" in told
    assert "tva: klustrets schemaläggare försvann; kör igen" in told
    assert "distributed" not in told
    assert {path.name for path in (root / "reports" / PLACE).iterdir()} == {
        *("ett.html", "ett.pdf", "ett.ipynb", "figures.csv")
    }

    write("tva", "print('Hej igen')")
    again = stegvis(*asked)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "ett: oförändrad" in again.stderr
    assert "Hej igen" in (root / "reports" / PLACE / "tva.html").read_text("utf-8")


@pytest.mark.long  # test_alike.py tries all that can be wrong, without a run
def test_a_cluster_that_cannot_be_used_changes_nothing(root: Path, write: Write) -> None:
    write("ett", "print('Hej')")
    asked = ("run", "--root", root, "--municipality", "Grästorp")
    assert stegvis(*asked).returncode == 0
    before = _everything(root / "reports")
    refused = stegvis(*asked, "--force", "--scheduler", "tls://127.0.0.1:9")
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "tls://127.0.0.1:9 kräver certifikat, och inga är inställda; docs/kluster.md visar hur."
    ]
    assert _everything(root / "reports") == before, "nothing was begun, nor forgotten"


def _everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.long  # test_cluster.py tries a caller who stops
def test_interrupting_takes_back_what_was_sent(
    cluster: DaskCluster, root: Path, write: Write, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    write("ett", f"import time\nopen({str(begun)!r}, 'w').close()\ntime.sleep(3)")
    for section in ("tva", "tre", "fyra"):
        write(section, "print('Hej')")
    asked = ("run", "--root", str(root), "--municipality", "Grästorp")
    with _start(*asked, "--scheduler", cluster.address) as process:
        wait_until(begun.exists)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30)[0] is not None
    assert process.returncode != 0
    wait_until(lambda: not cluster.tasks())
    assert not (root / "reports" / PLACE / "ett.html").exists()


def _start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "stegvis", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=heeds_interrupts,
    )
