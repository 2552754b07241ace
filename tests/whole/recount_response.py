"""Whom the follow-up sought and reached, and who can be compared, counted again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stegvis.period import Period
from stegvis.project import Project
from whole.recount import Line, Person, Row, Town, _answer, _day, _later, _share, _whole, wilson

MONTHS = (6, 12)


def _contact(person: Row, months: int, end: date) -> str:
    if _answer(person, months, end, "progression") is not None:
        return "reached"
    calls = [c for c in person["calls"] if _whole(c["månader"]) == months]
    tried = [c for c in calls if (day := _day(c["datum"])) and day <= end]
    return "unanswered" if tried else "unsought"


def left_by(town: Town, end: date) -> list[Row]:
    """List who had started and left by a day."""
    begun = [p for p in town.people if p["start"] <= end]
    return [p for p in begun if p["exit"] and p["exit"] <= end]


def moved_forward(person: Row, project: Project, end: date) -> bool:
    """Whether a person's movement is forward by the primary rule and rater."""
    movement = project.movement
    word = Person(person, project, end).under(movement.primary, movement.primary_rater)
    return word == "forward"


def lines(towns: list[Town], project: Project, period: Period, total: bool) -> Iterator[Line]:
    end = period.end
    left = [p for town in towns for p in left_by(town, end)]
    forward = {id(p) for p in left if moved_forward(p, project, end)}
    for months in MONTHS:
        due = [p for p in left if _later(p["exit"], months) <= end]
        came = {id(p): _contact(p, months, end) for p in due}
        for population, members in (
            ("alla", due),
            ("positiv", [p for p in due if id(p) in forward]),
            ("övriga", [p for p in due if id(p) not in forward]),
        ):
            group = f"months={months};population={population}"
            words = [came[id(p)] for p in members]
            for word in ("reached", "unanswered", "unsought"):
                share = _share(words.count(word), len(words))
                yield "response.contact", f"{group};contact={word}", "", share
            tried = len(words) - words.count("unsought")
            yield "response.attempted", group, "", _share(tried, len(words))
        for reason in project.reason_ids:
            words = [came[id(p)] for p in due if p["avslutsorsak"] == reason]
            k = words.count("reached")
            low, high = wilson(k, len(words))
            counted = {**_share(k, len(words)), "low": low, "high": high}
            yield "response.reason", f"months={months};reason={reason}", "", counted
    if total:
        yield from _comparable(towns, project, end)


def _comparable(towns: list[Town], project: Project, end: date) -> Iterator[Line]:
    for months in MONTHS:
        for town in towns:
            due = [p for p in left_by(town, end) if _later(p["exit"], months) <= end]
            forward = [p for p in due if moved_forward(p, project, end)]
            others = [p for p in due if p not in forward]
            tried = {
                name: [p for p in some if _contact(p, months, end) != "unsought"]
                for name, some in (("forward", forward), ("others", others))
            }
            narrow = bool(tried["forward"] and others and not tried["others"])
            for population, members in (("alla", due), ("positiv", forward)):
                k = sum(_contact(p, months, end) == "reached" for p in members)
                k += town.given(population, months, "antal_svar")
                n = len(members) + town.given(population, months, "antal_aktuella")
                if town.scope == "antal":
                    status = "counts_only"
                elif n == 0:
                    status = "nobody_eligible"
                elif narrow and population == "alla":
                    status = "positive_only"
                else:
                    status = (
                        "nobody_reached" if k == 0 else "few_reached" if k < 3 else "comparable"
                    )
                group = f"months={months};population={population};status={status}"
                yield "comparable.followup", f"municipality={town.name};{group}", "", _share(k, n)
