"""The exhibits a notebook can show, and the way back from a notebook's saved output."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from stegvis.show.chart import Chart
from stegvis.show.commentary import Commentary
from stegvis.show.display import MIME, TYPST_MIME, Exhibit, Number
from stegvis.show.header import Header
from stegvis.show.prose import Prose
from stegvis.show.table import Table

__all__ = [
    "MIME",
    "TYPST_MIME",
    "Chart",
    "Commentary",
    "Exhibit",
    "Group",
    "Header",
    "Number",
    "Prose",
    "Table",
    "read_exhibit",
]


@dataclass(frozen=True, init=False)
class Group(Exhibit):
    """Several exhibits from one call, shown one after the other."""

    exhibits: tuple[AnyExhibit, ...]
    kind: Literal["group"]

    def __init__(self, *exhibits: Exhibit) -> None:
        object.__setattr__(self, "exhibits", exhibits)
        object.__setattr__(self, "kind", "group")

    def __iter__(self) -> Iterator[AnyExhibit]:
        """Go through the exhibits in the order they are shown."""
        return iter(self.exhibits)

    def html(self, number: Number | None = None) -> str:
        """Write each exhibit's HTML."""
        return "\n".join(exhibit.html() for exhibit in self)

    def typst(self, number: Number | None = None) -> str:
        """Write each exhibit's Typst."""
        return "\n".join(exhibit.typst() for exhibit in self)

    def plain(self) -> str:
        """Part the exhibits by an empty line."""
        return "\n\n".join(exhibit.plain() for exhibit in self)

    def data(self) -> dict[str, Any]:
        """Give each exhibit's own data."""
        return {"kind": self.kind, "exhibits": [exhibit.data() for exhibit in self]}


AnyExhibit: TypeAlias = Annotated[
    Header | Prose | Chart | Table | Commentary | Group, Field(discriminator="kind")
]

_ANY: TypeAdapter[AnyExhibit] = TypeAdapter(AnyExhibit)


def read_exhibit(data: dict[str, Any]) -> AnyExhibit:
    """Build an exhibit again from what it left in a notebook under `MIME`.

    Raises
    ------
    pydantic.ValidationError
        When the data are no exhibit's.
    """
    return _ANY.validate_python(data)
