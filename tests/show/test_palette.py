"""Whatever colour a project may choose, its charts keep what the house's promise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from stegvis.colours import LEAST_CONTRAST, contrast, luminance
from stegvis.show import scale, style
from stegvis.show.chart import Chart
from stegvis.show.palette import HOUSE, palette

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.fixture(autouse=True)
def _undressed() -> Iterator[None]:
    yield
    style.dress(None)


def lightness(color: str) -> float:
    share = luminance(color)
    return 116 * share ** (1 / 3) - 16 if share > 0.008856 else 903.3 * share


@given(main=COLORS)
def test_labels_can_be_read_and_forward_is_told_from_the_others_in_greyscale(main: str) -> None:
    assume(contrast(main, style.PAPER) >= LEAST_CONTRAST)
    chosen = palette(main)
    assert contrast(style.PAPER, chosen.main) >= 4.5
    for ground in (chosen.strong, chosen.soft, chosen.band, chosen.faint):
        assert contrast(style.INK, ground) >= 4.5
    steps = [lightness(color) for color in chosen.colors]
    assert steps == sorted(steps)
    for move in ("unchanged", "backward"):
        assert abs(lightness(chosen.main) - lightness(style.MOVES[move].color)) >= 20


@given(main=COLORS)
def test_a_number_can_be_read_wherever_it_stands_on_the_scale(main: str) -> None:
    assume(contrast(main, style.PAPER) >= LEAST_CONTRAST)
    style.dress(main)
    for step in range(0, 101, 5):
        ground = to_hex(scale.sequential()(step / 100))
        assert contrast(scale.ink_on(step / 100), ground) >= 4.5


def _drawn() -> str:
    with style.styled():
        figure, axes = style.canvas(3)
        axes.barh([0], [1], **style.MOVES["forward"].kwargs)
        axes.barh([1], [1], **style.ANSWERS["kept"].kwargs)
        axes.plot([0, 1], [0, 1], **style.DECIDING.kwargs)
    return Chart.of(figure, alt="Alt.", caption="Bild").svg


def test_a_chart_is_drawn_in_the_project_s_colour_and_then_in_the_house_s_again() -> None:
    house = _drawn()
    style.dress("#5b2a86")
    own = _drawn()
    style.dress(None)
    assert _drawn() == house
    chosen = palette("#5b2a86")
    for svg, there, gone in ((house, HOUSE, chosen), (own, chosen, HOUSE)):
        assert there.main in svg
        assert there.soft in svg
        assert gone.main not in svg
        assert gone.soft not in svg
