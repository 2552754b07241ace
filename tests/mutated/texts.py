"""What happens to CSV files, and to the zip that they come in."""

from __future__ import annotations

import csv
from collections.abc import Callable
from random import Random

from mutated.edits import a_sheet, filled, is_any
from mutated.way import File, Outcome, Place, Spoil, UnfitError
from mutated.written import Sheets, archive, csv_zip, lines, spelled

TEXTS: list[Spoil] = []
Write = Callable[[Random, Sheets], File]
ZIP = ".zip"


def spoil(outcome: Outcome) -> Callable[[Write], Write]:
    def register(write: Write) -> Write:
        TEXTS.append(Spoil(write.__name__, outcome, write))
        return write

    return register


def one_changed(
    sheets: Sheets, name: str, change: Callable[[bytes], bytes], delimiter: str = ";"
) -> bytes:
    """Pack the CSV files, one of them changed."""
    files = {one: lines(rows, delimiter).encode() for one, rows in sheets.items()}
    files[name] = change(files[name])
    return archive(files)


@spoil("same")
def letters_and_marks_that_excel_writes(random: Random, sheets: Sheets) -> File:
    encoding = random.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    return File(ZIP, csv_zip(sheets, random.choice(";,\t"), encoding))


@spoil("refused")
def letters_of_other_systems(random: Random, sheets: Sheets) -> File:
    name = random.choice([one for one in sheets if one != "remittenter"])
    encoding = random.choice(["mac_roman", "cp850", "utf-16-le", "utf-32", "utf-7"])
    recoded = one_changed(sheets, name, lambda text: text.decode().encode(encoding, "replace"))
    return File(ZIP, recoded, Place(name))


@spoil("refused")
def letters_taken_for_others(random: Random, sheets: Sheets) -> File:
    name = random.choice([one for one in sheets if one != "remittenter"])
    twice = one_changed(sheets, name, lambda text: text.decode("cp1252", "replace").encode())
    return File(ZIP, twice, Place(name, 1))


@spoil("same")
def old_line_ends(random: Random, sheets: Sheets) -> File:
    end = random.choice([b"\r", b"\n"])
    changed = one_changed(sheets, a_sheet(random, sheets), lambda text: text.replace(b"\r\n", end))
    return File(ZIP, changed)


@spoil("same")
def a_line_that_names_the_delimiter(random: Random, sheets: Sheets) -> File:
    mark = random.choice(";,|")
    files = {n: (f"sep={mark}\r\n" + lines(rows, mark)).encode() for n, rows in sheets.items()}
    return File(ZIP, archive(files))


@spoil("same")
def quotation_marks_around_all(_: Random, sheets: Sheets) -> File:
    return File(ZIP, archive({n: lines(r, ";", csv.QUOTE_ALL).encode() for n, r in sheets.items()}))


@spoil("refused")
def a_quotation_mark_never_closed(random: Random, sheets: Sheets) -> File:
    name = a_sheet(random, sheets)
    row = random.randrange(1, len(sheets[name]))

    def change(text: bytes) -> bytes:
        rows = text.split(b"\r\n")
        fields = rows[row].split(b";")
        position = random.randrange(len(fields))
        fields[position] = b'"' + fields[position]
        rows[row] = b";".join(fields)
        return b"\r\n".join(rows)

    return File(ZIP, one_changed(sheets, name, change), Place(name))


@spoil("refused")
def rows_taken_into_a_note(random: Random, sheets: Sheets) -> File:
    """A note of one's own at the end of a row that swallows the rows after it."""
    name = a_sheet(random, sheets, least=4)
    for row, cells in enumerate(sheets[name]):
        cells.append("anteckning" if row == 0 else "x")
    rows = lines(sheets[name]).split("\r\n")
    first = random.randrange(1, len(sheets[name]) - 1)
    last = random.randrange(first + 1, len(sheets[name]))
    rows[first] = rows[first][:-1] + '"ringde'
    rows[last] = rows[last][:-1] + '"kom'
    return File(ZIP, one_changed(sheets, name, lambda _: "\r\n".join(rows).encode()), Place(name))


@spoil("refused")
def a_file_cut_off_in_its_last_row(random: Random, sheets: Sheets) -> File:
    name = a_sheet(random, sheets)

    def change(text: bytes) -> bytes:
        start = text.rstrip(b"\r\n").rindex(b"\n") + 1
        ends = [at for at in range(start + 1, len(text)) if text[at : at + 1] == b";"]
        return text[: random.choice(ends)]

    return File(ZIP, one_changed(sheets, name, change), Place(name))


@spoil("refused")
def decimal_commas_between_commas(random: Random, sheets: Sheets) -> File:
    if len(sheets.get("tjänster", [])) < 2:
        raise UnfitError
    fractions = [row for row in sheets["tjänster"][1:] if isinstance(row[1], float)]
    row = random.choice(fractions)
    row[1] = 0.5
    number = sheets["tjänster"].index(row) + 1
    order = random.choice([(0, 1, 2, 3), (0, 2, 3, 1)])
    text = "\r\n".join(
        ",".join(spelled(cells[position]) for position in order) for cells in sheets["tjänster"]
    )
    changed = one_changed(sheets, "tjänster", lambda _: f"{text}\r\n".encode(), ",")
    return File(ZIP, changed, Place("tjänster", number))


@spoil("refused")
def a_nul_byte(random: Random, sheets: Sheets) -> File:
    place = filled(random, sheets, is_any)
    return File(
        ZIP,
        one_changed(sheets, str(place.sheet), lambda t: t[:-4] + b"\0" + t[-4:]),
        Place(place.sheet),
    )


@spoil("refused")
def a_sheet_twice_in_other_letters(random: Random, sheets: Sheets) -> File:
    name = a_sheet(random, sheets)
    sheets[name.upper()] = [list(row) for row in sheets[name]]
    return File(ZIP, csv_zip(sheets), Place(name.upper()))


@spoil("same")
def in_a_folder_with_other_files(_: Random, sheets: Sheets) -> File:
    files = {name: lines(rows).encode() for name, rows in sheets.items()}
    return File(ZIP, archive(files, "Leverans april/"))


@spoil("refused")
def in_two_folders(random: Random, sheets: Sheets) -> File:
    files = {name: lines(rows).encode() for name, rows in sheets.items()}
    name = a_sheet(random, sheets)
    files[f"gammalt/{name}"] = files[name]
    return File(ZIP, archive(files))


@spoil("refused")
def a_zip_cut_off(random: Random, sheets: Sheets) -> File:
    content = csv_zip(sheets)
    return File(ZIP, content[: random.randrange(len(content) - 1)])


@spoil("either")
def a_byte_of_the_zip_changed(random: Random, sheets: Sheets) -> File:
    content = bytearray(csv_zip(sheets))
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return File(ZIP, bytes(content))


@spoil("refused")
def a_zip_with_a_password(_: Random, sheets: Sheets) -> File:
    content = bytearray(csv_zip(sheets))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return File(ZIP, bytes(content))
