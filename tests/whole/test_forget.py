"""Forgetting from the command line: it is asked for, said, and what depended on it is made anew."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from whole.conftest import ROOT, newest, stegvis
from written_notebook import write_notebook

pytestmark = pytest.mark.slow

PLUS = ("--project", "cresco-plus")
TOREBODA, GRASTORP = "1473", "1444"


@pytest.fixture
def root(delivered: Path) -> Path:
    write_notebook(delivered / "notebooks" / "kommun" / "01_bra.ipynb", "print('Hej')")
    return delivered


def _folder(root: Path, place: str) -> Path:
    return root / "reports" / "cresco-plus" / "2025Q2" / "intern" / place


def _started(root: Path, place: str) -> int:
    with (_folder(root, place) / "figures.csv").open(encoding="utf-8") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["measure"] == "caseload.started" and row["definition"] == "cumulative"
        ]
    return sum(int(row["k"]) for row in rows if row["municipality"] != "ALLA")


def _a_participant(root: Path) -> str:
    table = pq.read_table(next((root / "data/store/cresco-plus" / TOREBODA).rglob("part*.parquet")))
    return str(table["participant"][0].as_py())


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return stegvis("run", "--root", root, *PLUS, "--jobs", "2", *arguments)


def test_the_next_run_makes_anew_what_depended_on_a_participant(root: Path) -> None:
    assert _run(root).returncode == 0
    assert _started(root, "toreboda") == 2
    assert _started(root, "alla") == 3
    kept = (_folder(root, "grastorp") / "bra.html").stat().st_mtime_ns
    who = _a_participant(root)

    forgotten = stegvis("forget", "--root", root, *PLUS, "--participant", who, "--yes")
    assert forgotten.returncode == 0, forgotten.stderr
    assert who not in forgotten.stdout + forgotten.stderr
    assert "Kvitto " in forgotten.stdout
    assert "stegvis book --project cresco-plus --period 2025Q2" in forgotten.stdout
    assert not _folder(root, "toreboda").exists()
    assert not _folder(root, "alla").exists()
    assert not list((root / "data" / "store" / ".figures").glob("*"))

    again = _run(root)
    assert again.returncode == 0, again.stdout
    assert "Töreboda bra: klar" in again.stderr
    assert "Grästorp bra: oförändrad" in again.stderr
    assert _started(root, "toreboda") == 1
    assert _started(root, "alla") == 2
    assert (_folder(root, "grastorp") / "bra.html").stat().st_mtime_ns == kept

    back = stegvis("add", "--root", root, newest(TOREBODA))
    assert back.returncode == 1
    assert "har raderats ur underlaget" in back.stderr
    assert who not in back.stdout + back.stderr


def test_nothing_is_forgotten_without_a_yes(root: Path) -> None:
    store = root / "data" / "store"
    before = {path: path.read_bytes() for path in store.rglob("*.*") if path.is_file()}
    command = [sys.executable, "-m", "stegvis", "forget", "--root", root, *PLUS]
    for answer in ("", "n\n"):
        asked = subprocess.run(
            [*command, "--municipality", TOREBODA],
            input=answer,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            cwd=ROOT,
            check=False,
        )
        assert asked.returncode == 1
        assert "Det går inte att ångra" in asked.stdout
    assert {path: path.read_bytes() for path in store.rglob("*.*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Säg vad som ska raderas"),
        (("--participant", "TÖR-999"), "Ingen leverans i underlaget har pseudonymen"),
        (("--participant", "811218-9876"), "aldrig personnummer"),
        (("--participant", "Anna Andersson"), "aldrig personnummer eller namn"),
        (("--participant", "nummer ett"), "Ett id ska vara en pseudonym"),
        (("--municipality", "Skara"), "Ingen leverans i underlaget har det"),
        (("--municipality", "Skaara"), "Skara"),
        (("--until", "2022Q4"), "Ingen leverans i underlaget har det"),
        (("--participant", "TÖR-001", "--until", "2023Q4"), "Ta bort --until"),
        (("--municipality", "Hjo", "--allow"), "Säg vilken deltagare"),
        (("--participant", "TÖR-999", "--allow"), "Ingen med den pseudonymen har raderats"),
    ],
)
def test_what_cannot_be_forgotten_is_said(
    delivered: Path, arguments: tuple[str, ...], said: str
) -> None:
    ended = stegvis("forget", "--root", delivered, *PLUS, "--yes", *arguments)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "811218" not in ended.stderr
    assert "Andersson" not in ended.stderr
    assert not (delivered / "data" / "store" / "kvitton").exists()


@pytest.mark.long  # a participant is tried every time
def test_a_municipality_is_gone_and_the_others_go_on(root: Path) -> None:
    assert _run(root).returncode == 0
    gone = stegvis("forget", "--root", root, *PLUS, "--municipality", "töreboda", "--yes")
    assert gone.returncode == 0, gone.stderr
    assert "Raderat: leveranser från Töreboda" in gone.stdout
    assert not (root / "data" / "store" / "cresco-plus" / TOREBODA).exists()
    again = _run(root)
    assert again.returncode == 0
    assert not _folder(root, "toreboda").exists()
    assert _started(root, "alla") == 1
    assert "Töreboda" in again.stdout, "it is said who has not delivered"
