"""What every exhibit has in common: it shows itself in JupyterLab, HTML, PDF and plain text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

MIME = "application/vnd.stegvis.exhibit+json"
"""The exhibit itself, as data: the exporters build it again, and render it for their page."""

TYPST_MIME = "text/vnd.stegvis.typst"

Counted = Literal["Figur", "Tabell"]


@dataclass
class Numbering:
    """Numbers the figures and the tables of one document, each from 1."""

    _counts: Counter[str] = field(default_factory=Counter)

    def label(self, kind: Counted) -> str:
        """Give the next label, such as ``Figur 1``."""
        self._counts[kind] += 1
        return f"{kind} {self._counts[kind]}"


class Exhibit(ABC):
    """Something a report shows. Subclasses are frozen dataclasses of plain values.

    Parameters are text, never markup: what is shown is exactly what was given.
    """

    @abstractmethod
    def html(self, numbering: Numbering | None = None) -> str:
        """Write the exhibit as HTML; figures and tables are numbered when a numbering is given."""

    @abstractmethod
    def typst(self) -> str:
        """Write the exhibit as Typst: calls of the functions that the PDF's template defines."""

    @abstractmethod
    def plain(self) -> str:
        """Write the exhibit as plain text."""

    def data(self) -> dict[str, Any]:
        """Give the exhibit as plain values, from which `read_exhibit` builds it again."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]  # always a dataclass

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, str | dict[str, Any]]:
        """Answer IPython, which asks every value how it wants to be displayed."""
        return {
            "text/plain": self.plain(),
            "text/html": self.html(),
            TYPST_MIME: self.typst(),
            MIME: self.data(),
        }
