"""What a process imports and draws before kernels are forked from it."""

from __future__ import annotations

import pkgutil
from importlib import import_module

_OF_A_KERNEL = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger"),
    *("IPython.core.completerlib", "IPython.core.oinspect", "IPython.extensions.storemagic"),
    *("faulthandler", "pdb", "psutil", "sqlite3", "tornado.platform.asyncio"),
)
"""What ipykernel imports while it starts; none makes a ZMQ context or an event loop."""

_OF_NOTEBOOKS = (
    *("matplotlib.pyplot", "matplotlib_inline.backend_inline", "pandas", "seaborn"),
    "stegvis.report.opening",
)


_WHOLE = ("stegvis.show", "stegvis.commentary")
"""The packages of which notebooks use any module."""


def warm_up() -> None:
    """Import what kernels and notebooks use, draw one chart, and read what is read only once."""
    for name in (*_OF_A_KERNEL, *_OF_NOTEBOOKS):
        import_module(name)
    for package in _WHOLE:
        for module in pkgutil.iter_modules(import_module(package).__path__, f"{package}."):
            import_module(module.name)
    _draw()
    _write()
    _lay_out()


def _draw() -> None:
    """Find the fonts, and draw with them the numbers that charts bear: each is measured once."""
    from stegvis.show import style, swedish
    from stegvis.show.chart import Chart

    with style.styled():
        figure, axes = style.canvas(4)
        axes.barh(["Å", "Ä", "Ö"], [1, 2, 3])
        for number in range(101):
            axes.text(0, 0, swedish.count(number))
            axes.text(0, 0, swedish.percent(number / 100))
    Chart.of(figure, alt="Värmer upp.", caption="Uppvärmning").typst()


def _write() -> None:
    """Read the Swedish alphabet, which takes a fifth of a second, and write the usual numbers."""
    from stegvis.language import swedish_order
    from stegvis.show import escape, markdown, swedish

    swedish_order("Åmål")
    escape.printable("→")
    markdown.parse("Värmer upp.")
    for number in range(201):
        swedish.count(number)


def _lay_out() -> None:
    """Let pandas import what it leaves until a table is turned."""
    import pandas as pd

    cells = pd.DataFrame({"row": ["a", "b"], "column": ["c", "c"], "k": pd.array([1, 2])})
    cells.pivot_table(index="row", columns="column", values="k", aggfunc="sum").to_dict()
