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


def warm_up() -> None:
    """Import what kernels and notebooks use, and draw one chart."""
    for name in (*_OF_A_KERNEL, *_OF_NOTEBOOKS):
        import_module(name)

    import stegvis.show
    from stegvis.show import style
    from stegvis.show.chart import Chart

    for module in pkgutil.iter_modules(stegvis.show.__path__, "stegvis.show."):
        import_module(module.name)
    with style.styled():
        figure, axes = style.canvas(4)
        axes.barh(["Å", "Ä", "Ö"], [1, 2, 3])
    Chart.of(figure, alt="Värmer upp.", caption="Uppvärmning")
