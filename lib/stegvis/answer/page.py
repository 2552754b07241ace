"""The page that a municipality is sent: what is missing, what is wrong, what to do, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stegvis.answer.groups import Part, parts
from stegvis.answer.html import page
from stegvis.answer.received import Received
from stegvis.answer.state import Row, State
from stegvis.answer.words import marked, marks, subject
from stegvis.delivery.read import WORKBOOKS
from stegvis.delivery.tables import TO_MEND, sheets
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import Project
from stegvis.show import swedish

_ANSWER, _REMINDER = "Svar på er leverans", "Vi väntar på er leverans"
_PATTERN = "projekt_kommunkod_period.xlsx"
_NEVER = "Skriv aldrig namn, personnummer, telefonnummer eller e-postadresser."


@dataclass(frozen=True)
class _Told:
    """What a page tells."""

    title: str
    subject: str
    marks: tuple[str, ...]
    lead: str
    note: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    steps: tuple[str, ...]
    counts: Mapping[str, int]
    from_whom: str


def answer_page(one: Received, today: date, copy: str | None) -> str:
    """Write the answer to a delivery.

    Parameters
    ----------
    copy
        The name of the marked copy that goes with the page, if there is one.
    """
    due = one.project.due(one.period) if one.project and one.period else None
    told = _Told(
        _ANSWER,
        subject(one),
        marks(one),
        _lead(one, due, today),
        "" if one.is_accepted else _REFUSED_WHOLE,
        (
            *_facts(one.project, one.municipality, one.period),
            *((("Lämnad", swedish.date(one.cover.submitted)),) if one.cover.submitted else ()),
            *((("Senast", swedish.date(due)),) if due else ()),
            ("Fil", one.name),
            ("Utfall", _outcome(one)),
        ),
        tuple(parts(one.findings)),
        () if one.is_accepted else _steps(one, due, today, copy),
        one.counts,
        one.project.organisation if one.project else "",
    )
    return _written(told, one.project)


def row_page(state: State, row: Row, copy: str | None) -> str:
    """Write the page of a municipality, also of one that has sent nothing to the inbox."""
    if row.received:
        return answer_page(row.received, state.today, copy)
    project, period = state.project, state.period
    facts = _facts(project, row.municipality, period)
    named = " · ".join(said for _, said in facts)
    synthetic = marked(is_synthetic=bool(row.kept and row.kept.synthetic))
    due = ("Senast", swedish.date(state.due))
    if not row.kept:
        period_said = swedish.period(period)
        lead = f"Vi har inte fått er leverans för {period_said}. {_when(state.due, state.today)}"
        name = _file_name(project, row.municipality, period)
        steps = (
            f"Fyll i mallen med allt ni vet till och med {swedish.date(period.end)}. {_NEVER}",
            f"Spara filen som {name}.",
            _send(state.due, state.today, again=False),
        )
        note = "Har ni redan skickat den? Hör av er, så letar vi."
        told = _Told(
            *(_REMINDER, named, synthetic, lead, note, (*facts, due), (), steps, {}),
            project.organisation,
        )
        return _written(told, project)
    counts = {
        sheet.name: row.kept.counts[code]
        for code, sheet in sheets(project).items()
        if code in row.kept.counts
    }
    submitted = ("Lämnad", swedish.date(row.kept.submitted))
    told = _Told(
        *(_ANSWER, named, synthetic, _thanks(row.warnings), ""),
        (*facts, submitted, due, ("Utfall", row.standing.word)),
        tuple(parts(row.kept.findings)),
        *((), counts, project.organisation),
    )
    return _written(told, project)


_REFUSED_WHOLE = (
    "En leverans tas emot hel eller inte alls, så inget av den här är sparat. Det ni har lämnat "
    "tidigare är kvar."
)


def _written(told: _Told, project: Project | None) -> str:
    title, main = f"{told.title} – {told.subject}", project.main_colour if project else None
    return page("answer.html.j2", title, told.subject, told.marks, main, told=told)


def _facts(
    project: Project | None, place: Municipality | None, period: Period | None
) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Projekt", project.name if project else ""),
        ("Kommun", place.name if place else ""),
        ("Period", swedish.period(period) if period else ""),
    )
    return tuple((term, said) for term, said in facts if said)


def _outcome(one: Received) -> str:
    if not one.is_accepted:
        return f"Avvisad: {swedish.plural(one.errors, 'fel', 'fel')}"
    return f"Godkänd med {_warnings(one.warnings)}" if one.warnings else "Godkänd"


def _warnings(number: int) -> str:
    return swedish.plural(number, "varning", "varningar")


def _lead(one: Received, due: date | None, today: date) -> str:
    if one.is_accepted:
        return _thanks(one.warnings)
    errors = swedish.plural(one.errors, "fel", "fel")
    return f"Tack för leveransen! {errors} behöver rättas innan den kan tas emot. " + _when(
        due, today, again=True
    )


def _thanks(warnings: int) -> str:
    if not warnings:
        return "Tack! Leveransen är godkänd, och ni behöver inte göra något mer."
    things = swedish.plural(warnings, "sak", "saker")
    return f"Tack! Leveransen är godkänd. Det finns {things} att tänka på till nästa gång."


def _when(due: date | None, today: date, *, again: bool = False) -> str:
    it = "Skicka den igen" if again else "Skicka den"
    if due is None:
        return f"{it} så snart ni kan."
    if today > due:
        return f"Sista dagen var {swedish.date(due)}. {it} så snart ni kan."
    return f"{it} senast {swedish.date(due)}."


def _steps(one: Received, due: date | None, today: date, copy: str | None) -> tuple[str, ...]:
    name = _name_to_have(one)
    if one.path.suffix.lower() not in WORKBOOKS:
        name += ", eller med .zip om ni skickar CSV-filer"
    opened = (
        (
            f"Öppna arbetsboken {copy}, som kommer med det här svaret. Bladet {TO_MEND} listar "
            "allt, och cellerna är markerade med vad som gäller.",
            f"Rätta där, eller i er egen fil. {_NEVER}",
        )
        if copy
        else (f"Öppna er fil och rätta det som står här. {_NEVER}",)
    )
    return (*opened, f"Spara filen som {name}.", _send(due, today, again=True))


def _send(due: date | None, today: date, *, again: bool) -> str:
    by = "så snart ni kan" if due is None or today > due else f"senast {swedish.date(due)}"
    whole = " Skicka hela filen, inte bara det som har ändrats." if again else ""
    return f"Skicka den på samma sätt som förut, {by}.{whole}"


def _name_to_have(one: Received) -> str:
    """Say what the file is to be called; with the project's own example where it is not all known.

    Of nobody's delivery nothing is known: the form that it began as has the right name.
    """
    if one.project is None:
        return f"{_PATTERN}, som mallen hette"
    place = one.municipality or one.project.municipalities[0]
    name = _file_name(one.project, place, one.period or Period.quarter_of(one.project.start))
    return name if one.municipality and one.period else f"{_PATTERN}, till exempel {name}"


def _file_name(project: Project, place: Municipality, period: Period) -> str:
    return f"{project.id}_{place.code}_{period.label}.xlsx"
