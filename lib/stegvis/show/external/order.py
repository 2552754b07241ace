"""Values in the project's own order, never in that of their numbers, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from stegvis.external_table import ExternalTable


def in_order(values: Iterable[object], known: Sequence[str], table: ExternalTable) -> list[str]:
    """Put values in the project's order; those that are told as one come where their first was."""
    places = {value: place for place, value in enumerate(known)}
    for label, merged in table.merge.items():
        places[label] = min((places[one] for one in merged if one in places), default=len(known))
    found = dict.fromkeys(str(value) for value in values)
    return sorted(found, key=lambda value: places.get(value, len(known)))


def level(table: ExternalTable, value: str, called: Callable[[str], str]) -> str:
    """Call a value what readers call it; one that is told for several has its own name already."""
    return value if value in table.merge else called(value)
