"""Deliveries are found at and under what a person points to."""

from __future__ import annotations

from pathlib import Path

import pytest
from stegvis.delivery.find import find_deliveries


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for name in (
        "2024/b.xlsx",
        "2024/~$b.xlsx",
        "2024/.hidden.xlsx",
        "2024/notes.txt",
        "2024/lone.csv",
        "a.zip",
        "Hjo/LEVERANS.CSV",
        "Hjo/deltagare.csv",
        "Hjo/extra.xlsx",
        ".trash/c.xlsx",
        "old/d.ODS",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    return tmp_path


def test_folder_is_searched(inbox: Path) -> None:
    found = [path.relative_to(inbox).as_posix() for path in find_deliveries([inbox])]
    assert found == ["2024/b.xlsx", "Hjo", "a.zip", "old/d.ODS"]


def test_csv_folder_is_itself_a_delivery(inbox: Path) -> None:
    assert find_deliveries([inbox / "Hjo"]) == [inbox / "Hjo"]


def test_each_is_listed_once_in_the_order_given(inbox: Path) -> None:
    given = [inbox / "old", inbox / "2024" / "b.xlsx", inbox / "2024"]
    assert find_deliveries(given) == [inbox / "old" / "d.ODS", inbox / "2024" / "b.xlsx"]


def test_what_is_given_by_itself_is_listed_whatever_it_is(inbox: Path) -> None:
    given = [inbox / "2024" / "notes.txt", inbox / "nowhere.xlsx"]
    assert find_deliveries(given) == given


def test_empty_folder_holds_none(tmp_path: Path) -> None:
    assert find_deliveries([tmp_path]) == []
