"""The ledger is whole or as it was, for its owner alone, and no other is taken for it."""

from __future__ import annotations

import errno
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from stegvis.disclosure.cell import Cell
from stegvis.disclosure.count import Contents, Count, Row, Sum
from stegvis.disclosure.day import Day, Kept, Told
from stegvis.disclosure.ledger import Ledger, Published, locked, read_ledger, write_ledger
from stegvis.disclosure.publication import Audit, Derived, DisclosureError, HeldBack
from stegvis.external_table import ExternalTable

STARTED = Count("caseload.started", "", "cumulative")
REST = Count("goal.rest", "", "arbete_studier/primar")
DAY = Day(
    quarter="2023Q1",
    until=date(2023, 3, 31),
    scopes={"Hjo": "individ"},
    told=(Told(ExternalTable(table="caseload", places="project"), (Row(STARTED, STARTED),)),),
    sums=(Sum(STARTED, (REST,), people=True),),
    lags=(),
    people=frozenset({REST}),
    grows=frozenset({STARTED}),
    cells=(Kept("Hjo", STARTED, 7, None), Kept("ALLA", STARTED, 7, True)),
)
HIDDEN = Cell("Hjo", "goal.rest", "", "arbete_studier/primar", DAY.until)
AUDIT = Audit(
    derived=(Derived((HIDDEN,), 2, 0, None, 1, 9, "small"),),
    held_back=(HeldBack(HIDDEN, 2, 3, date(2023, 6, 30)),),
    shown=1,
    method="Så få som möjligt.",
)
LEDGER = Ledger(
    project="cresco-plus",
    publications=(
        Published(
            period="2023Q1",
            until=date(2023, 3, 31),
            made=datetime(2023, 4, 12, 9, tzinfo=UTC),
            days=(DAY,),
            figures="project\n",
            audit=AUDIT,
        ),
    ),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger" / "cresco-plus.json"
    write_ledger(path, LEDGER)
    assert read_ledger(path, "cresco-plus") == LEDGER
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_nothing_published_is_an_empty_ledger(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "none.json", "cresco-plus").publications == ()


@pytest.mark.skipif(os.name != "posix", reason="rights are of another kind")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger" / "cresco-plus.json"
    write_ledger(path, LEDGER)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kept", [0, 1, 200, -2])
def test_a_torn_ledger_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "cresco-plus.json"
    write_ledger(path, LEDGER)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DisclosureError, match="säkerhetskopia"):
        read_ledger(path, "cresco-plus")


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cresco-plus.json"
    path.write_text(json.dumps({"version": 99, "other": []}), encoding="utf-8")
    with pytest.raises(DisclosureError, match="nyare version"):
        read_ledger(path, "cresco-plus")


def test_another_projects_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cresco-plus.json"
    write_ledger(path, LEDGER)
    with pytest.raises(DisclosureError, match="annat projekt"):
        read_ledger(path, "cresco-creare")


def test_a_damaged_ledger_repeats_nothing_of_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "cresco-plus.json"
    path.write_text('{"version": 1, "project": "cresco-plus", "secret": 4}', encoding="utf-8")
    with pytest.raises(DisclosureError) as caught:
        read_ledger(path, "cresco-plus")
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_full_disk_leaves_the_ledger_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cresco-plus.json"
    write_ledger(path, LEDGER)
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("stegvis.disclosure.ledger.os.fsync", full)
    with pytest.raises(DisclosureError, match="disken är full"):
        write_ledger(path, Ledger(project="cresco-plus"))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cresco-plus.json"
    monkeypatch.setattr("stegvis.disclosure.ledger.PATIENCE_SECONDS", 0.01)
    with (
        locked(path),
        pytest.raises(DisclosureError, match="används just nu av stegvis run"),
        locked(path),
    ):
        pass
    with locked(path):
        assert not path.exists()


def test_counts_of_contents_are_each_there_once() -> None:
    contents = Contents((Row(STARTED, STARTED),), (Sum(STARTED, (REST,)), Sum(STARTED, (REST,))))
    assert contents.counts == [STARTED, REST]
