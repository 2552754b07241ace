"""What points to a person is in nothing that is written, and what is written is its owner's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from whole.conftest import ROOT, make_root, newest
from written_notebook import write_notebook

Sheets = dict[str, list[list[object]]]
WriteWorkbook = Callable[[Path, Mapping[str, Sequence[Sequence[object]]]], Path]

PLANTED = (
    *("811218-9876", "198112189876", "701063-2391", "٨١١٢١٨-٩٨٧٦", "811218 9876"),
    *("eva.lund@example.org", "070-123 45 67", "+46701234567"),
    *("Anna Andersson", "Fatima Hassan"),
)
SHOW_ALL_AND_FAIL = """from pathlib import Path
import pandas as pd
for path in sorted(Path(underlag).rglob("*.parquet")):
    display(pd.read_parquet(path))
raise ValueError(pd.read_parquet(path).to_json())"""
NOTHING_IS_OPEN = """import os, tempfile
from pathlib import Path
here = Path(tempfile.gettempdir())
open_to_others = [path for path in here.rglob("*") if path.lstat().st_mode & 0o077]
assert list(here.rglob("*")) and not open_to_others, open_to_others"""


class House:
    """A root of its own, and a folder for all that is temporary."""

    def __init__(self, folder: Path) -> None:
        self.root = make_root(folder / "root", notebooks=())
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.said = ""

    def stegvis(self, *arguments: str | Path) -> int:
        command, *rest = arguments
        ended = subprocess.run(
            [sys.executable, "-m", "stegvis", str(command), "--root", self.root, *map(str, rest)],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(self.temporary), "TEMP": str(self.temporary)},
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
            umask=0 if os.name == "posix" else -1,
        )
        self.said += ended.stdout + ended.stderr
        return ended.returncode

    def written(self) -> str:
        """Everything in every file, their names, and what was said."""
        told = [self.said]
        for top in (self.root, self.temporary):
            for path in top.rglob("*"):
                told.append(str(path.relative_to(top)))
                if path.is_file() and path.suffix == ".parquet":
                    told.append(str(pq.read_table(path).to_pylist()))
                elif path.is_file():
                    told.append(path.read_bytes().decode("utf-8", errors="replace"))
        return "\n".join(told)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.mark.slow
def test_what_is_refused_is_in_nothing_that_is_written(
    house: House, worked_example: Sheets, write_workbook: WriteWorkbook, tmp_path: Path
) -> None:
    inbox = tmp_path / "inkorg"
    inbox.mkdir()
    sound = write_workbook(inbox / "hjo.xlsx", worked_example)
    assert house.stegvis("add", sound) == 0
    for number, planted in enumerate(PLANTED):
        sheets = {name: [list(row) for row in rows] for name, rows in worked_example.items()}
        sheets["leverans"][3][1] = "2024Q1"
        sheets["deltagare"][1][4] = planted
        sheets["deltagare"][2][0] = planted
        sheets["deltagare"][0].append(planted)
        sheets["deltagare"][3].append(planted)
        sheets["leverans"].append([planted, planted])
        sheets["leverans"][2][1] = planted
        sheets[planted] = [[planted], [planted]]
        name = f"{planted} {number}.xlsx" if number % 2 else f"leverans {number}.xlsx"
        write_workbook(inbox / name, sheets)
    sound.unlink()
    assert house.stegvis("check", inbox) == 1
    assert house.stegvis("add", inbox) == 1
    assert house.stegvis("add", tmp_path / "finns inte 811218-9876.xlsx") == 2
    assert f"{len(PLANTED)} leveranser lades inte in" in house.said
    write_notebook(house.root / "notebooks" / "kommun" / "01_visar.ipynb", SHOW_ALL_AND_FAIL)
    arguments = ("--project", "cresco-plus", "--municipality", "Hjo", "--jobs", "1")
    assert house.stegvis("run", *arguments) == 1
    written = house.written()
    assert "HJO-001" in written, "what was kept is seen, and so would the rest have been"
    assert list((house.root / "reports").rglob("visar.ipynb")), "the notebook that failed is kept"
    for planted in (*PLANTED, "9876", "Andersson", "Hassan", "eva.lund"):
        assert planted not in written


@pytest.mark.long  # everything is run; tests/test_owner_only.py tries the rights without kernels
@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Windows files have the rights of their folder")
def test_what_is_written_is_its_owner_s_alone(house: House) -> None:
    assert house.stegvis("add", newest("1444"), newest("1473")) == 0
    notebooks = house.root / "notebooks" / "kommun"
    write_notebook(notebooks / "01_bra.ipynb", NOTHING_IS_OPEN)
    write_notebook(notebooks / "02_dalig.ipynb", "raise ValueError('nej')")
    arguments = ("--project", "cresco-plus", "--municipality", "1473", "--jobs", "1")
    assert house.stegvis("run", *arguments) == 1
    forgotten = ("--project", "cresco-plus", "--municipality", "1444", "--yes")
    assert house.stegvis("forget", *forgotten) == 0
    assert "bra: klar" in house.said
    assert "dalig: misslyckad" in house.said
    for folder in (house.root / "data" / "store", house.root / "reports"):
        created = [folder, *folder.rglob("*")]
        assert len(created) > 5
        assert {path.name for path in created if path.stat().st_mode & 0o077} == set()
    for place in ("store.json", ".lock", "kvitton", ".runs", "misslyckade"):
        assert list(house.root.rglob(place)), place
