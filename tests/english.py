"""Finds what tools say by themselves: English words, names of values, numbers in another form.

A report is Swedish throughout, and its words are ours. What is English in it comes from a tool that
was not told the language: ”Table of contents”, ”Figure 1”, ”March”, ”nan”, ”1e6”, ”0.5”, ”27%”.

`english_in` looks at any text that a reader meets; `texts_of_page`, `texts_of_document` and
`texts_of_workbook` give those of an HTML page, of a .docx and of an .xlsx.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from bs4 import BeautifulSoup
from python_calamine import CalamineWorkbook

_OF_TOOLS = """
    appendix bookmark caption chapter chart column columns contents download figure figures footnote
    heading image legend listing loading page pages paragraph picture placeholder preview reference
    references row rows search section sections sheet sheets summary table tables title undefined
    unnamed untitled value values warning warnings author created keywords language modified subject
    close menu next open previous skip submit toggle
"""
"""What typesetters, word processors, spreadsheets, plotting and web tools write by default."""
_OF_VALUES = "true false none null nan nat inf dtype"
_OF_CALENDARS = """
    january february march may june july august october oct
    monday tuesday wednesday thursday friday saturday sunday tue wed thu
"""
"""Not april, september, november and december: Swedish spells them so too."""
_OF_ENGLISH = """
    about after and are as at because been before being between both but can could did does each
    every from had has have he her his how if into is it's its more most on only or other our out
    should since some such than that the their them then there these they this those through to
    until upon was we were what when where which while who whose why will with within without would
    yes you your of
"""
"""Words that English sentences are made of and Swedish ones are not: so neither all, an, by, do,
fast, for, here, i, in, it, man, men, no, not, so nor under."""
_WORDS = frozenset(" ".join((_OF_TOOLS, _OF_VALUES, _OF_CALENDARS, _OF_ENGLISH)).split())

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:['’][a-z]+)?(?=\d{0,2}(?![\w-]))")
_NOT_PROSE = re.compile(
    r"\S*(?:://|@)\S*"  # addresses
    r"|\S+\.(?:csv|md|html|pdf|docx|xlsx|ipynb|yaml|py|zip)\b"  # files
    r"|(?<!\S)--[a-z]+(?:-[a-z]+)*"  # a command's options
)
_NUMBERS = re.compile(
    r"(?<![\w.,])\d{1,4}(?:[.,]\d+)?[eE][+-]?\d{1,3}\b"  # 1e6, as axes count; not a hash's 6e60
    r"|(?<![\d.])0\.\d+(?![\d.])"  # 0.5
    r"|(?<![\d.])\d+\.\d+(?=\s?%)"  # 27.4 %
    r"|(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])"  # 27,000
)
_PERCENT = re.compile(r"\d+%")
_BREAKING = re.compile(r"\d+ %")
_TOLD = ("alt", "aria-label", "aria-description", "title", "placeholder", "content")
_UNSEEN = ("script", "style", "code", "pre", "kbd", "template")


def english_in(text: str, *, typeset: bool = False) -> list[str]:
    """List what is English in a text, in order, words first.

    Parameters
    ----------
    typeset
        Whether the text comes from a page that is set already, such as a PDF's: there a space
        before a percent sign has done its work, and may be of any kind.

    >>> english_in("Figure 1. Andelen är 27% i March")
    ['Figure', 'March', '27%']
    >>> english_in("Andelen är 27\\N{NO-BREAK SPACE}% i mars, under alla år, 0,5 steg")
    []
    """
    prose = _NOT_PROSE.sub(" ", text)
    words = [word for word in _WORD.findall(prose) if word.lower().replace("’", "'") in _WORDS]
    numbers = _NUMBERS.findall(prose) + _PERCENT.findall(prose)
    return words + numbers + ([] if typeset else _BREAKING.findall(prose))


def texts_of_page(html: str) -> Iterator[str]:
    """Give every text of an HTML page that is seen or read out, code and addresses left out."""
    page = BeautifulSoup(html, "html.parser")
    for unseen in page.find_all(_UNSEEN):
        unseen.decompose()
    for element in page.find_all(True):
        if element.name == "meta" and element.get("name") not in ("description", "author"):
            continue
        yield from (str(element[name]) for name in _TOLD if element.has_attr(name))
    yield from page.stripped_strings


def english_in_page(html: str) -> list[str]:
    """List what is English in an HTML page: its text, alternative texts, labels and title."""
    return [found for text in texts_of_page(html) for found in english_in(text)]


_WORDML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PROPERTIES = {"title", "subject", "keywords", "description", "category"}


def texts_of_document(path: Path) -> Iterator[str]:
    """Give every text of a .docx: paragraphs, whatever they stand in, alternative texts, title."""
    with ZipFile(path) as parts:
        for name in filter(_DOCUMENT_PARTS.fullmatch, parts.namelist()):
            root = ElementTree.fromstring(parts.read(name))  # noqa: S314  # our own file
            for paragraph in root.iter(f"{_WORDML}p"):
                yield "".join(text.text or "" for text in paragraph.iter(f"{_WORDML}t"))
            for element in root.iter():
                yield from (element.get(key, "") for key in ("descr", "title"))
        yield from _properties(parts)


def texts_of_workbook(path: Path, without: str = "") -> Iterator[str]:
    """Give every text of an .xlsx: names of sheets, cells, headers and footers, title.

    ``without`` names a sheet whose cells are a program's, such as that of ``figures.csv``.
    """
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        yield name
        rows = [] if name == without else book.get_sheet_by_name(name).to_python()
        yield from (cell for row in rows for cell in row if isinstance(cell, str))
    with ZipFile(path) as parts:
        for name in filter(re.compile(r"xl/worksheets/.*\.xml").fullmatch, parts.namelist()):
            root = ElementTree.fromstring(parts.read(name))  # noqa: S314  # our own file
            for element in root.iter():
                if element.tag.rpartition("}")[2] in ("oddHeader", "oddFooter"):
                    yield re.sub(r"&[A-Z]", " ", element.text or "")
        yield from _properties(parts)


def _properties(parts: ZipFile) -> Iterator[str]:
    root = ElementTree.fromstring(parts.read("docProps/core.xml"))  # noqa: S314  # our own file
    yield from (e.text or "" for e in root if e.tag.rpartition("}")[2] in _PROPERTIES)
