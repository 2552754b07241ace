"""Findings as a reader goes through them: by what to do, by sheet, alike ones together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from stegvis.delivery.door import UNNAMED
from stegvis.delivery.finding import Finding
from stegvis.show import swedish

WHOLE = "Hela leveransen"
MOST_ROWS = 40
"""How many rows, or runs of rows, are listed before the rest become a number."""
_FEWEST_IN_RUN = 3
_MISSING = frozenset(
    {"missing-sheet", "missing-header", "missing-column", "missing-key", "missing-file", "blank"}
    | {"no-sheets"}
)


@dataclass(frozen=True)
class Point:
    """One thing to do, and everywhere in a sheet that it is to be done."""

    where: str
    sentence: str


@dataclass(frozen=True)
class Group:
    """The points of one sheet, in its order, under a heading that says which."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Part:
    """The points of one kind, by sheet."""

    id: str
    title: str
    groups: tuple[Group, ...]


def parts(findings: Iterable[Finding]) -> list[Part]:
    """Divide findings into what is missing, what is wrong and what to think of, in that order."""
    kinds: dict[str, list[Finding]] = {"saknas": [], "fel": [], "tanka": []}
    for finding in findings:
        is_missing = finding.rule in _MISSING
        kinds["tanka" if not finding.is_error else "saknas" if is_missing else "fel"].append(
            finding
        )
    titles = {
        "saknas": "Det här saknas",
        "fel": "Det här behöver rättas",
        "tanka": "Att tänka på",
    }
    return [
        Part(kind, titles[kind], tuple(_groups(found))) for kind, found in kinds.items() if found
    ]


def _groups(findings: Iterable[Finding]) -> Iterable[Group]:
    by_sheet: dict[str | None, dict[tuple[str | None, str], list[int]]] = {}
    for finding in findings:
        alike = by_sheet.setdefault(finding.sheet, {})
        rows = alike.setdefault((finding.column, finding.sentence), [])
        if finding.row is not None:
            rows.append(finding.row)
    for sheet, alike in by_sheet.items():
        points = (
            Point(_where(column, rows), sentence) for (column, sentence), rows in alike.items()
        )
        yield Group(_title(sheet), tuple(points))


def _title(sheet: str | None) -> str:
    if sheet is None:
        return WHOLE
    return "Ett blad vars namn inte visas" if sheet == UNNAMED else f"Bladet {sheet}"


def _where(column: str | None, rows: Iterable[int]) -> str:
    said = [rows_in_words(rows)] if rows else []
    if column is not None:
        said.append(column if column.startswith("kolumn ") else f"kolumnen {column}")
    where = ", ".join(said)
    return where[:1].upper() + where[1:]


def rows_in_words(rows: Iterable[int]) -> str:
    """Name some rows, runs of three or more by their ends.

    >>> rows_in_words([4, 7, 9]), rows_in_words([12, 2, 3, 4, 5, 7]), rows_in_words([3])
    ('rad 4, 7 och 9', 'rad 2–5, 7 och 12', 'rad 3')
    """
    in_order = sorted(set(rows))
    runs: list[list[int]] = []
    for _, together in groupby(enumerate(in_order), key=lambda pair: pair[1] - pair[0]):
        run = [row for _, row in together]
        runs += [run] if len(run) >= _FEWEST_IN_RUN else [[row] for row in run]
    named = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:MOST_ROWS]]
    left = sum(len(run) for run in runs[MOST_ROWS:])
    if left:
        named.append(f"{left} rader till")
    return f"rad {swedish.listed(named)}"
