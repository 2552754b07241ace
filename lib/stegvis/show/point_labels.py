"""Names beside the points of a chart, none over another, over a point, or out of the frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import cos, hypot, pi, sin

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from stegvis.show.style import INK, MUTED, PAPER, TICK_PT

_DIRECTIONS, _RINGS = 16, (9, 16, 25, 36, 50, 66)
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
    figure = axes.figure
    figure.draw_without_rendering()  # type: ignore[union-attr]  # a figure of its own, no subfigure
    scale = figure.dpi / 72
    at = axes.transData.transform(list(shared))
    taken = [Bbox.from_bounds(x - r, y - r, 2 * r, 2 * r) for x, y in at for r in [_MARKER * scale]]
    for x, *ends in bars:
        low, high = axes.transData.transform([(x, end) for end in ends])
        taken.append(Bbox.from_extents(low[0] - scale, low[1], high[0] + scale, high[1]))
    frame = axes.get_window_extent()
    for turn in np.argsort([_room(at, place) for place in at], kind="stable"):
        point, named = list(shared.items())[turn]
        taken.append(_place(axes, point, "\n".join(named), at[turn], taken, frame, scale))


def _room(at: np.ndarray, place: np.ndarray) -> float:
    return float(np.sort(np.hypot(*(at - place).T))[:4].sum())


def _place(
    axes: Axes,
    point: tuple[float, float],
    text: str,
    place: np.ndarray,
    taken: Sequence[Bbox],
    frame: Bbox,
    scale: float,
) -> Bbox:
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
    best, least, chosen = Bbox.null(), float("inf"), (0.0, 0.0)
    for ring in _RINGS:
        for step in range(_DIRECTIONS):
            angle = 2 * pi * step / _DIRECTIONS
            across = cos(angle) * (ring * scale + width / 2)
            up = sin(angle) * (ring * scale + height / 2)
            x, y = place[0] + across, place[1] + up
            box = Bbox.from_bounds(x - width / 2, y - height / 2, width, height)
            cost = sum(_overlap(box, other) for other in taken) + _beyond(box, frame)
            if cost < least:
                best, least, chosen = box, cost, (across / scale, up / scale)
        if least == 0:
            break
    label.set_position(chosen)
    if ring > _LEADER:
        _lead(axes, point, chosen, width / scale, height / scale)
    return best


def _overlap(one: Bbox, other: Bbox) -> float:
    shared = Bbox.intersection(one, other)
    return 0.0 if shared is None else float(shared.width * shared.height)


def _beyond(box: Bbox, frame: Bbox) -> float:
    return box.width * box.height - _overlap(box, frame)


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
