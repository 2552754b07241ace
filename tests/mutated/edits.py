"""What people do to sheets: columns, rows and cells that are not as they were asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from mutated.way import Edit, Outcome, Place, UnfitError
from mutated.written import Sheets, spelled

EDITS: list[Edit] = []
Change = Callable[[Random, Sheets], Place | None]
NEEDED = ("deltagare", "progressionskort", "antal")
COUNTS = ("antal_svar", "antal_god_kunskap", "samordnarbyten", "nivå", "läge")
TEXTS = frozenset({"tema", "arbetssätt", "försörjning_start", "försörjning_avslut"})


def edit(outcome: Outcome) -> Callable[[Change], Change]:
    def register(change: Change) -> Change:
        EDITS.append(Edit(change.__name__, outcome, change))
        return change

    return register


def filled(random: Random, sheets: Sheets, kind: Callable[[str, object], bool]) -> Place:
    """Choose a cell with something of a kind in it, outside the cover."""
    places = [
        Place(name, row, str(rows[0][position]))
        for name, rows in sheets.items()
        if name != "leverans"
        for row, cells in enumerate(rows[1:], start=2)
        for position, cell in enumerate(cells)
        if cell not in (None, "") and kind(str(rows[0][position]), cell)
    ]
    if not places:
        raise UnfitError
    return random.choice(places)


def put(sheets: Sheets, place: Place, value: object) -> Place:
    rows = sheets[str(place.sheet)]
    rows[(place.row or 0) - 1][rows[0].index(place.column)] = value
    planted = value if isinstance(value, str) and len(value) > 3 else ""
    return Place(place.sheet, place.row, place.column, planted)


def at(sheets: Sheets, place: Place) -> object:
    rows = sheets[str(place.sheet)]
    return rows[(place.row or 0) - 1][rows[0].index(place.column)]


def a_sheet(random: Random, sheets: Sheets, least: int = 2) -> str:
    names = [name for name, rows in sheets.items() if name != "leverans" and len(rows) >= least]
    if not names:
        raise UnfitError
    return random.choice(names)


def every(sheets: Sheets, change: Callable[[str, object], object]) -> None:
    for name, rows in sheets.items():
        header = [str(cell) for cell in rows[0]]
        sheets[name] = [
            rows[0],
            *([change(*pair) for pair in zip(header, row, strict=True)] for row in rows[1:]),
        ]


def is_date(_: str, cell: object) -> bool:
    return isinstance(cell, date)


def is_count(column: str, cell: object) -> bool:
    return isinstance(cell, int) and (column in COUNTS or column[1:].isdigit())


def is_any(_column: str, _cell: object) -> bool:
    return True


@edit("same")
def numbers_as_text(_: Random, sheets: Sheets) -> None:
    every(sheets, lambda _, cell: spelled(cell) if isinstance(cell, int | float) else cell)


@edit("same")
def dates_as_text(_: Random, sheets: Sheets) -> None:
    every(sheets, lambda _, cell: str(cell) if isinstance(cell, date) else cell)


@edit("same")
def dates_as_day_numbers(_: Random, sheets: Sheets) -> None:
    every(sheets, lambda _, c: (c - date(1899, 12, 30)).days if isinstance(c, date) else c)


@edit("same")
def whole_numbers_with_a_decimal(_: Random, sheets: Sheets) -> None:
    every(sheets, lambda _, cell: f"{cell},0 " if isinstance(cell, int) else cell)


@edit("same")
def capitals_spaces_and_marks_unseen(random: Random, sheets: Sheets) -> None:
    around = random.choice([" ", "\u00a0", "\ufeff", "\u200b"])

    def change(column: str, cell: object) -> object:
        if not isinstance(cell, str) or column in TEXTS:
            return cell
        return f"{around}{cell.upper()}{around} "

    every({name: rows for name, rows in sheets.items() if name != "leverans"}, change)
    changed = {name: rows for name, rows in sheets.items() if name != "leverans"}
    every(changed, change)
    sheets.update(changed)


@edit("same")
def blank_rows(random: Random, sheets: Sheets) -> None:
    rows = sheets[a_sheet(random, sheets)]
    for _ in range(random.randint(1, 5)):
        rows.insert(random.randint(0, len(rows)), [None] * len(rows[0]))


@edit("same")
def blank_columns(random: Random, sheets: Sheets) -> None:
    rows = sheets[a_sheet(random, sheets)]
    position = random.randint(0, len(rows[0]))
    for row in rows:
        row.insert(position, None)


@edit("same")
def columns_in_another_order(random: Random, sheets: Sheets) -> None:
    name = a_sheet(random, sheets)
    order = random.sample(range(len(sheets[name][0])), len(sheets[name][0]))
    sheets[name] = [[row[position] for position in order] for row in sheets[name]]


@edit("same")
def sheets_in_another_order(random: Random, sheets: Sheets) -> None:
    names = random.sample(list(sheets), len(sheets))
    for name in names:
        sheets[name] = sheets.pop(name)


@edit("same")
def a_column_and_a_sheet_of_ones_own(random: Random, sheets: Sheets) -> None:
    for number, row in enumerate(sheets[a_sheet(random, sheets)]):
        row.append("anteckning" if number == 0 else "att ringa")
    sheets["eget"] = [["vad", "när"], ["möte", "torsdag"]]


@edit("refused")
def a_column_dropped(random: Random, sheets: Sheets) -> Place:
    name = a_sheet(random, sheets)
    position = random.randrange(len(sheets[name][0]))
    column = str(sheets[name][0][position])
    sheets[name] = [row[:position] + row[position + 1 :] for row in sheets[name]]
    return Place(name, 1, column)


@edit("refused")
def a_column_renamed(random: Random, sheets: Sheets) -> Place:
    name = a_sheet(random, sheets)
    position = random.randrange(len(sheets[name][0]))
    column = str(sheets[name][0][position])
    sheets[name][0][position] = random.choice([f"fråga om {column}", f"{column}x", "kolumn1", None])
    return Place(name, 1, column)


@edit("refused")
def a_sheet_renamed(random: Random, sheets: Sheets) -> Place:
    name = a_sheet(random, sheets)
    other = random.choice(["Blad3", f"{name} (2)", f"{name[:-1]}"])
    sheets[other] = sheets.pop(name)
    return Place(name if name in NEEDED else other)


@edit("refused")
def a_sheet_that_is_needed_dropped(random: Random, sheets: Sheets) -> Place:
    needed = [name for name in NEEDED if name in sheets]
    if not needed:
        raise UnfitError
    name = random.choice(needed)
    del sheets[name]
    return Place(name)


@edit("refused")
def two_sheets_swapped(random: Random, sheets: Sheets) -> Place:
    one = a_sheet(random, sheets)
    two = a_sheet(random, {name: rows for name, rows in sheets.items() if name != one})
    sheets[one], sheets[two] = sheets[two], sheets[one]
    return Place(one, 1)


@edit("refused")
def a_row_of_totals(random: Random, sheets: Sheets) -> Place:
    name = a_sheet(random, sheets)
    rows = sheets[name]
    word = random.choice(["Summa", "Totalt", "SUMMA:", "Totalt antal", "Delsumma"])
    sums: list[object] = [word]
    for column in list(zip(*rows[1:], strict=True))[1:]:
        numbers = [cell for cell in column if isinstance(cell, int | float)]
        sums.append(min(numbers) if numbers else column[0])
    rows.append(sums)
    return Place(name, len(rows))


@edit("refused")
def the_header_again_further_down(random: Random, sheets: Sheets) -> Place:
    name = a_sheet(random, sheets, least=3)
    row = random.randint(2, len(sheets[name]))
    sheets[name].insert(row, list(sheets[name][0]))
    return Place(name, row + 1)


@edit("refused")
def a_title_above_the_header(random: Random, sheets: Sheets) -> Place:
    name = a_sheet(random, sheets)
    sheets[name].insert(0, ["Inrapportering kvartal", *[None] * (len(sheets[name][0]) - 1)])
    return Place(name, 1)


@edit("refused")
def a_date_that_reads_two_ways(random: Random, sheets: Sheets) -> Place:
    place = filled(random, sheets, is_date)
    day = at(sheets, place)
    assert isinstance(day, date)
    form = random.choice(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%y-%m-%d", "%d %b %Y", "%y%m%d"])
    return put(sheets, place, day.strftime(form))


@edit("refused")
def a_number_that_reads_two_ways(random: Random, sheets: Sheets) -> Place:
    place = filled(random, sheets, is_count)
    value = random.choice(["1,000", "2.000", "1,5", "1-2", "ca 3", "3 av 5", "0x1", "1e0", "½", -1])
    return put(sheets, place, value)


@edit("refused")
def a_date_for_a_number(random: Random, sheets: Sheets) -> Place:
    return put(sheets, filled(random, sheets, is_count), date(1900, 1, 2))


@edit("refused")
def an_error_as_text(random: Random, sheets: Sheets) -> Place:
    errors = ["#DIV/0!", "#SAKNAS!", "#VÄRDEFEL!", "#REFERENS!", "#N/A", "#####", "Err:502"]
    return put(sheets, filled(random, sheets, is_any), random.choice(errors))


@edit("refused")
def a_word_misspelt(random: Random, sheets: Sheets) -> Place:
    place = filled(random, sheets, lambda name, cell: isinstance(cell, str) and name not in TEXTS)
    return put(sheets, place, f"{str(at(sheets, place))[:-1]}qz")


@edit("refused")
def an_answer_off_the_scale(random: Random, sheets: Sheets) -> Place:
    scores = filled(random, sheets, lambda name, _: name[0] == "f" and name[1:].isdigit())
    return put(sheets, scores, random.choice([0, 9, 11, 55]))


@edit("refused")
def a_person_twice(random: Random, sheets: Sheets) -> Place:
    if len(sheets.get("deltagare", [])) < 2:
        raise UnfitError
    sheets["deltagare"].append(list(random.choice(sheets["deltagare"][1:])))
    return Place("deltagare", len(sheets["deltagare"]), "deltagar_id")
