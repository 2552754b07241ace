"""A part of the method beside an outcome: the municipalities by how much of it they use."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from stegvis.explore.ask import ask
from stegvis.explore.beside import FIDELITY, LEVELS, Beside, MethodChoice
from stegvis.explore.method_exhibits import exhibits
from stegvis.explore.source import Source
from stegvis.explore.view import View
from stegvis.figures import COLUMNS, Figure, Figures
from stegvis.measure.fidelity import fidelity
from stegvis.measure.tally import figure_rows
from stegvis.place import ALL
from stegvis.show.section import Section


def method_view(source: Source, choice: MethodChoice) -> View:
    """Show each municipality's outcome by how much of a part of the method it uses."""
    selection = choice.selection
    section = ask(source, "Metod och utfall", selection, choice.outcome, also=(fidelity,))
    lacking = {place: choice.outcome.lacking(section, place) for place in selection.municipalities}
    beside = Beside(choice, section, _levels(section, choice), lacking)
    if section.delivered:
        counted = _counted(beside)
        frame = pd.concat([section.figures.frame, counted], ignore_index=True)
        section = replace(section, figures=Figures(frame))
        beside = replace(beside, section=section)
    slug = f"{choice.component}-{choice.outcome.slug(section.project)}".replace("_", "-")
    return View(selection, section, tuple(exhibits(beside)), "metod", slug)


def _levels(section: Section, choice: MethodChoice) -> dict[str, Figure]:
    """Look up the level, or the fidelity, of each municipality that has reported it."""
    if choice.component == FIDELITY:
        known = list(section.figures.table(None, "fidelity")["municipality"])
        found = {place: section.figures.one(place, "fidelity") for place in known}
        order = sorted(found, key=lambda place: -(found[place].value or 0))
        return {place: found[place] for place in order}
    table = section.figures.table(None, "method.level")
    if not len(table):
        return {}
    own = table[table["component"] == choice.component]
    return {
        place: section.figures.one(place, "method.level", component=choice.component)
        for place in own["municipality"]
    }


def _counted(beside: Beside) -> pd.DataFrame:
    """Count the municipalities: k that can be compared, of n asked and of n at each level.

    ``method.places``, group ``component=`` and, for a component, ``level=``; rows of ALLA.
    """
    component, asked = beside.choice.component, len(beside.lacking)
    whole = {"component": component, "k": len(beside.compared), "n": asked}
    rows = [figure_rows(_of_all([whole]), "method.places", ["component"])]
    if beside.by_component:
        each = [
            {"component": component, "level": level, "k": len(beside.comparable(at)), "n": len(at)}
            for level in LEVELS
            for at in [beside.at(level)]
        ]
        rows.append(figure_rows(_of_all(each), "method.places", ["component", "level"]))
    frame = pd.concat(rows, ignore_index=True)
    project, period = beside.section.project.id, beside.section.period.label
    frame = frame.assign(project=project, period=period, suppressed=False)
    return frame.reindex(columns=list(COLUMNS)).astype(COLUMNS)


def _of_all(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows).assign(municipality=ALL).astype({"k": "Int64", "n": "Int64"})
