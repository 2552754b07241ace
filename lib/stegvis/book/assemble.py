"""Putting a book together: from sections, figures and an edition to blocks in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from stegvis.book.book import Book, listed_headings
from stegvis.book.cards import outcome_cards
from stegvis.book.chapters import Chapter, Part, chapters, laid_out
from stegvis.book.colophon import Colophon
from stegvis.book.contents import Contents, Listing
from stegvis.book.cover import Cover
from stegvis.book.edition import Edition
from stegvis.book.heading import Heading
from stegvis.book.references import counted_through
from stegvis.book.volumes import Volumes
from stegvis.export.block import Block
from stegvis.export.numbering import Numbered
from stegvis.show import summary, swedish, wording
from stegvis.show.display import Counted
from stegvis.show.external import summary as external_summary
from stegvis.show.prose import Prose
from stegvis.show.section import Section

FINAL_REPORT = "Slutrapport"
IN_SHORT = "I korthet"
EXTERNAL = "extern spridning: små antal är skyddade"


def final_report(
    section: Section,
    parts: Sequence[Part],
    of_project: Iterable[str],
    municipalities: Sequence[Part] | Volumes,
    edition: Edition,
    colophon: Colophon,
) -> Book:
    """Put the final report together.

    Parameters
    ----------
    section
        The whole project's figures; what the summary and the cover say comes from here.
    parts
        The whole project's sections.
    of_project
        The names of those that are made for all municipalities together only.
    municipalities
        The municipalities' sections when they stand in the book, else the list of their volumes.
    """
    external = section.audience == "extern"
    headline = external_summary.headline(section) if external else summary.headline(section)
    found = chapters([part.without(headline) for part in parts], of_project)
    told = [chapter for chapter in found if not chapter.appendix]
    appendices = [chapter for chapter in found if chapter.appendix]
    if isinstance(municipalities, Volumes):
        places: Chapter | None = Chapter(
            "Kommunerna", (Part("kommunerna", "Kommunerna", _to_volumes(municipalities)),), True
        )
    else:
        places = Chapter("Kommunerna", tuple(municipalities), True) if municipalities else None
    body = [*told, *([places] if places else []), *appendices]
    cards = (outcome_cards(section),) if section.delivered else ()
    in_short: tuple[Block, ...] = (
        Heading(1, IN_SHORT, "i-korthet"),
        headline,
        *(one for one in cards if one.cards),
    )
    return _bound(section, FINAL_REPORT, in_short, body, edition, colophon)


def _to_volumes(volumes: Volumes) -> tuple[Block, ...]:
    return (
        Prose("Varje kommuns avsnitt finns i en egen bilaga, bredvid den här rapporten."),
        volumes,
    )


def municipality_volume(
    section: Section, parts: Sequence[Part], edition: Edition, colophon: Colophon
) -> Book:
    """Put a municipality's own volume together: a chapter for each of its sections."""
    title = f"Kommunbilaga {section.place}"
    body = [Chapter(part.title, (part,)) for part in parts]
    return _bound(section, title, (), body, edition, colophon)


def _bound(
    section: Section,
    title: str,
    in_short: tuple[Block, ...],
    body: Sequence[Chapter],
    edition: Edition,
    colophon: Colophon,
) -> Book:
    blocks = tuple(counted_through(laid_out(body), section.header.place))
    letter = ascii_uppercase[sum(chapter.appendix for chapter in body)]
    lists = _lists(blocks, letter)
    about = (Heading(1, "Om rapporten", "om-rapporten"), colophon)
    after = (*in_short[:1], *blocks, *lists, *about)
    header = section.header
    return Book(
        title,
        header.subject,
        header.organisation,
        header.marks,
        (
            _cover(section, title, edition),
            *in_short,
            Contents(listed_headings(after)),
            *blocks,
            *lists,
            *about,
        ),
        section.figures,
        header.colour,
    )


def _lists(blocks: Iterable[Block], letter: str) -> tuple[Block, ...]:
    entries = [block for block in blocks if isinstance(block, Numbered)]
    figures = tuple(entry for entry in entries if entry.number.kind == "Figur")
    tables = tuple(entry for entry in entries if entry.number.kind == "Tabell")
    found: list[Block] = []
    kinds: tuple[tuple[str, Counted, tuple[Numbered, ...]], ...] = (
        ("Figurer", "Figur", figures),
        ("Tabeller", "Tabell", tables),
    )
    for turn, (title, kind, listed) in enumerate(kinds, start=1):
        if listed:
            found.append(Heading(2, title, f"lista-{title.lower()}", f"{letter}.{turn}"))
            found.append(Listing(kind, listed))
    if not found:
        return ()
    return (
        Heading(1, "Figurer och tabeller", f"bilaga-{letter.lower()}", f"Bilaga {letter}"),
        *found,
    )


def _cover(section: Section, title: str, edition: Edition) -> Cover:
    header = section.header
    facts = (
        ("Projekt", section.project.name),
        ("Diarienummer", section.project.dnr or "ej angivet"),
        ("Kommun", header.place),
        ("Period", f"{header.period} ({section.until})"),
        ("Datum", swedish.date(edition.dated) if edition.dated else ""),
        ("Version", edition.version),
        ("Författare", swedish.listed(edition.authors) if edition.authors else ""),
        ("Siffrorna är", wording.LOCAL),
        ("Rapporten är för", EXTERNAL if section.audience == "extern" else ""),
    )
    return Cover(
        title,
        header.subject,
        header.organisation,
        tuple((term, said) for term, said in facts if said),
        header.marks,
        section.project.notes,
        small=title != FINAL_REPORT,
    )
