"""A chart drawn in one go: the same drawing as Matplotlib's own ``savefig`` makes in two."""

from __future__ import annotations

from io import StringIO

import pytest
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path
from stegvis.show import style
from stegvis.show.chart import Chart
from stegvis.show.pen import Paper, drawn

NAMES = ["Hjo", "Skövde", "Ett namn som går på\ntvå rader"]


def bars() -> Figure:
    figure, axes = style.canvas(6)
    axes.barh(NAMES, [3, 17, 5], label="antal", **style.MOVES["backward"].kwargs)
    for row, (name, k) in enumerate(zip(NAMES, (3, 17, 5), strict=True)):
        axes.annotate(f"{name} {k}", (k, row), (5, 0), textcoords="offset points", va="center")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1))
    axes.set_xlabel("antal personer")
    return figure


def panels() -> Figure:
    figure, both = style.panels(7, columns=2, sharey=True)
    for axes, kind in zip(both, style.RATERS.values(), strict=True):
        axes.plot([0, 1, 2], [0.2, 0.5, 0.4], **kind.kwargs, label="medel")
        axes.set_title("Deltagarens kort")
        axes.set_ylabel("andel framåt", rotation=90)
        axes.grid(visible=True)
        style.percent_axis(axes.yaxis)
    return figure


def saved(figure: Figure) -> str:
    """Draw as everyone does."""
    target = StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(target, format="svg", metadata=nothing)
    return target.getvalue()


@pytest.mark.parametrize("draw", [bars, panels])
def test_a_chart_is_what_savefig_would_have_drawn(draw):
    with style.styled():
        assert drawn(draw()) == saved(draw())


def test_a_figure_made_elsewhere_is_drawn_too_and_the_same_each_time():
    figure = Figure(layout="constrained")
    figure.subplots().set_title("Utan duk")
    first = Chart.of(figure, alt="Tom.", caption="Tom").svg
    assert "Utan duk" in first
    assert Chart.of(figure, alt="Tom.", caption="Tom").svg == first


def test_a_chart_is_drawn_once():
    times = []

    class Counted(Line2D):
        def draw(self, renderer: RendererBase) -> None:
            times.append(type(renderer).__name__)
            super().draw(renderer)

    with style.styled():
        figure, axes = style.canvas(4)
        axes.add_line(Counted([0, 1], [0, 1]))
    Chart.of(figure, alt="En linje.", caption="Linje")
    assert times == ["Pen"]


def test_a_text_is_measured_once_in_a_process(monkeypatch):
    measured = []
    measure = text_to_path.get_text_width_height_descent

    def counted(text: str, font: FontProperties, ismath: bool) -> tuple[float, ...]:
        measured.append(text)
        return measure(text, font, ismath)

    monkeypatch.setattr(text_to_path, "get_text_width_height_descent", counted)
    for _ in range(2):
        with style.styled():
            figure, axes = style.canvas(4)
            axes.set_title("Står bara i den här provningen")
        Chart.of(figure, alt="Tom.", caption="Tom")
    assert measured.count("Står bara i den här provningen") == 1


def test_a_font_that_grows_is_measured_anew():
    pen = Paper(Figure()).get_renderer()
    font = FontProperties(family=style.FAMILY, size=10)
    small, _, _ = pen.get_text_width_height_descent("Hjo", font, ismath=False)
    font.set_size(20)
    large, _, _ = pen.get_text_width_height_descent("Hjo", font, ismath=False)
    assert large == pytest.approx(2 * small)
