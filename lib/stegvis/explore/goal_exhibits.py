"""A goal that was asked for, in sentences, a chart and a table."""

from __future__ import annotations

from collections.abc import Iterator

from stegvis.explore.goal_answer import Answer, Row
from stegvis.figures import Figure
from stegvis.goal import Goal
from stegvis.show import swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Prose, Table
from stegvis.show.followup import positive
from stegvis.show.followup_shares import READING, with_bounds
from stegvis.show.goal_words import confidence, holds, interval, is_met, origin, outcome, verdict
from stegvis.show.share_chart import ShareRow, share_chart

_NBSP = swedish.NBSP


def exhibits(answer: Answer, reference: Answer | None) -> Iterator[Exhibit]:
    """Give what a view shows; ``reference`` is the definition in force, where another is chosen."""
    section = answer.section
    if not section.delivered:
        yield Prose(_no_delivery(answer), lead=True)
        return
    yield Prose(_conclusion(answer), lead=True)
    yield Prose(*(text for text in _told(answer, reference) if text))
    rows = list(_rows(answer, reference))
    if any(row.figure.n for row in rows):
        if max(row.figure.n or 0 for row in rows) >= wording.FEW:
            yield _chart(answer, rows)
        yield _table(answer, rows)


def _no_delivery(answer: Answer) -> str:
    if answer.selection.is_one or answer.selection.is_whole:
        return wording.no_delivery(answer.section)
    return f"Ingen av de valda kommunerna har lämnat någon leverans. {answer.selection.who}."


def _conclusion(answer: Answer) -> str:
    goal, where = answer.goal, answer.selection.where
    figure = answer.outcome.figure(answer.section, answer.section.place)
    if figure.value is not None:
        return verdict(goal, figure, where)
    return (
        f"Målet ”{goal.name}” ({swedish.percent(goal.target)}) kan inte prövas än {where}. "
        f"{answer.outcome.why(answer.section, where)}"
    )


def _told(answer: Answer, reference: Answer | None) -> Iterator[str]:
    yield " ".join(swedish.sentence(text) for text in _defined(answer, reference) if text)
    figure = answer.outcome.figure(answer.section, answer.section.place)
    if reference is not None and figure.value is not None:
        yield _compared(reference, figure)
    if answer.outcome.group is not None and figure.n:
        yield _nonresponse(answer, figure)
    yield wording.caution(figure.n)
    yield _left_out(answer)


def _defined(answer: Answer, reference: Answer | None) -> Iterator[str]:
    variant, project = answer.goal.variants[0], answer.section.project
    meaning = answer.outcome.meaning(project)
    own = variant.id not in {known.id for known in _whole_goal(answer).variants}
    named = "en egen" if own else f"”{variant.label}”"
    which = "Definitionen som gäller" if reference is None else "Den valda definitionen"
    yield f"{which} är {named}: {meaning}"
    if variant.population == "positiv":
        yield f"Med {positive(project)}"
        if project.movement != answer.selection.project.movement:
            yield "Det är inte projektets regel"
    yield origin(answer.goal)
    if not answer.selection.is_whole:
        yield "Målet är satt för projektet som helhet"
    yield answer.selection.who


def _whole_goal(answer: Answer) -> Goal:
    return next(goal for goal in answer.selection.project.goals if goal.id == answer.goal.id)


def _compared(reference: Answer, figure: Figure) -> str:
    goal = reference.goal
    other = reference.outcome.figure(reference.section, reference.section.place)
    named = f"Med definitionen som gäller, ”{goal.variants[0].label}”,"
    if other.value is None:
        return f"{named} finns inget utfall än för samma kommuner."
    same = is_met(goal, other) is is_met(goal, figure)
    met = "nås" if is_met(goal, other) else "nås inte"
    return (
        f"{named} är utfallet {outcome(goal, other)}, {confidence(goal, other)}: målet {met}, så "
        f"slutsatsen {'är densamma' if same else 'beror på definitionen'}."
    )


def _nonresponse(answer: Answer, share: Figure) -> str:
    group = answer.outcome.group
    assert group is not None, "asked of a follow-up only"
    missed = group.figure(answer.section, "nonresponse")
    if not missed.k:
        return "Alla som var aktuella för uppföljning nåddes."
    return (
        f"Andelen är av dem som nåddes. Av de aktuella nåddes {wording.share(missed)} inte; räknas "
        f"de in ligger andelen någonstans i intervallet "
        f"{swedish.interval(share.bound_low, share.bound_high)}."
    )


def _left_out(answer: Answer) -> str:
    """Say which municipalities are not in the sum, and why."""
    if answer.selection.is_one:
        return ""
    lacking = [
        f"{place} ({why})"
        for place in answer.selection.municipalities
        if (why := answer.outcome.lacking(answer.section, place))
    ]
    return (
        f"Utan utfall, och därför inte med i andelen: {swedish.listed(lacking)}." if lacking else ""
    )


def _rows(answer: Answer, reference: Answer | None) -> Iterator[Row]:
    selection, place = answer.selection, answer.section.place
    yield answer.row(place, selection.name, deciding=True)
    if reference is not None:
        label = f"{selection.name}, definitionen som gäller"
        yield reference.row(place, label)
    if not selection.is_one:
        for name in selection.municipalities:
            yield answer.row(name, name)


def _text(answer: Answer, row: Row) -> str:
    return row.lacking or outcome(answer.goal, row.figure)


def _note(answer: Answer, rows: list[Row]) -> str:
    return wording.note(
        answer.section,
        f"n = {wording.people(rows[0].figure.n or 0)} {answer.outcome.whom}, på översta raden",
        f"Utfall: {answer.outcome.meaning(answer.section.project)}",
        answer.selection.who,
        wording.LOCAL,
        origin(answer.goal),
    )


def _chart(answer: Answer, rows: list[Row]) -> Chart:
    goal = answer.goal
    bands = answer.outcome.group is not None
    drawn = [
        ShareRow(row.label, row.figure, _text(answer, row), goal.target, row.deciding)
        for row in rows
    ]
    said = "; ".join(
        f"{row.label}: {row.text}" + (f", {confidence(goal, row.figure)}" if row.figure.n else "")
        for row in drawn
    )
    read = READING if bands else f"Punkt: andelen. Streck: 95{_NBSP}% intervall."
    read = f"Fylld punkt, överst: den valda definitionen. {read}"
    return Chart.of(
        share_chart(drawn, bands=bands),
        alt=f"Punktdiagram över utfallet, med målet {swedish.percent(goal.target)} som streckad "
        f"linje. {said}.",
        caption=f"{goal.name} {answer.selection.where}, {goal.variants[0].label}",
        note=f"{_note(answer, rows)} {read}",
    )


def _table(answer: Answer, rows: list[Row]) -> Table:
    goal = answer.goal
    followed = answer.outcome.group is not None
    yes_no = {True: "ja", False: "nej", None: swedish.MISSING}
    cells = [
        (
            row.label,
            _text(answer, row),
            interval(goal, row.figure),
            *([_missed(row), _bounds(row)] if followed else []),
            yes_no[is_met(goal, row.figure)],
            yes_no[holds(goal, row.figure)],
        )
        for row in rows
    ]
    columns = (
        "Kommun",
        "Utfall",
        f"95{_NBSP}% intervall",
        *(["Nåddes inte", "Med bortfallet inräknat"] if followed else []),
        "Når målet",
        "Intervallet rymmer målet",
    )
    return Table(
        columns,
        tuple(cells),
        caption=f"{goal.name}: utfall mot målet {swedish.percent(goal.target)}",
        note=_note(answer, rows),
        numeric=frozenset(range(1, len(columns) - 2)),
    )


def _missed(row: Row) -> str:
    return wording.share(row.missed) if row.missed and row.missed.n else swedish.MISSING


def _bounds(row: Row) -> str:
    return with_bounds(row.figure, row.missed) if row.missed else swedish.MISSING
