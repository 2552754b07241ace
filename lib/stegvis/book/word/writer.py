"""A Word document as it is written, from its beginning to its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from io import BytesIO
from itertools import count
from typing import cast

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm

from stegvis.book.word.elements import Element, bookmark_name, element, field, run, running
from stegvis.book.word.pictures import width_of
from stegvis.book.word.template import NUMBERS, open_template
from stegvis.show import escape
from stegvis.show.design import COLUMN_CM, LYING_COLUMN_CM

_LONG_SIDE_CM, _SHORT_SIDE_CM = 29.7, 21.0
_TWENTIETHS = 1440 / 2.54
"""Twentieths of a point in a centimetre, as Word measures."""

_TEXT = ("BodyText", "Lead", "ListBullet", "ListNumber", "ListContinue", "Quote")
_AFTER_TABLE = 280
_ORDER = tuple(map(qn, ("w:numPr", "w:spacing", "w:ind")))
"""A paragraph's own properties, in the order that Word wants them."""


class Writer:
    """Puts paragraphs, tables and pictures at the end of a document.

    Every page bears ``subject`` and ``marks``, and says which page it is. ``drawn`` are the
    pictures of the document, as PNG, in order.
    """

    def __init__(self, subject: str, marks: str, drawn: Iterable[bytes]) -> None:
        self.document: Document = open_template()
        self._head = (subject, marks)
        self._drawn = iter(drawn)
        self._lying = False
        self._bookmarks = count(1)
        self._pictures = count(1)
        self._end = cast(CT_SectPr, self.document.element.body.sectPr)
        self._furnish()

    @property
    def width(self) -> int:
        """Give the width of the text, in twentieths of a point."""
        return round((LYING_COLUMN_CM if self._lying else COLUMN_CM) * _TWENTIETHS)

    @property
    def _last(self) -> Element | None:
        return cast("Element | None", self._end.getprevious())

    @property
    def _follows_table(self) -> bool:
        last = self._last
        return last is not None and last.tag == qn("w:tbl")

    def add(self, block: Element) -> Element:
        """Put an element last; Word makes one of two tables with nothing between them."""
        if block.tag == qn("w:tbl"):
            self._part_from_table()
        self._end.addprevious(block)
        return block

    def paragraph(
        self, style: str, *content: Element, anchor: str = "", extra: Sequence[Element] = ()
    ) -> Element:
        """Write a paragraph; links lead to its ``anchor``. ``extra`` are its own properties."""
        inside = list(content)
        if anchor:
            number, name = next(self._bookmarks), bookmark_name(anchor)
            start = element("w:bookmarkStart", id=number, name=name)
            inside = [start, *inside, element("w:bookmarkEnd", id=number)]
        own = list(extra)
        if style in _TEXT and self._follows_table:
            own.append(element("w:spacing", before=_AFTER_TABLE))
        own.sort(key=lambda one: _ORDER.index(one.tag))
        properties = element("w:pPr", element("w:pStyle", val=style), *own)
        return self.add(element("w:p", properties, *inside))

    def text(self, style: str, text: str) -> Element:
        """Write a paragraph of running text."""
        return self.paragraph(style, running(text))

    def outer_link(self, address: str, content: Sequence[Element]) -> Element:
        """Lead to an address outside the document."""
        made = element("w:hyperlink", *content, history=1)
        kind = RELATIONSHIP_TYPE.HYPERLINK
        made.set(qn("r:id"), self.document.part.relate_to(address, kind, is_external=True))
        return made

    def picture(self, name: str, title: str, alt: str) -> Element:
        """Make a run that holds the next of the pictures, in line with the text."""
        png = next(self._drawn)
        inline = self.document.part.new_pic_inline(BytesIO(png), width=width_of(png))
        told = {"title": title, "descr": alt, "id": str(next(self._pictures)), "name": name}
        for key, said in told.items():
            inline.docPr.set(key, escape.clean(said))
        inline.find(f".//{qn('pic:cNvPr')}").set("name", name)
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        return element("w:r", element("w:drawing", inline))

    def list_from(self, start: int, level: int) -> int:
        """Begin a numbered list, and give the number that its paragraphs name it by."""
        numbering = self.document.part.numbering_part.element
        made = numbering.add_num(NUMBERS)
        made.add_lvlOverride(ilvl=level).add_startOverride(start)
        return int(made.numId)

    def keep_last_with_next(self) -> None:
        """Keep the last paragraph on the same page as what comes after it."""
        last = self._last
        if isinstance(last, CT_P):
            last.get_or_add_pPr().get_or_add_keepNext()

    def lie_down(self, lying: bool) -> None:
        """Turn the pages from here on; nothing happens when they lie so already."""
        if lying == self._lying:
            return
        self._part_from_table()
        cast(CT_P, self._last).set_sectPr(deepcopy(self._end))
        for kind in ("w:headerReference", "w:footerReference"):
            for reference in self._end.findall(qn(kind)):
                self._end.remove(reference)
        self._lying = lying
        self._furnish()

    def close(self) -> None:
        """End the document; one that ends in a table has a paragraph after it."""
        self._part_from_table()

    def _part_from_table(self) -> None:
        if self._follows_table:
            self.paragraph("Note")

    def _furnish(self) -> None:
        """Give the last section its pages' size, header and footer."""
        section = self.document.sections[-1]
        long, short = Cm(_LONG_SIDE_CM), Cm(_SHORT_SIDE_CM)
        section.orientation = WD_ORIENT.LANDSCAPE if self._lying else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if self._lying else (short, long)
        subject, marks = self._head
        page = (run("Sida "), field("PAGE", "1"), run(" av "), field("NUMPAGES", "1"))
        for margin, style, left, right in (
            (section.header, "Header", subject, (run(marks),)),
            (section.footer, "Footer", marks, page),
        ):
            margin.is_linked_to_previous = False
            stop = element("w:tab", val="right", pos=self.width)
            look = element("w:pPr", element("w:pStyle", val=style), element("w:tabs", stop))
            old = margin.paragraphs[0]._p
            old.getparent().replace(old, element("w:p", look, run(left), run("\t"), *right))
