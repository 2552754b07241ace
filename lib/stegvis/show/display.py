"""What every exhibit has in common: it shows itself in JupyterLab, HTML, PDF and plain text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from typing import Any, Literal

from stegvis.show import escape

MIME = "application/vnd.stegvis.exhibit+json"
"""The exhibit itself, as data: the exporters build it again, and render it for their page."""

TYPST_MIME = "text/vnd.stegvis.typst"

Counted = Literal["Figur", "Tabell"]


@dataclass(frozen=True)
class Number:
    """What a figure or a table is called in its document, and what shows the same as it does.

    Parameters
    ----------
    kind, value
        ``Figur`` and 3, for ”Figur 3”. Figures and tables are counted apart, each from 1.
    companion
        The value of the table with a figure's numbers, or of the figure that shows a table's.
    """

    kind: Counted
    value: int
    companion: int | None = None

    @property
    def label(self) -> str:
        """Give the label, such as ”Figur 3”."""
        return f"{self.kind} {self.value}"

    @property
    def anchor(self) -> str:
        """Give the name that links lead to, such as ``figur-3``."""
        return anchor(self.kind, self.value)

    @property
    def see(self) -> tuple[str, str] | None:
        """Say where the companion is, and give its anchor."""
        if self.companion is None:
            return None
        if self.kind == "Figur":
            return f"Värdena står i tabell {self.companion}.", anchor("Tabell", self.companion)
        return f"Visas i figur {self.companion}.", anchor("Figur", self.companion)


def anchor(kind: Counted, value: int) -> str:
    """Give the name that links to a figure or table lead to.

    >>> anchor("Figur", 3)
    'figur-3'
    """
    return f"{kind.lower()}-{value}"


def link_to_companion(number: Number | None) -> str:
    """Write, as HTML, where a figure's values or a table's figure are; nothing when nowhere."""
    see = number.see if number else None
    return f'<a href="#{see[1]}">{escape.html(see[0])}</a>' if see else ""


def typst_number(number: Number | None) -> str:
    """Write the arguments that tell Typst's functions where an exhibit is, and its companion."""
    if number is None:
        return ""
    text, to = number.see or ("", "")
    return f", anchor: {escape.typst(number.anchor)}, see: {escape.typst((text, to))}"


class Exhibit(ABC):
    """Something a report shows. Subclasses are frozen dataclasses of plain values.

    Parameters are text, never markup: what is shown is exactly what was given.
    """

    @abstractmethod
    def html(self, number: Number | None = None) -> str:
        """Write the exhibit as HTML; a figure or table bears the number that it is given."""

    @abstractmethod
    def typst(self, number: Number | None = None) -> str:
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
