"""What JupyterLab is given for as long as a desk is open: a Python, a typeface and settings.

Whatever else is installed for Jupyter on the machine, ``python3`` is then the Python that runs
stegvis, and so has it: Jupyter looks in ``JUPYTER_PATH`` before the user's home. Charts have their
text as text, in a typeface that JupyterLab's page lacks; it comes as ``custom.css``, once for the
page, so that no kernel cuts it out and no notebook carries it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from ipykernel.kernelspec import write_kernel_spec

from stegvis.export.page import page_rules
from stegvis.export.webfont import font_faces
from stegvis.show import design

KERNEL_NAME = "Python (stegvis)"
"""What people see that notebooks run in."""

_VARIABLE = "JUPYTER_PATH"
_QUIET = ["--Application.log_level=ERROR"]
"""A kernel warns, in English, of what anyone on this machine's own network could hear."""
_DEFAULTS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
}
"""JupyterLab's settings where the user has chosen none: it asks nobody about news."""


@dataclass(frozen=True)
class Surroundings:
    """Where it lies: the folders of ``custom.css``, of JupyterLab's own defaults, and of its tabs.

    Which tabs are open is kept nowhere: those of another desk, or of other work, are not wanted.
    """

    style: Path
    settings: Path
    tabs: Path


@contextmanager
def surroundings() -> Iterator[Surroundings]:
    """Lay it all out in a folder for a while."""
    before = os.environ.get(_VARIABLE)
    with TemporaryDirectory(prefix="stegvis-") as name:
        there = Surroundings(*(Path(name, part) for part in ("custom", "settings", "tabs")))
        for folder in (there.style, there.settings, there.tabs, Path(name, "kernels")):
            folder.mkdir()
        write_kernel_spec(
            Path(name, "kernels", "python3"),
            overrides={"display_name": KERNEL_NAME},
            extra_arguments=_QUIET,
        )
        (there.style / "custom.css").write_text(_style(), encoding="utf-8")
        (there.settings / "overrides.json").write_text(json.dumps(_DEFAULTS), encoding="utf-8")
        os.environ[_VARIABLE] = os.pathsep.join(filter(None, (name, before)))
        try:
            yield there
        finally:
            if before is None:
                del os.environ[_VARIABLE]
            else:
                os.environ[_VARIABLE] = before


def _style() -> str:
    """Write the typeface, and how what notebooks show looks, which is as on the house's pages."""
    shown = files("stegvis.desk").joinpath("notebook.css").read_text(encoding="utf-8")
    return f"{font_faces()}\n{design.css()}{shown}{page_rules()}}}\n"
