"""A book as a Word document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import singledispatch
from itertools import chain, pairwise

from docx.opc.coreprops import CoreProperties

from stegvis.book.book import Book
from stegvis.book.cards import Cards
from stegvis.book.colophon import Colophon
from stegvis.book.contents import DEPTH, Contents, Listing
from stegvis.book.cover import Cover
from stegvis.book.heading import Heading
from stegvis.book.volumes import Volumes
from stegvis.book.word.elements import Element, element, inner_link, run, running
from stegvis.book.word.markdown import write_markdown
from stegvis.book.word.pictures import as_png
from stegvis.book.word.tables import Grid, plain_cells, write_table
from stegvis.book.word.template import saved
from stegvis.book.word.writer import Writer
from stegvis.export.block import Block
from stegvis.export.numbering import Numbered
from stegvis.export.outputs import FAILED, Failure, Picture, Verbatim
from stegvis.show import escape
from stegvis.show.display import Number
from stegvis.show.exhibit import Chart, Prose, Table
from stegvis.show.markdown import Markdown
from stegvis.show.table import NOTHING

_LONG_AGO = datetime(2000, 1, 1)
"""The date every document bears, so that the same book gives the same bytes."""

_DEEPEST = 6
_LONGEST_PROPERTY = 255


def write_docx(book: Book) -> bytes:
    """Write a book as a Word document.

    Raises
    ------
    typst.TypstError
        When there is a picture that cannot be drawn.
    """
    writer = Writer(book.subject, " · ".join(book.marks), as_png(list(_pictures(book.blocks))))
    for block, following in pairwise(chain(book.blocks, (None,))):
        writer.lie_down(_is_wide(block))
        write_block(block, writer)
        if isinstance(following, Numbered) and not isinstance(block, Numbered):
            writer.keep_last_with_next()
    writer.close()
    _tell_of(book, writer.document.core_properties)
    return saved(writer.document)


def _tell_of(book: Book, told: CoreProperties) -> None:
    told.title, told.subject, told.author = (
        escape.clean(text)[:_LONGEST_PROPERTY]
        for text in (book.full_title, book.subject, book.organisation)
    )
    told.last_modified_by = told.author
    told.language = "sv-SE"
    told.created = told.modified = _LONG_AGO
    told.revision = 1


def _pictures(blocks: Iterable[Block]) -> Iterable[str | bytes]:
    for block in blocks:
        if isinstance(block, Numbered) and isinstance(block.exhibit, Chart):
            yield block.exhibit.svg
        elif isinstance(block, Picture):
            is_svg = block.mime == "image/svg+xml"
            yield block.content.decode("utf-8") if is_svg else block.content


def _is_wide(block: Block | None) -> bool:
    return (
        isinstance(block, Numbered)
        and isinstance(block.exhibit, Table)
        and _grid(block.exhibit, block.number).is_wide
    )


@singledispatch
def write_block(block: object, writer: Writer) -> None:
    """Write a block at the end of the document.

    Raises
    ------
    TypeError
        When there is no way to write such a block.
    """
    raise TypeError(f"a Word document has no {type(block).__name__}")


@write_block.register
def _cover(cover: Cover, writer: Writer) -> None:
    for style, text in (
        ("Publisher", cover.organisation),
        ("Title", cover.title),
        ("Subtitle", cover.subtitle),
        ("Marks", " · ".join(cover.marks)),
    ):
        if text:
            writer.text(style, text)
    for term, said in cover.facts:
        writer.paragraph("Fact", run(term, "Term"), run("\t"), running(said))
    for note in cover.notes:
        writer.text("Remark", note)


@write_block.register
def _cards(cards: Cards, writer: Writer) -> None:
    for card in cards.cards:
        writer.text("CardGoal", card.goal)
        writer.text("CardValue", card.value)
        writer.text("CardText", card.counted)
        writer.text("CardText", card.verdict)
        *others, last = (card.definition, *card.others)
        for text in others:
            writer.text("CardNote", text)
        writer.text("CardLast", last)
    writer.text("Remark", cards.note)


@write_block.register
def _contents(contents: Contents, writer: Writer) -> None:
    """Write the table as a field that Word can bring up to date, already filled in.

    Word is not told to do so at once: it would ask the reader. Pages are for Word to know; until
    someone brings the field up to date, it lists the headings as links, without pages.
    """
    writer.text("TOCHeading", "Innehåll")
    instruction = element("w:instrText")
    instruction.text = f' TOC \\o "1-{DEPTH}" \\h \\z '
    begin = [
        element("w:r", element("w:fldChar", fldCharType="begin")),
        element("w:r", instruction),
        element("w:r", element("w:fldChar", fldCharType="separate")),
    ]
    end = [element("w:r", element("w:fldChar", fldCharType="end"))]
    last = len(contents.headings) - 1
    for turn, heading in enumerate(contents.headings):
        link = inner_link(heading.anchor, run(heading.label))
        around = (begin if turn == 0 else [], end if turn == last else [])
        writer.paragraph(f"TOC{heading.level}", *around[0], link, *around[1])


@write_block.register
def _heading(heading: Heading, writer: Writer) -> None:
    style = f"Heading{min(heading.level, _DEEPEST)}"
    writer.paragraph(style, run(heading.label), anchor=heading.anchor)


@write_block.register
def _listing(listing: Listing, writer: Writer) -> None:
    for entry in listing.entries:
        link = inner_link(entry.number.anchor, run(f"{entry.number.label}.", "Hyperlink"))
        writer.paragraph("TableofFigures", link, run("\t"), run(entry.exhibit.caption))


@write_block.register
def _volumes(volumes: Volumes, writer: Writer) -> None:
    """Name the volumes; a document that is sent alone has nothing beside it to lead to."""
    for volume in volumes.volumes:
        writer.paragraph("BodyText", run(volume.place, "Strong"), running(f": {volume.told}"))


@write_block.register
def _colophon(colophon: Colophon, writer: Writer) -> None:
    for term, said in colophon.facts:
        writer.paragraph("Fact", run(term, "Term"), run("\t"), running(said))
    writer.paragraph("Fact", run("Kommando", "Term"), run("\t"), run(colophon.command, "Code"))


@write_block.register
def _prose(prose: Prose, writer: Writer) -> None:
    for text in prose.paragraphs:
        writer.text("Lead" if prose.lead else "BodyText", text)


@write_block.register
def _markdown(markdown: Markdown, writer: Writer) -> None:
    write_markdown(writer, markdown.tokens)


@write_block.register
def _failure(failure: Failure, writer: Writer) -> None:
    writer.text("Failure", FAILED)


@write_block.register
def _verbatim(verbatim: Verbatim, writer: Writer) -> None:
    writer.text("CodeBlock", verbatim.text)


@write_block.register
def _picture(picture: Picture, writer: Writer) -> None:
    writer.paragraph("Chart", writer.picture("Bild", "", picture.alt))


@write_block.register
def _numbered(block: Numbered, writer: Writer) -> None:
    exhibit, number = block.exhibit, block.number
    caption = (run(f"{number.label}. ", "Strong"), run(exhibit.caption))
    if isinstance(exhibit, Chart):
        writer.paragraph("Chart", writer.picture(number.label, exhibit.caption, exhibit.alt))
        writer.paragraph("Caption", *caption, anchor=number.anchor)
    else:
        writer.paragraph("Caption", *caption, anchor=number.anchor)
        grid = _grid(exhibit, number)
        write_table(writer, grid, plain_cells((grid.header, *grid.rows)))
    if note := list(_note(exhibit, number)):
        writer.paragraph("Note", *note)


def _note(exhibit: Chart | Table, number: Number) -> Iterable[Element]:
    if exhibit.note:
        yield running(exhibit.note)
    if number.see:
        said, anchor = number.see
        if exhibit.note:
            yield run(" ")
        yield inner_link(anchor, run(said, "Hyperlink"))


def _grid(table: Table, number: Number) -> Grid:
    right = table.numeric_columns
    aligns = ["right" if column in right else "left" for column in range(len(table.columns))]
    rows = table.rows or ((NOTHING, *("" for _ in table.columns[1:])),)
    title = f"{number.label}. {table.caption}"
    return Grid(table.columns, rows, aligns, title, table.note)
