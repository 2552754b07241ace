"""Names beside points: every one readable, near its point, and in the frame."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox
from stegvis.show import style
from stegvis.show.pen import drawn
from stegvis.show.point_labels import name_points

NAMES = ["Hjo", "Skövde", "Lidköping", "Essunga", "Tibro", "Vara"]


def named(points: list[tuple[float, float]], names: list[str]) -> Axes:
    with style.styled():
        _, axes = style.canvas(10)
        axes.set(xlim=(0, 10), ylim=(0, 10), xlabel="antal personer")
        name_points(axes, points, names)
    return axes


def labels(axes: Axes) -> dict[str, Bbox]:
    texts = [child for child in axes.texts if isinstance(child, Annotation) and child.get_text()]
    return {text.get_text(): text.get_window_extent() for text in texts}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=6, unique=True)
)
def test_no_name_stands_over_another_or_out_of_the_frame(points):
    axes = named(points, NAMES[: len(points)])
    boxes = labels(axes)
    assert set(boxes) == set(NAMES[: len(points)])
    frame = axes.get_window_extent()
    for box in boxes.values():
        assert frame.x0 <= box.x0 + 1e-6
        assert box.x1 <= frame.x1 + 1e-6
        assert frame.y0 <= box.y0 + 1e-6
        assert box.y1 <= frame.y1 + 1e-6
    for one, other in combinations(boxes.values(), 2):
        shared = Bbox.intersection(one, other)
        assert shared is None or shared.width * shared.height == pytest.approx(0, abs=1e-6)


def test_points_in_one_place_share_a_label():
    assert set(labels(named([(5, 5), (5, 5)], ["Hjo", "Vara"]))) == {"Hjo\nVara"}


def test_a_name_alone_stands_to_the_right_of_its_point():
    axes = named([(5, 5)], ["Hjo"])
    [box] = labels(axes).values()
    x, y = axes.transData.transform((5, 5))
    assert x + 9 < box.x0 + 2 < x + 14
    assert box.y0 + box.height / 2 == pytest.approx(y)


def test_a_name_stays_where_it_was_put_when_the_chart_is_drawn():
    axes = named([(5, 5), (5.2, 5.1)], ["Hjo", "Vara"])
    before = {name: box.bounds for name, box in labels(axes).items()}
    with style.styled():
        drawn(axes.figure)
        after = {name: box.bounds for name, box in labels(axes).items()}
    assert after == {name: pytest.approx(bounds) for name, bounds in before.items()}
