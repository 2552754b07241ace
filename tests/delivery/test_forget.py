"""Who is forgotten is in nothing that is kept, whenever it is interrupted; and nobody else is."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from stegvis.delivery.check import Delivery, Examination
from stegvis.delivery.finding import Finding
from stegvis.delivery.forget import (
    ForgetError,
    Touched,
    Wanted,
    allow_again,
    find,
    finish_interrupted,
    forget,
)
from stegvis.delivery.kept import read_kept
from stegvis.delivery.store import Store
from stegvis.delivery.store_error import StoreError
from stegvis.delivery.writing import readers, reading, writing
from stegvis.one_at_a_time import BusyError
from stegvis.period import Period
from stegvis.project import Project
from stegvis.report.measured import slice_of

Sheets = dict[str, list[list[object]]]
FORGOTTEN = "HJO-003"
OTHERS = ["HJO-001", "HJO-002"]
DAY = date(2026, 11, 28)
Q4 = Period.parse("2023Q4")
QUARTERS = ("2023Q4", "2024Q1", "2024Q3")
REMARK = Finding("warning", "deltagare", 4, "avslutsdatum", "rule", "Kontrollera datumet.")
OF_THE_COVER = Finding("warning", "leverans", 3, "värde", "rule", "Kontrollera datumet.")


@pytest.fixture
def delivery(full_example: Sheets, examine_sheets: Callable[..., Examination]) -> Delivery:
    found = examine_sheets(full_example).delivery
    assert found is not None
    return found


@pytest.fixture
def store(tmp_path: Path, delivery: Delivery, cresco_plus: Project) -> Store:
    """Three quarters of Hjo, and one of Skövde where another has the same pseudonym."""
    seconds, morning = count(), datetime(2024, 1, 11, 8, tzinfo=UTC)
    store = Store(tmp_path / "store", clock=lambda: morning + timedelta(seconds=next(seconds)))
    for label in QUARTERS:
        quarter = Period.parse(label)
        one = replace(delivery, period=quarter, source_hash=f"{label}{'0' * 58}")
        store.add(one, [REMARK, OF_THE_COVER])
    skovde = next(one for one in cresco_plus.municipalities if one.name == "Skövde")
    store.add(replace(delivery, municipality=skovde))
    store.figures.mkdir()
    (store.figures / "abc.csv").write_text("measured with everybody")
    return store


@pytest.fixture
def wanted(cresco_plus: Project) -> Wanted:
    hjo = next(one for one in cresco_plus.municipalities if one.name == "Hjo")
    return Wanted(cresco_plus, hjo, FORGOTTEN)


def contents(folder: Path) -> dict[str, str]:
    """Everything that is kept, as text, by its path; what is under way is left out."""
    return {
        path.relative_to(folder).as_posix(): _as_text(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".lock") and ".tmp-" not in str(path)
    }


def _as_text(path: Path) -> str:
    if path.suffix != ".parquet":
        return path.read_text(encoding="utf-8")
    table = pq.read_table(path)
    return f"{table.schema.metadata} {table.to_pylist()}"


def people(store: Store, project: Project, place: str) -> list[str]:
    municipality = next(one for one in project.municipalities if one.name == place)
    records = store.records(project, Period.parse("2024Q3"), municipality)
    return sorted(set(records.participants["participant"]) | set(records.cards["participant"]))


def test_a_participant_is_in_nothing_that_is_kept(
    store: Store, wanted: Wanted, cresco_plus: Project
) -> None:
    before = store.deliveries("cresco-plus", "1497")
    untouched = contents(store.folder / "cresco-plus" / "1496")
    receipt = forget(store, wanted, DAY)
    hjo = contents(store.folder / "cresco-plus" / "1497")
    told = {path: text for path, text in contents(store.folder).items() if "/1496/" not in path}
    assert not [path for path, text in told.items() if FORGOTTEN in text or FORGOTTEN in path]
    for other in OTHERS:
        assert sum(other in text for text in hjo.values()) >= 2 * len(QUARTERS)
    assert contents(store.folder / "cresco-plus" / "1496") == untouched
    assert people(store, cresco_plus, "Hjo") == OTHERS
    assert people(store, cresco_plus, "Skövde") == [*OTHERS, FORGOTTEN]
    assert not store.figures.exists()
    # one participant, two cards and one follow-up in each of three deliveries
    assert (receipt.rewritten, receipt.removed, receipt.rows) == (3, 0, 12)
    after = store.deliveries("cresco-plus", "1497")
    assert [one.period for one in after] == [one.period for one in before]
    assert [one.added for one in after] == [one.added for one in before]
    assert not {one.hash for one in after} & {one.hash for one in before}
    for one in after:
        assert one.folder.name == one.hash[:12]
        for code, rows in one.counts.items():
            assert pq.read_table(one.folder / f"{code}.parquet").num_rows == rows
        assert one.findings == (replace(REMARK, row=None), OF_THE_COVER)
    changed = slice_of(after, cresco_plus)["1497"]
    assert not set(changed.items()) & set(slice_of(before, cresco_plus)["1497"].items())


def test_the_receipt_names_no_one(store: Store, wanted: Wanted) -> None:
    receipt = forget(store, wanted, DAY)
    (kept,) = (store.folder / "kvitton").iterdir()
    text = kept.read_text(encoding="utf-8")
    assert text.strip() == receipt.text()
    assert receipt.id in text
    assert "2026-11-28" in text
    assert "Rader som har tagits bort: 12" in text
    for secret in (FORGOTTEN, "Hjo", "1497", "003"):
        assert secret not in text.replace(receipt.id, "") + kept.name.replace(receipt.id, "")


def test_who_is_forgotten_does_not_come_back(
    store: Store, wanted: Wanted, delivery: Delivery, cresco_plus: Project
) -> None:
    forget(store, wanted, DAY)
    after = contents(store.folder)
    with pytest.raises(StoreError, match="nr 3 uppifrån i bladet deltagare") as refused:
        store.add(delivery)
    assert FORGOTTEN not in str(refused.value)
    assert contents(store.folder) == after
    tables = {
        code: table[table["participant"] != FORGOTTEN] if "participant" in table else table
        for code, table in delivery.tables.items()
    }
    store.add(replace(delivery, tables=tables, source_hash="1" * 64))
    allow_again(store, wanted)
    store.add(delivery)
    assert people(store, cresco_plus, "Hjo") == [*OTHERS, FORGOTTEN]
    with pytest.raises(ForgetError):
        allow_again(store, wanted)


def test_the_list_of_the_forgotten_cannot_be_read_without_its_key(
    store: Store, wanted: Wanted
) -> None:
    forget(store, wanted, DAY)
    first = (store.folder / "forgotten.json").read_text()
    shutil.rmtree(store.folder / "cresco-plus" / "1497")
    (store.folder / "forgotten.json").unlink()
    forget(store, replace(wanted, municipality=None), DAY)  # Skövde's person of that pseudonym
    second = (store.folder / "forgotten.json").read_text()
    assert FORGOTTEN not in first + second
    assert first.splitlines()[2] != second.splitlines()[2], "a key of each store's own"


def test_a_municipality_leaves_nothing(
    store: Store, wanted: Wanted, delivery: Delivery, cresco_plus: Project
) -> None:
    receipt = forget(store, replace(wanted, participant=None), DAY)
    assert (receipt.rewritten, receipt.removed) == (0, 3)
    assert not (store.folder / "cresco-plus" / "1497").exists()
    assert people(store, cresco_plus, "Skövde") == [*OTHERS, FORGOTTEN]
    assert "Hjo" in receipt.text()
    old = replace(delivery, period=Q4, source_hash=f"{QUARTERS[0]}{'0' * 58}")
    with pytest.raises(StoreError, match="har raderats"):
        store.add(old)
    assert not store.add(replace(delivery, source_hash="1" * 64)).already_there


def test_quarters_that_have_had_their_time(
    store: Store, wanted: Wanted, cresco_plus: Project
) -> None:
    early = Wanted(cresco_plus, until=Period.parse("2024H1"))
    assert forget(store, early, DAY).removed == 2
    assert [one.period.label for one in store.deliveries("cresco-plus")] == ["2024Q3", "2024Q3"]


@pytest.mark.parametrize("unknown", ["HJO-099", "hjo-003", ""])
def test_who_is_not_there_cannot_be_forgotten(store: Store, wanted: Wanted, unknown: str) -> None:
    before = contents(store.folder)
    with pytest.raises(ForgetError, match="Ingen leverans"):
        forget(store, replace(wanted, participant=unknown), DAY)
    assert contents(store.folder) == before
    assert store.figures.exists()


def test_one_pseudonym_in_two_municipalities(store: Store, wanted: Wanted) -> None:
    before = contents(store.folder)
    with pytest.raises(ForgetError, match="--municipality"):
        forget(store, replace(wanted, municipality=None), DAY)
    assert contents(store.folder) == before


def test_the_last_participant(store: Store, wanted: Wanted, cresco_plus: Project) -> None:
    for participant in (FORGOTTEN, *OTHERS):
        forget(store, replace(wanted, participant=participant), DAY)
    assert people(store, cresco_plus, "Hjo") == []
    newest = store.deliveries("cresco-plus", "1497")[-1]
    assert "participants" not in newest.counts
    assert not (newest.folder / "participants.parquet").exists()
    assert newest.counts["method"] == 2


class _KilledError(BaseException):
    """As when a process is killed: nothing that catches errors catches it."""


@pytest.fixture
def killed_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Kill what changes the disk, at the nth change."""

    def arrange(number: int) -> None:
        left = iter(range(number))

        def dying(change: Callable[..., object]) -> Callable[..., object]:
            def changed(*given: object, **named: object) -> object:
                if next(left, None) is None:
                    raise _KilledError
                return change(*given, **named)

            return changed

        monkeypatch.undo()
        for name in ("replace", "unlink", "mkdir", "rmdir"):
            monkeypatch.setattr(Path, name, dying(getattr(Path, name)))
        monkeypatch.setattr(shutil, "rmtree", dying(shutil.rmtree))

    return arrange


@pytest.mark.parametrize("participant", [FORGOTTEN, None])
def test_killed_anywhere_it_is_as_before_or_finished_next_time(
    participant: str | None,
    store: Store,
    wanted: Wanted,
    killed_at: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    wanted = replace(wanted, participant=participant)
    before = contents(store.folder)
    seen = {"before": 0, "finished": 0}
    for number in count():
        here = Store(Path(shutil.copytree(store.folder, tmp_path / f"store{number}")))
        killed_at(number)
        try:
            forget(here, wanted, DAY)
        except _KilledError:
            monkeypatch.undo()
        else:
            monkeypatch.undo()
            break
        if (here.folder / "kvitton").exists() and not (here.folder / ".radering.json").exists():
            assert finish_interrupted(here) is None, "what is done is done to the end"
            assert not find_left(here, wanted)
        elif not (here.folder / ".radering.json").exists():
            assert contents(here.folder) == before
            seen["before"] += 1
            assert finish_interrupted(here) is None
            assert len(find(here, wanted)) == len(QUARTERS)
        else:
            with pytest.raises(StoreError, match="pågår, eller avbröts"):
                here.deliveries("cresco-plus")
            journal = (here.folder / ".radering.json").read_text()
            assert FORGOTTEN not in journal
            receipt = finish_interrupted(here)
            assert receipt is not None
            seen["finished"] += 1
            assert not find_left(here, wanted)
            (kept,) = (here.folder / "kvitton").iterdir()
            assert receipt.id in kept.name
        assert not list(here.folder.rglob(".tmp-*"))
        assert all(read_kept(path.parent) for path in here.folder.rglob("delivery.json"))
    assert seen["before"] > 2
    assert seen["finished"] > 5


def find_left(store: Store, wanted: Wanted) -> list[Touched]:
    try:
        return find(store, wanted)
    except ForgetError:
        return []


def test_adding_finishes_what_was_interrupted(
    store: Store,
    wanted: Wanted,
    delivery: Delivery,
    monkeypatch: pytest.MonkeyPatch,
    projects: Mapping[str, Project],
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("stegvis.delivery.forget.finish", full)
    with pytest.raises(StoreError, match="blev inte klar: disken är full"):
        forget(store, wanted, DAY)
    monkeypatch.undo()
    with pytest.raises(StoreError, match="har raderats"):
        store.add(delivery)
    assert people(store, projects["cresco-plus"], "Hjo") == OTHERS


def test_nobody_is_forgotten_while_a_command_reads(store: Store, wanted: Wanted) -> None:
    before = contents(store.folder)
    with reading(store.folder, "book"), reading(store.folder, "run"):
        assert sorted(one.command for one in readers(store.folder)) == ["book", "run"]
        with pytest.raises(StoreError, match=r"läses just nu av stegvis (book|run), sedan"):
            forget(store, wanted, DAY)
    assert contents(store.folder) == before
    forget(store, wanted, DAY)
    assert not list(store.folder.glob(".laser-*"))


def test_deliveries_are_added_while_a_command_reads(store: Store, delivery: Delivery) -> None:
    with reading(store.folder, "run"):
        added = store.add(replace(delivery, source_hash="f" * 64))
        assert not added.already_there
        assert [one.command for one in readers(store.folder)] == ["run"]


def test_no_command_begins_to_read_while_somebody_is_forgotten(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stegvis.delivery.writing.PATIENCE_SECONDS", 0)
    with (
        writing(store.folder, store.figures, "forget", unread=True),
        pytest.raises(BusyError, match="Underlaget används just nu av stegvis forget, sedan"),
        reading(store.folder, "run"),
    ):
        raise AssertionError
    assert readers(store.folder) == []


def test_a_reader_who_died_is_no_reader(store: Store, wanted: Wanted) -> None:
    (store.folder / ".laser-dead.lock").touch()
    (store.folder / ".laser-dead.lock.json").write_text("{}", encoding="utf-8")
    assert readers(store.folder) == []
    forget(store, wanted, DAY)
    assert not list(store.folder.glob(".laser-*"))


def test_a_store_that_can_only_be_read_is_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("stegvis.delivery.writing.holding", refuse)
    with reading(store.folder, "run"):
        assert len(store.deliveries("cresco-plus")) == 4
