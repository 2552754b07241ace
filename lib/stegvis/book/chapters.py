"""Which section stands in which chapter, and how chapters, sections and headings are numbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from slugify import slugify

from stegvis.book.heading import Heading
from stegvis.export.block import Block
from stegvis.place import fold
from stegvis.show.markdown import Markdown, plain


@dataclass(frozen=True)
class Part:
    """A section as a book takes it: its name, its title, and its blocks without its head."""

    section: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()
    """The sections that a part has beneath it, as a municipality's has."""

    def without(self, said: Block) -> Part:
        """Leave out what the book has said already."""
        return replace(self, blocks=tuple(block for block in self.blocks if block != said))


@dataclass(frozen=True)
class Chapter:
    """A chapter, or an appendix, and its sections in order."""

    title: str
    parts: tuple[Part, ...]
    appendix: bool = False


LEVELS = {
    "Sammanfattning": ("sammanfattning", "forandringar"),
    "Deltagarnivå": ("deltagare", "progression", "mal", "uppfoljning", "bedomare"),
    "Projektnivå": ("jamforelse", "esf"),
    "Strukturell nivå": ("struktur",),
}
"""The chapters of a final report, and the sections of each in order."""

APPENDICES = {"Definitioner och metod": "definitioner", "Data och bortfall": "underlag"}
"""The appendices, each of one section, whose headings are the appendix's own."""


def chapters(parts: Sequence[Part], of_project: Iterable[str]) -> list[Chapter]:
    """Put sections into chapters, a section of one's own at the end of its level's chapter.

    ``of_project`` names the sections that are made for all municipalities together only.
    """
    by_name = {part.section: part for part in parts}
    placed = {name for names in LEVELS.values() for name in names} | set(APPENDICES.values())
    whole = set(of_project)
    found = []
    for title, names in LEVELS.items():
        own = [
            part
            for part in parts
            if part.section not in placed
            and title == ("Projektnivå" if part.section in whole else "Deltagarnivå")
        ]
        found.append(Chapter(title, (*(by_name[n] for n in names if n in by_name), *own)))
    for title, name in APPENDICES.items():
        own = [replace(by_name[name], title=title)] if name in by_name else []
        found.append(Chapter(title, tuple(own), appendix=True))
    return [chapter for chapter in found if chapter.parts]


@dataclass(frozen=True)
class Placed:
    """A block, and the section it stands in; empty for what stands in none.

    ``place`` is the municipality whose section it is, where a municipality stands in the book.
    """

    section: str
    block: Block
    place: str = ""


def laid_out(chapters: Iterable[Chapter]) -> Iterator[Placed]:
    """Give the chapters' blocks with their headings, numbered to the second level.

    A section that is called as its chapter has no heading of its own: its headings are the
    chapter's.
    """
    anchors = Counter[str]()
    counts = Counter[bool]()
    for chapter in chapters:
        counts[chapter.appendix] += 1
        count = counts[chapter.appendix]
        number = ascii_uppercase[count - 1] if chapter.appendix else str(count)
        label, kind = (f"Bilaga {number}", "bilaga") if chapter.appendix else (number, "kapitel")
        yield Placed("", Heading(1, chapter.title, f"{kind}-{number.lower()}", label))
        turn = 0
        for part in chapter.parts:
            same = fold(part.title) == fold(chapter.title)
            for placed in _laid_out(part, 0 if same else 1):
                if isinstance(heading := placed.block, Heading):
                    turn += heading.level == 2
                    mark = f"{number}.{turn}" if heading.level == 2 else ""
                    anchor = _anchor(heading.text, anchors)
                    numbered = replace(heading, anchor=anchor, number=mark)
                    yield replace(placed, block=numbered)
                else:
                    yield placed


def _laid_out(part: Part, steps: int) -> Iterator[Placed]:
    """Give a part's blocks and those of the sections beneath it, each section under its title."""
    if steps:
        yield Placed(part.section, Heading(steps + 1, part.title, ""))
    for block in with_headings(part.blocks, steps):
        yield Placed(part.section, block)
    for beneath in part.parts:
        for placed in _laid_out(beneath, steps + 1):
            yield replace(placed, place=part.title)


def with_headings(blocks: Iterable[Block], steps: int) -> Iterator[Block]:
    """Take the headings out of Markdown, and move all headings some levels down."""
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, level=block.level + steps)
            continue
        if not isinstance(block, Markdown):
            yield block
            continue
        text = []
        for token in block.tokens:
            if token["type"] != "heading":
                text.append(token)
                continue
            if text:
                yield Markdown(text)
                text = []
            yield Heading(token["attrs"]["level"] + steps, plain(token).strip(), "")
        if text:
            yield Markdown(text)


def _anchor(text: str, taken: Counter[str]) -> str:
    """Name a heading so that no other has the same name."""
    slug = f"rubrik-{slugify(text)}".rstrip("-")
    taken[slug] += 1
    return slug if taken[slug] == 1 else f"{slug}--{taken[slug]}"
