"""What may be typed in a column: the rule Excel holds a cell to, and what it says when broken.

The rules are those that ``stegvis check`` has for the cell by itself, said while there is still
somebody at the keyboard. What depends on other rows is left to the check, but for a participant's
id, which is one there is in ``deltagare``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from stegvis.delivery.cells import LONGEST
from stegvis.delivery.cover import SUBMITTED, latest_submission
from stegvis.delivery.span import planned_days
from stegvis.delivery.tables import Column, Kind, Sheet
from stegvis.form.form import Form
from stegvis.form.lists import Lists
from stegvis.form.scales import scale_of, spelled
from stegvis.project import MISREGISTERED

Options = dict[str, Any]
"""The options of XlsxWriter's ``data_validation``."""

_LONGEST_MESSAGE = 255
_NO_NAMES = "Skriv aldrig namn eller personnummer."


def entry(form: Form, sheet: Sheet, column: Column, last_row: int, lists: Lists) -> Options:
    """Give the rule of a column's cells; ``last_row`` is the last it is for, as Excel counts."""
    match column.kind:
        case Kind.IDENTIFIER if sheet.code == "participants":
            return _new_id(sheet, column, last_row)
        case Kind.IDENTIFIER:
            return _known_id(form, last_row)
        case Kind.CHOICE:
            words = [word for word in column.spellings.values() if _is_offered(sheet, word)]
            return _one_of(lists.refer(column.name, words), "Välj i listan.")
        case Kind.YES_NO:
            return _one_of(lists.refer(column.name, ("ja", "nej")), "Välj ja eller nej.")
        case Kind.DATE:
            return _day(*_days(form, sheet))
        case Kind.SCORE:
            card = form.project.card
            said = f"Skriv ett heltal {card.low}–{card.high}. Låt cellen vara tom om frågan inte "
            said += "har besvarats."
            return _rule("integer", "Svaret går inte", said) | _between(card.low, card.high)
        case Kind.COUNT if scale := scale_of(sheet, column):
            options = _one_of(lists.refer(column.name, list(scale)), f"Välj: {spelled(scale)}.")
            return options | _prompt(column.name, f"{spelled(scale)}.")
        case Kind.COUNT:
            return _rule("integer", "Talet går inte", "Skriv ett heltal, 0 eller mer.") | _least(0)
        case Kind.NUMBER:
            said = "Skriv ett tal, 0 eller mer, till exempel 1,5."
            return _rule("decimal", "Talet går inte", said) | _least(0)
        case Kind.TEXT:
            said = f"Skriv högst {LONGEST} tecken. {_NO_NAMES}"
            options = _rule("length", "Texten är för lång", said)
            options |= {"criteria": "<=", "value": LONGEST}
            return options | _prompt(column.name, f"Fri text. {_NO_NAMES}")


def _is_offered(sheet: Sheet, word: str) -> bool:
    """Whether a word is in the list: those who are never counted are no count to deliver."""
    return sheet.code != "counts" or word != MISREGISTERED


def submitted_entry(form: Form) -> Options:
    """Give the rule of the day a delivery is handed in."""
    last_in_time = form.project.due(form.period)
    rule = _day(form.project.start, latest_submission(form.project), such_as=last_in_time)
    said = f"Skriv dagen då du skickar filen, som {last_in_time}. Den måste fyllas i."
    return rule | _prompt(SUBMITTED, said)


def _new_id(sheet: Sheet, column: Column, last_row: int) -> Options:
    letter = xl_col_to_name(sheet.columns.index(column))
    said = f"Id finns redan på en annan rad. Ge varje person en egen pseudonym. {_NO_NAMES}"
    options = _rule("custom", "Samma id två gånger", said)
    # from the header on, which is locked: a row that is removed takes no end of the range with it
    options["value"] = f"=COUNTIF(${letter}$1:${letter}${last_row},{letter}2)<=1"
    return options | _prompt(column.name, f"En pseudonym som HJO-017. {_NO_NAMES}")


def _known_id(form: Form, last_row: int) -> Options:
    sheet = next(sheet for sheet, _ in form.tables if sheet.code == "participants")
    place = next(n for n, one in enumerate(sheet.columns) if one.kind is Kind.IDENTIFIER)
    letter = xl_col_to_name(place)
    count = f"COUNTA({sheet.name}!${letter}$1:${letter}${last_row})-1"
    options = _one_of(
        f"=OFFSET({sheet.name}!${letter}$1,1,0,MAX({count},1),1)",
        f"Deltagaren finns inte i bladet {sheet.name}. Lägg till personen där först.",
    )
    return options | {"error_title": "Okänd deltagare", "error_type": "warning"}


def _days(form: Form, sheet: Sheet) -> tuple[date, date]:
    if sheet.code == "posts":
        return planned_days(form.project)
    return form.project.start, form.period.end


def _day(first: date, last: date, such_as: date | None = None) -> Options:
    said = f"Skriv ett datum från {first} till {last}, som {such_as or last}."
    return _rule("date", "Datumet går inte", said) | _between(first, last)


def _one_of(source: str, said: str) -> Options:
    return _rule("list", "Värdet finns inte i listan", said) | {"source": source}


def _rule(kind: str, title: str, said: str) -> Options:
    return {"validate": kind, "error_title": title, "error_message": said[:_LONGEST_MESSAGE]}


def _between(first: int | date, last: int | date) -> Options:
    return {"criteria": "between", "minimum": first, "maximum": last}


def _least(number: int) -> Options:
    return {"criteria": ">=", "value": number}


def _prompt(title: str, said: str) -> Options:
    return {"input_title": title, "input_message": said[:_LONGEST_MESSAGE]}
