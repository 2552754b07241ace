"""An inbox to answer: the example's last quarter, with one municipality to mend and two missing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import xlsxwriter
from stegvis.answer.received import newest, received
from stegvis.answer.state import state
from stegvis.answer.write import write_state
from stegvis.delivery.check import examine
from stegvis.delivery.find import find_deliveries
from stegvis.delivery.read import read_source
from stegvis.period import Period
from stegvis.project import Project

PROJECT, QUARTER = "cresco-plus", "2025Q2"
TODAY = date(2025, 7, 18)
"""The day that the answers are written: two days before the last one to deliver."""
MISSING = ("1473", "1495")
TO_MEND = "1493"
_FAULTS = {
    ("deltagare", 6, "kön"): "kvina",
    ("deltagare", 10, "startdatum"): "2032-04-03",
    ("progressionskort", 8, "f2"): 7,
    ("progressionskort", 13, "deltagar_id"): "MAR-999",
}
"""What the one that is to mend has written, by sheet, row as Excel shows it, and header."""


def answered(example: Path, projects: Mapping[str, Project], scratch: Path) -> Path:
    """Answer the inbox, and give the folder of the answers."""
    inbox = scratch / "inbox"
    inbox.mkdir()
    for delivery in find_deliveries([example / PROJECT]):
        code, period = delivery.stem.split("_")[1:]
        if period != QUARTER or code in MISSING:
            continue
        if code == TO_MEND:
            _spoil(delivery, inbox / delivery.name)
        elif delivery.is_dir():
            shutil.copytree(delivery, inbox / delivery.name)
        else:
            shutil.copy(delivery, inbox)
    every = [received(examine(path, projects), projects) for path in find_deliveries([inbox])]
    told = state(projects[PROJECT], Period.parse(QUARTER), newest(every), (), TODAY)
    return write_state(scratch / "answers", told).parent


def _spoil(delivery: Path, target: Path) -> None:
    """Write a delivery again, with its faults."""
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for sheet in read_source(delivery).sheets:
            worksheet = workbook.add_worksheet(sheet.name)
            header = [str(cell) for cell in sheet.rows[0][1]]
            for row, cells in sheet.rows:
                for column, cell in enumerate(cells):
                    fault = _FAULTS.get((sheet.name, row, header[column]))
                    worksheet.write(row - 1, column, cell if fault is None else fault)
