"""stegvis: from progression cards to the ESF final report.

One way through the house, in one direction: a delivery is read and checked
(:mod:`stegvis.delivery`), kept (:mod:`stegvis.delivery.store`), counted
(:mod:`stegvis.measure`), narrated in notebooks with what :mod:`stegvis.show` draws, and
published by :mod:`stegvis.report` and :mod:`stegvis.export`. Nothing further down the list is
imported by anything further up.

Who analyses in a notebook of their own needs the names in ``__all__`` and no others; they come from
:mod:`stegvis.api`, the first time that one is asked for. ``docs/bibliotek.md`` has an example
of each.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line imports this module too, and none of these
    from stegvis.api.names import (
        Chart,
        Period,
        Project,
        Table,
        check,
        load,
        share,
        share_chart,
        table,
    )

__version__ = "0.1.0"

__all__ = [
    "Chart",
    "Period",
    "Project",
    "Table",
    "check",
    "load",
    "share",
    "share_chart",
    "table",
]


def __getattr__(name: str) -> object:
    """Give one of the names in ``__all__``, which are imported no sooner (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from stegvis.api import names

    return getattr(names, name)


def __dir__() -> list[str]:
    """List what the module has, for who presses Tab in a notebook."""
    return sorted({*globals(), *__all__})
