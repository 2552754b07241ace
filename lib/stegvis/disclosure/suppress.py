"""Which cells a publication hides, so that no count of few people can be told from what it shows.

The small counts are hidden first, but what stands beside them gives them back (Cox, "Suppression
Methodology and Statistical Disclosure Control", JASA 75, 1980): other cells must be hidden too, at
the least cost to the reader.

Why what is chosen is safe. The outsider knows the cells that are told, that all relations hold, and
that no count is below zero (but for signed ones). Whatever he does with that, he cannot rule out a
table of whole numbers that has all of it. For every demand (see `sensitive`) such a table is found
and kept: its witness. So every small count can, for all he knows, be at the threshold or beyond,
and be one or less; and of a group wholly in one part, someone can be elsewhere. Witnesses keep
counts that are not zero at one or more, so that they hold to one who knows of a participant too
(`witness` says when that takes several). A publication comes after others: what they showed is
told for ever, what they hid is small for ever, so their demands are asked again, with what is told
since.

How it is chosen. Cells that are told for good fall out of the sums, and what is left falls apart;
each part is seen to by itself. In a small part all that can be hidden is weighed at once: demands
are added to the program until what is cheapest for those is enough for all, and is therefore
cheapest for all. In a larger part demands are met one at a time, by the cheapest among the cells
near them, and at last every cell is shown again that is not needed after all. When the time is out
the whole part is hidden, which is safe whenever anything is.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from stegvis.disclosure.cheapest import cheapest
from stegvis.disclosure.parts import parts
from stegvis.disclosure.sensitive import Demands, demands, small
from stegvis.disclosure.system import System
from stegvis.disclosure.witness import Ask, Clock, Family, GaveUpError, witnesses

Method = Literal["optimal", "good", "fallback"]

METHOD_TEXT: dict[Method, str] = {
    "optimal": "Det som döljs är det minsta som räcker för att inga små antal ska röjas.",
    "good": (
        "Det som döljs räcker för att inga små antal ska röjas, och inget av det kan visas ensamt; "
        "ett annat urval kan dölja något mindre."
    ),
    "fallback": (
        "Ett urval av vad som kan visas hann inte beräknas på den tid som var avsatt. Därför döljs "
        "alla nya antal som hänger ihop med ett litet antal. Kör igen med mer tid eller gör "
        "tabellerna grövre i projektets YAML-fil."
    ),
}

SMALL_PART = 160
"""A part of no more cells than this is weighed all at once."""
FOR_THE_LEAST = 0.25
"""What share of the time that is left a small part may take, before it is called large."""
AT_A_TIME = 3
"""How many demands are added at a time."""
NEAR = 3
"""How many sums away from a demand it is first sought what to hide for it."""


@dataclass(frozen=True)
class Suppression:
    """What is hidden of what was to be shown.

    ``hidden`` is shape (N,), some of the system's ``shown``; ``cost`` is the sum of their costs.
    """

    hidden: NDArray[np.bool_]
    cost: float
    method: Method

    @property
    def method_text(self) -> str:
        """What was done, as a Swedish sentence."""
        return METHOD_TEXT[self.method]


class ImpossibleError(Exception):
    """Cells that cannot be kept from an outsider, whatever is hidden now: ``names``, ``cells``."""

    def __init__(self, system: System, cells: NDArray[np.int64]) -> None:
        self.cells = np.unique(cells)
        self.names: tuple[Hashable, ...] = tuple(system.names[cell] for cell in self.cells)
        super().__init__(f"{len(self.cells)} cells are given away by what has been published")


def suppress(system: System, threshold: int, *, seconds: float = 20) -> Suppression:
    """Choose what to hide, so that no small count and no whole group is given away.

    Parameters
    ----------
    system
        The counts, those of earlier publications among them.
    threshold
        The least number of people that a told count may be of; 2 or more.
    seconds
        The time to spend; what is needed to know that the fallback is safe is taken besides.

    Raises
    ------
    ImpossibleError
        When hiding everything would not help: earlier publications give a count away.
    """
    clock = Clock.of(seconds)
    hidden = np.zeros(len(system.value), dtype=bool)
    methods: set[Method] = {"optimal"}
    impossible = [np.flatnonzero(small(system, threshold) & system.known)]
    for cells, part in parts(system):
        try:
            chosen, method = _chosen(part, threshold, clock)
        except GaveUpError:
            chosen, method = part.shown, "fallback"
            impossible.append(cells[_impossible(part, threshold)])
        hidden[cells] |= chosen
        methods.add(method)
    given_away = np.concatenate(impossible)
    if len(given_away):
        raise ImpossibleError(system, given_away)
    worst = next(method for method in ("fallback", "good", "optimal") if method in methods)
    return Suppression(hidden, float(system.cost[hidden].sum()), worst)


def _impossible(system: System, threshold: int) -> NDArray[np.int64]:
    """List the cells that are given away when all is hidden that can be."""
    demanded = demands(system, threshold)
    endless = Clock.of(float("inf"))
    every = list(range(len(demanded)))
    _, unmet = witnesses(system, demanded, system.shown, every, endless, most=len(every))
    return demanded.cell[[ask.demand for ask in unmet]]


def _chosen(system: System, threshold: int, clock: Clock) -> tuple[NDArray[np.bool_], Method]:
    """Choose what to hide in one part."""
    must = small(system, threshold) & system.shown
    demanded = demands(system, threshold)
    every = list(range(len(demanded)))
    families, unmet = witnesses(system, demanded, must, every, clock, most=AT_A_TIME)
    if not unmet:
        return must, "optimal"
    if (~system.known).sum() <= SMALL_PART:
        least = _at_once(system, demanded, must, unmet, clock.share(FOR_THE_LEAST))
        if least is not None:
            return least, "optimal"
    hidden, why = _one_at_a_time(system, demanded, must, families, clock)
    return _needed(system, demanded, hidden, why, families, clock), "good"


def _at_once(
    system: System,
    demanded: Demands,
    must: NDArray[np.bool_],
    unmet: list[Ask],
    clock: Clock,
) -> NDArray[np.bool_] | None:
    """Hide the least that will do; None when that takes too long to find."""
    among = np.flatnonzero(~system.known)
    asked: list[Ask] = []
    every = list(range(len(demanded)))
    try:
        while True:
            asked += unmet
            choice = cheapest(system, demanded, asked, among, must, clock)
            if choice is None or not choice.best:
                return None
            hidden = must.copy()
            hidden[choice.more] = True
            _, unmet = witnesses(system, demanded, hidden, every, clock, most=AT_A_TIME)
            if not unmet:
                return hidden
    except GaveUpError:
        return None


def _one_at_a_time(
    system: System,
    demanded: Demands,
    must: NDArray[np.bool_],
    families: dict[int, Family],
    clock: Clock,
) -> tuple[NDArray[np.bool_], dict[int, int]]:
    """Hide for one demand after another, those that need the most first; fill in the families.

    Tells too for which demand a cell was hidden.
    """
    hidden = must.copy()
    why: dict[int, int] = {}
    need = demanded.least - demanded.rows @ system.value
    open_ = [
        demand for demand in np.argsort(-need, kind="stable").tolist() if demand not in families
    ]
    while open_:
        found, asks = witnesses(system, demanded, hidden, open_, clock)
        for ask in asks:
            more = _near(system, demanded, ask, hidden, clock)
            hidden[more] = True
            why |= dict.fromkeys(more.tolist(), ask.demand)
        families |= found
        open_ = [demand for demand in open_ if demand not in families]
    return hidden, why


def _near(
    system: System, demanded: Demands, ask: Ask, hidden: NDArray[np.bool_], clock: Clock
) -> NDArray[np.int64]:
    """Choose what to hide for one demand, as near it as anything will do."""
    tied = abs(system.relations)
    at = np.zeros(len(hidden), dtype=bool)
    at[demanded.rows[[ask.demand]].indices] = True
    for sums in range(1, len(hidden)):
        wider = (at | (tied.T @ (tied @ at) > 0)) & ~system.known
        last, at = (wider == at).all(), wider
        if sums < NEAR and not last:
            continue
        choice = cheapest(system, demanded, [ask], np.flatnonzero(at), hidden, clock)
        if choice is not None:
            return choice.more
        if last:
            break
    raise GaveUpError


def _needed(
    system: System,
    demanded: Demands,
    hidden: NDArray[np.bool_],
    why: dict[int, int],
    families: dict[int, Family],
    clock: Clock,
) -> NDArray[np.bool_]:
    """Show again, the dearest first, each cell without which every demand still has witnesses.

    The demand that a cell was hidden for is the first to be asked.
    """
    needed = hidden.copy()
    for cell in sorted(why, key=lambda cell: (-system.cost[cell], cell)):
        needed[cell] = False
        uses = [demand for demand, family in families.items() if family[:, cell].any()]
        uses.sort(key=lambda demand: demand != why[cell])
        found, unmet = witnesses(system, demanded, needed, uses, clock)
        if unmet:
            needed[cell] = True
        else:
            families = families | found
    return needed
