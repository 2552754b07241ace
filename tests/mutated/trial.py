"""A delivery gone wrong in one way, and whether what came of it is what must."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pandas as pd
from stegvis.delivery.check import Delivery, Examination, examine, judge
from stegvis.delivery.cover import NAME
from stegvis.delivery.read import ARCHIVES, WORKBOOKS, source_of
from stegvis.delivery.reader import ARCHIVE, WORKBOOK, read
from stegvis.delivery.tables import sheets
from stegvis.delivery.write import cover, grids
from stegvis.project import Project

from mutated.books import BOOKS
from mutated.edits import EDITS
from mutated.texts import TEXTS
from mutated.way import Edit, File, Place, Spoil, UnfitError
from mutated.written import Sheets, csv_zip, opendocument, workbook

Projects = Mapping[str, Project]
WAYS: Sequence[Edit | Spoil] = (*EDITS, *BOOKS, *TEXTS)
TRIES = 60


@dataclass(frozen=True)
class Base:
    """A sound delivery and its sheets."""

    delivery: Delivery
    sheets: Sheets

    @classmethod
    def of(cls, path: Path, projects: Projects) -> Base:
        delivery = examine(path, projects).delivery
        assert delivery is not None
        project = projects[delivery.project_id]
        first = cover(
            project,
            delivery.municipality,
            delivery.period,
            delivery.submitted,
            delivery.scope,
            synthetic=delivery.synthetic,
        )
        declared = sheets(project)
        full = {
            code: table
            for code, table in delivery.tables.items()
            if len(table) or delivery.scope in declared[code].required_for
        }
        laid = [first, *grids(project, full)]
        written = {one.name: [list(one.header), *map(list, one.rows)] for one in laid}
        assert next(iter(written)) == NAME
        return cls(delivery, written)

    def copy(self) -> Sheets:
        return {name: [list(row) for row in rows] for name, rows in self.sheets.items()}


def spoilt(way: Edit | Spoil, bases: Sequence[Base], random: Random) -> tuple[Base, File]:
    """Choose a delivery and a place that can go wrong this way, and have it do so."""
    for _ in range(TRIES):
        base = random.choice(bases)
        copy = base.copy()
        try:
            if isinstance(way, Spoil):
                return base, way.write(random, copy)
            place = way.change(random, copy) or Place()
            suffix, written = random.choice(
                [(".xlsx", workbook), (".zip", csv_zip), (".ods", opendocument)]
            )
            return base, File(suffix, written(copy), place)
        except UnfitError:
            continue
    raise AssertionError(f"no delivery can go wrong as {way.name}")


def judged(file: File, projects: Projects) -> Examination:
    """Read and check a file here: what :func:`examine` does, but for the process apart."""
    path = Path(f"leverans{file.suffix}")
    if path.suffix.lower() not in WORKBOOKS | ARCHIVES:
        return examine(path, projects)  # it is never opened
    form = ARCHIVE if path.suffix == ".zip" else WORKBOOK
    return judge(path, source_of(read(form, {path.name: file.content})), projects)


def wrong(way: Edit | Spoil, base: Base, file: File, found: Examination) -> str | None:
    """Say what came of it that must not, or nothing."""
    errors = [finding for finding in found.every if finding.is_error]
    told = "; ".join(f"{one.sheet} {one.row} {one.column} {one.rule}" for one in errors[:9])
    if any(not finding.sentence.endswith((".", "?")) for finding in found.every):
        return "a finding that is no sentence"
    if file.place.planted and any(file.place.planted in one.sentence for one in found.every):
        return "what stood in the cell is repeated"
    if found.delivery is None:
        if way.outcome == "same":
            return f"refused: {told}"
        if way.outcome == "refused" and not any(_is_at(file.place, one) for one in errors):
            return f"told of elsewhere than {file.place}: {told}"
        return None if errors else "refused without an error"
    if errors:
        return "accepted with an error"
    if way.outcome == "refused":
        return "accepted"
    return _difference(base.delivery, found.delivery)


def _is_at(place: Place, finding: object) -> bool:
    said = (place.sheet, place.row, place.column)
    got = tuple(getattr(finding, name) for name in ("sheet", "row", "column"))
    return all(one is None or one == other for one, other in zip(said, got, strict=True))


def _difference(one: Delivery, other: Delivery) -> str | None:
    for name in ("project_id", "municipality", "period", "submitted", "scope", "synthetic"):
        if getattr(one, name) != getattr(other, name):
            return f"another {name}"
    for code, table in one.tables.items():
        try:
            pd.testing.assert_frame_equal(table, other.tables[code])
        except AssertionError as error:
            return f"other figures in {code}: {str(error)[:300]}"
    return None
