"""A form's workbook, as its parts of XML say it: what Excel would hold a cell to."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def excel_day(day: date) -> int:
    """The number that Excel keeps a day as (ECMA-376 part 1, 18.17.4.1)."""
    return (day - date(1899, 12, 30)) // timedelta(days=1)


def handed_in(content: bytes, day: date) -> bytes:
    """Write the day into the cover of a form, as Excel does when it is typed there."""
    source, target = ZipFile(io.BytesIO(content)), io.BytesIO()
    cover = Parts(content).path("leverans")
    with ZipFile(target, "w") as archive:
        for name in source.namelist():
            part = source.read(name)
            if name == cover:
                filled = rf'<c r="B5"\1><v>{excel_day(day)}</v></c>'.encode()
                part, times = re.subn(rb'<c r="B5"([^>]*)/>', filled, part)
                assert times == 1, "the cell is there, and empty"
            archive.writestr(name, part)
    return target.getvalue()


@dataclass(frozen=True)
class Rule:
    """A data validation: its cells, kind, operator, formulas and texts."""

    cells: str
    kind: str
    formulas: tuple[str, ...]
    options: dict[str, str]


class Parts:
    """The XML of a workbook."""

    def __init__(self, content: bytes) -> None:
        self._archive = ZipFile(io.BytesIO(content))
        book = self._xml("xl/workbook.xml")
        leads = {
            one.get("Id"): one.get("Target") for one in self._xml("xl/_rels/workbook.xml.rels")
        }
        self._sheets = {
            sheet.attrib["name"]: f"xl/{leads[sheet.attrib[_RELATION]]}"
            for sheet in book.iter(f"{_MAIN}sheet")
        }
        self.hidden = [s.attrib["name"] for s in book.iter(f"{_MAIN}sheet") if "state" in s.attrib]
        styles = self._xml("xl/styles.xml")
        (formats,) = styles.iter(f"{_MAIN}cellXfs")
        self._formats = list(formats)

    @property
    def names(self) -> list[str]:
        return list(self._sheets)

    @property
    def files(self) -> list[str]:
        return self._archive.namelist()

    def path(self, sheet: str) -> str:
        return self._sheets[sheet]

    def of(self, sheet: str) -> ElementTree.Element:
        return self._xml(self._sheets[sheet])

    def all(self, sheet: str, tag: str) -> list[ElementTree.Element]:
        return list(self.of(sheet).iter(f"{_MAIN}{tag}"))

    def rules(self, sheet: str) -> list[Rule]:
        return [
            Rule(
                one.attrib["sqref"],
                one.attrib["type"],
                tuple(text.text or "" for text in one),
                dict(one.attrib),
            )
            for one in self.all(sheet, "dataValidation")
        ]

    def style(self, element: ElementTree.Element, key: str = "s") -> ElementTree.Element:
        return self._formats[int(element.get(key, "0"))]

    def is_locked(self, element: ElementTree.Element, key: str = "s") -> bool:
        """Whether a cell's, row's or column's format locks it, as every format does unasked."""
        said = self.style(element, key).find(f"{_MAIN}protection")
        return said is None or said.get("locked") != "0"

    def is_quoted(self, element: ElementTree.Element) -> bool:
        return self.style(element).get("quotePrefix") == "1"

    def _xml(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._archive.read(name))  # noqa: S314  # our own file
