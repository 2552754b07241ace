"""Where what comes with the program is: the notebooks and pages that a new root gets copies of."""

from __future__ import annotations

from pathlib import Path

import stegvis
from stegvis.errors import FailedError


class NotShippedError(FailedError):
    """The installation lacks what it should have; the message is a Swedish sentence."""


def notebooks() -> Path:
    """Give the folder of the notebooks.

    Raises
    ------
    NotShippedError
        When there are none.
    """
    return _shipped("notebooks", "Anteckningsböckerna")


def pages() -> Path:
    """Give the folder of the handbook and the other pages.

    Raises
    ------
    NotShippedError
        When there are none.
    """
    return _shipped("docs", "Handboken och de andra sidorna")


def _shipped(name: str, called: str) -> Path:
    """Give a folder that comes along: in an installed wheel its own, else the repository's."""
    package = Path(stegvis.__file__).parent
    for folder in (package / "shipped" / name, package.parents[1] / name):
        if folder.is_dir():
            return folder
    raise NotShippedError(f"{called} som hör till stegvis saknas. Installera stegvis på nytt.")
