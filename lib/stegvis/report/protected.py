"""The publications that external runs tell: protected at once, and known again by their figures.

The whole publication is protected whatever part of it is asked for. What is noted of it is what
tells each place's figures from others, so that nothing is read to see that nothing has changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.place import ALL
from stegvis.report.digest import digest
from stegvis.report.measured import definition_of
from stegvis.report.planned import Planned
from stegvis.report.unchanged import NOTES
from stegvis.whole import written_whole

if TYPE_CHECKING:  # who plans runs that are all unchanged protects nothing
    from stegvis.disclosure.publication import Publication
    from stegvis.figures import Figures

_CODE = ("stegvis.report.made_before",)
"""The module that tells again what is in the ledger, with all that it imports."""


def note_of(folder: Path) -> Path:
    """Give the file where it is noted what the publication in a folder tells."""
    reports = folder.parents[2]
    return reports / NOTES / folder.relative_to(reports) / "publikation.json"


def as_told(planned: Planned) -> Planned:
    """Give planned external runs with what is known of their publication, if it is made."""
    with suppress(OSError, ValueError, KeyError, TypeError):  # a note cut short says nothing
        content = json.loads(note_of(planned.folder).read_bytes())
        if content["key"] == _key(planned):
            return _telling(planned, content["told"])
    from stegvis.disclosure.publication import DisclosureError
    from stegvis.report.made_before import made_before

    try:
        publication = made_before(planned)
    except DisclosureError:  # it is left for who protects to tell
        return planned
    return planned if publication is None else with_publication(planned, publication)


def with_publication(planned: Planned, publication: Publication) -> Planned:
    """Give planned runs with the publication that they tell; of places without figures, none."""
    told = {place: _mark(figures) for place, figures in _by_place(publication).items()}
    return replace(_telling(planned, told), publication=publication)


def _telling(planned: Planned, told: Mapping[str, str]) -> Planned:
    runs = tuple(run for run in planned.runs if run.place in told)
    return replace(planned, told=told, runs=runs or planned.runs)


def noted_before(planned: Planned) -> Mapping[str, str] | None:
    """Give what the publication in the folder was noted to tell; None where nothing is noted."""
    try:
        return dict(json.loads(note_of(planned.folder).read_bytes())["told"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(planned: Planned) -> None:
    """Note what the publication tells, once it is in the ledger."""
    with written_whole(note_of(planned.folder)) as beside:
        content = {"key": _key(planned), "told": planned.told}
        beside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def hand_protected(planned: Planned, wanted: Mapping[str, Path]) -> None:
    """Write the protected figures of some places where kernels are handed them.

    Raises
    ------
    DisclosureError
        When the publication cannot be told again.
    """
    places = _by_place(_publication(planned))
    for place, path in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        places[place].write(path)


def protected_of(planned: Planned, place: str) -> Figures:
    """Give the protected figures of a place.

    Raises
    ------
    DisclosureError
        When the publication cannot be made.
    """
    return _by_place(_publication(planned))[place]


def _publication(planned: Planned) -> Publication:
    if planned.publication is not None:
        return planned.publication
    from stegvis.report.made_before import made_before

    publication = made_before(planned)
    assert publication is not None, "what is told of has been entered in the ledger"
    return publication


def _by_place(publication: Publication) -> dict[str, Figures]:
    """Part the figures by place; ALLA has every municipality's too, where there are any."""
    parts = publication.figures.by_municipality()
    return {ALL: publication.figures} | {name: own for name, own in parts.items() if name != ALL}


def _mark(figures: Figures) -> str:
    return sha256(figures.frame.to_csv(index=False).encode("utf-8")).hexdigest()


def _key(planned: Planned) -> str:
    """Tell what a publication's figures are told from: the ledger, the definition and the code."""
    content = sha256(planned.ledger.read_bytes()).hexdigest()
    return digest([content, definition_of(planned.project), planned.code.hash(_CODE)])
