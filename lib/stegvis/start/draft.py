"""A project's first YAML: what was answered, and the rest to be read through and changed.

The text is a file beside this one, with a comment in Swedish on each block; only what was answered
is filled in, quoted so that no answer can be anything but a text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from string import Template

from slugify import slugify

from stegvis.place import Municipality


@dataclass(frozen=True)
class Beginning:
    """What must be known of a project before anything else."""

    id: str
    name: str
    organisation: str
    start: date
    end: date
    municipalities: tuple[Municipality, ...]


def proposed_id(name: str) -> str:
    """Propose an id for a project of a name.

    >>> proposed_id("Cresco+"), proposed_id("Steg i norr"), proposed_id("+")
    ('cresco-plus', 'steg-i-norr', '')
    """
    return str(slugify(name.replace("+", " plus "))) if slugify(name) else ""


def draft(beginning: Beginning) -> str:
    """Write the YAML of a project that begins so."""
    text = files("stegvis.start").joinpath("project.yaml").read_text("utf-8")
    return Template(text).substitute(
        id=beginning.id,
        name=_quoted(beginning.name),
        organisation=_quoted(beginning.organisation),
        start=beginning.start.isoformat(),
        end=beginning.end.isoformat(),
        municipalities=_rows(beginning.municipalities),
    )


def _rows(municipalities: Sequence[Municipality]) -> str:
    return "\n".join(
        f"  - {{code: {_quoted(place.code)}, name: {_quoted(place.name)}}}"
        for place in municipalities
    )


def _quoted(text: str) -> str:
    """Write a text as YAML reads it: JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)
