"""Which municipalities a project has in the example, and how each works."""

from __future__ import annotations

import re
from dataclasses import replace

from stegvis.errors import WrongError
from stegvis.example.municipalities import MUNICIPALITIES, Traits
from stegvis.place import Municipality
from stegvis.project import MISREGISTERED, Project

PLUS, CREARE = "cresco-plus", "cresco-creare"
"""The projects whose municipalities' traits are known, and planted."""
_ALIKE = ("Vara", "Skara", "Karlsborg", "Hjo", "Tibro", "Mariestad", "Lidköping", "Tidaholm")
"""Whose traits the municipalities of another project get, in its order, over and over."""
_PEOPLE = (30, 24, 14, 18)


class PseudonymError(WrongError):
    """Nobody can be made up as the project calls its people; a Swedish sentence."""


def traits_of(project: Project) -> list[Traits]:
    """Give how every municipality of a project works, in the order of their codes.

    Raises
    ------
    PseudonymError
        When the project's pseudonyms have another form than the example's, such as ``HJO-017``.
    """
    if project.id in (PLUS, CREARE):
        return [place for place in MUNICIPALITIES if place.people(project.id) is not None]
    ordered = sorted(project.municipalities, key=lambda place: place.code)
    return [_made_up(project, number, place) for number, place in enumerate(ordered)]


def _made_up(project: Project, number: int, place: Municipality) -> Traits:
    alike = {traits.name: traits for traits in MUNICIPALITIES}[_ALIKE[number % len(_ALIKE)]]
    mistakes = {reason.id for reason in project.exit_reasons} & {MISREGISTERED}
    return replace(
        alike,
        name=place.name,
        own_code=place.code,
        prefix=_prefix(project, place),
        plus=_PEOPLE[number % len(_PEOPLE)],
        missed_quarters=(),
        late_quarters=(),
        extra_post=False,
        misregistered=alike.misregistered if mistakes else 0,
    )


def _prefix(project: Project, place: Municipality) -> str:
    prefix = "".join(sign for sign in place.name.upper() if sign.isalpha())[:3]
    if not re.fullmatch(project.pseudonym, f"{prefix}-001"):
        raise PseudonymError(
            f"Påhittade deltagare heter som {prefix}-001, men i {project.name} skrivs deltagar_id "
            f"på ett annat sätt: {project.pseudonym}. Ändra pseudonym medan du provar."
        )
    return prefix
