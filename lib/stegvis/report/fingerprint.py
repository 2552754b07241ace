"""All that a run depends on, part by part, so that it can be said why it is run again."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import requires, version
from pathlib import Path

from stegvis.project import Project
from stegvis.report.code import EVERYTHING, Code
from stegvis.report.digest import digest
from stegvis.report.measured import Slice

MAKES = ("stegvis.report.work",)
"""The module that executes and renders a notebook, with all that it imports."""

Parts = Mapping[str, str]


@dataclass(frozen=True)
class Fingerprint:
    """What a run depends on; two that are equal give the same section.

    Parameters
    ----------
    notebook
        The notebook's content.
    code
        The modules of stegvis that the notebook, and what executes and renders it, can reach.
    project
        The project's definition, by its keys; each goal by ``goals.<id>``.
    deliveries
        By kommunkod and period; see `stegvis.report.measured.slice_of`. An external run's are the
        protected figures of its place, by ``PROTECTED``.
    text
        The analyst's text, and what it leans on; see `stegvis.report.texts.seen`.
    parameters
        What the notebook is given.
    packages
        The version of each package that stegvis needs, and of Python.
    """

    notebook: str
    code: str
    project: Parts
    deliveries: Slice
    text: Parts
    parameters: Parts
    packages: Parts

    def as_json(self) -> dict[str, object]:
        """Give the parts as JSON has them."""
        return asdict(self)


@cache
def packages() -> dict[str, str]:
    """Give the version of every package that stegvis needs, those of its developers left out."""
    needed = [one for one in requires("stegvis") or () if "extra ==" not in one]
    names = [re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in needed]
    return {name: version(name) for name in names}


@cache
def software() -> dict[str, str]:
    """Give the version of Python and of every package that stegvis needs."""
    return {"Python": platform.python_version(), **packages()}


def project_parts(project: Project) -> dict[str, str]:
    """Tell a project's definition from another, key by key."""
    content = project.model_dump(mode="json")
    goals = content.pop("goals")
    parts = {key: digest(value) for key, value in content.items()}
    parts |= {f"goals.{goal['id']}": digest(goal) for goal in goals}
    return parts | {"goals": digest([goal["id"] for goal in goals])}


def notebook_parts(path: Path, code: Code) -> tuple[str, str]:
    """Hash a notebook, and the code that it can reach."""
    content = path.read_bytes()
    imported = {name for source in _sources(content) for name in code.imports(source)}
    return sha256(content).hexdigest(), code.hash({*MAKES, *imported})


def _sources(notebook: bytes) -> Iterator[str]:
    """Give a notebook's code, cell by cell; of what cannot be read it cannot be told."""
    try:
        cells = json.loads(notebook)["cells"]
        yield from ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (ValueError, KeyError, TypeError):
        yield f"import {EVERYTHING}"
