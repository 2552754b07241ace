"""The house's shares, charts and tables for numbers of one's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from operator import index
from typing import SupportsIndex

import pandas as pd

from stegvis.api.named_figure import NamedFigure
from stegvis.errors import WrongError
from stegvis.figures import Figure
from stegvis.show import swedish, wording
from stegvis.show.chart import Chart
from stegvis.show.share_chart import ShareRow
from stegvis.show.share_chart import share_chart as drawn
from stegvis.show.table import Table
from stegvis.statistics.intervals import wilson

_READ = f"Punkt: andelen. Streck: 95{swedish.NBSP}% intervall"


class OwnNumberError(WrongError, ValueError):
    """Numbers that cannot be shown as they were given; a Swedish sentence that says why."""


def share(k: SupportsIndex, n: SupportsIndex) -> Figure:
    """Give k of n people as a figure: the share, 0–1, and Wilson's 95 % interval, as in reports.

    Without anyone (n = 0) there is neither share nor interval.

    Raises
    ------
    OwnNumberError
        Unless 0 ≤ k ≤ n.

    >>> import stegvis
    >>> one = stegvis.share(1, 2)
    >>> one.value, round(one.low, 4), round(one.high, 4)
    (0.5, 0.0945, 0.9055)
    """
    counted, of = index(k), index(n)
    if not 0 <= counted <= of:
        raise OwnNumberError(f"{counted} av {of} är ingen andel: k ska vara från 0 till n.")
    ends = wilson(pd.Series([counted]), pd.Series([of]))
    low, high = (float(ends[end].iloc[0]) if of else None for end in ("low", "high"))
    return Figure(counted, of, counted / of if of else None, low, high, None, None)


def share_chart(
    shares: Mapping[str, Figure | NamedFigure],
    *,
    caption: str,
    alt: str,
    note: str = "",
    target: float | None = None,
) -> Chart:
    """Draw shares as the reports draw them: a row each, top down, with interval and k of n.

    Parameters
    ----------
    shares
        By what each row is called: what `share` or `Extract.figure` gives.
    caption
        What the chart shows.
    alt
        What the chart says, in words, for who cannot see it. The numbers are added to it.
    note
        Definition and period. How to read the chart, and which rows are of few people, is added.
    target
        A share that all should reach, 0–1.

    Raises
    ------
    OwnNumberError
        When there is no share, none of as many as three people (a chart of fewer says nothing that
        the counts do not), one that is no share of people, or when `alt` or `caption` is empty.

    >>> import stegvis
    >>> both = {"Hjo": stegvis.share(7, 12), "Tibro": stegvis.share(2, 4)}
    >>> chart = stegvis.share_chart(both, caption="I arbete", alt="Hjo och Tibro är ungefär lika.")
    >>> [" ".join(row.split()) for row in chart.alt.split(". ")[1].split("; ")]
    ['Hjo: 7 av 12 (58 %), 95 % intervall 32–81 %', 'Tibro: 2 av 4 (50 %), 95 % intervall 15–85 %.']
    """
    figures = {
        name: one.figure if isinstance(one, NamedFigure) else one for name, one in shares.items()
    }
    if not alt.strip() or not caption.strip():
        raise OwnNumberError("Ett diagram behöver en alternativtext (alt) och en rubrik (caption).")
    for name, one in figures.items():
        if one.k is None or one.n is None:
            raise OwnNumberError(f"”{name}” är ingen andel av personer: k eller n saknas.")
    if max((one.n or 0 for one in figures.values()), default=0) < wording.FEW:
        raise OwnNumberError(
            f"Av färre än {wording.FEW} personer blir det inget diagram: skriv antalen i stället."
        )
    rows = [ShareRow(name, one, wording.share(one), target) for name, one in figures.items()]
    said = "; ".join(
        ", ".join(filter(None, (f"{row.label}: {row.text}", wording.confidence(row.figure))))
        for row in rows
    )
    few = [name for name, one in figures.items() if 0 < (one.n or 0) < wording.SMALL]
    cautious = f"Färre än {wording.SMALL} personer, läs antalen: {swedish.listed(few)}"
    noted = (note, _READ, cautious if few else "")
    return Chart.of(
        drawn(rows),
        alt=f"{swedish.sentence(alt)} {swedish.sentence(said)}",
        caption=caption,
        note=" ".join(swedish.sentence(text) for text in noted if text),
    )


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    note: str = "",
    shares: Collection[str] = (),
    decimals: int = 1,
) -> Table:
    """Write a frame as the reports write tables: Swedish numbers and dates, a dash for missing.

    Parameters
    ----------
    frame
        Its columns are the table's, and the first names the rows. The index is left out: use
        ``reset_index()`` to have it.
    caption
        What the table shows.
    note
        Number of people, definition, period.
    shares
        Columns of shares, 0–1, to be written as percentages without decimals.
    decimals
        Of other numbers that are not whole.

    Raises
    ------
    OwnNumberError
        When the frame has no column, or none of a name in ``shares``.

    >>> import pandas as pd, stegvis
    >>> frame = pd.DataFrame({"kommun": ["Hjo", "Vara"], "n": [12, 1200], "andel": [0.5, None]})
    >>> shown = stegvis.table(frame, caption="I arbete", shares=["andel"])
    >>> [[" ".join(cell.split()) for cell in row] for row in shown.rows]
    [['Hjo', '12', '50 %'], ['Vara', '1 200', '–']]
    """
    names = [str(name) for name in frame.columns]
    unknown = [name for name in shares if name not in names]
    if not names or unknown:
        asked = f"kolumnen {unknown[0]}" if unknown else "någon kolumn"
        raise OwnNumberError(f"Tabellen har inte {asked}. Den har: {swedish.listed(names) or '–'}.")
    columns = [
        [_written(cell, decimals, is_share=name in shares) for cell in frame[column].tolist()]
        for name, column in zip(names, frame.columns, strict=True)
    ]
    amounts = {
        place
        for place, column in enumerate(frame.columns)
        if place and pd.api.types.is_numeric_dtype(frame[column])
    }
    rows = tuple(zip(*columns, strict=True))
    noted = swedish.sentence(note)
    return Table(tuple(names), rows, caption, noted, numeric=frozenset(amounts))


def _written(cell: object, decimals: int, *, is_share: bool) -> str:
    match cell:
        case bool():
            return "ja" if cell else "nej"
        case int() | float() if is_share:
            return swedish.percent(cell)
        case int():
            return swedish.count(cell)
        case float():
            return swedish.decimal(cell, decimals)
        case date():
            return swedish.MISSING if pd.isna(cell) else swedish.date(_day(cell))
        case str():
            return cell
    return swedish.MISSING if cell is None or cell is pd.NA else str(cell)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
