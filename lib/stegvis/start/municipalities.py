"""Sweden's municipalities: their names and codes, as SCB's register has them.

The register (Statistics Sweden, *Kommuner i kodnummerordning*) has been the same 290 since 2003. A
code that is not in it can still be given, with a name, as ``namn=kod``.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

from pydantic import ValidationError

from stegvis.place import Municipality, UnknownNameError, fold, nearest


@lru_cache(maxsize=1)
def all_municipalities() -> tuple[Municipality, ...]:
    """List every municipality, in the order of the codes."""
    text = files("stegvis.start").joinpath("municipalities.csv").read_text("utf-8")
    return tuple(Municipality(**row) for row in csv.DictReader(text.splitlines()))


def read_municipality(text: str) -> Municipality:
    """Read a municipality's name or code, or both as ``namn=kod`` where the register lacks it.

    >>> read_municipality("pajala"), read_municipality("Nyby=2599")
    (Municipality(code='2521', name='Pajala'), Municipality(code='2599', name='Nyby'))

    Raises
    ------
    UnknownNameError
        When there is none of that name or code; the message proposes the nearest.
    """
    name, equals, code = (part.strip() for part in text.partition("="))
    if equals:
        try:
            return Municipality(code=code, name=name)
        except ValidationError:
            raise UnknownNameError(
                "Skriv kommunen som namn=kod, med SCB:s kod på fyra siffror: Kiruna=2584."
            ) from None
    known = all_municipalities()
    wanted = fold(name)
    for called in (lambda one: one.code, lambda one: fold(one.name), lambda one: one.slug):
        if found := next((one for one in known if called(one) == wanted), None):
            return found
    near = nearest(name, (one.name for one in known))
    asked = f" Menade du {' eller '.join(near)}?" if near else ""
    raise UnknownNameError(
        f"Kommunen ”{name}” finns inte i SCB:s register.{asked} Skriv namnet, koden eller namn=kod."
    )
