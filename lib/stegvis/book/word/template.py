"""An empty Word document of the house, and the bytes of a finished one.

The document is put together from its own few parts instead of python-docx's template, which
brings a hundred styles, a thumbnail and someone else's properties.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from importlib.resources import files
from io import BytesIO

import docx
from docx.document import Document

_OFFICE = "application/vnd.openxmlformats-officedocument"
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "fontTable": "fontTable",
}
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DEPTH = 9
"""Word's lists have so many levels."""

BULLETS, NUMBERS = 0, 1
"""The two kinds of list that `numbering.xml` has, by their numbers there."""

_SETTINGS = f"""<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>\
<w:characterSpacingControl w:val="doNotCompress"/><w:compat>\
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" \
w:val="15"/></w:compat><w:themeFontLang w:val="sv-SE"/><w:decimalSymbol w:val=","/>\
<w:listSeparator w:val=";"/></w:settings>"""

_FONTS = f"""<w:fonts {_W}><w:font w:name="Source Sans Pro"><w:altName w:val="Calibri"/>\
<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>\
<w:font w:name="Consolas"><w:altName w:val="Courier New"/><w:charset w:val="00"/>\
<w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font></w:fonts>"""
"""Calibri stands in where Source Sans Pro is not installed."""

_DOCUMENT = f"""<w:document {_W}><w:body><w:sectPr>\
<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1644" w:right="1418" w:bottom="1474" \
w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>"""
"""One section, A4, margins as report.typ has them."""


def open_template() -> Document:
    """Open an empty document with the house's styles, lists and settings."""
    package = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": _DOCUMENT,
        "word/_rels/document.xml.rels": _relations({part: f"{part}.xml" for part in _PARTS}),
        "word/styles.xml": files(__package__).joinpath("styles.xml").read_text(encoding="utf-8"),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONTS,
    }
    return docx.Document(_zipped((name, text.encode()) for name, text in package.items()))


def saved(document: Document) -> bytes:
    """Give a document's bytes, the same for the same document: no clock, parts in order."""
    written = BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    first = "[Content_Types].xml"
    order = sorted(parts, key=lambda name: (name != first, name))
    return _zipped((name, parts[name]) for name in order).getvalue()


def _zipped(parts: Iterable[tuple[str, bytes]]) -> BytesIO:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts:
            member = zipfile.ZipInfo(name)  # dated 1980-01-01, as a zip is when it has no date
            member.create_system = 0
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, content)
    target.seek(0)
    return target


def _relations(targets: Mapping[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="rId{turn}" Type="{_TYPES}/{kind}" Target="{target}"/>'
        for turn, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{found}</Relationships>'


def _content_types() -> str:
    word = f"{_OFFICE}.wordprocessingml"
    named = {"document": "document.main"} | _PARTS
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{word}.{kind}+xml"/>'
        for part, kind in named.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _numbering() -> str:
    bullets = "".join(
        _level(level, "bullet", "•" if level % 2 == 0 else "–") for level in _levels()
    )
    numbers = "".join(_level(level, "decimal", f"%{level + 1}.") for level in _levels())
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
        for kind, levels in ((BULLETS, bullets), (NUMBERS, numbers))
    )
    return (
        f"<w:numbering {_W}>{kinds}"
        f'<w:num w:numId="1"><w:abstractNumId w:val="{BULLETS}"/></w:num></w:numbering>'
    )


def _levels() -> range:
    return range(_DEPTH)


def _level(level: int, kind: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent(level)}" w:hanging="340"/></w:pPr></w:lvl>'
    )


def indent(level: int) -> int:
    """Say how far in the text of a list's level stands, in twentieths of a point."""
    return 454 + 340 * min(level, _DEPTH - 1)
