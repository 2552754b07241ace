"""What a drawing tells by where its marks stand: lengths and places back to numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

import numpy as np

_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_STEP = re.compile(r"([MLHVZ])([^MLHVZ]*)", re.IGNORECASE)
_MOVED = re.compile(r"(translate|rotate|matrix)\(([^)]*)\)")
_TICK = re.compile(r"(-?\d[\d\s]*(?:[.,]\d+)?)\s*(%?)")
_ALIGNED = 1.5
"""Points: what stands no farther from a line than this stands on it."""
_MANY_STEPS = 60
"""An outline of more steps than this is a letter or a pattern."""


class Point(NamedTuple):
    """A place in a drawing, x to the right and y downwards."""

    x: float
    y: float


@dataclass(frozen=True)
class Label:
    """A text in a drawing."""

    text: str
    at: Point


@dataclass(frozen=True)
class Mark:
    """A box around something that is drawn."""

    low: Point
    high: Point


@dataclass(frozen=True)
class Axis:
    """A scale: the number at a place along x or y is ``slope * place + start``."""

    along: str
    slope: float
    start: float

    def number(self, place: float) -> float:
        """Give the number at a place."""
        return self.slope * place + self.start


@dataclass(frozen=True)
class Reading:
    """What a mark says on an axis: from which number to which, and the texts in its row."""

    low: float
    high: float
    beside: tuple[str, ...]


def number(text: str) -> float | None:
    """Read a Swedish number, or a share that ends in a percent sign; None for other texts."""
    found = _TICK.fullmatch(text.replace("\N{MINUS SIGN}", "-").strip())
    if not found:
        return None
    digits = re.sub(r"\s", "", found[1]).replace(",", ".")
    return float(digits) / (100 if found[2] else 1)


def labels(drawing: Element) -> list[Label]:
    """List the texts of a drawing."""
    return [
        Label("".join(element.itertext()).strip(), at)
        for element, at in _walk(drawing, Point(0, 0))
        if _name(element) == "text" and "".join(element.itertext()).strip()
    ]


def marks(drawing: Element) -> list[Mark]:
    """List what is drawn with straight lines, and where signs stand."""
    found = []
    for element, at in _walk(drawing, Point(0, 0), defined=False):
        if _name(element) == "path" and (points := _points(element.get("d", ""))):
            found.append(_around([Point(p.x + at.x, p.y + at.y) for p in points]))
        elif _name(element) == "rect":
            x, y, width, height = (_value(element, key) for key in ("x", "y", "width", "height"))
            found.append(
                Mark(Point(at.x + x, at.y + y), Point(at.x + x + width, at.y + y + height))
            )
        elif _name(element) in ("use", "circle"):
            keys = ("x", "y") if _name(element) == "use" else ("cx", "cy")
            x, y = (_value(element, key) for key in keys)
            found.append(Mark(Point(at.x + x, at.y + y), Point(at.x + x, at.y + y)))
    return found


def axes(texts: list[Label]) -> list[Axis]:
    """Find the scales: three numbers or more in a line, as far apart as they say."""
    found = []
    for along, across in (("x", "y"), ("y", "x")):
        numbered = [(label, value) for label in texts if (value := number(label.text)) is not None]
        lines: dict[int, list[tuple[float, float]]] = {}
        for label, value in numbered:
            line = round(getattr(label.at, across) / _ALIGNED)
            lines.setdefault(line, []).append((getattr(label.at, along), value))
        found += [axis for line in lines.values() if (axis := _scale(along, line))]
    return found


def _scale(along: str, ticks: list[tuple[float, float]]) -> Axis | None:
    places, values = (np.array(part) for part in zip(*sorted(set(ticks)), strict=True))
    if len(set(places)) < 3 or len(set(values)) < 3:
        return None
    slope, start = np.polyfit(places, values, 1)
    off = np.abs(slope * places + start - values).max()
    fits = off < 0.02 * (values.max() - values.min())
    return Axis(along, float(slope), float(start)) if fits else None


def readings(drawing: Element) -> list[Reading]:
    """Read every mark by every scale that it may stand on."""
    texts = labels(drawing)
    found = []
    for axis, mark in ((axis, mark) for axis in axes(texts) for mark in marks(drawing)):
        ends = sorted(axis.number(getattr(end, axis.along)) for end in (mark.low, mark.high))
        across = "y" if axis.along == "x" else "x"
        middle = (getattr(mark.low, across) + getattr(mark.high, across)) / 2
        reach = max(6.0, (getattr(mark.high, across) - getattr(mark.low, across)) / 2)
        beside = tuple(
            label.text for label in texts if abs(getattr(label.at, across) - middle) <= reach
        )
        found.append(Reading(*ends, beside))
    return found


def tells(drawing: Element, value: float, within: float = 0.004) -> bool:
    """Whether some mark ends at a number, or is as long."""
    return any(
        abs(told - value) <= within
        for each in readings(drawing)
        for told in (each.low, each.high, each.high - each.low)
    )


def _name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _value(element: Element, key: str) -> float:
    return float(element.get(key, "0").removesuffix("pt").removesuffix("px").rstrip("%") or 0)


def _walk(element: Element, at: Point, *, defined: bool = True) -> Iterator[tuple[Element, Point]]:
    """Give every element with where it has been moved to; turns do not move what is at (0, 0)."""
    here = at
    for kind, numbers in _MOVED.findall(element.get("transform", "")):
        values = [float(each) for each in _NUMBER.findall(numbers)]
        if kind == "translate":
            here = Point(here.x + values[0], here.y + (values[1] if len(values) > 1 else 0))
        elif kind == "matrix":
            here = Point(here.x + values[4], here.y + values[5])
    if _name(element) == "text":
        here_text = Point(here.x + _value(element, "x"), here.y + _value(element, "y"))
        yield element, here_text
        return
    yield element, here
    if _name(element) in ("defs", "clipPath", "pattern", "symbol") and not defined:
        return
    for inner in element:
        yield from _walk(inner, here, defined=defined)


def _points(outline: str) -> list[Point]:
    if re.search(r"[CQSTA]", outline, re.IGNORECASE):
        return []
    steps = _STEP.findall(outline)
    if not steps or len(steps) > _MANY_STEPS:
        return []
    points, x, y = [], 0.0, 0.0
    for step, numbers in steps:
        values = [float(each) for each in _NUMBER.findall(numbers)]
        own = step.islower()
        if step in "Hh":
            x = values[0] + (x if own else 0)
        elif step in "Vv":
            y = values[0] + (y if own else 0)
        elif step in "MLml":
            x, y = values[0] + (x if own else 0), values[1] + (y if own else 0)
        points.append(Point(x, y))
    return points


def _around(points: list[Point]) -> Mark:
    xs, ys = zip(*points, strict=True)
    return Mark(Point(min(xs), min(ys)), Point(max(xs), max(ys)))
