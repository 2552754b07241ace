"""Drafts: where a text about a section can begin, with the figures that it may need.

A draft says what the section's headline says, with placeholders for its numbers, and lists in a
comment the figures to write with. What is there already, whether written or drafted, is never
touched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from stegvis.commentary.find import find_text, text_path
from stegvis.commentary.headlines import headline
from stegvis.commentary.lookup import Lookup
from stegvis.commentary.names import Names
from stegvis.commentary.written import SHARE, columns_of
from stegvis.place import ALL, UnknownNameError
from stegvis.root import Root
from stegvis.sections import section_titles
from stegvis.show import swedish
from stegvis.show.section import Section
from stegvis.whole import UNFINISHED

_MEASURES = {
    "underlag": ("delivery.scope", "cards.moved", "cards.people"),
    "deltagare": ("caseload.exit_reason", "participants.gender", "participants.age_group"),
    "progression": ("steps.forward", "steps.person"),
    "uppfoljning": ("lasting.share", "lasting.nonresponse", "retention.share"),
    "bedomare": ("agreement.within_one", "agreement.difference", "belief.outcome"),
    "jamforelse": ("funnel.centre", "funnel.outside", "pooled.spread", "fidelity.correlation"),
    "esf": ("esf.with_counts", "esf.indicator", "esf.nonresponse"),
    "forandringar": ("earlier.caseload.started", "earlier.caseload.exited", "earlier.goal"),
    "struktur": ("referrer.all", "practice.ordinary", "skill.given", "coordinator.changed"),
}
"""The measures a text about a section is most likely to need, besides the goals and caseload."""

_MOST_NAMES = 60


@dataclass(frozen=True)
class Drafts:
    """The drafts that were written, and the texts that were there already."""

    written: tuple[Path, ...]
    there: tuple[Path, ...]


def write_drafts(root: Root, sections: Iterable[tuple[str, Section]]) -> Drafts:
    """Write a draft for each section that has no text; places without a delivery get none.

    Parameters
    ----------
    sections
        Each section's name, such as ``mal``, and the section with its figures.

    Raises
    ------
    OSError
        When the folder of texts cannot be written to. Drafts written before that stay.
    """
    written, there = [], []
    for name, section in sections:
        if not section.delivered:
            continue
        titles = section_titles(root, ALL, section.audience)
        where = (section.project, section.period, section.place, name, section.audience)
        found = find_text(root, *where, synthetic=section.synthetic)
        path = found or text_path(root.commentary, *where)
        if found is None and _write_new(path, draft(section, name, titles.get(name, name))):
            written.append(path)
        else:
            there.append(path)
    return Drafts(tuple(written), tuple(there))


def _write_new(path: Path, text: str) -> bool:
    """Write a file that is not there; False when it is, or comes while we are about to."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{uuid4().hex}{UNFINISHED}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        return _named(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _named(beside: Path, path: Path) -> bool:
    """Give a whole file its name, unless there is one of that name."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError:  # a disk without links
        if path.exists():
            return False
        beside.replace(path)
    return True


def draft(section: Section, name: str, title: str) -> str:
    """Write a draft of a text about a section, by its name and as readers call it."""
    said = headline(section, name) if section.audience == "intern" else ""
    parts = [
        f"<!--\n{_about(section, title)}\n-->",
        said,
        *([] if "{{" in said else _goals(section)),
        "<!-- Vad bör läsaren veta om siffrorna? Vad säger de inte? -->",
        f"<!--\n{_names(section, name)}\n-->",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _about(section: Section, title: str) -> str:
    place = section.header.place
    external = (
        "\nTexten är för extern spridning: skriv siffror med platshållare, inte för hand. "
        "En siffra som är skyddad blir två punkter (..)."
    )
    return (
        f"Utkast till avsnittet {title}: {section.project.name}, {place}, "
        f"{swedish.period(section.period)}.\n"
        "Skriv om texten med egna ord. Det som står i en sådan här ruta syns inte i rapporten."
        + (external if section.audience == "extern" else "")
    )


def _goals(section: Section) -> Iterator[str]:
    """Give a line for each of the project's own goals, where the headline has no figure."""
    external = section.audience == "extern"
    interval = "konfidensintervall" if external else f"95{swedish.NBSP}% intervall"
    for goal in section.project.goals:
        stem = f"goal.{goal.id}"
        if goal.official and (not external or _is_known(Lookup(section), f"{stem}.share")):
            yield (
                f"{goal.name}: {{{{ {stem}.share }}}}, mål {{{{ {stem}.target }}}}, "
                f"{interval} {{{{ {stem}.interval }}}}."
            )


def _is_known(look_up: Lookup, name: str) -> bool:
    """Whether there is such a figure: not all that is known is published."""
    try:
        look_up(name)
    except UnknownNameError:
        return False
    return True


def _names(section: Section, name: str) -> str:
    look_up = Lookup(section)
    lines = [
        f"{{{{ {asked} }}}}  {look_up(asked).text}"
        for asked in _useful(section, name)
        if section.audience == "intern" or _is_known(look_up, asked)
    ]
    return "\n".join(("Siffror att skriva med, och vad de är nu:", *lines))


def _useful(section: Section, name: str) -> Iterator[str]:
    for goal in section.project.goals:
        lasts = ("target", "share", "interval", *(("bounds",) if goal.kind == "lasting" else ()))
        yield from (f"goal.{goal.id}.{last}" for last in lasts)
    yield from (f"caseload.{status}.k" for status in ("started", "exited", "active"))
    names = Names(section.project, section.period, section.figures, section.place)
    rows = [row for measure in _MEASURES.get(name, ()) for row in names.of(measure)]
    for stem in rows[:_MOST_NAMES]:
        row = names.find(stem)
        assert row is not None, "a name that was given is found"
        shares = SHARE in columns_of(row) and row.figure.n is not None
        yield f"{stem}.{SHARE if shares else 'value' if row.figure.k is None else 'k'}"
