"""What a chart shows, in a sentence: how its alternative text begins, before the values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stegvis.figures import Figure
from stegvis.show import swedish


def extremes(what: str, named: Iterable[tuple[str, Figure]]) -> str:
    """Say where a share is greatest and least; all of those that are equally so.

    ``what`` begins the sentence, such as ”Andelen framåt”. Shares that are written alike count as
    equal: no reader sees a difference.
    """
    known = [(name, figure.value) for name, figure in named if figure.value is not None]
    if not known:
        return f"{what} kan inte räknas."
    shares = [value for _, value in known]
    most, least = swedish.percent(max(shares)), swedish.percent(min(shares))
    if most == least:
        of_all = " för alla" if len(known) > 1 else f" för {known[0][0]}"
        return f"{what} är {most}{of_all}."

    def at(share: str) -> str:
        return swedish.listed(name for name, value in known if swedish.percent(value) == share)

    return f"{what} är störst för {at(most)} ({most}) och minst för {at(least)} ({least})."


def ahead(counted: Sequence[tuple[str, int, int]], more: str, fewer: str) -> str:
    """Say for which rows the first count is greater than the second, for which less.

    ``more`` and ``fewer`` begin what is said, such as ”Fler har gått framåt än bakåt för”.
    """
    said = [
        f"{begun} {'alla rader' if len(names) == len(counted) > 1 else swedish.listed(names)}"
        for begun, names in (
            (more, [name for name, first, second in counted if first > second]),
            (fewer, [name for name, first, second in counted if first < second]),
            ("Lika många för", [name for name, first, second in counted if first == second]),
        )
        if names
    ]
    return ". ".join(said) + "."
