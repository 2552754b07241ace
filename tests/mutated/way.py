"""A way in which a delivery goes wrong, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from mutated.written import Sheets

Outcome = Literal["same", "refused", "either"]
"""Accepted with the same tables; refused, with a finding at the place; or one of them."""


@dataclass(frozen=True)
class Place:
    """Where an error must be told of; None is said of what is not about a cell."""

    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    planted: str = ""
    """What was written there, which no finding may repeat."""


@dataclass(frozen=True)
class File:
    """What is delivered: the end of its name, its bytes, and where an error is to be found."""

    suffix: str
    content: bytes
    place: Place = Place()


class UnfitError(Exception):
    """This delivery has nothing that can go wrong this way."""


@dataclass(frozen=True)
class Edit:
    """Something that changes the sheets, whatever form they are then written in."""

    name: str
    outcome: Outcome
    change: Callable[[Random, Sheets], Place | None]


@dataclass(frozen=True)
class Spoil:
    """Something that happens to a file, or that only one form has."""

    name: str
    outcome: Outcome
    write: Callable[[Random, Sheets], File]
