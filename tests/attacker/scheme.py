"""How the counts of the reports add up: each as a sum of people of kinds that do not overlap.

From what the reports say of themselves: a project's total is the sum of its municipalities, the
started are the active and those who left for some reason, the eligible are the reached and the
others, and so on. Names of measures and groups are those of ``figures.csv``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from stegvis.goal import Variant
from stegvis.place import ALL
from stegvis.project import Project

from attacker.told import People, Sum, added, less

MOVES = ("forward", "unchanged", "backward")
OUTCOMES = ("increased", "kept", "declined")
MISSED = "missed"
UNKNOWN = "saknas"
Scopes = Mapping[tuple[str, date], str]
"""``individ`` or ``antal`` for the places that had delivered by a day."""


@dataclass(frozen=True)
class Counted:
    """The sums of a row of figures: its k, its n, and the eligible when it has bounds."""

    k: Sum
    n: Sum | None = None
    eligible: Sum | None = None


@dataclass(frozen=True)
class Scheme:
    """The counts of a project, some of whose municipalities deliver counts only."""

    project: Project
    scopes: Scopes
    _known: dict[tuple[str, ...], Counted | None] = field(default_factory=dict)

    def municipalities(self, place: str, day: date, *, own: bool = False) -> list[str]:
        """List those that a place stands for; with ``own`` only those that deliver individuals."""
        names = [m.name for m in self.project.municipalities] if place == ALL else [place]
        wanted = ("individ",) if own else ("individ", "antal")
        return [name for name in names if self.scopes.get((name, day)) in wanted]

    def row(
        self, place: str, day: date, measure: str, group: str, definition: str
    ) -> Counted | None:
        """Say what a row of figures counts; None when it is of something else."""
        name = (place, day.isoformat(), measure, group, definition)
        if name not in self._known:
            keys = dict(part.split("=", 1) for part in group.split(";") if part)
            reader = _READERS.get(measure)
            self._known[name] = reader(self, place, day, keys, definition) if reader else None
        return self._known[name]

    def people(
        self,
        place: str,
        day: date,
        family: tuple[str, ...],
        kinds: Iterable[tuple[str, ...]],
        *,
        own: bool = False,
    ) -> Sum:
        """Sum people of some kinds over the municipalities of a place."""
        names = self.municipalities(place, day, own=own)
        return Counter({People(name, day, family, kind): 1 for kind in kinds for name in names})

    def exits(self, place: str, day: date, reasons: Iterable[str], *, own: bool = False) -> Sum:
        """Sum those who have left for some reasons."""
        kinds = [("left", reason) for reason in reasons]
        return self.people(place, day, ("status",), kinds, own=own)

    def left(self, place: str, day: date, *, own: bool = False) -> Sum:
        """Sum those who have left."""
        return self.exits(place, day, self.project.reason_ids, own=own)

    def started(self, place: str, day: date, *, own: bool = False) -> Sum:
        """Sum those who have started."""
        active = self.people(place, day, ("status",), [("active",)], own=own)
        return added([active, self.left(place, day, own=own)])

    def values(self, value: str, known: Iterable[str]) -> list[str]:
        """List the values that a label stands for: itself, or those that are told as one."""
        if value in known:
            return [value]
        merges = [table.merge[value] for table in self.project.external if value in table.merge]
        return list(dict.fromkeys(v for merge in merges for v in merge))

    def trait_values(self, trait: str, value: str) -> list[str]:
        """List the values of a trait that a label stands for."""
        return self.values(value, levels(self.project, trait))

    def followed(
        self, place: str, day: date, months: str, population: str, outcomes: Iterable[str]
    ) -> Sum:
        """Sum those due some months after they left, by what they answered, or missed."""
        those = ("positiv",) if population == "positiv" else ("positiv", "other")
        kinds = [(moved, outcome) for moved in those for outcome in outcomes]
        return self.people(place, day, ("lasting", months), kinds)


Reader = Callable[[Scheme, str, date, dict[str, str], str], Counted | None]


def _status(which: str) -> Reader:
    def read(s: Scheme, place: str, day: date, keys: dict[str, str], to: str) -> Counted | None:
        if to != "cumulative":
            return None
        started, left = s.started(place, day), s.left(place, day)
        return Counted({"started": started, "exited": left, "active": less(started, left)}[which])

    return read


def _reason(s: Scheme, place: str, day: date, keys: dict[str, str], to: str) -> Counted:
    reasons = s.values(keys["reason"], s.project.reason_ids)
    return Counted(s.exits(place, day, reasons), s.left(place, day))


def _trait(trait: str) -> Reader:
    def read(s: Scheme, place: str, day: date, keys: dict[str, str], to: str) -> Counted:
        known = levels(s.project, trait)
        kinds = [(each,) for each in s.values(keys[trait], known)]
        every = [(each,) for each in known]
        family = ("trait", trait)
        return Counted(
            s.people(place, day, family, kinds, own=True),
            s.people(place, day, family, every, own=True),
        )

    return read


def levels(project: Project, trait: str) -> list[str]:
    """List what a trait of a participant may be."""
    known = list(getattr(project.lists, trait))
    return [*known, UNKNOWN] if trait == "referrer" else known


def _goal(s: Scheme, place: str, day: date, keys: dict[str, str], to: str) -> Counted | None:
    found = [
        variant
        for goal in s.project.goals
        for variant in goal.variants
        if f"{goal.id}/{variant.id}" == to
    ]
    if not found:
        return None
    [variant] = found
    if variant.months is not None:
        return _share_of(s, place, day, str(variant.months), str(variant.population))
    return _exit_goal(s, place, day, variant)


def _exit_goal(s: Scheme, place: str, day: date, variant: Variant) -> Counted:
    within = set(variant.within or s.project.reason_ids)
    k = s.exits(place, day, [reason for reason in variant.reasons if reason in within])
    if variant.within:
        return Counted(k, s.exits(place, day, variant.within))
    whole = s.started if variant.denominator == "started" else s.left
    return Counted(k, whole(place, day))


def _share_of(s: Scheme, place: str, day: date, months: str, population: str) -> Counted:
    def of(*outcomes: str) -> Sum:
        return s.followed(place, day, months, population, outcomes)

    return Counted(of("increased", "kept"), of(*OUTCOMES), of(*OUTCOMES, MISSED))


def _lasting(s: Scheme, place: str, day: date, keys: dict[str, str], to: str) -> Counted:
    return _share_of(s, place, day, keys["months"], keys["population"])


def _lasting_part(*outcomes: str) -> Reader:
    def read(s: Scheme, place: str, day: date, keys: dict[str, str], to: str) -> Counted:
        k = s.followed(place, day, keys["months"], keys["population"], outcomes)
        return Counted(k)

    return read


def _missed(s: Scheme, place: str, day: date, keys: dict[str, str], to: str) -> Counted:
    share = _lasting(s, place, day, keys, to)
    assert share.eligible is not None
    assert share.n is not None
    return Counted(less(share.eligible, share.n), share.eligible)


def _retention(what: str) -> Reader:
    def read(s: Scheme, place: str, day: date, keys: dict[str, str], to: str) -> Counted:
        def of(*kinds: str) -> Sum:
            family = ("retention", keys["months"])
            return s.people(place, day, family, [(kind,) for kind in kinds])

        every = of("still", "gone", MISSED)
        return {
            "share": Counted(of("still"), of("still", "gone"), every),
            "eligible": Counted(every),
            "nonresponse": Counted(of(MISSED), every),
        }[what]

    return read


def _moved(*by: str) -> Reader:
    def read(s: Scheme, place: str, day: date, keys: dict[str, str], to: str) -> Counted:
        family = ("moved", to, *(keys[key] for key in by))
        return Counted(
            s.people(place, day, family, [(keys["move"],)], own=True),
            s.people(place, day, family, [(move,) for move in MOVES], own=True),
        )

    return read


def _indicator(s: Scheme, place: str, day: date, keys: dict[str, str], to: str) -> Counted | None:
    indicator = next((each for each in s.project.esf.indicators if each.id == to), None)
    if indicator is None:
        return None
    if not keys and indicator.months is None:
        reasons = s.exits(place, day, indicator.reasons, own=True)
        return Counted(reasons, s.left(place, day, own=True))
    [(trait, value)] = keys.items() or [("gender", None)]
    known = levels(s.project, trait)
    chosen = known if value is None else s.values(value, known)

    def of(family: tuple[str, ...], kinds: Iterable[str]) -> Sum:
        named = [(level, kind) for level in chosen for kind in kinds]
        return s.people(place, day, family, named, own=True)

    if indicator.months is None:
        family = ("left by", trait)
        return Counted(of(family, indicator.reasons), of(family, s.project.reason_ids))
    family = ("later", to, trait)
    return Counted(
        of(family, ["hit"]), of(family, ["hit", "not"]), of(family, ["hit", "not", MISSED])
    )


def _indicator_missed(
    s: Scheme, place: str, day: date, keys: dict[str, str], to: str
) -> Counted | None:
    share = _indicator(s, place, day, keys, to)
    if share is None or share.eligible is None or share.n is None:
        return None
    return Counted(less(share.eligible, share.n), share.eligible)


def _indicator_with_counts(
    s: Scheme, place: str, day: date, keys: dict[str, str], to: str
) -> Counted | None:
    indicator = next((each for each in s.project.esf.indicators if each.id == to), None)
    if indicator is None or indicator.months is not None:
        return None
    return Counted(s.exits(place, day, indicator.reasons), s.left(place, day))


_READERS: dict[str, Reader] = {
    "caseload.started": _status("started"),
    "caseload.exited": _status("exited"),
    "caseload.active": _status("active"),
    "caseload.exit_reason": _reason,
    "participants.gender": _trait("gender"),
    "participants.age_group": _trait("age_group"),
    "participants.referrer": _trait("referrer"),
    "goal": _goal,
    "lasting.share": _lasting,
    "lasting.eligible": _lasting_part(*OUTCOMES, MISSED),
    "lasting.reached": _lasting_part(*OUTCOMES),
    "lasting.increased": _lasting_part("increased"),
    "lasting.kept": _lasting_part("kept"),
    "lasting.declined": _lasting_part("declined"),
    "lasting.nonresponse": _missed,
    "retention.share": _retention("share"),
    "retention.eligible": _retention("eligible"),
    "retention.nonresponse": _retention("nonresponse"),
    "steps.person": _moved("rater"),
    "steps.item": _moved("rater", "item"),
    "esf.indicator": _indicator,
    "esf.nonresponse": _indicator_missed,
    "esf.with_counts": _indicator_with_counts,
}
