"""Municipalities: their SCB codes, names and slugs, and how a person's spelling finds one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from pydantic import BaseModel, ConfigDict, Field, field_validator
from slugify import slugify

from stegvis.errors import WrongError
from stegvis.language import swedish_order
from stegvis.word import Word

ALL = "ALLA"
"""The name that stands for all of a project's municipalities together."""

ALL_SLUG = "alla"
"""How it stands in paths and addresses."""


class UnknownNameError(WrongError, LookupError):
    """No such name; the message says so in Swedish and lists the nearest ones."""


class Municipality(BaseModel):
    """A municipality of a project."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=r"^\d{4}$", description="SCB's kommunkod, fyra siffror")
    name: Word = Field(min_length=1)

    @field_validator("name")
    @classmethod
    def _has_a_path(cls, name: str) -> str:
        if slugify(name) in ("", ALL_SLUG):
            raise ValueError("ska ha bokstäver i sig och vara något annat än alla")
        return name

    @property
    def slug(self) -> str:
        """Give the name as it stands in paths and addresses, ASCII only.

        >>> Municipality(code="1480", name="Göteborg").slug
        'goteborg'
        """
        return str(slugify(self.name))


def fold(text: str) -> str:
    """Reduce a text to what counts when two spellings are compared.

    Case, surrounding and repeated space, composed or decomposed letters, underscores and the
    kind of dash make no difference.

    >>> fold(" Åter  Remittent") == fold("åter_remittent")
    True
    """
    composed = unicodedata.normalize("NFKC", text).casefold()
    dashes = composed.translate(dict.fromkeys(map(ord, "‐‑‒–—−"), "-")).replace("_", " ")
    return " ".join(dashes.split())


def nearest(text: str, known: Iterable[str], most: int = 3) -> list[str]:
    """List the known names whose spelling is nearest to a text, the nearest first."""
    by_fold = {fold(name): name for name in known}
    return [by_fold[match] for match in get_close_matches(fold(text), by_fold, n=most, cutoff=0.5)]


def find_municipality(text: str, among: Sequence[Municipality]) -> Municipality:
    """Find a municipality by its name in any case or by its code.

    Raises
    ------
    UnknownNameError
        When none matches; lists the nearest names.
    """
    wanted = fold(text)
    for municipality in among:
        if wanted in (municipality.code, fold(municipality.name)):
            return municipality
    for municipality in among:  # a name is made into a slug only when it is not as it is written
        if wanted == municipality.slug:
            return municipality
    names = [municipality.name for municipality in among]
    guesses = nearest(text, names) or sorted(names, key=swedish_order)
    raise UnknownNameError(f"Kommunen ”{text}” finns inte. Menade du {', '.join(guesses)}?")


def read_place(text: str, among: Sequence[Municipality]) -> str:
    """Read a municipality's name or code, or ”alla”.

    Raises
    ------
    UnknownNameError
        When there is no such municipality.
    """
    return ALL if fold(text) == fold(ALL) else find_municipality(text, among).name
