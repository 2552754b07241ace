"""`stegvis check` of an inbox, and the answers that it writes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from stegvis.cli import app
from typer.testing import CliRunner, Result

Sheets = dict[str, list[list[object]]]
Write = Callable[[Path, Sheets], Path]
ROOT = Path(__file__).resolve().parents[2]
PERSON = "811218-9876"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data" / "projects", tmp_path / "data" / "projects")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data" / "inbox" / "mars").mkdir(parents=True)
    return tmp_path


def check(house: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", "--root", str(house), *arguments])


def test_an_inbox_tells_how_it_stands_and_is_answered(
    house: Path, worked_example: Sheets, write_workbook: Write
) -> None:
    inbox = house / "data" / "inbox"
    write_workbook(inbox / "mars" / "cresco-plus_1497_2023Q4.xlsx", worked_example)
    worked_example["leverans"][2][1] = "Skövde"
    worked_example["deltagare"][1][4] = PERSON
    write_workbook(inbox / f"{PERSON}.xlsx", worked_example)
    (inbox / "cresco-plus_1470_2023Q4.xlsx").write_bytes(b"ingen arbetsbok")
    worked_example["leverans"][1][1] = PERSON
    write_workbook(inbox / "utan.xlsx", worked_example)
    ended = check(house, "--json")
    assert ended.exit_code == 1
    document = json.loads(ended.stdout)
    [told] = document["states"]
    assert (told["project"], told["period"], told["due"]) == ("cresco-plus", "2023Q4", "2024-01-20")
    standings = {one["municipality"]: one["standing"] for one in told["municipalities"]}
    assert standings.pop("Hjo") == "accepted"
    assert [standings.pop("Skövde"), standings.pop("Vara")] == ["refused", "refused"]
    assert set(standings.values()) == {"missing"}
    answers = house / "data" / "answers"
    assert Path(told["index"]) == answers / "cresco-plus" / "2023Q4" / "index.html"
    assert "Hjo" in ended.stderr
    files = [path for path in answers.rglob("*") if path.is_file()]
    assert {"hjo.html", "skovde.xlsx", "vara.html"} <= {path.name for path in files}
    assert len([path for path in files if path.name.startswith("okand-")]) == 2
    assert PERSON not in ended.output
    assert not any(PERSON in str(path) or PERSON.encode() in path.read_bytes() for path in files)


def test_one_delivery_is_answered_where_it_is_asked_for(
    house: Path, worked_example: Sheets, write_workbook: Write, tmp_path: Path
) -> None:
    worked_example["deltagare"][1][7] = None
    path = write_workbook(tmp_path / "leverans.xlsx", worked_example)
    ended = check(house, str(path), "--answers", str(tmp_path / "svar"))
    assert ended.exit_code == 1
    assert "avslutsorsak" in ended.stdout
    written = {path.name for path in (tmp_path / "svar" / "cresco-plus" / "2023Q4").iterdir()}
    assert written == {"hjo.html", "hjo.xlsx"}
    assert not (house / "data" / "answers").exists()


def test_without_an_inbox_and_without_a_quarter_it_says_what_to_do(house: Path) -> None:
    shutil.rmtree(house / "data" / "inbox")
    assert check(house).exit_code == 2
    (house / "data" / "inbox").mkdir()
    wrong = check(house, "--period", "2023")
    assert wrong.exit_code == 2
    assert "Skriv det som 2023Q3." in wrong.stderr
