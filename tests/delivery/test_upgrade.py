"""An older store is read as it is, and upgraded with a backup; 0.1 wrote ``version-1/``."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import ROOT
from stegvis.delivery import upgrade as upgrading
from stegvis.delivery.check import examine
from stegvis.delivery.forget import Wanted, forget
from stegvis.delivery.forgotten import FILE as FORGOTTEN
from stegvis.delivery.forgotten import read_forgotten
from stegvis.delivery.kept import VERSION
from stegvis.delivery.store import Store
from stegvis.delivery.store_error import StoreError
from stegvis.delivery.upgrade import STEPS, backup_path, upgrade
from stegvis.period import Period
from stegvis.project import Project
from stegvis.report.measured import slice_of

OLD = Path(__file__).parent / "version-1"
DELIVERED = [
    ROOT / "data" / "example" / "cresco-plus" / f"cresco-plus_1444_{quarter}.xlsx"
    for quarter in ("2025Q1", "2025Q2")
]
Q2 = Period.parse("2025Q2")


@pytest.fixture
def old(tmp_path: Path) -> Store:
    return Store(Path(shutil.copytree(OLD, tmp_path / "store")))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def _tables(store: Store, project: Project) -> dict[str, str]:
    records = store.records(project, Q2)
    return {name: getattr(records, name).to_csv() for name in ("participants", "cards", "method")}


def test_an_old_store_is_read_as_it_is(
    old: Store, cresco_plus: Project, projects: Mapping[str, Project], tmp_path: Path
) -> None:
    again = Store(tmp_path / "again")
    for path in DELIVERED:
        delivery = examine(path, projects).delivery
        assert delivery is not None
        again.add(delivery)
    before = _files(old.folder)
    assert _tables(old, cresco_plus) == _tables(again, cresco_plus)
    assert _files(old.folder) == before


def test_an_upgrade_changes_no_row_and_no_report(old: Store, cresco_plus: Project) -> None:
    tables, kept = _tables(old, cresco_plus), slice_of(old.deliveries(cresco_plus.id), cresco_plus)
    assert upgrade(old) is not None
    assert old.version == VERSION
    assert _tables(old, cresco_plus) == tables
    assert slice_of(old.deliveries(cresco_plus.id), cresco_plus) == kept
    for one in old.deliveries(cresco_plus.id):
        assert set(one.hashes) == set(one.counts)
        for sheet, hashed in one.hashes.items():
            assert hashed == sha256((one.folder / f"{sheet}.parquet").read_bytes()).hexdigest()
    before = _files(old.folder)
    assert upgrade(old) is None
    assert _files(old.folder) == before


def test_what_was_is_given_back_by_the_backup(old: Store) -> None:
    before = _files(old.folder)
    backup = upgrade(old)
    assert backup == backup_path(old.folder, 1)
    with zipfile.ZipFile(backup) as package:
        assert all(name.endswith(".json") for name in package.namelist())
        package.extractall(old.folder)
    backup.unlink()
    assert _files(old.folder) == before


@pytest.fixture
def die_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the process die at the n-th time that a file is about to be put in its place."""

    def arm(moment: int) -> None:
        left = iter(range(moment, -1, -1))
        replace = Path.replace

        def dying(path: Path, target: Path) -> Path:
            if next(left, -1) == 0:
                raise SystemExit
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", dying)

    return arm


@pytest.mark.parametrize("moment", range(4), ids=["backup", "first", "second", "store"])
def test_killed_at_any_moment_it_is_read_and_upgraded_again(
    old: Store,
    cresco_plus: Project,
    die_at: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    moment: int,
) -> None:
    before, tables = _files(old.folder), _tables(old, cresco_plus)
    die_at(moment)
    with pytest.raises(SystemExit):
        upgrade(old)
    monkeypatch.undo()
    assert _tables(old, cresco_plus) == tables
    assert upgrade(old) is not None
    assert _tables(old, cresco_plus) == tables
    assert old.version == VERSION
    assert not list(old.folder.rglob(".tmp-*"))
    with zipfile.ZipFile(backup_path(old.folder, 1)) as package:
        kept = {name: package.read(name) for name in package.namelist()}
    assert kept == {name: content for name, content in before.items() if name.endswith(".json")}


@pytest.mark.parametrize("left", ["unpacked", "cut short"])
def test_what_an_older_program_added_afterwards_is_in_the_next_backup(
    old: Store, left: str
) -> None:
    one, other = (one.folder for one in old.deliveries("cresco-plus"))
    aside = old.folder.parent / "aside"
    other.rename(aside)
    backup = upgrade(old)
    assert backup is not None
    if left == "unpacked":
        with zipfile.ZipFile(backup) as package:
            package.extractall(old.folder)
    else:
        backup.write_bytes(backup.read_bytes()[:40])
        (old.folder / "store.json").write_bytes((OLD / "store.json").read_bytes())
    aside.rename(other)
    before = {name: said for name, said in _files(old.folder).items() if name.endswith(".json")}
    assert upgrade(old) == backup
    with zipfile.ZipFile(backup) as package:
        assert {name: package.read(name) for name in package.namelist()} == before
    assert one.is_dir()


def test_a_delivery_that_has_lost_a_table_hinders_no_upgrade(old: Store) -> None:
    lost = min(old.folder.rglob("cards.parquet"))
    lost.unlink()
    assert upgrade(old) is not None
    hashes = [bool(one.hashes) for one in old.deliveries("cresco-plus")]
    assert hashes == [False, True]


def test_a_full_disk_leaves_the_old_store(
    old: Store, monkeypatch: pytest.MonkeyPatch, cresco_plus: Project
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = _files(old.folder)
    monkeypatch.setattr(upgrading, "replace_text", full)
    with pytest.raises(StoreError, match="Underlaget kunde inte uppgraderas: disken är full"):
        upgrade(old)
    left = _files(old.folder)
    left.pop(backup_path(old.folder, 1).name)
    assert left == before


def test_a_forgetting_removes_the_backup(old: Store, cresco_plus: Project) -> None:
    backup = upgrade(old)
    assert backup is not None
    who = str(old.records(cresco_plus, Q2).participants["participant"][0])
    forget(old, Wanted(cresco_plus, participant=who), date(2026, 1, 1))
    assert not backup.exists()


@pytest.mark.parametrize("name", ["store.json", "delivery.json", "forgotten.json"])
def test_what_a_newer_version_has_written_is_refused(
    old: Store, cresco_plus: Project, name: str
) -> None:
    upgrade(old)
    path = old.folder / name
    if name == "delivery.json":
        path = next(old.folder.rglob(name))
    said = json.loads(path.read_bytes()) if path.exists() else {}
    path.write_text(json.dumps({**said, "version": VERSION + 1}), encoding="utf-8")
    with pytest.raises(StoreError, match="nyare version av stegvis"):
        read_forgotten(old.folder) if name == FORGOTTEN else old.records(cresco_plus, Q2)


def test_there_is_a_step_from_every_version() -> None:
    assert set(STEPS) == set(range(1, VERSION))
