"""A part of the method beside an outcome: the municipalities by how much of it they use."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from stegvis.explore.ask import ask
from stegvis.explore.outcome import Outcome
from stegvis.explore.selection import Selection
from stegvis.explore.source import Source
from stegvis.explore.view import View
from stegvis.figures import COLUMNS, Figure, Figures
from stegvis.measure.fidelity import FULLY, fidelity
from stegvis.measure.tally import figure_rows
from stegvis.place import ALL
from stegvis.project import Project
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Prose, Table
from stegvis.show.section import Section
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.terms import capital

FIDELITY = "metodtrohet"
"""Chosen in place of a component: the mean of them all."""

LEVELS = {FULLY: "används fullt ut", 1: "används delvis", 0: "används inte"}
"""Levels of a component, the highest first, as they are read and drawn."""

_NOTHING = Figure(None, None, None, None, None, None, None)
_NO_CAUSE = (
    "Skillnader mellan kommuner säger inget om orsak. Kommunerna är få, deras deltagare är olika, "
    "och hur mycket metoden används är kommunens egen uppgift."
)


@dataclass(frozen=True)
class MethodChoice:
    """Which part of the method (a component's id, or ``metodtrohet``), beside which outcome."""

    selection: Selection
    component: str
    outcome: Outcome


@dataclass(frozen=True)
class _Beside:
    """The choice with what was measured, and each municipality's level and lack."""

    choice: MethodChoice
    section: Section
    levels: dict[str, Figure]
    lacking: dict[str, str]

    def at(self, level: int) -> list[str]:
        return [place for place, figure in self.levels.items() if figure.k == level]

    def comparable(self, places: list[str]) -> list[str]:
        return [place for place in places if not self.lacking[place]]

    @property
    def known(self) -> list[str]:
        return list(self.levels)

    def figure(self, place: str) -> Figure:
        return self.choice.outcome.figure(self.section, place)

    @property
    def by_component(self) -> bool:
        return self.choice.component != FIDELITY

    @property
    def method(self) -> str:
        return component_label(self.section.project, self.choice.component)


def component_label(project: Project, component: str) -> str:
    """Name a part of the method, or the whole."""
    labels = {part.id: part.label for part in project.method}
    return labels.get(component, "Metodtrohet, alla delar")


def method_view(source: Source, choice: MethodChoice) -> View:
    """Show each municipality's outcome by how much of a part of the method it uses."""
    selection = choice.selection
    section = ask(source, "Metod och utfall", selection, choice.outcome, also=(fidelity,))
    lacking = {place: choice.outcome.lacking(section, place) for place in selection.municipalities}
    beside = _Beside(choice, section, _levels(section, choice), lacking)
    if section.delivered:
        counted = _counted(beside)
        frame = pd.concat([section.figures.frame, counted], ignore_index=True)
        section = replace(section, figures=Figures(frame))
        beside = replace(beside, section=section)
    slug = f"{choice.component}-{choice.outcome.slug(section.project)}".replace("_", "-")
    return View(selection, section, tuple(_exhibits(beside)), "metod", slug)


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


def _counted(beside: _Beside) -> pd.DataFrame:
    """Count the municipalities: k that can be compared, of n asked and of n at each level.

    ``method.places``, group ``component=`` and, for a component, ``level=``; rows of ALLA.
    """
    component, asked = beside.choice.component, len(beside.lacking)
    whole = {"component": component, "k": len(_drawn(beside)), "n": asked}
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


def _places(beside: _Beside, **level: int) -> Figure:
    keys: dict[str, Hashable] = {"component": beside.choice.component, **level}
    return beside.section.figures.one(ALL, "method.places", "", **keys)


def _exhibits(beside: _Beside) -> Iterator[Exhibit]:
    section = beside.section
    if not section.delivered:
        yield Prose(wording.no_delivery(section), lead=True)
        return
    if not beside.levels:
        yield Prose(
            f"Ingen kommun har rapporterat hur mycket den använder av metoden {section.until}, så "
            "det finns inget att jämföra.",
            lead=True,
        )
        return
    yield Prose(_conclusion(beside), lead=True)
    yield Prose(*(text for text in _told(beside) if text))
    if max((beside.figure(place).n or 0 for place in _drawn(beside)), default=0) >= wording.FEW:
        yield _chart(beside)
    yield _table(beside)


def _drawn(beside: _Beside) -> list[str]:
    return beside.comparable(beside.known)


def _conclusion(beside: _Beside) -> str:
    counted = _places(beside)
    whom = swedish.plural(counted.n or 0, "kommun", "kommuner")
    return (
        f"{swedish.count(counted.k)} av {whom} har både en uppgift om "
        f"”{beside.method}” och ett utfall för ”{beside.choice.outcome.label}” att jämföra "
        f"{beside.section.until}."
    )


def _told(beside: _Beside) -> Iterator[str]:
    if beside.by_component:
        yield " ".join(_level_in_words(beside, level) for level in LEVELS)
    yield _NO_CAUSE
    yield swedish.sentence(f"Utfall: {beside.choice.outcome.meaning(beside.section.project)}")
    if not_comparable := _not_comparable(beside):
        yield f"Ej jämförbar: {not_comparable}."


def _level_in_words(beside: _Beside, level: int) -> str:
    places = _places(beside, level=level)
    if not places.n:
        return f"Ingen kommun har nivån ”{LEVELS[level]}”."
    counted = swedish.plural(places.n, "kommun", "kommuner")
    said = f"Delen {LEVELS[level]} i {counted}"
    shares = {
        place: figure
        for place in beside.comparable(beside.at(level))
        if ((figure := beside.figure(place)).n or 0) >= wording.SMALL
    }
    if not shares:
        return f"{said}, ingen av dem med ett utfall av minst {wording.SMALL} personer."
    order = sorted(shares, key=lambda place: shares[place].value or 0.0)
    least, most = order[0], order[-1]
    among = f"{said}; av dem med minst {wording.SMALL} personer"
    if len(order) == 1:
        return f"{among} har {least} {wording.share(shares[least])}."
    return (
        f"{among} går utfallet från {wording.share(shares[least])} i {least} till "
        f"{wording.share(shares[most])} i {most}."
    )


def _not_comparable(beside: _Beside) -> str:
    reasons = {
        place: why or ("" if place in beside.levels else "ingen uppgift om metoden")
        for place, why in beside.lacking.items()
    }
    return swedish.listed(f"{place} ({why})" for place, why in reasons.items() if why)


def _rows(beside: _Beside) -> Iterator[ShareRow]:
    target = beside.choice.outcome.target
    if not beside.by_component:
        for place in _drawn(beside):
            label = f"{place}, metodtrohet {swedish.percent(beside.levels[place].value)}"
            yield ShareRow(label, beside.figure(place), _text(beside, place), target)
        return
    for level, words in LEVELS.items():
        places = beside.comparable(beside.at(level))
        if places:
            yield ShareRow(capital(words), _NOTHING, "", target, deciding=True)
        for place in places:
            figure = beside.figure(place)
            yield ShareRow(place, figure, _text(beside, place), target, deciding=False)


def _text(beside: _Beside, place: str) -> str:
    figure = beside.figure(place)
    return wording.share(figure, wording.decimals(figure, beside.choice.outcome.target))


def _note(beside: _Beside) -> str:
    counted = _places(beside)
    not_comparable = _not_comparable(beside)
    return wording.note(
        beside.section,
        f"n = {swedish.plural(counted.k or 0, 'kommun', 'kommuner')} som kan jämföras",
        f"Ej jämförbar: {not_comparable}" if not_comparable else "",
        wording.LOCAL,
    )


def _chart(beside: _Beside) -> Chart:
    rows = list(_rows(beside))
    outcome = beside.choice.outcome
    said = "; ".join(
        f"{row.label}: {row.text}, {wording.confidence(row.figure)}" if row.text else row.label
        for row in rows
    )
    bands = bool(outcome.unknown)
    band = f" Ljust band: med {outcome.unknown} inräknade." if bands else ""
    return Chart.of(
        share_chart(rows, bands=bands),
        alt=f"Punktdiagram, en rad för varje kommun. {said}.",
        caption=f"{outcome.label}, efter {beside.method}",
        note=f"{_note(beside)} Punkt: andelen. Streck: 95{swedish.NBSP}% intervall.{band}",
    )


def _table(beside: _Beside) -> Table:
    order = [*beside.known, *(place for place in beside.lacking if place not in beside.levels)]
    return Table(
        (
            "Kommun",
            beside.method,
            "Utfall",
            f"95{swedish.NBSP}% intervall",
            *(["Gränser för bortfall"] if beside.choice.outcome.unknown else []),
        ),
        tuple((place, *_cells(beside, place)) for place in order),
        caption=f"{beside.choice.outcome.label}, efter {beside.method}, i siffror",
        note=_note(beside),
        numeric=frozenset({2, 3, 4}),
    )


def _cells(beside: _Beside, place: str) -> tuple[str, ...]:
    outcome, level = beside.choice.outcome, beside.levels.get(place)
    if level is None:
        said = swedish.MISSING
    elif beside.by_component:
        said = LEVELS[level.k or 0]
    else:
        said = swedish.percent(level.value)
    if beside.lacking[place]:
        missing = [swedish.MISSING] * (2 if outcome.unknown else 1)
        return said, f"ej jämförbar: {beside.lacking[place]}", *missing
    figure = beside.figure(place)
    interval = swedish.interval(figure.low, figure.high, wording.decimals(figure, outcome.target))
    bounds = [swedish.interval(figure.bound_low, figure.bound_high)] if outcome.unknown else []
    return said, _text(beside, place), interval, *bounds
