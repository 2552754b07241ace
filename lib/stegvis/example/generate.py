"""Write the whole example: deliveries of both projects, planted errors, README and truth file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from stegvis.example.chance import SEED
from stegvis.example.deliveries import deliver
from stegvis.example.history import histories
from stegvis.example.places import CREARE, PLUS
from stegvis.example.planted import FOLDER, plant
from stegvis.example.readme import readme
from stegvis.example.truth import Truth, model, of_error, of_project
from stegvis.project import Project

TRUTH_FILE, README_FILE = "facit.json", "README.md"
_LIST = re.compile(r"\[[^\[\]{}]*\]")


def generate(folder: Path, projects: Mapping[str, Project]) -> None:
    """Write the example into a folder, which is made if it does not exist.

    Parameters
    ----------
    projects
        Must hold ``cresco-plus`` and ``cresco-creare`` as ``data/projects`` defines them.

    Raises
    ------
    FileExistsError
        When the folder holds an example already; nothing of it is touched.
    """
    truth: Truth = {"seed": SEED, "model": model(), "projects": {}}
    for name in (PLUS, CREARE):
        own = folder / name
        own.mkdir(parents=True)
        made_up = histories(projects[name])
        for history in made_up:
            deliver(own, projects[name], history)
        truth["projects"][name] = of_project(projects[name], made_up)
    planted = plant(folder / FOLDER, projects[PLUS])
    truth["planted"] = [of_error(error, path, folder) for error, path in planted]
    _write(folder / TRUTH_FILE, _spelled(truth))
    _write(folder / README_FILE, readme(truth))


def _spelled(truth: Truth) -> str:
    """Spell the truth as JSON to read: indented, but a list of values on a line."""
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    return _LIST.sub(lambda found: " ".join(found[0].split()), text) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
