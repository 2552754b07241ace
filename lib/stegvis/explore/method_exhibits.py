"""A part of the method beside an outcome, in sentences, a chart and a table; never as a cause."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from stegvis.explore.beside import LEVELS, Beside
from stegvis.figures import Figure
from stegvis.place import ALL
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Prose, Table
from stegvis.show.share_chart import ShareRow, share_chart
from stegvis.show.terms import capital

_NOTHING = Figure(None, None, None, None, None, None, None)
_NO_CAUSE = (
    "Skillnader mellan kommuner säger inget om orsak. Kommunerna är få, deras deltagare är olika, "
    "och hur mycket metoden används är kommunens egen uppgift."
)


def _places(beside: Beside, **level: int) -> Figure:
    keys: dict[str, Hashable] = {"component": beside.choice.component, **level}
    return beside.section.figures.one(ALL, "method.places", "", **keys)


def exhibits(beside: Beside) -> Iterator[Exhibit]:
    """Give what a view shows."""
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
    if max((beside.figure(place).n or 0 for place in beside.compared), default=0) >= wording.FEW:
        yield _chart(beside)
    yield _table(beside)


def _conclusion(beside: Beside) -> str:
    counted = _places(beside)
    whom = swedish.plural(counted.n or 0, "kommun", "kommuner")
    return (
        f"{swedish.count(counted.k)} av {whom} har både en uppgift om "
        f"”{beside.method}” och ett utfall för ”{beside.choice.outcome.label}” att jämföra "
        f"{beside.section.until}."
    )


def _told(beside: Beside) -> Iterator[str]:
    if beside.by_component:
        yield " ".join(_level_in_words(beside, level) for level in LEVELS)
    yield _NO_CAUSE
    yield swedish.sentence(f"Utfall: {beside.choice.outcome.meaning(beside.section.project)}")
    if not_comparable := _not_comparable(beside):
        yield f"Ej jämförbar: {not_comparable}."


def _level_in_words(beside: Beside, level: int) -> str:
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


def _not_comparable(beside: Beside) -> str:
    reasons = {
        place: why or ("" if place in beside.levels else "ingen uppgift om metoden")
        for place, why in beside.lacking.items()
    }
    return swedish.listed(f"{place} ({why})" for place, why in reasons.items() if why)


def _rows(beside: Beside) -> Iterator[ShareRow]:
    target = beside.choice.outcome.target
    if not beside.by_component:
        for place in beside.compared:
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


def _text(beside: Beside, place: str) -> str:
    figure = beside.figure(place)
    return wording.share(figure, wording.decimals(figure, beside.choice.outcome.target))


def _note(beside: Beside) -> str:
    counted = _places(beside)
    not_comparable = _not_comparable(beside)
    return wording.note(
        beside.section,
        f"n = {swedish.plural(counted.k or 0, 'kommun', 'kommuner')} som kan jämföras",
        f"Ej jämförbar: {not_comparable}" if not_comparable else "",
        wording.LOCAL,
    )


def _chart(beside: Beside) -> Chart:
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


def _table(beside: Beside) -> Table:
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


def _cells(beside: Beside, place: str) -> tuple[str, ...]:
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
