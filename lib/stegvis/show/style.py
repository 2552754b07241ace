"""The look of charts: every marker, hatch and rcParam, in the colours and sizes of `design`.

Colours differ in lightness, so that they survive a greyscale printer and colour-blind eyes, and
what has two of them also has two hatches or markers. Colours that carry meaning on white have at
least the contrast 3:1 that WCAG 1.4.11 asks for; those that do not get an edge that has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.rcsetup import cycler
from matplotlib.ticker import MaxNLocator

from stegvis.show import design, swedish
from stegvis.show.palette import HOUSE, Palette, palette
from stegvis.show.pen import DPI, Paper
from stegvis.show.typeface import FACES, FALLBACK_FAMILY, FAMILY

INK, MUTED, RULE, PAPER = design.INK, design.MUTED, design.RULE, design.PAPER
MAIN, STRONG, SOFT, BAND, FAINT = (f"C{number}" for number in range(len(HOUSE.colors)))
"""The palette that `dress` has chosen, by names that Matplotlib looks up within `styled`."""
TARGET = design.ALARM

COLUMN_CM = design.COLUMN_CM
CAPTION_PT = TICK_PT = design.CAPTION_PT
"""Whatever is read in a chart is as large as the caption beneath it."""


@dataclass(frozen=True)
class Fill:
    """How an area is filled: colour, hatch, edge, and the ink of a label upon it."""

    color: str
    hatch: str
    edge: str
    ink: str

    @property
    def kwargs(self) -> dict[str, Any]:
        """Give the arguments that Matplotlib's bars take."""
        return {
            "facecolor": self.color,
            "hatch": self.hatch,
            "edgecolor": self.edge,
            "linewidth": 0.6,
        }


@dataclass(frozen=True)
class Point:
    """How a person's or group's value is marked: colour, marker and line."""

    color: str
    marker: str
    linestyle: str
    size: float = 5.5

    @property
    def kwargs(self) -> dict[str, Any]:
        """Give the arguments that Matplotlib's lines and points take."""
        return {"color": self.color, "marker": self.marker, "linestyle": self.linestyle}


MOVES = {
    "forward": Fill(MAIN, "", MAIN, PAPER),
    "unchanged": Fill("#dfe3e7", "", MUTED, INK),
    "backward": Fill("#d9822b", "////", "#7a4208", INK),
}
"""Step movements. The hatch is drawn in the edge's colour; label the bar beside it or boxed."""

SHADES = (
    Fill(FAINT, "", MUTED, INK),
    Fill(STRONG, "", MUTED, INK),
    Fill(MAIN, "", MAIN, PAPER),
)
"""Three ordered parts of a whole, such as no card, one card and several."""

FUNDINGS = (
    Fill(MAIN, "", MAIN, PAPER),
    Fill("#d9a441", "////", "#6b4a08", INK),
    Fill("#dfe3e7", "...", MUTED, INK),
)
"""Who pays, in the project's order; a fourth one looks as the first again."""

RATERS = {
    "participant": Point("#a35bbf", "o", "-", size=8.5),
    "coordinator": Point("#25303f", "D", "--"),
}

Panels = tuple[Figure, list[Axes]]

DECIDING = Point(MAIN, "o", "-")
"""A share that decides, such as a goal's under the definition in force: a filled dot."""
ALTERNATIVE = Point(MUTED, "o", "-")
"""A share for comparison: a hollow dot, filled with PAPER."""

OUTSIDE = Point(INK, "D", "none", size=8.0)
"""A municipality beyond the limits of chance: a dark diamond, beside the dots of the others."""
CENTRE: dict[str, Any] = {"color": INK, "linewidth": 1.0, "linestyle": "-"}
"""The line of what all have together."""
AIM: dict[str, Any] = {"color": TARGET, "linewidth": 1.4, "linestyle": (0, (4, 2))}
"""The line of a target."""
LIMITS: tuple[dict[str, Any], ...] = (
    {"color": MUTED, "linewidth": 1.2, "linestyle": "-"},
    {"color": MUTED, "linewidth": 1.2, "linestyle": (0, (1, 1.5))},
)
"""The lines of a funnel, the inner first."""


@dataclass(frozen=True)
class Banded:
    """How a curve and the range around it are drawn."""

    line: dict[str, Any]
    band: dict[str, Any]


INCIDENCE = {
    "goal": Banded(
        {"color": MAIN, "linewidth": 2.2, "linestyle": "-"},
        {"facecolor": BAND, "edgecolor": "none", "alpha": 0.7},
    ),
    "other": Banded(
        {"color": MUTED, "linewidth": 1.8, "linestyle": (0, (4, 2))},
        {"facecolor": RULE, "edgecolor": "none", "alpha": 0.5},
    ),
}
"""Exits that reach the goal, and all others."""

ANSWERS = {
    "increased": Fill(MAIN, "", MAIN, PAPER),
    "kept": Fill(SOFT, "", MUTED, INK),
    "declined": Fill("#d9822b", "////", "#7a4208", INK),
    "nonresponse": Fill(PAPER, "...", MUTED, INK),
}
"""What people answered at follow-up, and those who did not; box a label upon a hatch."""

CONTACTS = {
    "reached": Fill(MAIN, "", MAIN, PAPER),
    "unanswered": Fill(SOFT, "", MUTED, INK),
    "unsought": Fill(PAPER, "...", MUTED, INK),
}
"""What came of following people up; box a label upon a hatch."""

TWICE = {
    "both": Fill(MAIN, "", MAIN, PAPER),
    "recovered": Fill(SOFT, "", MUTED, INK),
    "slipped": Fill("#d9822b", "////", "#7a4208", INK),
    "neither": Fill(PAPER, "...", MUTED, INK),
}
"""What the same people answered at 6 and at 12 months; box a label upon a hatch."""

CASELOAD = {
    "exited": Fill(MAIN, "", MAIN, PAPER),
    "active": Fill("#dfe3e7", "", MUTED, INK),
}

BEFORE_AFTER = {
    "before": Fill("#dfe3e7", "////", MUTED, INK),
    "after": Fill(MAIN, "", MAIN, PAPER),
}
"""The same people at two times; label the bars at their ends."""

WATERFALL = {
    "total": Fill("#dfe3e7", "", MUTED, INK),
    "more": Fill(MAIN, "", MAIN, PAPER),
    "fewer": Fill("#d9822b", "////", "#7a4208", INK),
}
"""What a sum begins and ends with, and its parts; label each with its sign."""

_RC: dict[Any, Any] = {
    "font.family": [FAMILY, FALLBACK_FAMILY],
    "font.size": CAPTION_PT,
    "text.parse_math": False,  # a $ in a name is a $
    "text.usetex": False,
    "axes.titlesize": CAPTION_PT,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": CAPTION_PT,
    "xtick.labelsize": TICK_PT,
    "ytick.labelsize": CAPTION_PT,
    "legend.fontsize": CAPTION_PT,
    "legend.frameon": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "axes.unicode_minus": True,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "lines.linewidth": 1.6,
    "lines.markersize": 6,
    "hatch.linewidth": 0.7,
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "svg.fonttype": "none",
    "svg.hashsalt": "stegvis",
}


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    for face in FACES:
        fontManager.addfont(face)


_worn: list[Palette] = [HOUSE]


def dress(main: str | None) -> None:
    """Let what is drawn from now on be in a project's colour, or the house's where it has none.

    A kernel draws for one project; who draws for several says so before each.
    """
    _worn[0] = palette(main)


def worn() -> Palette:
    """Give the colours that are drawn in."""
    return _worn[0]


@contextmanager
def styled() -> Iterator[None]:
    """Draw, and save, in our style; whatever was set before comes back afterwards."""
    _register_fonts()
    with mpl.rc_context(_RC | {"axes.prop_cycle": cycler(color=worn().colors)}):
        yield


def canvas(height_cm: float) -> tuple[Figure, Axes]:
    """Open a figure of the page's width with one pair of axes; call it within `styled`.

    The figure belongs to no pyplot state: nothing has to be closed.
    """
    figure = _figure(height_cm)
    return figure, figure.subplots()


def panels(height_cm: float, *, rows: int = 1, columns: int = 1, **grid: Any) -> Panels:
    """Open a figure of the page's width with several pairs of axes, row by row, as `canvas`.

    ``grid`` goes to Matplotlib's ``subplots``, such as ``sharex`` and ``height_ratios``.
    """
    figure = _figure(height_cm)
    axes = figure.subplots(rows, columns, squeeze=False, **grid)
    return figure, list(axes.flat)


def _figure(height_cm: float) -> Figure:
    figure = Figure((COLUMN_CM / 2.54, height_cm / 2.54), dpi=DPI, layout="constrained")
    Paper(figure)
    return figure


def percent_axis(axis: Axis) -> None:
    """Write an axis of shares (0–1) as percentages."""
    axis.set_major_formatter(lambda value, _: swedish.percent(value))


def count_axis(axis: Axis) -> None:
    """Write an axis of counts: whole numbers only."""
    axis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axis.set_major_formatter(lambda value, _: swedish.decimal(value, 0))
