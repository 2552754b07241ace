"""What has changed since the period before: in short, and the counts before and now."""

from __future__ import annotations

from stegvis.show import corrections, goals, swedish, wording
from stegvis.show.exhibit import Group
from stegvis.show.figure_names import figure_name
from stegvis.show.followup import groups
from stegvis.show.goal_words import outcome
from stegvis.show.prose import Prose
from stegvis.show.section import Section
from stegvis.show.table import Table
from stegvis.show.terms import capital
from stegvis.show.then_and_now import Row, before

NOTHING_BEFORE = "Det finns inga uppgifter om en tidigare period att jämföra med."
_COUNTED = ("caseload.started", "caseload.exited", "caseload.active", "caseload.exit_reason")


def headline(section: Section) -> Prose:
    """Say first what has moved since the period before, and whether anything was corrected."""
    if not section.delivered:
        return Prose(wording.no_delivery(section), lead=True)
    earlier = before(section)
    said = [_no_period_before(section)] if earlier is None else [_moved(section, earlier)]
    return Prose(*said, *corrections.conclusions(section), lead=True)


def _no_period_before(section: Section) -> str:
    project = section.project
    if section.period.previous is None:
        return f"{capital(swedish.period(section.period))} har ingen tidigare period."
    return (
        f"Projektet började {swedish.date(project.start)}, så det finns ingen tidigare period att "
        f"jämföra {swedish.period(section.period)} med."
    )


def nothing_before(section: Section) -> Prose:
    """Say that there is nothing to compare with; `headline` and `counts` say why."""
    return Prose(NOTHING_BEFORE if section.delivered else wording.NOTHING_DELIVERED)


def comparable(section: Section) -> Section | None:
    """Give the section about the period before, when there is something to compare with."""
    earlier = before(section) if section.delivered else None
    return earlier if earlier is not None and earlier.delivered else None


def _untold(section: Section, earlier: Section) -> str:
    who = "någon kommun" if section.is_whole_project else section.place
    return f"Om {swedish.period(earlier.period)} finns inga uppgifter från {who}."


def _moved(section: Section, earlier: Section) -> str:
    if not earlier.delivered:
        return _untold(section, earlier)
    verb, number = _from_to(section, earlier, "started")
    said = [
        f"Sedan {swedish.period(earlier.period)} {verb} antalet startade {wording.where(section)} "
        f"{number}",
        f"Antalet avslutade {' '.join(_from_to(section, earlier, 'exited'))}",
    ]
    for goal in section.project.goals:
        if goal.official:
            variant = goals.deciding(section, goal)
            then, now = (goals.figure_of(one, goal, variant) for one in (earlier, section))
            if then.n and now.n:
                said.append(
                    f"Utfallet för ”{goal.name}” var då {outcome(goal, then)} och är nu "
                    f"{outcome(goal, now)}"
                )
    return " ".join(f"{text}." for text in said)


def _from_to(section: Section, earlier: Section, status: str) -> tuple[str, str]:
    """Give the verb, and what stands after it when something is named between the two."""
    then, now = (
        one.figures.one(one.place, f"caseload.{status}", "cumulative").k
        for one in (earlier, section)
    )
    if then == now:
        return "är", f"oförändrat, {swedish.count(now)}"
    return "har", f"gått från {swedish.count(then)} till {swedish.count(now)}"


def counts(section: Section) -> Prose | Group:
    """Show how many had started, left and fallen due for follow-up, before and now."""
    if not section.delivered:
        return Prose(wording.NOTHING_DELIVERED)
    earlier = before(section)
    if earlier is None:
        return Prose(_no_period_before(section))
    if not earlier.delivered:
        return Prose(_untold(section, earlier))
    return Group(_caseload(section, earlier), _followups(section, earlier))


def _caseload(section: Section, earlier: Section) -> Table:
    named = rows(earlier, _COUNTED)
    return Table(
        ("Antal", *periods(section, earlier)),
        tuple((name(section, row), row.text(earlier), row.text(section)) for row in named),
        caption="Startade och avslutade förra perioden och nu",
        note=wording.note(
            section,
            "Antal personer sedan projektets start; andelen är av alla avslutade",
            f"{capital(swedish.period(earlier.period))} är räknat med allt som är känt nu",
            wording.LOCAL,
        ),
    )


def _followups(section: Section, earlier: Section) -> Table:
    pair = (earlier, section)
    return Table(
        ("Efter avslut", "Aktuella", "Nådda"),
        tuple(
            (
                group.label,
                *(
                    arrow(*(swedish.count(group.figure(one, status).k) for one in pair))
                    for status in ("eligible", "reached")
                ),
            )
            for group in groups(section, "lasting")
        ),
        caption="Uppföljning förra perioden och nu",
        note=wording.note(
            section,
            either_side(earlier, section),
            "Antal personer. Samma person kan vara med i flera rader, så raderna får inte läggas "
            "ihop",
            wording.LOCAL,
        ),
    )


def rows(section: Section, measures: tuple[str, ...]) -> list[Row]:
    """List the headline figures of the section's place, measure by measure in the order given."""
    frame = section.figures.frame
    frame = frame[frame["municipality"] == section.place]
    order = {measure: rank for rank, measure in enumerate(measures)}
    frame = frame[frame["measure"].isin(measures)]
    frame = frame.iloc[frame["measure"].map(order).argsort(kind="stable")]
    names = frame[["municipality", "measure", "group", "definition"]]
    return [Row(*name) for name in names.itertuples(index=False, name=None)]


def arrow(then: str, now: str) -> str:
    """Write a figure before and now; once when there is none."""
    return then if then == now == swedish.MISSING else f"{then} → {now}"


def either_side(earlier: Section, section: Section) -> str:
    """Say what stands on either side of the arrow."""
    then, now = (swedish.period(one.period) for one in (earlier, section))
    return f"Före pilen: {then}, med allt som är känt nu. Efter pilen: {now}"


def name(section: Section, row: Row) -> str:
    """Name a headline figure."""
    return figure_name(section.project, row.measure, row.group, row.definition)


def periods(section: Section, earlier: Section) -> tuple[str, str]:
    """Name the period before and this one, as columns."""
    before_, now = (capital(swedish.period(one.period)) for one in (earlier, section))
    return before_, now
