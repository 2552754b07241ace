"""The elements of a Word document's text: runs, links, bookmarks and fields."""

from __future__ import annotations

import re
from hashlib import sha256

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from stegvis.show import escape

Element = BaseOxmlElement

_LONGEST_NAME = 40
"""Word knows no longer names of bookmarks."""

_BREAKS = re.compile("([\n\t])")
_SIGNS = {"\n": "w:br", "\t": "w:tab"}


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Make an element, such as ``w:p``, with attributes of Word's namespace and its children."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(text: str, style: str = "", *, struck: bool = False) -> Element:
    """Write a run of text, in a character style when one is named."""
    made = element("w:r")
    look = [element("w:rStyle", val=style)] if style else []
    look += [element("w:strike")] if struck else []
    if look:
        made.append(element("w:rPr", *look))
    for piece in _BREAKS.split(escape.clean(text)):
        if piece in _SIGNS:
            made.append(element(_SIGNS[piece]))
        elif piece:
            made.append(_words(piece))
    return made


def running(text: str, style: str = "") -> Element:
    """Write a run of running text, in which no date is broken at the end of a line."""
    made = run(text, style)
    for words in made.findall(qn("w:t")):
        for date in reversed(list(escape.DATE.finditer(words.text))):
            before, after = words.text[: date.start()], words.text[date.end() :]
            year, month, day = date[0].split("-")
            parts = [_words(year), _hyphen(), _words(month), _hyphen(), _words(day + after)]
            words.text = before
            for part in reversed(parts):
                words.addnext(part)
    return made


def _hyphen() -> Element:
    return element("w:noBreakHyphen")


def _words(text: str) -> Element:
    made = element("w:t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def bookmark_name(anchor: str) -> str:
    """Give an anchor the name that its bookmark has: letters, digits, underscores, at most 40.

    >>> bookmark_name("figur-3")
    'figur_3'
    """
    name = re.sub(r"\W", "_", anchor, flags=re.ASCII)
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - 9]}_{sha256(anchor.encode()).hexdigest()[:8]}"


def inner_link(anchor: str, *content: Element) -> Element:
    """Lead to a bookmark of the document."""
    return element("w:hyperlink", *content, anchor=bookmark_name(anchor), history=1)


def field(instruction: str, shown: str) -> Element:
    """Write a field that Word fills in, with what it shows until then."""
    return element("w:fldSimple", run(shown), instr=instruction)
