"""What documents hold, shown or not: PDFs, Word documents, workbooks and notebooks."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
from pdf_text import pdf_text

_SAID = ("/Alt", "/ActualText", "/E", "/T", "/Contents", "/Title", "/TU")


def texts_of(path: Path) -> list[str]:
    """Give every text of a document, by the kind of its name; none for other kinds."""
    reader = {".pdf": _pdf, ".docx": _package, ".xlsx": _package, ".ipynb": _json, ".json": _json}
    known = reader.get(path.suffix)
    return [] if known is None else [text for text in known(path) if text.strip()]


def _pdf(path: Path) -> Iterator[str]:
    """Give a PDF's pages, what its tags say instead, its metadata and what is attached to it."""
    yield from pdf_text(path.read_bytes()).splitlines()
    with pikepdf.open(path) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary):
                yield from (str(each[key]) for key in _SAID if _is_text(each, key))
            elif isinstance(each, pikepdf.Stream) and each.get("/Type") == "/Metadata":
                yield each.read_bytes().decode("utf-8", errors="replace")
        yield from (str(value) for value in pdf.docinfo.values())
        for name, attached in pdf.attachments.items():
            yield name
            yield attached.get_file().read_bytes().decode("utf-8", errors="replace")


def _is_text(each: pikepdf.Dictionary, key: str) -> bool:
    return key in each and isinstance(each[key], pikepdf.String)


def _package(path: Path) -> Iterator[str]:
    """Give all texts and attributes of every part, hidden sheets and properties among them."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            yield name
            if name.endswith((".xml", ".rels")):
                yield from _parts_of(ElementTree.fromstring(package.read(name)))  # noqa: S314  # our own
            elif name.endswith((".svg", ".txt", ".csv")):
                yield package.read(name).decode("utf-8", errors="replace")


def _parts_of(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag.endswith(("}p", "}si", "}is")):
            yield "".join(each.text or "" for each in element.iter() if each.tag.endswith("}t"))
        elif element.text and element.text.strip():
            yield element.text
        yield from (value for key, value in element.attrib.items() if _speaks(key))


def _speaks(key: str) -> bool:
    return key.rsplit("}", 1)[-1] in ("descr", "title", "name", "val", "alt", "tooltip", "display")


def _json(path: Path) -> Iterator[str]:
    """Give every text and number of data, notebooks with their outputs among it."""
    waiting = [json.loads(path.read_text(encoding="utf-8"))]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            yield from each
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
        elif each is not None:
            yield str(each)


def workbook_rows(path: Path) -> dict[str, list[list[object]]]:
    """Give the cells of every sheet of a workbook, hidden ones too."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def word_tables(path: Path) -> list[tuple[str, list[list[str]]]]:
    """Give each table of a Word document with the paragraph above it."""
    import docx

    document = docx.Document(str(path))
    found, above = [], ""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            found.append((above, [[cell.text for cell in row.cells] for row in block.rows]))
        elif block.text.strip():
            above = block.text
    return found
