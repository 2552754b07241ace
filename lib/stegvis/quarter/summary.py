"""The summary of a quarter: plain text, to paste in a mail.

A mail goes anywhere. So there is no figure of a report in it, no pseudonym and no name of a file
that somebody else has chosen: only which municipalities have delivered, and what has been made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from stegvis.answer.state import Row, Standing, State
from stegvis.quarter.reported import Reported
from stegvis.report.outcome import Status
from stegvis.show import swedish
from stegvis.show.header import SYNTHETIC

FILE = "sammanfattning.txt"
"""What the summary is called where it is kept, beside the answers of its quarter."""

_AGAIN = "kör stegvis quarter igen"


def summary(state: State, reported: Reported | None, unkept: Collection[str] = ()) -> str:
    """Sum up a project's quarter.

    Every municipality that is not done stands in one group, by what it waits for, and on one line
    of what is left to do. A late one stands among the late as well, whether it is done or not.

    Parameters
    ----------
    state
        How it stands with the municipalities' deliveries.
    reported
        What came of the reports; None where there are none.
    unkept
        Codes of the municipalities whose delivery holds, but could not be added.
    """
    blocks = (
        _head(state),
        _standings(state, unkept),
        _made(state, reported),
        _left(state, reported, unkept),
    )
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(state: State) -> Iterator[str]:
    yield f"{state.project.name}, {swedish.period(state.period)}"
    was = "var" if state.today > state.due else "är"
    yield (
        f"Läget {swedish.date(state.today)}. Sista dagen att lämna {was} {swedish.date(state.due)}."
    )
    if state.is_synthetic:
        yield f"{SYNTHETIC}."


def _standings(state: State, unkept: Collection[str]) -> Iterator[str]:
    done = [row for row in state.rows if _is_done(row, unkept)]
    warned = sum(row.standing is Standing.WARNED for row in done)
    every = swedish.plural(len(state.rows), "kommun", "kommuner")
    noted = f", {warned} av dem med varningar" if warned else ""
    yield f"{len(done)} av {every} är klara{noted}."
    groups = {
        "Avvisade": [
            f"{row.municipality.name} ({swedish.plural(row.errors, 'fel', 'fel')})"
            for row in state.rows
            if row.standing is Standing.REFUSED
        ],
        "Godkända men inte inlagda": _names(row for row in state.rows if _is_unkept(row, unkept)),
        "Saknas": _names(row for row in state.rows if row.standing is Standing.MISSING),
        "Sena": _names(row for row in state.rows if row.is_late),
    }
    for title, names in groups.items():
        if names:
            yield f"{title} ({len(names)}): {swedish.listed(names)}."


def _names(rows: Iterable[Row]) -> list[str]:
    return [row.municipality.name for row in rows]


def _is_unkept(row: Row, unkept: Collection[str]) -> bool:
    return row.standing.is_accepted and row.municipality.code in unkept


def _is_done(row: Row, unkept: Collection[str]) -> bool:
    return row.standing.is_accepted and not _is_unkept(row, unkept)


def _made(state: State, reported: Reported | None) -> Iterator[str]:
    if reported is None:
        yield "Inga rapporter är gjorda."
        return
    if reported.period != state.period:
        period = swedish.period(reported.period)
        yield f"Rapporterna gäller {period}, det nyaste kvartalet med en godkänd leverans."
    failed = [f"{reported.failed} misslyckades"] if reported.failed else []
    ended = [f"{reported.done} gjordes", f"{reported.unchanged} var oförändrade", *failed]
    yield f"Avsnitt: {swedish.listed(ended)}."
    match reported.book:
        case Status.DONE:
            yield f"Slutrapporten är gjord: {reported.where}"
        case Status.SKIPPED:
            yield f"Slutrapporten är oförändrad: {reported.where}"
        case Status.FAILED:
            yield "Slutrapporten gick inte att göra."


def _left(state: State, reported: Reported | None, unkept: Collection[str]) -> list[str]:
    left = [
        f"{row.municipality.name}: {_of_municipality(row, unkept)}"
        for row in state.rows
        if not _is_done(row, unkept)
    ]
    if reported is None:
        left.append(f"Rapporterna: {_AGAIN} när något är inlagt och inget hindrar")
    elif reported.failed:
        sections = swedish.plural(reported.failed, "avsnitt", "avsnitt")
        left.append(f"Rapporterna: {sections} misslyckades; {_AGAIN} när felet är rättat")
    elif reported.book is Status.FAILED:
        left.append(f"Slutrapporten: {_AGAIN} när felet är rättat")
    return ["Kvar att göra:", *(f"- {line}" for line in left)] if left else ["Inget är kvar."]


def _of_municipality(row: Row, unkept: Collection[str]) -> str:
    if _is_unkept(row, unkept):
        return "leveransen gick inte att lägga in"
    return row.standing.left[:1].lower() + row.standing.left[1:]
