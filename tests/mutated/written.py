"""Sheets of a delivery written as the bytes of a file, in each form that a delivery may have."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date
from html import escape

import xlsxwriter
from hostile import unpacked, zipped

Rows = list[list[object]]
Sheets = dict[str, Rows]
Dress = Callable[[xlsxwriter.Workbook, dict[str, object]], None]
DAY = "yyyy-mm-dd"
_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>"
)
_ODS_FOOT = "</office:spreadsheet></office:body></office:document-content>"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def workbook(sheets: Sheets, dress: Dress | None = None, **options: object) -> bytes:
    """Write an Excel workbook; ``dress`` hides, merges and filters in it before it is closed."""
    content = io.BytesIO()
    settings = {"default_date_format": DAY, "strings_to_numbers": False, **options}
    with xlsxwriter.Workbook(content, settings) as book:
        written = {}
        for name, rows in sheets.items():
            written[name] = worksheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for position, cell in enumerate(row):
                    worksheet.write(number, position, cell)
        if dress:
            dress(book, written)
    return content.getvalue()


def spelled(cell: object) -> str:
    """Spell a cell as Swedish Excel does in a CSV file."""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    return "" if cell is None else str(cell)


def lines(rows: Rows, delimiter: str = ";", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Write rows as the text of a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([spelled(cell) for cell in row] for row in rows)
    return text.getvalue()


def archive(texts: dict[str, bytes], folder: str = "") -> bytes:
    """Pack the CSV files of sheets."""
    return zipped({f"{folder}{name}.csv": content for name, content in texts.items()})


def csv_zip(sheets: Sheets, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """Write a zip of CSV files."""
    return archive({name: lines(rows, delimiter).encode(encoding) for name, rows in sheets.items()})


def opendocument(sheets: Sheets, change: Callable[[str], str] = str) -> bytes:
    """Write an OpenDocument workbook, as LibreOffice does; ``change`` edits its XML."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{_ods_rows(rows)}</table:table>'
        for name, rows in sheets.items()
    )
    content = change(_ODS_HEAD + tables + _ODS_FOOT)
    kind, manifest = _ODS_TYPE.encode(), b"<manifest/>"
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()}
    return zipped(parts)


def _ods_rows(rows: Rows) -> str:
    return "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )


def _ods_cell(cell: object) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    shown = f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell}">{shown}'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}">{shown}'
    return f'<table:table-cell office:value-type="string">{shown}'


def repacked(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Change the parts of a workbook."""
    parts = unpacked(content)
    change(parts)
    return zipped(parts)


def sheet_part(sheets: Iterable[str], name: str) -> str:
    """Give where the XML of a sheet lies in a workbook that was written here."""
    return f"xl/worksheets/sheet{list(sheets).index(name) + 1}.xml"
