"""What tab fills in: projects, municipalities, periods, sections and audiences there are.

What has been typed is kept as it is, whatever its case, since shells take only what begins with it;
the commands read names in any case. A name with a space in it is given as its slug, which no shell
needs quotes for. Where nothing can be read, nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import typer

from stegvis.errors import FailedError, WrongError

if TYPE_CHECKING:
    from stegvis.audience import Audience
    from stegvis.project import Project
    from stegvis.root import Root

EVERYONE = "alla"
WHOLE = "all"


def beginning(typed: str, names: Iterable[str]) -> list[str]:
    """List the names that begin as what was typed, in any case, beginning just as it was typed.

    >>> beginning("ö", ["Örebro", "Orsa"]), beginning("GÖ", ["Göteborg"])
    (['örebro'], ['GÖteborg'])
    """
    composed = normalize("NFC", typed)
    found = (normalize("NFC", name) for name in names)
    return [
        typed + name[len(composed) :]
        for name in found
        if name[: len(composed)].casefold() == composed.casefold()
    ]


def projects(context: typer.Context, typed: str) -> list[str]:
    """Fill in a project's id."""
    return beginning(typed, (project.id for project in _projects(context)))


def municipalities(context: typer.Context, typed: str) -> list[str]:
    """Fill in a municipality: of the project that was named, or of all."""
    places = [place for project in _chosen(context) for place in project.municipalities]
    slugs = dict.fromkeys(place.slug for place in places)
    names = dict.fromkeys(place.slug if " " in place.name else place.name for place in places)
    return beginning(typed, names) or beginning(typed, slugs)


def swedish_municipalities(context: typer.Context, typed: str) -> list[str]:
    """Fill in a municipality of Sweden's, for a project that has none yet."""
    from stegvis.start.municipalities import all_municipalities

    return beginning(
        typed, (place.slug if " " in place.name else place.name for place in all_municipalities())
    )


def places(context: typer.Context, typed: str) -> list[str]:
    """Fill in a municipality, or ”alla”."""
    return [*municipalities(context, typed), *beginning(typed, [EVERYONE])]


def quarters(context: typer.Context, typed: str) -> list[str]:
    """Fill in a quarter that something has been delivered for, the newest first."""
    from stegvis.cli.options import chosen_store
    from stegvis.delivery.store import Store

    found: set[str] = set()
    with suppress(WrongError, FailedError, OSError):
        house = _root(context)
        store = Store.at(chosen_store(context.params.get("store"), house), house)
        for project in _chosen(context):
            found.update(kept.period.label for kept in store.deliveries(project.id))
    return beginning(typed, sorted(found, reverse=True))


def periods(context: typer.Context, typed: str) -> list[str]:
    """Fill in a quarter that something has been delivered for, or the project's whole span."""
    return [*quarters(context, typed), *beginning(typed, [WHOLE])]


def sections(context: typer.Context, typed: str) -> list[str]:
    """Fill in a section of the audience that was named."""
    from stegvis.sections import section_names

    names: list[str] = []
    with suppress(WrongError, OSError):
        audience: Audience = "extern" if context.params.get("audience") == "extern" else "intern"
        names = section_names(_root(context), audience)
    return beginning(typed, names)


def audiences(context: typer.Context, typed: str) -> list[str]:
    """Fill in who a report is for."""
    from typing import get_args

    from stegvis.audience import Audience

    return beginning(typed, get_args(Audience))


def _root(context: typer.Context) -> Root:
    from stegvis.cli.options import chosen_root

    given = context.params.get("root")
    return chosen_root(Path(given) if given else None)


def _projects(context: typer.Context) -> Iterator[Project]:
    from stegvis.definitions import read_projects

    with suppress(WrongError, OSError):
        yield from read_projects(_root(context).projects).values()


def _chosen(context: typer.Context) -> list[Project]:
    from stegvis.definitions import find_project

    known = list(_projects(context))
    named: Any = context.params.get("project")
    with suppress(WrongError):
        return [find_project(named, known)] if named else known
    return known
