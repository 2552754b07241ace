"""Names beside the points of a chart, none over another, over a point, or out of the frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import hypot

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from stegvis.show.style import INK, MUTED, PAPER, TICK_PT

_DIRECTIONS, _RINGS = 16, (9, 16, 25, 36, 50, 66)
_ANGLES = np.arange(_DIRECTIONS) * 2 * np.pi / _DIRECTIONS
_AROUND = np.tile(np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)]), (len(_RINGS), 1))
_RADII = np.repeat(_RINGS, _DIRECTIONS)[:, np.newaxis]
"""Where a name may stand, nearest first: a direction, and how far out."""
_MARKER, _LEADER = 5.0, 12.0
"""Half a marker's size, and from how far on a line leads to the label; points, as the rings are."""


def name_points(
    axes: Axes,
    points: Sequence[tuple[float, float]],
    names: Sequence[str],
    bars: Sequence[tuple[float, float, float]] = (),
) -> None:
    """Write each point's name beside it; points in one place share a label.

    Call it last: the axes' limits must be set. Every label takes the nearest place that is free,
    the points in a crowd first; a thin line leads to one that had to go far. ``bars`` are upright
    lines to keep clear of: x, lower and upper end.
    """
    shared: dict[tuple[float, float], list[str]] = defaultdict(list)
    for point, name in zip(points, names, strict=True):
        shared[point].append(name)
    _settle(axes.figure)
    scale = axes.figure.dpi / 72
    at = axes.transData.transform(list(shared))
    reach = _MARKER * scale
    taken = [(x - reach, y - reach, x + reach, y + reach) for x, y in at]
    for x, *ends in bars:
        low, high = axes.transData.transform([(x, end) for end in ends])
        taken.append((low[0] - scale, low[1], high[0] + scale, high[1]))
    frame = np.asarray(axes.get_window_extent().extents)
    for turn in np.argsort([_room(at, place) for place in at], kind="stable"):
        point, named = list(shared.items())[turn]
        box = _place(axes, point, "\n".join(named), at[turn], np.array(taken), frame, scale)
        taken.append(tuple(box))


def _settle(figure: Figure | SubFigure) -> None:
    """Lay the figure out for good: names stand where there is room, and take none of it."""
    if isinstance(figure, Figure) and (layout := figure.get_layout_engine()):
        layout.execute(figure)
        figure.set_layout_engine("none")


def _room(at: np.ndarray, place: np.ndarray) -> float:
    return float(np.sort(np.hypot(*(at - place).T))[:4].sum())


def _place(
    axes: Axes,
    point: tuple[float, float],
    text: str,
    place: np.ndarray,
    taken: np.ndarray,
    frame: np.ndarray,
    scale: float,
) -> np.ndarray:
    label = axes.annotate(
        text,
        point,
        xytext=(0, 0),
        textcoords="offset points",
        ha="center",
        va="center",
        color=INK,
        fontsize=TICK_PT,
        linespacing=1.05,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
        zorder=6,
    )
    size = label.get_window_extent()
    width, height = size.width + 2 * scale, size.height
    half = np.array([width, height]) / 2
    offsets = _AROUND * (_RADII * scale + half)
    boxes = np.hstack([place + offsets - half, place + offsets + half])
    covered = _overlaps(boxes, taken).sum(axis=1)
    beyond = width * height - _overlaps(boxes, frame[np.newaxis])[:, 0]
    best = int((covered + beyond).round(6).argmin())
    across, up = (offsets[best] / scale).tolist()
    label.set_position((across, up))
    if _RADII[best, 0] > _LEADER:
        _lead(axes, point, (across, up), width / scale, height / scale)
    return np.asarray(boxes[best])


def _overlaps(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Give the area that each box shares with each other; a box is left, bottom, right, top."""
    low = np.maximum(boxes[:, np.newaxis, :2], others[np.newaxis, :, :2])
    high = np.minimum(boxes[:, np.newaxis, 2:], others[np.newaxis, :, 2:])
    return np.asarray(np.clip(high - low, 0, None).prod(axis=2))


def _lead(
    axes: Axes,
    point: tuple[float, float],
    offset: tuple[float, float],
    width: float,
    height: float,
) -> None:
    across, up = offset
    reach = min(width / 2 / max(abs(across), 1e-9), height / 2 / max(abs(up), 1e-9))
    end = 1 - min(reach, 0.9)
    if hypot(across, up) * end > _LEADER:
        axes.annotate(
            "",
            point,
            xytext=(across * end, up * end),
            textcoords="offset points",
            arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.6, "shrinkB": _MARKER},
            zorder=5,
        )
