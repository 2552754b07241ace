"""From kept deliveries to the records of a report, opening only the tables in use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from stegvis.delivery.kept import Kept, in_use, newest_with, table_path
from stegvis.delivery.tables import DTYPES, Sheet, sheets
from stegvis.language import swedish_order
from stegvis.period import Period
from stegvis.project import Project
from stegvis.records import Records

_OF_SCOPE = {
    "participants": "individ",
    "cards": "individ",
    "followups": "individ",
    "counts": "antal",
    "followup_counts": "antal",
}
_OF_QUARTER = ("method", "posts", "referrer_surveys", "practices", "skills")
"""Sheets that describe the quarter of their delivery, having no dates of their own to count by."""


@dataclass(frozen=True)
class _Source:
    municipality: str
    kept: Kept


Read = dict[tuple[str, ...], pd.DataFrame]
"""Joined tables by the sheet and the folders they were read from."""


def gather(
    project: Project, kept: Iterable[Kept], period: Period, read: Read, *, synthetic: bool
) -> Records:
    """Read the tables that a report on a period is built on.

    ``read`` holds what was read for other reports of the same project, and gets what is read here.

    Raises
    ------
    OSError
        When a table is gone or is not Parquet.
    """
    known = list(kept)
    used: list[_Source] = []
    sources: dict[str, list[_Source]] = {code: [] for code in (*_OF_SCOPE, *_OF_QUARTER)}
    for place in sorted(project.municipalities, key=lambda place: swedish_order(place.name)):
        own = [one for one in known if one.code == place.code]
        one = in_use(own, period)
        if one is not None:
            used.append(_Source(place.name, one))
            for code, scope in _OF_SCOPE.items():
                if one.scope == scope and one.counts.get(code):
                    sources[code].append(_Source(place.name, one))
        for code in _OF_QUARTER:
            stamped = newest_with(own, code, period)
            if stamped is not None:
                sources[code].append(_Source(place.name, stamped))
    declared = sheets(project)
    return Records(
        deliveries=_overview(used),
        **{code: _once(read, declared[code], found) for code, found in sources.items()},
        synthetic=synthetic,
    )


def _once(read: Read, sheet: Sheet, sources: list[_Source]) -> pd.DataFrame:
    key = (sheet.code, *(str(one.kept.folder) for one in sources))
    if key not in read:
        read[key] = _join(sheet, sources)
    return read[key]


def _overview(used: list[_Source]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "municipality": pd.Series([one.municipality for one in used], dtype="str"),
            "period": pd.Series([one.kept.period.label for one in used], dtype="str"),
            "submitted": pd.Series([one.kept.submitted for one in used], dtype="datetime64[us]"),
            "scope": pd.Series([one.kept.scope for one in used], dtype="str"),
            "warnings": pd.Series([len(one.kept.findings) for one in used], dtype="Int64"),
            "hash": pd.Series([one.kept.hash for one in used], dtype="str"),
        }
    )


def _join(sheet: Sheet, sources: list[_Source]) -> pd.DataFrame:
    dtypes = {column.code: DTYPES[column.kind] for column in sheet.columns}
    dtypes = {"municipality": "str", **dtypes}
    if sheet.code in _OF_QUARTER:
        dtypes["period"] = "str"
    frames = [_read(sheet, source).reindex(columns=list(dtypes)) for source in sources]
    if not frames:
        return pd.DataFrame({code: pd.Series(dtype=dtype) for code, dtype in dtypes.items()})
    return pd.concat([frame.astype(dtypes) for frame in frames], ignore_index=True)


def _read(sheet: Sheet, source: _Source) -> pd.DataFrame:
    with table_path(source.kept.folder, sheet.code).open("rb") as file:
        table = pd.read_parquet(file, dtype_backend="numpy_nullable")
    return table.assign(municipality=source.municipality, period=source.kept.period.label)
