"""A store at the address of another file system: read as a folder is, and never written to."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import fsspec
import pandas as pd
import pytest
from stegvis.delivery.address import AddressError, is_remote, store_folder
from stegvis.delivery.check import examine
from stegvis.delivery.store import Store
from stegvis.delivery.store_error import StoreError
from stegvis.project import Project
from stegvis.root import Root

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example" / "cresco-plus"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, cresco_plus: Project) -> Path:
    """A store with two deliveries from one municipality, and one from another that sends counts."""
    store = Store(tmp_path_factory.mktemp("kept") / "store")
    projects = {cresco_plus.id: cresco_plus}
    for name in ("1444_2025Q1.xlsx", "1444_2025Q2.xlsx", "1446_2025Q2.xlsx"):
        delivery = examine(EXAMPLE / f"cresco-plus_{name}", projects).delivery
        assert delivery is not None
        store.add(delivery)
    return store.folder


@pytest.fixture(params=["file", "zip", "memory"])
def address(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> str:
    """The same store, elsewhere."""
    if request.param == "file":
        return folder.as_uri()
    if request.param == "zip":
        packed = shutil.make_archive(str(tmp_path / "store"), "zip", folder)
        return f"zip://::{Path(packed).as_uri()}"
    fsspec.filesystem("memory").put(str(folder), "/store", recursive=True)
    return "memory://store"


def test_a_store_elsewhere_gives_the_same_rows(
    address: str, folder: Path, tmp_path: Path, cresco_plus: Project
) -> None:
    here, there = Store(folder), Store.at(store_folder(address, tmp_path), Root(tmp_path))
    period = cresco_plus.period("2025Q2")
    assert there.is_synthetic
    assert [one.hash for one in there.deliveries("cresco-plus")] == [
        one.hash for one in here.deliveries("cresco-plus")
    ]
    assert len(there.deliveries("cresco-plus", "1444")) == 2
    assert there.newest_period(cresco_plus) == period
    ours, theirs = here.records(cresco_plus, period), there.records(cresco_plus, period)
    assert len(theirs.participants)
    pd.testing.assert_frame_equal(theirs.participants, ours.participants)
    pd.testing.assert_frame_equal(theirs.cards, ours.cards)
    pd.testing.assert_frame_equal(theirs.counts, ours.counts)


def test_figures_of_a_store_elsewhere_are_kept_here(address: str, tmp_path: Path) -> None:
    root = Root(tmp_path)
    assert Store.at(store_folder(address, tmp_path), root).figures == root.store / ".figures"
    assert Store.at(tmp_path / "a", root).figures == tmp_path / "a" / ".figures"


def test_nothing_is_added_elsewhere(address: str, tmp_path: Path, cresco_plus: Project) -> None:
    examined = examine(EXAMPLE / "cresco-plus_1445_2025Q2.xlsx", {cresco_plus.id: cresco_plus})
    assert examined.delivery is not None
    store = Store(store_folder(address, tmp_path))
    with pytest.raises(StoreError, match="synkronisera mappen dit"):
        store.add(examined.delivery)


def test_where_there_is_no_store_there_is_no_delivery(tmp_path: Path) -> None:
    store = Store(store_folder((tmp_path / "none").as_uri(), tmp_path))
    assert not store.deliveries("cresco-plus")


@pytest.mark.parametrize(
    "path", ["data/store", "/srv/store", r"C:\\underlag", "C:/underlag", "a:b"]
)
def test_a_path_is_no_address(path: str, tmp_path: Path) -> None:
    assert not is_remote(store_folder(path, tmp_path))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("hej://hink/underlag", "går inte att använda"),
        ("s3://hink/x", "kräver ett paket som saknas"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(
    address: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(AddressError, match=said):
        store_folder(address, tmp_path)


def test_without_fsspec_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "upath", None)
    with pytest.raises(AddressError, match=r"stegvis\[cluster\]"):
        store_folder("s3://hink/underlag", tmp_path)
