"""From the first answer to the latest: a heatmap of the values."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from stegvis.card import RATERS, Rater
from stegvis.show import style, swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Group, Prose, Table
from stegvis.show.heat import draw_heat
from stegvis.show.scale import ink_on
from stegvis.show.section import Section
from stegvis.show.steps import nothing_yet
from stegvis.show.terms import RATERS_OF, capital

READING = (
    "Raden är det första svaret och kolumnen det senaste; mörkare ruta betyder fler svar. I de "
    "inramade rutorna är svaret detsamma båda gångerna. Till höger om dem har det gått framåt, "
    "till vänster bakåt."
)

_HEIGHT_CM = 8.2


def heatmap(section: Section) -> Exhibit:
    """Show how many answers went from each value to each, for both raters."""
    missing = {rater: nothing_yet(section, rater) for rater in RATERS}
    shown = {rater: _grid(section, rater) for rater, text in missing.items() if not text}
    if not shown:
        return Prose(*dict.fromkeys(missing.values()))
    caption = f"Från första till senaste svar {wording.where(section)}"
    numbers = ", ".join(
        f"{swedish.count(_n(section, rater))} på {RATERS_OF[rater]} kort" for rater in shown
    )
    note = wording.note(
        section,
        f"n = svar, inte personer: {numbers}",
        wording.left_out(section),
        "Varje person räknas en gång för varje fråga som är besvarad på två kort",
    )
    said = " ".join(_words(rater, grid) for rater, grid in shown.items())
    texts = [Prose(text) for text in missing.values() if text]
    tables = [_table(rater, grid, caption, note) for rater, grid in shown.items()]
    if max(_people(section, rater) for rater in shown) < wording.FEW:
        return Group(*texts, *tables)
    chart = Chart.of(_chart(shown), alt=said, caption=caption, note=note)
    return Group(*texts, Prose(READING), chart, *tables)


def _people(section: Section, rater: Rater) -> int:
    return section.figures.one(section.place, "cards.moved", rater=rater).k or 0


def _n(section: Section, rater: Rater) -> int:
    low = section.project.card.low
    return (
        section.figures.one(section.place, "steps.transition", rater=rater, first=low, latest=low).n
        or 0
    )


def _grid(section: Section, rater: Rater) -> pd.DataFrame:
    """Lay out the counts, the first value down and the latest across."""
    table = section.figures.table(section.place, "steps.transition")
    own = table[table["rater"] == rater].astype({"first": "int64", "latest": "int64"})
    grid = own.pivot_table(index="first", columns="latest", values="k", aggfunc="sum")
    return grid.astype("int64")


def _chart(shown: dict[Rater, pd.DataFrame]) -> Canvas:
    with style.styled():
        figure, panels = style.panels(_HEIGHT_CM, columns=2)
        for axes in panels[len(shown) :]:
            axes.set_axis_off()
        for axes, (rater, grid) in zip(panels, shown.items(), strict=False):
            _draw(axes, grid)
            axes.set_title(f"{capital(RATERS_OF[rater])} kort")
    return figure


def _draw(axes: Axes, grid: pd.DataFrame) -> None:
    counts = grid.to_numpy()
    most = counts.max()
    draw_heat(axes, counts.astype(float), most, [*map(str, grid.index)], [*map(str, grid.columns)])
    axes.set_aspect("equal")
    for row in range(len(grid)):
        for column in range(len(grid.columns)):
            number = counts[row, column]
            axes.text(
                column + 0.5,
                row + 0.5,
                swedish.count(number),
                ha="center",
                va="center",
                color=ink_on(number / most),
            )
        frame = Rectangle((row, row), 1, 1, fill=False, edgecolor=style.INK, linewidth=1.4)
        axes.add_patch(frame)
    axes.set_xlabel("Senaste svar")
    axes.set_ylabel("Första svar")
    axes.tick_params(length=0, rotation=0)


def _words(rater: Rater, grid: pd.DataFrame) -> str:
    rows = "; ".join(
        f"från {first} till "
        + ", ".join(f"{latest}: {swedish.count(number)}" for latest, number in row.items())
        for first, row in grid.iterrows()
    )
    return f"{capital(RATERS_OF[rater])} kort: {rows}."


def _table(rater: Rater, grid: pd.DataFrame, caption: str, note: str) -> Table:
    return Table(
        ("Första svar", *(f"Senast {latest}" for latest in grid.columns)),
        tuple(
            (str(first), *(swedish.count(number) for number in row))
            for first, row in zip(grid.index, grid.to_numpy(), strict=True)
        ),
        caption=f"{caption}, {RATERS_OF[rater]} kort, antal svar",
        note=note,
    )
