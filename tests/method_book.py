"""Reads the method book: the measures it describes, its worked examples, and what they give.

A page says what is known in tables that are called as a delivery's sheets, and what it comes to in
tables of rows of ``figures.csv``. What is known holds for the rows after it, up to the next heading
that begins with ``Uppgifter``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pandas as pd
from stegvis.delivery.tables import Kind, Sheet, sheets
from stegvis.measure.structure import SHEETS
from stegvis.project import Project
from stegvis.records import Records

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "metodbok"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
PARTS = ("Mått", "Formel", "Källa", "Exempel", "Svaghet")
MISSING = "–"

_UNSAID = {
    "participants": {
        "kommun": "Ala",
        "kön": "kvinna",
        "åldersgrupp": "30–64",
        "startdatum": "2023-01-15",
    },
    "cards": {"bedömare": "samordnare"},
    "followups": {"svarade": "ja"},
}
"""What the book says of whoever it says nothing else of, by sheet."""

Row = dict[str, str]


@dataclass(frozen=True)
class Table:
    """A Markdown table: what it is called (its first heading), and its rows by heading."""

    name: str
    rows: list[Row]


@dataclass
class Known:
    """What a page lets be known: a period, and rows by sheet."""

    period: str = ""
    rows: dict[str, list[Row]] = field(default_factory=dict)


@dataclass(frozen=True)
class Example:
    """What is known, and the rows of ``figures.csv`` that it is said to come to."""

    known: Known
    before: Known | None
    rows: list[Row]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def tables(text: str) -> Iterator[Table | str]:
    """Go through a page: its tables, and its other lines."""
    lines = iter(text.splitlines())
    for line in lines:
        if not line.startswith("|"):
            yield line
            continue
        head, found = _cells(line), []
        next(lines)  # the line of dashes
        for line in lines:
            if not line.startswith("|"):
                break
            found.append(dict(zip(head, _cells(line), strict=True)))
        yield Table(head[0], found)


def described(text: str) -> set[str]:
    """Give the measures that a page defines in its tables of measures."""
    rows = chain.from_iterable(
        part.rows
        for part in tables(text)
        if isinstance(part, Table) and part.name == "mått" and "vad det är" in part.rows[0]
    )
    return {name for row in rows for name in re.findall(r"`([\w.]+)`", row["mått"])}


def entries(text: str) -> dict[str, str]:
    """Give the page's entries by heading: those that say a formula."""
    found = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    entries = dict(zip(found[::2], found[1::2], strict=True))
    return {title: body for title, body in entries.items() if "**Formel.**" in body}


def measures_of(entry: str) -> set[str]:
    """Give the measures that an entry is about."""
    [listed] = re.findall(r"\*\*Mått\.\*\*(.+?)\n\n", entry, re.DOTALL)
    return set(re.findall(r"`([\w.]+)`", listed))


def examples(text: str) -> Iterator[Example]:
    """Give the examples of a page, those that the same is known in together."""
    known, before, rows = Known(), None, []
    for part in tables(text):
        if isinstance(part, str):
            if part.startswith("## Uppgifter"):
                if rows:
                    yield Example(known, before, rows)
                    known, rows = Known(), []
                before, known = (known if known.period else None), Known()
            elif found := re.match(r"Period: (\w+)", part):
                known.period = found[1]
        elif part.name.startswith("blad "):
            sheet = part.name.removeprefix("blad ")
            named = [row | {"namn": row[part.name]} for row in part.rows]
            known.rows.setdefault(sheet, []).extend(named)
        elif part.name == "figures.csv":
            rows += part.rows
    if rows:
        yield Example(known, before, rows)


def people(text: str) -> list[str]:
    """Write out who a cell names.

    >>> people("A1–A3, B2")
    ['A1', 'A2', 'A3', 'B2']
    """
    found = []
    for part in text.split(", "):
        first, _, last = part.partition("–")
        end = int((last or first)[1:])
        found += [f"{first[0]}{number}" for number in range(int(first[1:]), end + 1)]
    return found


def _typed(sheet: Sheet, row: Row) -> dict[str, object]:
    """Give a row's values as they are stored; what the book is silent on is blank."""
    values: dict[str, object] = {}
    for column in sheet.columns:
        text = row.get(column.name, "")
        if not text:
            values[column.code] = None
        elif column.kind is Kind.YES_NO:
            values[column.code] = text == "ja"
        elif column.kind in (Kind.COUNT, Kind.SCORE):
            values[column.code] = int(text)
        elif column.kind is Kind.NUMBER:
            values[column.code] = float(text.replace(",", "."))
        else:
            values[column.code] = (column.choices or {}).get(text, text)
    return values


def records(known: Known, project: Project) -> Records:
    """Make records of what a page lets be known."""
    named = known.rows.get("deltagare", [])
    home = {who: row.get("kommun", "Ala") for row in named for who in people(row["namn"])}
    frames = {}
    for code, sheet in sheets(project).items():
        rows = []
        of_people = "participant" in sheet.empty()
        for given in known.rows.get(sheet.name, []):
            row = _UNSAID.get(code, {}) | {key: text for key, text in given.items() if text}
            if of_people:
                rows += [
                    {"municipality": home[who], **_typed(sheet, row), "participant": who}
                    for who in people(given["namn"])
                ]
            else:
                rows.append({"municipality": given["namn"], **_typed(sheet, row)})
        frames[code] = _frame(sheet, rows)
        if code in SHEETS.values():
            frames[code]["period"] = pd.Series(known.period, frames[code].index, dtype="str")
    return Records(deliveries=_deliveries(known, home), synthetic=True, **frames)


def _frame(sheet: Sheet, rows: list[dict[str, object]]) -> pd.DataFrame:
    empty = sheet.empty()
    empty.insert(0, "municipality", pd.Series(dtype="str"))
    frame = pd.DataFrame(rows, columns=empty.columns)
    dates = [name for name in empty if empty[name].dtype.kind == "M"]
    frame = frame.assign(**{name: pd.to_datetime(frame[name]) for name in dates})
    return frame.astype(empty.dtypes.to_dict())


def _deliveries(known: Known, home: dict[str, str]) -> pd.DataFrame:
    told = {row["namn"]: row for row in known.rows.get("leverans", [])}
    counting = {row["namn"]: {"omfattning": "antal"} for row in known.rows.get("antal", [])}
    places: dict[str, Row] = {place: {} for place in home.values()} | counting | told
    rows = [
        {
            "municipality": place,
            "period": row.get("period") or known.period,
            "submitted": pd.Timestamp(row.get("lämnad") or "2024-07-10"),
            "scope": row.get("omfattning") or "individ",
            "warnings": int(row.get("varningar") or 0),
        }
        for place, row in places.items()
    ]
    return pd.DataFrame(rows).astype({"warnings": "Int64"})


def number(text: str) -> tuple[float, float]:
    """Read a number as it is printed, and how far from it the rounding may have moved it.

    >>> number("−0,25")
    (-0.25, 0.005)
    """
    _, _, decimals = text.partition(",")
    reach = 0.5 * 10 ** -len(decimals) if decimals else 0.0
    return float(text.replace(",", ".").replace("−", "-")), reach
