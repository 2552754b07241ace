"""A word of a project's own that stands in figures, tables and paths."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet program takes for a formula (OWASP, CSV Injection)."""
_LONGEST = 100


def _word(text: str) -> str:
    if text.startswith(FORMULA_SIGNS):
        raise ValueError("ska inte börja med =, +, - eller @, som en formel i ett kalkylblad")
    if set(text) & set(";="):
        raise ValueError("ska inte innehålla ; eller =, som skiljer ord åt i figures.csv")
    if not text.replace("\N{NO-BREAK SPACE}", " ").isprintable() or len(text) > _LONGEST:
        raise ValueError(f"ska vara en rad på högst {_LONGEST} tecken, utan tecken som inte syns")
    return text


Word = Annotated[str, AfterValidator(_word)]
"""A text of the YAML that can be a cell by itself, and a part of a figure's group."""
