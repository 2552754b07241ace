"""A text with its placeholders filled in: figures written out, and references to be resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal, cast

from stegvis.commentary.by_hand import TYPED, typed_by_hand
from stegvis.commentary.error import CommentaryError
from stegvis.commentary.lookup import Found, Lookup
from stegvis.commentary.placeholder import Placeholder, mark
from stegvis.own_words import OwnWords
from stegvis.place import UnknownNameError, fold, nearest
from stegvis.show import swedish
from stegvis.show.commentary import Insert
from stegvis.show.section import Section
from stegvis.show.terms import capital

MOST_FAULTS = 10
"""A text with more than this many faults is one that somebody is in the middle of."""

_REFERS = re.compile(r"(?P<kind>figur|tabell)\s+(?P<section>.+?)\s+(?P<number>[1-9]\d{0,2})", re.I)
_IN_TEXT = "Hänvisningar kan bara stå i den löpande texten."
_BEGINS_REFERENCE = re.compile(r"(?:figur|tabell)\b(?!\s*\.)", re.I)


@dataclass(frozen=True)
class Filled:
    """A text to show, and the figures in it by the names they are asked for."""

    markdown: str
    inserts: tuple[Insert, ...]
    figures: tuple[Found, ...]


def fill(section: Section, words: OwnWords) -> Filled:
    """Fill in a text about a section.

    Raises
    ------
    CommentaryError
        When something in it cannot be understood, or an external text has a number typed by hand:
        every such thing with its line, up to `MOST_FAULTS`.
    """
    marked = mark(words.source, words.file)
    look_up = Lookup(section)
    inserts: list[Insert] = []
    figures: dict[str, Found] = {}
    faults: list[str] = []
    if section.audience == "extern":
        lines = islice(typed_by_hand(words.source, marked), MOST_FAULTS)
        faults += [f"{words.file}, rad {line}: {TYPED}" for line in lines]
    for number, placeholder in enumerate(marked.placeholders):
        if number not in marked.used:
            inserts.append(Insert(placeholder.raw))
            continue
        try:
            insert = _insert(placeholder, words, look_up)
            if isinstance(insert, Insert) and number in marked.in_headings:
                raise UnknownNameError(f"{placeholder.raw} står i en rubrik. {_IN_TEXT}")
        except UnknownNameError as error:
            faults.append(f"{words.file}, rad {placeholder.line}: {error.args[0]}")
            if len(faults) >= MOST_FAULTS:
                faults.append("Det kan finnas fler fel; rätta de här först.")
                break
            continue
        if isinstance(insert, Found):
            figures.setdefault(fold(insert.name), insert)
            insert = Insert(insert.text)
        inserts.append(insert)
    if faults:
        raise CommentaryError("\n".join(faults))
    return Filled(marked.markdown, tuple(inserts), tuple(figures.values()))


def _insert(placeholder: Placeholder, words: OwnWords, look_up: Lookup) -> Insert | Found:
    name = " ".join((placeholder.name or "").split())
    if not name:
        raise UnknownNameError(_not_whole(placeholder))
    if _BEGINS_REFERENCE.match(name):
        return _reference(name, words)
    return look_up(name)


def _not_whole(placeholder: Placeholder) -> str:
    example = "Skriv till exempel {{ goal.arbete_studier.value }}."
    if placeholder.name is not None:
        return f"{placeholder.raw} är tom. {example}"
    if placeholder.raw == "{{":
        return f"det som börjar med {{{{ har inget }}}} efter sig. {example}"
    return f"}}}} har inget {{{{ före sig. {example}"


def _reference(name: str, words: OwnWords) -> Insert:
    found = _REFERS.fullmatch(name)
    if not found:
        raise UnknownNameError(
            f"”{name}” är ingen hänvisning. Skriv till exempel {{{{ figur mal 2 }}}} eller "
            "{{ tabell mal 1 }}."
        )
    section = _section(found["section"], words.titles)
    kind = cast(Literal["figur", "tabell"], found["kind"].lower())
    number = int(found["number"])
    where = "" if section == words.section else f" i avsnittet {words.titles[section]}"
    text = f"{kind}{swedish.NBSP}{number}{where}"
    return Insert(capital(text) if name[0].isupper() else text, section, kind, number)


def _section(asked: str, titles: Mapping[str, str]) -> str:
    """Find a section by its name or its title."""
    for section, title in titles.items():
        if fold(asked) in (fold(section), fold(title)):
            return section
    guesses = nearest(asked, titles) or list(titles)
    raise UnknownNameError(
        f"avsnittet ”{asked}” finns inte bland dem som texten kan hänvisa till. Menade du "
        f"{swedish.listed(guesses)}?"
    )
