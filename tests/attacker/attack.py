"""The attack: from what is published to what of the truth it gives back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stegvis.project import Project

from attacker.between import Name, Truth, surroundings
from attacker.figures_csv import facts_of, name_of
from attacker.scheme import Scheme
from attacker.told import Fact, People
from attacker.verdict import Target, Verdict, judge, small_counts, whole_groups

Row = dict[str, str]


@dataclass(frozen=True)
class Case:
    """A project's publications, and the truth of every day that they tell of.

    Parameters
    ----------
    published
        The rows of each publication's figures, shown and hidden.
    truth
        As it was known when a day was first told of.
    """

    project: Project
    scopes: Mapping[tuple[str, date], str]
    published: Sequence[Sequence[Row]]
    truth: Truth
    participants: Sequence[Sequence[People]] = ()
    """Some participants, each of whom somebody may know: where they are counted."""

    @property
    def scheme(self) -> Scheme:
        """Say how the counts add up."""
        return Scheme(self.project, self.scopes)

    def names(self, scheme: Scheme) -> set[Name]:
        """Name every count that has a row in a publication."""
        rows = {name_of(row, scheme) for each in self.published for row in each}
        every = {name for row in rows for name in (row, row._replace(column="n"))}
        return {name for name in every if name.sum(scheme) is not None}


def attack(case: Case, further: Iterable[Fact] = (), *, most: int | None = None) -> Verdict:
    """Derive all that can be derived; ``further`` is what is told in other ways than in figures.

    Of counts that have no row in a publication at most ``most`` are tried, every so many of them.
    """
    scheme, threshold = case.scheme, case.project.disclosure_threshold
    facts = list(further)
    for number, rows in enumerate(case.published, start=1):
        facts += facts_of(rows, scheme, f"publication {number}")
    names = case.names(scheme)
    days = sorted({name.day for name in names})
    truth = with_merged(case.truth, names, scheme)
    facts += surroundings(scheme, days, truth, facts)
    small = _some(small_counts(scheme, days, truth, names, threshold), facts, most)
    wholes = _some(whole_groups(scheme, days, truth, names), facts, most)
    known = [[Counter({people: 1}) for people in each] for each in case.participants]
    return judge(facts, small, wholes, known, threshold)


def _some(targets: list[Target], facts: Iterable[Fact], most: int | None) -> list[Target]:
    """Keep every target that has a row, and at most so many of the others that are tied to any."""
    told = [target for target in targets if target.published]
    about = {people for fact in facts for people in fact.sum}
    rest = [each for each in targets if not each.published and about.issuperset(each.sum)]
    if most is None or len(rest) <= most:
        return [*told, *rest]
    return [*told, *(rest[number * len(rest) // most] for number in range(most))]


def with_merged(truth: Truth, names: Iterable[Name], scheme: Scheme) -> Truth:
    """Add the true counts of values that are told as one."""
    found = dict(truth)
    for name in set(names) - truth.keys():
        key, _, label = name.group.partition("=")
        if ";" in name.group or key not in ("reason", "gender", "age_group", "referrer"):
            continue
        known = scheme.project.reason_ids if key == "reason" else None
        values = scheme.values(label, known) if known else scheme.trait_values(key, label)
        parts = [name._replace(group=f"{key}={value}") for value in values]
        whole = name._replace(group=parts[0].group) if parts else name
        if all(part in truth for part in parts) and parts:
            found[name] = truth[whole] if _is_whole(name) else sum(truth[part] for part in parts)
    return found


def _is_whole(name: Name) -> bool:
    """Whether a row's n is of everybody, whatever value the row is about."""
    return name.column == "n" and not name.measure.startswith("esf")


def unprotected(rows: Sequence[Row], truth: Truth, scheme: Scheme) -> list[Row]:
    """Give the same rows with what they hide, as if nothing were protected."""
    told = []
    named = [(row, name_of(row, scheme)) for row in rows]
    every = [each for _, name in named for each in (name, name._replace(column="n"))]
    known = with_merged(truth, every, scheme)
    for row, name in named:
        if name in known:
            n = known.get(name._replace(column="n"))
            row = {**row, "k": str(known[name]), "n": "" if n is None else str(n)}
        told.append(row)
    return told
