from itertools import combinations

import matplotlib as mpl
import pytest
from matplotlib.colors import to_hex
from stegvis.colours import contrast as ratio
from stegvis.colours import luminance
from stegvis.show import scale, style


def named(color: str) -> str:
    """Give a colour as it is drawn, whatever it is called."""
    with style.styled():
        return to_hex(color)


def contrast(one: str, other: str) -> float:
    return ratio(named(one), named(other))


def lightness(color: str) -> float:
    """Give CIE L*, 0–100: what is left of a colour on a greyscale printer."""
    share = luminance(named(color))
    return 116 * share ** (1 / 3) - 16 if share > 0.008856 else 903.3 * share


@pytest.mark.parametrize("color", [style.INK, style.MUTED, style.TARGET, style.MAIN])
def test_ink_is_readable_on_paper(color: str) -> None:
    assert contrast(color, style.PAPER) >= 4.5


@pytest.mark.parametrize("move", style.MOVES)
def test_a_label_is_readable_on_its_bar(move: str) -> None:
    assert contrast(style.MOVES[move].ink, style.MOVES[move].color) >= 4.5


@pytest.mark.parametrize("move", style.MOVES)
def test_a_bar_stands_out_from_the_paper(move: str) -> None:
    assert contrast(style.MOVES[move].edge, style.PAPER) >= 3


@pytest.mark.parametrize(("one", "other"), [*combinations(style.MOVES, 2)])
def test_moves_are_told_apart_in_greyscale(one: str, other: str) -> None:
    assert abs(lightness(style.MOVES[one].color) - lightness(style.MOVES[other].color)) >= 20


def test_forward_and_backward_differ_by_more_than_colour() -> None:
    assert style.MOVES["forward"].hatch != style.MOVES["backward"].hatch


def test_raters_are_told_apart_in_greyscale_and_by_marker() -> None:
    participant, coordinator = style.RATERS["participant"], style.RATERS["coordinator"]
    assert abs(lightness(participant.color) - lightness(coordinator.color)) >= 20
    assert participant.marker != coordinator.marker
    assert min(contrast(point.color, style.PAPER) for point in style.RATERS.values()) >= 3


def test_a_number_is_readable_wherever_it_stands_on_the_scale() -> None:
    for step in range(101):
        red, green, blue, _ = scale.sequential()(step / 100)
        ground = mpl.colors.to_hex((red, green, blue))
        assert contrast(scale.ink_on(step / 100), ground) >= 4.5, step


def test_the_style_is_put_back() -> None:
    before = mpl.rcParams["svg.fonttype"]
    with style.styled():
        assert mpl.rcParams["svg.fonttype"] == "none"
    assert mpl.rcParams["svg.fonttype"] == before


def test_axes_are_written_in_swedish() -> None:
    with style.styled():
        figure, axes = style.canvas(4)
        axes.set_xlim(0, 0.5)
        axes.set_ylim(0, 3)
        style.percent_axis(axes.xaxis)
        style.count_axis(axes.yaxis)
        figure.draw_without_rendering()
    assert "10\N{NO-BREAK SPACE}%" in [label.get_text() for label in axes.get_xticklabels()]
    counts = [label.get_text() for label in axes.get_yticklabels()]
    assert {"0", "1", "2", "3"} <= set(counts)
    assert all("," not in count for count in counts)
