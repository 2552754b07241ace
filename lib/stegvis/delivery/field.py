"""The words of the field: capitalised as names are, and no names."""

from __future__ import annotations

from collections.abc import Iterable

from stegvis.delivery.tables import sheets
from stegvis.place import fold
from stegvis.project import Project


def words_of_the_field(projects: Iterable[Project]) -> frozenset[str]:
    """Collect the folded words of some projects' municipalities, names, lists and method."""
    texts: list[str] = []
    for project in projects:
        texts += [place.name for place in project.municipalities]
        texts += [project.name, *(part.label for part in project.method)]
        for sheet in sheets(project).values():
            for column in sheet.columns:
                texts += column.choices or ()
    return frozenset(word for text in texts for word in fold(text).split())
