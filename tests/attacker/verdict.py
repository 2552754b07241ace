"""What an outsider gets back of the truth, held against the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from attacker.between import Name, Truth, only_grows
from attacker.ranges import Told, reachable, span
from attacker.scheme import Scheme
from attacker.told import Fact, Sum, less

_YES_OR_NO = ("goal", "lasting.share", "retention.share", "esf.indicator")
"""Of these rows, no k is as telling as k of all of n."""
_SAID = 5
"""Of so many it is said how narrowly they are known."""


@dataclass(frozen=True)
class Target:
    """A true count that nobody outside is to know: its name, what it sums, and what it is."""

    name: str
    sum: Sum
    value: int
    published: bool
    """Whether its row is part of a publication, shown or hidden."""


@dataclass(frozen=True)
class Recovered:
    """A count that is known better than it should be: the least and the most that it can be."""

    target: Target
    with_one: bool
    """Whether only to who knows one participant."""
    range: tuple[int, int] | None = None

    def __str__(self) -> str:
        knows = " by who knows one participant" if self.with_one else ""
        return f"{self.target.name} = {self.target.value} is known{knows}: {self.range}"


@dataclass(frozen=True)
class Verdict:
    """What was tried, and what of it was recovered."""

    small: tuple[Target, ...]
    wholes: tuple[Target, ...]
    recovered: tuple[Recovered, ...]
    disclosed: tuple[Target, ...]
    """Groups all of whose people are known to be in one part: the rest is known to be none."""

    def rate(self) -> float:
        """Give the share of the published small counts that are recovered."""
        published = [each for each in self.small if each.published]
        found = {id(each.target) for each in self.recovered if not each.with_one}
        return sum(id(each) in found for each in published) / len(published) if published else 1.0


def small_counts(
    scheme: Scheme, days: Sequence[date], truth: Truth, published: set[Name], threshold: int
) -> list[Target]:
    """List the counts below the threshold: of every day, what is between days, and what is left."""
    found: list[Target] = []

    def consider(name: str, sum_: Sum | None, value: int, *, told: bool) -> None:
        if sum_ and 1 <= value < threshold:
            found.append(Target(name, sum_, value, told))

    following = dict(pairwise(days))
    for name, value in truth.items():
        sum_ = name.sum(scheme)
        if sum_ is None:
            continue
        told = name in published
        consider(_said(name), sum_, value, told=told)
        if name.column == "k" and (whole := name._replace(column="n")) in truth:
            n = whole.sum(scheme)
            if n is not None:
                consider(f"not {_said(name)}", less(n, sum_), truth[whole] - value, told=told)
        if name.day not in following or not only_grows(name):
            continue
        later = name._replace(day=following[name.day])
        if later in truth and (after := later.sum(scheme)) is not None:
            change = less(after, sum_)
            both = told and later in published
            consider(f"{_said(name)} until {later.day}", change, truth[later] - value, told=both)
    return found


def _said(name: Name) -> str:
    return " ".join(str(part) for part in name if part)


def whole_groups(
    scheme: Scheme, days: Sequence[date], truth: Truth, published: set[Name]
) -> list[Target]:
    """List the groups, of one or more, all of whose people are in one part, or in none but others.

    The target is how many are elsewhere: none, which is not to be known.
    """
    found: list[Target] = []
    for name, value in truth.items():
        whole = name._replace(column="n")
        if name.column != "k" or whole not in truth or not _tells_an_outcome(name):
            continue
        k, n = name.sum(scheme), whole.sum(scheme)
        if not k or not n or truth[whole] < 1:
            continue
        told = name in published
        if value == truth[whole]:
            found.append(Target(f"all are {_said(name)}", less(n, k), 0, told))
        elif value == 0 and told and name.measure in _YES_OR_NO:
            found.append(Target(f"none is {_said(name)}", k, 0, told))
    return found


def _tells_an_outcome(name: Name) -> bool:
    about = ("caseload", "goal", "lasting", "retention", "steps", "esf")
    return name.measure.startswith(about) and not name.measure.endswith("nonresponse")


def judge(
    facts: Sequence[Fact],
    small: Sequence[Target],
    wholes: Sequence[Target],
    participants: Sequence[Sequence[Sum]],
    threshold: int,
) -> Verdict:
    """Derive how narrowly every target is known, and again to who knows one participant.

    ``participants`` are the sums that each of some participants is counted in.
    """
    told = Told(tuple(facts))
    tried = [each for each in small if told.about(each.sum)]
    alone = _narrow(told, tried, threshold)
    recovered = [Recovered(each, with_one=False) for each in alone]
    found = {id(each) for each in alone}
    for sums in participants:
        knows = Told((*facts, *(Fact(each, 1) for each in sums if told.about(each))))
        left = [each for each in tried if id(each) not in found]
        more = _narrow(knows, left, threshold)
        found |= {id(each) for each in more}
        recovered += [Recovered(each, with_one=True) for each in more]
    groups = [each for each in wholes if told.about(each.sum)]
    open_ = reachable(told, [each.sum for each in groups], 1, least=False)
    disclosed = [target for target, fine in zip(groups, open_, strict=True) if not fine]
    described = [
        each if each.with_one else replace(each, range=span(told, each.target.sum))
        for each in recovered[:_SAID]
    ]
    return Verdict(tuple(small), tuple(wholes), (*described, *recovered[_SAID:]), tuple(disclosed))


def _narrow(told: Told, targets: Sequence[Target], threshold: int) -> list[Target]:
    sums = [each.sum for each in targets]
    low = reachable(told, sums, 1, least=True)
    high = reachable(told, sums, threshold, least=False)
    return [target for target, fine in zip(targets, low & high, strict=True) if not fine]
