"""What a reader can see, or hear read, of a Word document and of a workbook."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHOWN = re.compile(r"word/(document|header\d+|footer\d+)\.xml")


def visible_text(docx: bytes) -> str:
    """Give the text of every paragraph, header and footer, and every description, line by line."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        parts = [package.read(name) for name in package.namelist() if _SHOWN.fullmatch(name)]
    return "".join(_shown(ElementTree.fromstring(part)) for part in parts)  # noqa: S314  # our own


def _shown(root: ElementTree.Element) -> str:
    said: list[str] = []
    for element in root.iter():
        match element.tag.removeprefix(_W):
            case "p":
                said.append("\n")
            case "t":
                said.append(element.text or "")
            case "tab":
                said.append("\t")
            case "br":
                said.append("\n")
            case "noBreakHyphen":
                said.append("-")
            case "tblCaption" | "tblDescription":
                said.append(f"\n{element.get(f'{_W}val')}\n")
            case tag if tag == f"{_DRAWING}docPr":
                said.append(f"\n{element.get('name')}\n{element.get('title')}\n")
                said.append(f"{element.get('descr')}\n")
    return "".join(said)


def visible_cells(xlsx: bytes, *, without: frozenset[str] = frozenset()) -> str:
    """Give every sheet's name and cells, a row on each line, and what is printed in the margins.

    ``without`` names sheets that are left out.
    """
    workbook = CalamineWorkbook.from_filelike(BytesIO(xlsx))
    lines: list[str] = []
    for name in workbook.sheet_names:
        if name not in without:
            rows = workbook.get_sheet_by_name(name).to_python()
            lines += [name, *("\t".join(map(str, row)) for row in rows)]
    with zipfile.ZipFile(BytesIO(xlsx)) as package:
        sheets = [package.read(n).decode() for n in package.namelist() if "worksheets/sheet" in n]
    margins = re.compile(r"<odd(?:Header|Footer)>(.*?)</odd")
    return "\n".join([*lines, *(found for sheet in sheets for found in margins.findall(sheet))])
