"""The note under a table or chart: what is counted, what is hidden, how often, and up to when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from stegvis.external_table import ExternalTable
from stegvis.figures import Figure
from stegvis.show import swedish
from stegvis.show.external.published import WHY, as_of, often
from stegvis.show.section import Section

HIDDEN = f"Två punkter ({swedish.HIDDEN}): {WHY}"


@dataclass(frozen=True, init=False)
class Part:
    """What is shown of one table of the plan, hidden or not.

    ``name`` is what a reader calls it, where what is shown is of several tables.
    """

    table: ExternalTable
    figures: tuple[Figure, ...]
    name: str

    def __init__(
        self, table: ExternalTable, figures: Iterable[Figure | None], name: str = ""
    ) -> None:
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "figures", tuple(f for f in figures if f is not None))
        object.__setattr__(self, "name", name)


def note(
    section: Section,
    parts: Sequence[Part],
    *sentences: str,
    called: Callable[[str], str] = str,
) -> str:
    """Write a note: n and definition first, then what is hidden, the plan, and the last day.

    ``called`` says what a value is called that is told together with others; where their label
    names them all, nothing more is said.
    """
    hidden = any(figure.suppressed for part in parts for figure in part.figures)
    merged = dict.fromkeys(
        _together(label, values, called)
        for part in parts
        for label, values in part.table.merge.items()
        if not all(called(value).lower() in label.lower() for value in values)
    )
    said = (*sentences, HIDDEN if hidden else "", *merged, _plan(section, parts))
    return " ".join(swedish.sentence(text) for text in said if text)


def _plan(section: Section, parts: Sequence[Part]) -> str:
    """Say how often each part is told, and up to which day it is told here."""
    named: dict[str, list[str]] = {}
    for part in parts:
        if part.figures:
            told = f"redovisas {often(part.table)}, här {as_of(section, *part.figures)}"
            named.setdefault(told, []).append(part.name)
    if len(named) < 2:
        return next(iter(named), "")
    return "; ".join(
        f"{swedish.listed(dict.fromkeys(names))} {told}" for told, names in named.items()
    )


def _together(label: str, values: Sequence[str], called: Callable[[str], str]) -> str:
    return f"”{label}” är {swedish.listed(map(called, values))}, som redovisas tillsammans"
