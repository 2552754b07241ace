"""What one process tells another of a delivery: JSON, which says what it is and does nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from stegvis.delivery.raw import Cell, Contents, Fault, RawSheet


def encode(contents: Contents) -> bytes:
    """Write contents as JSON; a cell that JSON has no kind for is its kind and how it is spelled.

    >>> sheet = RawSheet("metod", ((2, ("kort", 2.0, date(2024, 1, 2))),))
    >>> decode(encode(Contents((sheet,)))).sheets == (sheet,)
    True
    """
    told = {
        "sheets": [[sheet.name, sheet.rows, sheet.from_1904] for sheet in contents.sheets],
        "faults": [asdict(fault) for fault in contents.faults],
        "names": contents.names,
        "is_active": contents.is_active,
        "hides_rows": contents.hides_rows,
    }
    return json.dumps(told, default=_spelled).encode()


def decode(content: bytes) -> Contents:
    """Read what :func:`encode` wrote."""
    told = json.loads(content)
    sheets = (
        RawSheet(name, tuple((row, tuple(map(_cell, cells))) for row, cells in rows), from_1904)
        for name, rows, from_1904 in told["sheets"]
    )
    faults = (Fault(**fault) for fault in told["faults"])
    return Contents(
        tuple(sheets),
        tuple(faults),
        tuple(told["names"]),
        is_active=told["is_active"],
        hides_rows=told["hides_rows"],
    )


def _spelled(cell: object) -> list[object]:
    match cell:
        case timedelta():
            return ["timedelta", cell.total_seconds()]
        case date() | time():
            return [type(cell).__name__, cell.isoformat()]
    raise TypeError(f"{type(cell).__name__} stands in no cell")


def _cell(told: Any) -> Cell:
    match told:
        case str() | bool() | int() | float():
            return told
        case ["datetime", str(spelled)]:
            return datetime.fromisoformat(spelled)
        case ["date", str(spelled)]:
            return date.fromisoformat(spelled)
        case ["time", str(spelled)]:
            return time.fromisoformat(spelled)
        case ["timedelta", float(seconds)]:
            return timedelta(seconds=seconds)
    raise TypeError(f"{type(told).__name__} stands in no cell")
