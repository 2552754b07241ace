"""The store keeps deliveries whole, once, and apart; and knows which one a report uses."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pytest
from filelock import FileLock
from stegvis.delivery import durable
from stegvis.delivery.check import Delivery, Examination
from stegvis.delivery.finding import Finding
from stegvis.delivery.kept import VERSION
from stegvis.delivery.store import Store
from stegvis.delivery.store_error import StoreError
from stegvis.delivery.tables import sheets as declare
from stegvis.period import Period
from stegvis.project import Project

Sheets = dict[str, list[list[object]]]
Examine = Callable[..., Examination]
Deliver = Callable[..., Delivery]

Q3, Q4 = Period.parse("2023Q3"), Period.parse("2023Q4")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    seconds = count()
    morning = datetime(2024, 1, 11, 8, tzinfo=UTC)
    return Store(tmp_path / "store", clock=lambda: morning + timedelta(seconds=next(seconds)))


@pytest.fixture
def example(worked_example: Sheets, examine_sheets: Examine) -> Delivery:
    delivery = examine_sheets(worked_example).delivery
    assert delivery is not None
    return delivery


@pytest.fixture
def deliver(example: Delivery, cresco_plus: Project) -> Deliver:
    """Make a delivery of a quarter and municipality; its only sheets are those given."""

    def make(
        period: str, scope: str = "individ", place: str = "Hjo", **tables: pd.DataFrame
    ) -> Delivery:
        municipality = next(one for one in cresco_plus.municipalities if one.name == place)
        empty = {code: sheet.empty() for code, sheet in declare(cresco_plus).items()}
        parts = [period, scope, place, *(table.to_csv() for table in tables.values())]
        quarter = Period.parse(period)
        return replace(
            example,
            municipality=municipality,
            period=quarter,
            submitted=quarter.end + timedelta(days=10),
            scope=scope,
            tables={**empty, **tables},
            source_hash=sha256("|".join(parts).encode()).hexdigest(),
        )

    return make


@pytest.fixture
def started(cresco_plus: Project) -> Callable[[int], pd.DataFrame]:
    def table(number: int) -> pd.DataFrame:
        dtypes = declare(cresco_plus)["counts"].empty().dtypes
        return pd.DataFrame({"measure": ["startade"], "value": [number]}).astype(dtypes)

    return table


@pytest.fixture
def method(cresco_plus: Project) -> Callable[[int], pd.DataFrame]:
    def table(level: int) -> pd.DataFrame:
        dtypes = declare(cresco_plus)["method"].empty().dtypes
        return pd.DataFrame({"component": ["progressionskort"], "level": [level]}).astype(dtypes)

    return table


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".lock")
    }


def test_what_was_kept_comes_back(store: Store, example: Delivery, cresco_plus: Project) -> None:
    added = store.add(example)
    assert added.folder.relative_to(store.folder).as_posix() == (
        f"cresco-plus/1497/2023Q4/{example.source_hash[:12]}"
    )
    records = store.records(cresco_plus, Q3)
    for code, kept in (("participants", records.participants), ("cards", records.cards)):
        assert (kept["municipality"] == "Hjo").all()
        pd.testing.assert_frame_equal(
            kept.drop(columns="municipality"), example.tables[code], check_column_type=False
        )
    assert records.deliveries.to_dict("records") == [
        {
            "municipality": "Hjo",
            "period": "2023Q4",
            "submitted": pd.Timestamp("2024-01-10"),
            "scope": "individ",
            "warnings": 0,
            "hash": example.source_hash,
        }
    ]
    assert not records.synthetic


def test_empty_frames_have_their_columns(store: Store, cresco_plus: Project) -> None:
    records = store.records(cresco_plus, Q3)
    for code, sheet in declare(cresco_plus).items():
        frame = getattr(records, code)
        assert frame.empty
        expected = {"municipality": "str", **sheet.empty().dtypes.astype(str)}
        dtypes = frame.dtypes.astype(str).to_dict()
        dtypes.pop("period", None)
        assert dtypes == expected
    assert store.newest_period(cresco_plus) is None
    assert not store.folder.exists()


def test_description_says_what_was_added(store: Store, example: Delivery) -> None:
    warning = Finding("warning", "metod", 1, "x", "unknown-column", "Kolumnen är okänd.")
    folder = store.add(example, [warning]).folder
    content = json.loads((folder / "delivery.json").read_text(encoding="utf-8"))
    assert content["version"] == VERSION
    assert content["source_hash"] == example.source_hash
    assert content["counts"] == {"participants": 3, "cards": 7}
    assert content["added"] == "2024-01-11T08:00:00Z"
    assert content["synthetic"] is False
    (kept,) = store.deliveries("cresco-plus")
    assert kept.findings == (warning,)
    assert kept.added == datetime(2024, 1, 11, 8, tzinfo=UTC)


def test_same_source_twice_is_one_delivery(store: Store, example: Delivery) -> None:
    first = store.add(example)
    before = snapshot(store.folder)
    second = store.add(example)
    assert (first.already_there, second.already_there) == (False, True)
    assert snapshot(store.folder) == before


def test_same_delivery_gives_the_same_bytes(tmp_path: Path, example: Delivery) -> None:
    noon = datetime(2024, 1, 11, 12, tzinfo=UTC)
    stores = [Store(tmp_path / name, clock=lambda: noon) for name in ("one", "two")]
    for store in stores:
        store.add(example)
    assert snapshot(stores[0].folder) == snapshot(stores[1].folder)


@pytest.mark.parametrize("first_is_synthetic", [True, False])
def test_kinds_never_meet(store: Store, deliver: Deliver, first_is_synthetic: bool) -> None:
    store.add(replace(deliver("2023Q3"), synthetic=first_is_synthetic))
    before = snapshot(store.folder)
    with pytest.raises(StoreError, match="exempeldata"):
        store.add(replace(deliver("2023Q4"), synthetic=not first_is_synthetic))
    assert snapshot(store.folder) == before
    assert store.is_synthetic is first_is_synthetic


def test_newer_store_is_refused(store: Store, example: Delivery, cresco_plus: Project) -> None:
    store.add(example)
    kind = json.dumps({"version": VERSION + 1, "kind": "real"})
    (store.folder / "store.json").write_text(kind, encoding="utf-8")
    for use in (
        lambda: store.add(example),
        lambda: store.records(cresco_plus, Q3),
        lambda: store.is_synthetic,
    ):
        with pytest.raises(StoreError, match="nyare version"):
            use()


def test_broken_store_file_is_refused(store: Store, example: Delivery) -> None:
    store.add(example)
    (store.folder / "store.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="skadad"):
        store.add(example)


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"version": 1, "period": "x"}'])
def test_folder_without_a_sound_description_is_no_delivery(
    store: Store, example: Delivery, content: str | None
) -> None:
    description = store.add(example).folder / "delivery.json"
    before = snapshot(store.folder)
    description.unlink()
    if content is not None:
        description.write_text(content, encoding="utf-8")
    assert store.deliveries("cresco-plus") == []
    assert not store.add(example).already_there
    after = snapshot(store.folder)
    assert after.keys() == before.keys()
    assert len(store.deliveries("cresco-plus")) == 1


def test_lost_table_is_a_sentence(store: Store, example: Delivery, cresco_plus: Project) -> None:
    (store.add(example).folder / "cards.parquet").write_bytes(b"PAR1")
    with pytest.raises(StoreError, match="säkerhetskopia"):
        store.records(cresco_plus, Q3)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disken är full"),
        (PermissionError(errno.EACCES, "Permission denied"), "skrivskyddad"),
    ],
)
@pytest.mark.parametrize("failing", ["write_table", "write_text", "write_about", "replace"])
def test_failing_disk_leaves_what_was(
    store: Store,
    deliver: Deliver,
    started: Callable[[int], pd.DataFrame],
    monkeypatch: pytest.MonkeyPatch,
    failing: str,
    error: OSError,
    sentence: str,
) -> None:
    delivery = deliver("2023Q3", "antal", counts=started(7))

    def fail(*args: object, **kwargs: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        if failing == "replace":
            patch.setattr(Path, "replace", fail)
        else:
            patch.setattr(f"stegvis.delivery.store.{failing}", fail)
        with pytest.raises(StoreError, match=sentence):
            store.add(delivery)
    assert snapshot(store.folder) == {}
    assert not store.add(delivery).already_there
    assert len(store.deliveries("cresco-plus")) == 1


def test_half_written_table_is_not_kept(
    store: Store, example: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_the_disk(path: Path, table: pd.DataFrame) -> None:
        path.write_bytes(b"PAR1 and then")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("stegvis.delivery.store.write_table", fill_the_disk)
        with pytest.raises(StoreError, match="disken är full"):
            store.add(example)
    assert snapshot(store.folder) == {}


def test_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, example: Delivery) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="går inte att skriva"):
        Store(tmp_path / "file" / "store").add(example)


def test_reading_writes_nothing(store: Store, example: Delivery, cresco_plus: Project) -> None:
    store.add(example)
    (store.folder / ".lock").unlink()
    paths = [store.folder, *store.folder.rglob("*")]
    before = [(path, path.stat().st_mtime_ns) for path in paths]
    store.records(cresco_plus, Q3)
    store.newest_period(cresco_plus)
    paths = [store.folder, *store.folder.rglob("*")]
    assert [(path, path.stat().st_mtime_ns) for path in paths] == before


_ADD = """
    import sys
    from pathlib import Path
    from stegvis.delivery import store as store_module
    from stegvis.delivery.check import examine
    from stegvis.delivery.store import Store
    from stegvis.definitions import read_projects

    source, projects, folder, how = sys.argv[1:]
    delivery = examine(Path(source), read_projects(Path(projects))).delivery
    if how == "hang":
        def hang(folder):
            print("written", flush=True)
            sys.stdin.read()
        store_module.sync_folder = hang
    print("ready", flush=True)
    if how == "together":
        sys.stdin.readline()
    print(Store(Path(folder)).add(delivery).already_there, flush=True)
"""


@pytest.fixture
def start_adding(
    tmp_path: Path, worked_example: Sheets, write_workbook: Callable[[Path, Sheets], Path]
) -> Iterator[Callable[[Path, str], subprocess.Popen[str]]]:
    source = write_workbook(tmp_path / "leverans.xlsx", worked_example)
    projects = Path(__file__).resolve().parents[2] / "data" / "projects"
    running: list[subprocess.Popen[str]] = []

    def start(folder: Path, how: str) -> subprocess.Popen[str]:
        arguments = [str(source), str(projects), str(folder), how]
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", textwrap.dedent(_ADD), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_killed_process_leaves_nothing_that_is_read(
    store: Store, example: Delivery, start_adding: Callable[[Path, str], subprocess.Popen[str]]
) -> None:
    process = start_adding(store.folder, "hang")
    assert [line(process), line(process)] == ["ready", "written"]
    process.kill()
    process.wait()
    assert list(store.folder.rglob(".tmp-*/delivery.json"))
    assert store.deliveries("cresco-plus") == []
    assert not store.add(example).already_there
    assert len(store.deliveries("cresco-plus")) == 1
    assert not list(store.folder.rglob(".tmp-*"))


def test_two_processes_at_once_make_one_delivery(
    store: Store, start_adding: Callable[[Path, str], subprocess.Popen[str]]
) -> None:
    processes = [start_adding(store.folder, "together") for _ in range(2)]
    assert [line(process) for process in processes] == ["ready", "ready"]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert sorted(line(process) for process in processes) == ["False", "True"]
    assert len(store.deliveries("cresco-plus")) == 1


def test_many_threads_keep_every_delivery(store: Store, deliver: Deliver) -> None:
    deliveries = [deliver(f"2024Q{quarter}") for quarter in (1, 2, 3, 4)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(store.add, deliveries))
    kept = store.deliveries("cresco-plus")
    assert [one.period.label for one in kept] == ["2024Q1", "2024Q2", "2024Q3", "2024Q4"]


def test_waiting_in_vain_is_a_sentence(
    store: Store, example: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stegvis.delivery.writing.PATIENCE_SECONDS", 0.1)
    store.folder.mkdir()
    with FileLock(store.folder / ".lock"), pytest.raises(StoreError, match="Försök igen"):
        store.add(example)
    assert not store.add(example).already_there


def test_newest_period_is_any_municipality_s(
    store: Store, deliver: Deliver, cresco_plus: Project
) -> None:
    store.add(deliver("2024Q1", place="Skara"))
    store.add(deliver("2023Q4", place="Hjo"))
    newest = store.newest_period(cresco_plus)
    assert newest is not None
    assert newest.label == "2024Q1"


def in_use(store: Store, project: Project, period: str, **how: Period) -> list[str]:
    return list(store.records(project, Period.parse(period), **how).deliveries["period"])


def test_newest_snapshot_of_individuals_serves_every_period(
    store: Store, deliver: Deliver, cresco_plus: Project
) -> None:
    for period in ("2023Q4", "2024Q2"):
        store.add(deliver(period))
    for report in ("2023Q2", "2023Q4", "2024Q1", "2024", "2025Q1"):
        assert in_use(store, cresco_plus, report) == ["2024Q2"]


def test_counts_serve_their_own_period_and_later(
    store: Store,
    deliver: Deliver,
    started: Callable[[int], pd.DataFrame],
    cresco_plus: Project,
) -> None:
    for period, number in (("2023Q4", 4), ("2024Q2", 9)):
        store.add(deliver(period, "antal", counts=started(number)))
    values = {
        report: list(store.records(cresco_plus, Period.parse(report)).counts["value"])
        for report in ("2023Q3", "2023", "2024Q1", "2024H1", "2025Q1")
    }
    assert values == {"2023Q3": [], "2023": [4], "2024Q1": [4], "2024H1": [9], "2025Q1": [9]}
    assert in_use(store, cresco_plus, "2023Q3") == []


def test_correction_of_the_same_quarter_wins(
    store: Store, deliver: Deliver, cresco_plus: Project, method: Callable[[int], pd.DataFrame]
) -> None:
    late = replace(deliver("2023Q4", method=method(2)), submitted=date(2024, 2, 1))
    store.add(late)
    store.add(deliver("2023Q4", method=method(1)))  # added later, handed in earlier
    store.add(replace(deliver("2023Q3", method=method(0)), submitted=date(2024, 3, 1)))
    records = store.records(cresco_plus, Q4)
    assert list(records.deliveries["hash"]) == [late.source_hash]
    assert list(records.method["level"]) == [2]


def test_as_known_at_an_earlier_quarter(
    store: Store, deliver: Deliver, cresco_plus: Project
) -> None:
    for period in ("2023Q3", "2023Q4", "2024Q2"):
        store.add(deliver(period))
    assert in_use(store, cresco_plus, "2023Q3", as_known=Q4) == ["2023Q4"]
    assert in_use(store, cresco_plus, "2023Q3", as_known=Period.parse("2023")) == ["2023Q4"]
    assert in_use(store, cresco_plus, "2023Q3", as_known=Period.parse("2023Q2")) == []


def test_several_moments_are_what_each_is_alone_and_the_same_deliveries_are_one(
    store: Store, deliver: Deliver, cresco_plus: Project
) -> None:
    for period in ("2023Q3", "2023Q4"):
        store.add(deliver(period))
    moments = [(Q4, None), (Q4, Q4), (Q4, Period.parse("2023Q3")), (Period.parse("2023Q3"), None)]
    now, same, then, before = store.records_at(cresco_plus, moments)
    assert same is now
    assert list(then.deliveries["period"]) == ["2023Q3"]
    for found, (period, as_known) in zip(
        (now, then, before), moments[:1] + moments[2:], strict=True
    ):
        alone = store.records(cresco_plus, period, as_known=as_known)
        pd.testing.assert_frame_equal(found.deliveries, alone.deliveries)
        pd.testing.assert_frame_equal(found.participants, alone.participants)
        pd.testing.assert_frame_equal(found.method, alone.method)


def test_quarterly_sheets_come_from_the_newest_quarter_that_has_them(
    store: Store, deliver: Deliver, cresco_plus: Project, method: Callable[[int], pd.DataFrame]
) -> None:
    store.add(deliver("2023Q3", method=method(1)))
    store.add(deliver("2023Q4", method=method(2)))
    store.add(deliver("2024Q1"))

    def level(report: str) -> list[tuple[str, int]]:
        frame = store.records(cresco_plus, Period.parse(report)).method
        return list(zip(frame["period"], frame["level"], strict=True))

    assert level("2023Q2") == []
    assert level("2023Q3") == [("2023Q3", 1)]
    assert level("2024Q1") == [("2023Q4", 2)]


def test_only_the_folders_in_use_are_opened(
    store: Store,
    deliver: Deliver,
    cresco_plus: Project,
    started: Callable[[int], pd.DataFrame],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for period in ("2023Q3", "2023Q4"):
        for place in ("Hjo", "Skara"):
            store.add(deliver(period, "antal", place, counts=started(3)))
    opened: list[Path] = []
    read = pd.read_parquet

    def watch(file: BinaryIO, **options: object) -> pd.DataFrame:
        opened.append(Path(file.name).relative_to(store.folder))
        return read(file, **options)

    monkeypatch.setattr(pd, "read_parquet", watch)
    hjo = next(one for one in cresco_plus.municipalities if one.name == "Hjo")
    records = store.records(cresco_plus, Q4, hjo)
    assert [path.parts[:3] for path in opened] == [("cresco-plus", "1497", "2023Q4")]
    assert list(records.deliveries["municipality"]) == ["Hjo"]


def test_municipalities_come_in_swedish_order(
    store: Store, deliver: Deliver, cresco_plus: Project
) -> None:
    for place in ("Töreboda", "Falköping", "Tidaholm", "Götene"):
        store.add(deliver("2023Q4", place=place))
    places = list(store.records(cresco_plus, Q4).deliveries["municipality"])
    assert places == ["Falköping", "Götene", "Tidaholm", "Töreboda"]


def test_a_removed_item_of_the_card_does_not_stop_reading(
    store: Store, example: Delivery, cresco_plus: Project
) -> None:
    cards = example.tables["cards"].drop(columns="f11")
    store.add(replace(example, tables={**example.tables, "cards": cards}))
    records = store.records(cresco_plus, Q4)
    assert records.cards["f11"].isna().all()
    assert records.cards["f11"].dtype == "Int64"


def test_durable_text_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    for content in ("old", "new"):
        durable.replace_text(path, content)
        assert path.read_text(encoding="utf-8") == content
    assert [child.name for child in tmp_path.iterdir()] == ["store.json"]


def test_kept_knows_no_rows(store: Store, example: Delivery) -> None:
    store.add(example)
    (kept,) = store.deliveries("cresco-plus")
    assert isinstance(kept.counts, Mapping)
    assert kept.counts == {"participants": 3, "cards": 7}


@pytest.mark.parametrize("back", [timedelta(0), timedelta(seconds=1), timedelta(days=400)])
def test_a_correction_is_the_newest_though_the_clock_was_set_back(
    tmp_path: Path, deliver: Deliver, started: Callable[[int], pd.DataFrame], back: timedelta
) -> None:
    now = [datetime(2024, 1, 11, 8, tzinfo=UTC)]
    store = Store(tmp_path / "store", clock=lambda: now[0])
    for number in (3, 1, 2):  # of the same quarter, and handed in the same day
        store.add(deliver("2023Q4", scope="antal", counts=started(number)))
        now[0] -= back
    store.add(deliver("2023Q4", place="Skara"))
    kept = store.deliveries("cresco-plus", "1497")
    assert [pd.read_parquet(one.folder / "counts.parquet")["value"][0] for one in kept] == [3, 1, 2]
    (skara,) = store.deliveries("cresco-plus", "1495")
    assert skara.added == now[0], "the others' clocks are none of its business"
