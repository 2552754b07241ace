"""What a published section was made of, so that nothing is made again that would be the same."""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from importlib.metadata import requires, version
from pathlib import Path

from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.project import Project
from stegvis.report.measured import slice_hash
from stegvis.report.plan import Run
from stegvis.whole import written_whole


@cache
def packages() -> dict[str, str]:
    """Give the version of every package that stegvis needs, those of its developers left out."""
    needed = [one for one in requires("stegvis") or () if "extra ==" not in one]
    names = [re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in needed]
    return {name: version(name) for name in names}


def fingerprint(run: Run, store: Store, project: Project, period: Period, text: str = "") -> str:
    """Hash all that a run depends on: notebook, code, project, deliveries, parameters, packages.

    ``text`` is what the page depends on of the analyst's own words.
    """
    content = [
        sha256(run.notebook.path.read_bytes()).hexdigest(),
        slice_hash(store, project, period, run.place),
        run.parameters,
        packages(),
        text,
    ]
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _note(run: Run) -> Path:
    reports = run.folder.parents[3]
    folder = reports / ".runs" / run.folder.relative_to(reports)
    return folder / f"{run.notebook.section}.json"


def is_unchanged(run: Run, mark: str) -> bool:
    """Whether the section is there and was made of just this."""
    outputs = [run.folder / f"{run.notebook.section}.{suffix}" for suffix in ("html", "pdf")]
    note = _note(run)
    if not note.exists() or not all(path.exists() for path in outputs):
        return False
    try:
        known = json.loads(note.read_text(encoding="utf-8"))
    except ValueError:  # a note that was cut short says nothing
        return False
    return isinstance(known, dict) and known.get("fingerprint") == mark


def remember(run: Run, mark: str) -> None:
    """Note what the section was made of."""
    with written_whole(_note(run)) as beside:
        beside.write_text(json.dumps({"fingerprint": mark}), encoding="utf-8")


def forget(run: Run) -> None:
    """Remove the note, before the section is replaced."""
    _note(run).unlink(missing_ok=True)
