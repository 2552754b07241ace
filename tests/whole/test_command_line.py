"""What a person types, and what comes back: exit status, sentences, files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from whole.conftest import EXAMPLE, ROOT, make_root, newest, stegvis

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_root(tmp_path_factory.mktemp("root"))
    assert stegvis("add", "--root", folder, newest("1444")).returncode == 0
    return folder


def _store_bytes(root: Path) -> dict[str, bytes]:
    store = root / "data" / "store"
    files = (path for path in store.rglob("*") if path.is_file() and ".figures" not in path.parts)
    return {str(path): path.read_bytes() for path in files}


def test_help_names_the_commands() -> None:
    told = stegvis("--help")
    assert told.returncode == 0
    assert all(command in told.stdout for command in ("check", "add", "run", "example"))


def test_check_says_what_is_wrong_and_stores_nothing(tmp_path: Path) -> None:
    root = make_root(tmp_path / "root")
    bad = next((EXAMPLE / "planterade-fel").rglob("cresco-plus_*.xlsx"))
    checked = stegvis("check", "--root", root, bad, newest("1444"))
    assert checked.returncode == 1
    assert f"{bad.name}: avvisad" in checked.stdout
    assert f"{newest('1444').name}: godkänd" in checked.stdout
    assert re.search(r"^fel +\w+", checked.stdout, re.MULTILINE)
    assert not (root / "data" / "store").exists()


def test_a_refused_delivery_leaves_the_store_as_it_was(root: Path) -> None:
    before = _store_bytes(root)
    bad = next((EXAMPLE / "planterade-fel").rglob("cresco-plus_*.xlsx"))
    added = stegvis("add", "--root", root, bad)
    assert added.returncode == 1
    assert "lades inte in; det som fanns förut är kvar" in added.stderr
    assert _store_bytes(root) == before


def test_the_good_are_added_beside_the_bad(tmp_path: Path) -> None:
    root = make_root(tmp_path / "root")
    bad = next((EXAMPLE / "planterade-fel").rglob("cresco-plus_*.xlsx"))
    added = stegvis("add", "--root", root, bad, newest("1445"))
    assert added.returncode == 1
    assert f"{newest('1445').name}: inlagd" in added.stdout
    again = stegvis("add", "--root", root, newest("1445"))
    assert again.returncode == 0
    assert "fanns redan" in again.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("run", "--municipality", "Skövda"), 2, "Menade du Skövde"),
        (("run", "--project", "cresco"), 2, "Menade du cresco-plus"),
        (("run", "--section", "malen"), 2, "Menade du mal"),
        (("run", "--period", "2023Q5"), 2, "är ingen period"),
        (("run", "--audience", "alla"), 2, "Välj intern eller extern"),
        (("run", "--audience", "extern"), 1, "inga rapportböcker för extern"),
        (("run", "--jobs", "0"), 2, "jobs"),
        (("run", "--period", "2023Q1", "--municipality", "Hjo"), 1, "Inget att köra"),
        (("check", "finns-inte.xlsx"), 2, "Finns inte: finns-inte.xlsx"),
        (("add",), 2, "Ange LEVERANS"),
        (("nonsens",), 2, "nonsens"),
    ],
)
def test_wrong_arguments_end_with_a_sentence(
    root: Path, arguments: tuple[str, ...], status: int, sentence: str
) -> None:
    command, *rest = arguments
    extra = [] if command == "nonsens" else ["--root", root]
    told = stegvis(command, *extra, *rest)
    assert told.returncode == status
    assert sentence in told.stderr
    assert "Traceback" not in told.stderr
    assert not list((root / "reports").rglob("*.html"))


def test_a_folder_that_is_no_root_is_said(tmp_path: Path) -> None:
    for told in (
        stegvis("run", "--root", tmp_path),
        stegvis("run", cwd=tmp_path),
    ):
        assert told.returncode == 2
        assert "data" in told.stderr
        assert "notebooks" in told.stderr


def test_a_mistake_in_the_yaml_is_said_by_key(tmp_path: Path) -> None:
    root = make_root(tmp_path / "root")
    path = root / "data" / "projects" / "cresco-plus.yaml"
    path.write_text(path.read_text("utf-8").replace("target: 0.70", "target: 70"), "utf-8")
    told = stegvis("check", "--root", root, newest("1444"))
    assert told.returncode == 2
    assert "cresco-plus.yaml: goals.0.target: ska vara högst 1" in told.stderr


@pytest.mark.long  # tests/example tries both
def test_example_writes_deliveries_that_can_be_added(tmp_path: Path) -> None:
    folder = tmp_path / "exempel"
    assert stegvis("example", folder, "--root", ROOT).returncode == 0
    assert (folder / "facit.json").exists()
    again = stegvis("example", folder, "--root", ROOT)
    assert again.returncode == 2
    assert "finns redan" in again.stderr
    shutil.rmtree(folder)
