"""Where what comes with the program is: the notebooks that a new root gets copies of."""

from __future__ import annotations

from pathlib import Path

import stegvis
from stegvis.errors import FailedError


class NotShippedError(FailedError):
    """The installation lacks what it should have; the message is a Swedish sentence."""


def notebooks() -> Path:
    """Give the folder of the notebooks: in an installed wheel its own, else the repository's.

    Raises
    ------
    NotShippedError
        When there are none.
    """
    package = Path(stegvis.__file__).parent
    for folder in (package / "shipped" / "notebooks", package.parents[1] / "notebooks"):
        if folder.is_dir():
            return folder
    raise NotShippedError(
        "Anteckningsböckerna som hör till stegvis saknas. Installera stegvis på nytt."
    )
