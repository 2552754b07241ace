"""What has changed beneath a text since it was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from stegvis.commentary.fill import Filled, fill
from stegvis.commentary.in_words import in_words
from stegvis.commentary.lookup import Found, Lookup
from stegvis.own_words import OwnWords, Upon
from stegvis.place import UnknownNameError, fold
from stegvis.show import swedish
from stegvis.show.section import Section


def written_upon(section: Section, words: OwnWords, filled: Filled | None = None) -> Upon:
    """Give what a text is written upon as the figures are now.

    That is every figure in it, and besides them what any text about the place stands upon: how
    many have started and left, and each goal's outcome under the definition in force.

    Raises
    ------
    CommentaryError
        When the text cannot be filled in.
    """
    filled = filled or fill(section, words)
    figures = {found.name: found.text for found in filled.figures}
    known = {fold(name) for name in figures}
    figures |= {
        found.name: found.text for found in _headlines(section) if fold(found.name) not in known
    }
    return Upon(words.digest, figures)


def _headlines(section: Section) -> Iterator[Found]:
    look_up = Lookup(section)
    if not section.delivered:
        return
    names = [f"goal.{goal.id}.value" for goal in section.project.goals]
    names += (f"caseload.{status}.k" for status in ("started", "exited"))
    for name in names:
        with suppress(UnknownNameError):  # not all that is known is published
            yield look_up(name)


def changes(section: Section, words: OwnWords) -> tuple[str, ...]:
    """Say what has changed since the text was written, a sentence for each figure.

    Nothing, when the text has been changed since too: then it is written upon what is known now.
    """
    upon = words.upon
    if upon is None or upon.text != words.digest:
        return ()
    look_up = Lookup(section)
    said = []
    for name, before in upon.figures.items():
        try:
            found = look_up(name)
        except UnknownNameError:  # a name from an older version: nothing is known to be changed
            continue
        if found.text != before:
            said.append(_sentence(in_words(section, found), before, found.text))
    return tuple(dict.fromkeys(said))


def _sentence(what: str, before: str, now: str) -> str:
    if before == swedish.MISSING:
        return f"Texten skrevs när {what} saknades; nu är det {now}."
    if now == swedish.MISSING:
        return f"Texten skrevs när {what} var {before}; nu saknas det."
    return f"Texten skrevs när {what} var {before}; nu är det {now}."
