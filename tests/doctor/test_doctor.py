"""Each fault that is planted is told of, with what to do; where there is none, all is well."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import ROOT
from filelock import FileLock
from stegvis.definitions import read_projects
from stegvis.delivery.check import examine as examine_delivery
from stegvis.delivery.journal import FILE as JOURNAL
from stegvis.delivery.store import Store
from stegvis.delivery.store_error import StoreError
from stegvis.disclosure.ledger import Ledger, write_ledger
from stegvis.doctor import disk, house, kept, made, program
from stegvis.doctor.check import Check, Level
from stegvis.doctor.examine import Place, examine
from stegvis.root import Root
from upath import UPath

NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)
DELIVERED = ROOT / "data" / "example" / "cresco-plus" / "cresco-plus_1444_2025Q2.xlsx"


@pytest.fixture(scope="module")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor")
    shutil.copytree(ROOT / "data" / "projects", folder / "data" / "projects")
    shutil.copytree(ROOT / "notebooks" / "kommun", folder / "notebooks" / "kommun")
    shutil.copytree(ROOT / "notebooks" / "extern", folder / "notebooks" / "extern")
    delivery = examine_delivery(DELIVERED, read_projects(folder / "data" / "projects")).delivery
    assert delivery is not None
    store = folder / "data" / "store"
    Store(store, clock=lambda: datetime(2025, 7, 10, tzinfo=UTC)).add(delivery)
    store.chmod(0o700)
    return folder


@pytest.fixture
def place(_kept: Path, tmp_path: Path) -> Place:
    """A root with one delivery, and nothing made of it."""
    root = Root(Path(shutil.copytree(_kept, tmp_path / "root")))
    return Place(root, root.store, root.reports)


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Callable[[Place], list[Check]]:
    """Look at it all but the kernel, which takes seconds to start."""
    monkeypatch.setattr(program, "kernel", lambda: Check(program.KERNEL, Level.OK, ""))
    return lambda place: list(examine(place, NOW))


def _delivery(place: Place) -> Path:
    return next(place.store.glob("*/*/*/*"))


def test_where_nothing_is_wrong_nothing_is(place: Place, look) -> None:
    checks = {one.what: one for one in look(place)}
    assert {one.what for one in checks.values() if one.level is not Level.OK} == {made.STALE}
    assert checks[kept.DELIVERIES].said.startswith("1\N{NO-BREAK SPACE}leverans med ")
    assert checks[made.STALE].said.endswith("görs om: inte gjord förut.")


def test_it_writes_nothing(place: Place, look) -> None:
    def files() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in place.root.folder.rglob("*")}

    before = files()
    look(place)
    changed = {path for path, time in files().items() if before.get(path) != time}
    assert {Path(path).name for path in changed} <= {".lock", "store", "data"}


def _change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _say_more(path: Path, **more: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **more}), encoding="utf-8")


STORE_FAULTS: list[tuple[str, Callable[[Place], object], str, str]] = [
    (
        "a bit of a table has changed",
        lambda place: _change(_delivery(place) / "cards.parquet"),
        "cards.parquet har ändrats eller skadats",
        "säkerhetskopia",
    ),
    (
        "a table is gone",
        lambda place: (_delivery(place) / "cards.parquet").unlink(),
        "cards.parquet saknas",
        "säkerhetskopia",
    ),
    (
        "a file has come to it",
        lambda place: (_delivery(place) / "Kopia av cards.parquet").write_bytes(b""),
        "Kopia av cards.parquet hör inte dit",
        "säkerhetskopia",
    ),
    (
        "it does not say what it is",
        lambda place: (_delivery(place) / "delivery.json").write_text("{"),
        "delivery.json saknas eller är skadad",
        "säkerhetskopia",
    ),
    (
        "a newer version has been here",
        lambda place: _say_more(_delivery(place) / "delivery.json", version=99),
        "nyare version",
        "Gör som det står",
    ),
    (
        "the store's own file is damaged",
        lambda place: (place.store / "store.json").write_text("{"),
        "store.json är skadad",
        "Gör som det står",
    ),
    (
        "who is forgotten cannot be read",
        lambda place: (place.store / "forgotten.json").write_text("{"),
        "forgotten.json går inte att läsa",
        "Gör som det står",
    ),
]


@pytest.mark.parametrize(
    ("plant", "said", "todo"),
    [fault[1:] for fault in STORE_FAULTS],
    ids=[fault[0] for fault in STORE_FAULTS],
)
def test_what_is_wrong_with_a_delivery_is_said(
    place: Place, look, plant: Callable[[Place], object], said: str, todo: str
) -> None:
    plant(place)
    (check,) = (one for one in look(place) if one.what == kept.DELIVERIES)
    assert check.level is Level.WRONG
    assert said in check.said
    assert todo in check.todo


def _old(place: Place) -> None:
    _say_more(place.store / "store.json", version=1)
    _say_more(_delivery(place) / "delivery.json", version=1, hashes={})


def _notebook(place: Place) -> None:
    path = next((place.root.notebooks / "kommun").glob("03_*.ipynb"))
    path.write_text("{", encoding="utf-8")


def _mode(place: Place) -> None:
    place.store.chmod(0o755)


def _published(place: Place) -> None:
    (place.reports / "cresco-plus" / "2025Q2" / "extern").mkdir(parents=True)


def _ledger(place: Place) -> None:
    path = place.root.ledger_of("cresco-plus", synthetic=True)
    write_ledger(path, Ledger(project="cresco-plus"))
    path.write_bytes(path.read_bytes()[:10])


def _failed(place: Place) -> None:
    folder = place.reports / "misslyckade" / "cresco-plus"
    folder.mkdir(parents=True)
    (folder / "mal.ipynb").write_text("{}", encoding="utf-8")


FAULTS: list[tuple[Callable[[Place], object], str, Level, str]] = [
    (_old, kept.DELIVERIES, Level.WARNING, "stegvis add"),
    (lambda p: (p.store / JOURNAL).write_text("{}"), kept.FORGETTING, Level.WRONG, "forget igen"),
    (lambda p: (p.store / ".tmp-1").write_text(""), kept.LEFT, Level.WARNING, "stegvis add"),
    (
        lambda p: _say_more(_delivery(p) / "delivery.json", added="2030-06-01T00:00:00Z"),
        kept.CLOCK,
        Level.WARNING,
        "Ställ klockan",
    ),
    (_notebook, house.NOTEBOOKS, Level.WRONG, "installera.md"),
    (
        lambda p: (p.root.projects / "cresco-plus.yaml").write_text("id: cresco-plus\n"),
        house.PROJECTS,
        Level.WRONG,
        "docs/projektfil.md",
    ),
    (
        lambda p: shutil.rmtree(p.root.projects),
        house.PROJECTS,
        Level.WRONG,
        "stegvis new-project",
    ),
    (_ledger, house.LEDGER, Level.WRONG, "data/ledger"),
    (_published, house.LEDGER, Level.WARNING, "ingen ny extern publikation"),
    (_failed, made.FAILED, Level.WARNING, "stegvis run"),
    (lambda p: (p.reports / ".byte").mkdir(parents=True), made.LOCK, Level.WARNING, "stegvis book"),
    (_mode, disk.OTHERS, Level.WARNING, "chmod -R go-rwx"),
]


@pytest.mark.parametrize(("plant", "what", "level", "todo"), FAULTS)
def test_what_is_wrong_elsewhere_is_said(
    place: Place, look, plant: Callable[[Place], object], what: str, level: Level, todo: str
) -> None:
    plant(place)
    found = [one for one in look(place) if one.what == what]
    assert level in {one.level for one in found}
    assert any(todo in one.todo for one in found)


LOOKS = [
    (disk, "writing", disk.WRITING),
    (disk, "others", disk.OTHERS),
    (disk, "space", disk.SPACE),
    (house, "notebooks", house.NOTEBOOKS),
    (kept, "kept", kept.DELIVERIES),
    (made, "lock", made.LOCK),
    (house, "ledgers", house.LEDGER),
    (made, "failed", made.FAILED),
    (made, "stale", made.STALE),
]


def test_what_may_not_be_read_is_a_row_and_hinders_no_other(
    place: Place, look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "data/x")

    for module, name, _ in LOOKS:
        monkeypatch.setattr(module, name, refused)
    found = {one.what: one for one in look(place) if one.level is Level.WRONG}
    assert list(found) == [what for _, _, what in LOOKS]
    assert {one.said for one in found.values()} == {"data/x går inte att läsa: Permission denied."}
    assert all("rättigheter" in one.todo for one in found.values())


@pytest.mark.parametrize("name", ["projects", "notebooks"])
def test_a_folder_that_may_not_be_looked_into_is_not_an_empty_one(
    place: Place, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    root, iterdir = place.root, Path.iterdir
    closed = root.projects if name == "projects" else root.notebooks / "kommun"

    def refused(folder: Path) -> Iterator[Path]:
        if folder == closed:
            raise PermissionError(13, "Permission denied", str(folder))
        return iterdir(folder)

    monkeypatch.setattr(Path, "iterdir", refused)
    check = (
        house.project_files(root, *house.read_all(root.projects))
        if name == "projects"
        else house.notebooks(root)
    )
    assert check.level is Level.WRONG
    assert "Permission denied" in check.said


def test_a_delivery_that_may_not_be_read_is_not_taken_for_none(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both where the folder may not be looked into and where the file may not be read."""
    closed, read_bytes, exists = _delivery(place), Path.read_bytes, Path.exists

    def refused(path: Path) -> bytes:
        if closed in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    monkeypatch.setattr(  # a search for a file in it finds nothing
        Path, "exists", lambda path: closed not in path.parents and exists(path)
    )
    with pytest.raises(StoreError, match=f"{closed.name} i underlaget går inte att läsa"):
        Store(place.store).deliveries("cresco-plus")
    (check,) = (one for one in kept.kept(Store(place.store), [], NOW) if one.what == "Leveranser")
    assert check.level is Level.WRONG
    assert closed.name in check.said


def test_of_a_store_at_an_address_it_is_said_whether_it_can_be_read(tmp_path: Path) -> None:
    store = Store(UPath(f"memory://doctor-{tmp_path.name}"))
    assert kept.elsewhere(store).said.startswith("Inget är inlagt på memory://")
    store.folder.mkdir(parents=True)
    about = store.folder / "store.json"
    for version, level in ((1, Level.OK), (99, Level.WRONG)):
        about.write_text(json.dumps({"version": version, "kind": "real"}), encoding="utf-8")
        assert kept.elsewhere(store).level is level


def test_who_is_at_work_is_told(place: Place) -> None:
    assert made.lock(place.store, place.reports).level is Level.OK
    with FileLock(place.store / ".lock"):
        check = made.lock(place.store, place.reports)
    assert check.level is Level.WARNING
    assert "I gång: ett annat kommando" in check.said


def test_a_folder_that_cannot_be_written_in_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(disk, "TemporaryFile", refused)
    check = disk.writing([tmp_path / "data" / "store"])
    assert check.level is Level.WRONG
    assert str(tmp_path) in check.said


@pytest.mark.parametrize(
    ("free", "level"), [(50, Level.WRONG), (500, Level.WARNING), (5000, Level.OK)]
)
def test_little_space_is_said_before_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free * 1_000_000))
    assert disk.space([tmp_path / "none" / "yet"]).level is level


def test_packages_are_compared_with_what_is_needed() -> None:
    needed = ("pandas<1", "no-such-package>=1", "pytest; extra == 'dev'", "rich>=1")
    said = program.packages(needed).said
    assert "pandas har version " in said
    assert "no-such-package saknas" in said
    assert "rich" not in said
    assert program.packages(needed[2:]).level is Level.OK


def test_a_face_that_is_missing_is_named(tmp_path: Path) -> None:
    assert program.typeface().level is Level.OK
    assert "Bold.ttf saknas" in program.typeface([tmp_path / "Bold.ttf"]).said


def test_an_empty_root_is_no_fault(tmp_path: Path, look) -> None:
    for name in ("data", "notebooks"):
        (tmp_path / name).mkdir()
    place = Place(Root(tmp_path), tmp_path / "data" / "store", tmp_path / "reports")
    checks = {one.what: one for one in look(place)}
    assert checks[kept.DELIVERIES].level is Level.OK
    wrong = {what for what, one in checks.items() if one.level is Level.WRONG}
    assert wrong == {house.PROJECTS, house.NOTEBOOKS, made.STALE}


@pytest.mark.slow
def test_a_kernel_is_started_and_asked() -> None:
    check = program.kernel()
    assert check.level is Level.OK
    assert "startar och svarar" in check.said
