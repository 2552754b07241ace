"""What is in a marked copy, read from its own XML: cells' comments, texts, and parts."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _xml(parts: ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(parts.read(name))  # noqa: S314  # our own file


def _related(parts: ZipFile, name: str) -> dict[str, str]:
    return {one.get("Id", ""): one.get("Target", "") for one in _xml(parts, name)}


def comments(path: Path) -> dict[str, dict[str, str]]:
    """Give the comments of every sheet: by the sheet's name, then by cell (``C4``)."""
    found: dict[str, dict[str, str]] = {}
    with ZipFile(path) as parts:
        targets = _related(parts, "xl/_rels/workbook.xml.rels")
        for sheet in _xml(parts, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
            name = targets[sheet.get(_ID, "")].rpartition("/")[2]
            own = found.setdefault(sheet.get("name", ""), {})
            relations = f"xl/worksheets/_rels/{name}.rels"
            if relations not in parts.namelist():
                continue
            for target in _related(parts, relations).values():
                if "comments" in target:
                    for comment in _xml(parts, f"xl/{target[3:]}").iter(f"{_MAIN}comment"):
                        own[comment.get("ref", "")] = "".join(comment.itertext())
    return found


def uprights(path: Path) -> list[set[str]]:
    """Give how high in their cells the texts of each row of the first sheet stand."""
    with ZipFile(path) as parts:
        looks = [
            look.get("vertical", "bottom")
            if (look := xf.find(f"{_MAIN}alignment")) is not None
            else "bottom"
            for xf in _xml(parts, "xl/styles.xml").find(f"{_MAIN}cellXfs") or ()
        ]
        rows = _xml(parts, "xl/worksheets/sheet1.xml").iter(f"{_MAIN}row")
        return [{looks[int(cell.get("s", "0"))] for cell in row} for row in rows]


def everything(path: Path) -> str:
    """Give all that is in a workbook, every part, as text."""
    with ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8") for name in parts.namelist())


def acts(path: Path) -> list[str]:
    """List what in a workbook calculates, leads out of it, or is no part of a plain one."""
    with ZipFile(path) as parts:
        names = parts.namelist()
        found = [name for name in names if not name.endswith((".xml", ".rels", ".vml"))]
        for name in names:
            if name.startswith("xl/worksheets/sheet"):
                found += [f"{name}: <f>" for _ in _xml(parts, name).iter(f"{_MAIN}f")]
            if name.endswith(".rels"):
                found += [
                    f"{name}: {one.get('Target')}"
                    for one in _xml(parts, name).iter(f"{_RELATIONS}Relationship")
                    if one.get("TargetMode") == "External"
                ]
    return found
