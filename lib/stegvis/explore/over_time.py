"""One municipality over time: each quarter's end, as it is known now and as it was known then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from stegvis.explore.ask import ask, ask_briefly
from stegvis.explore.outcome import Outcome
from stegvis.explore.selection import Selection
from stegvis.explore.source import Reading, Source
from stegvis.explore.view import View
from stegvis.figures import Figure, Figures
from stegvis.measure.caseload import caseload_by_quarter
from stegvis.period import Period
from stegvis.show import caseload, caseload_time, swedish, wording
from stegvis.show.exhibit import Chart, Exhibit, Prose, Table
from stegvis.show.followup import positive
from stegvis.show.goal_words import origin, verdict
from stegvis.show.section import Section
from stegvis.show.share_time import Moment, share_time_chart
from stegvis.show.terms import short_quarter

NOW, THEN = "now", "then"
_NOTHING = Figure(None, None, None, None, None, None, None)
_STARTED = ("caseload.started", "cumulative")
_READING = (
    "Varje kvartal räknar alla dittills. Samma personer är därför med i flera kvartal, och en "
    "skillnad mellan två kvartal säger mest vilka som har kommit till."
)
_THEN = (
    "Hur det såg ut då bygger på de leveranser som fanns för kvartalet eller tidigare. Det som "
    "skiljer har kommunen lämnat eller rättat senare."
)


@dataclass(frozen=True)
class TimeChoice:
    """Which municipality, up to which period, and what: an outcome, or else the caseload."""

    selection: Selection
    outcome: Outcome | None
    as_known_then: bool = False


@dataclass(frozen=True)
class _Story:
    """The choice with what was measured: a section at the period's end, and the quarters'."""

    choice: TimeChoice
    outcome: Outcome
    section: Section
    moments: tuple[Moment, ...]

    @property
    def now(self) -> Figure:
        return self.outcome.figure(self.section, self.section.place)


def time_view(source: Source, choice: TimeChoice) -> View:
    """Show a municipality at the end of each quarter up to the period's."""
    if choice.outcome is None:
        return _caseload_view(source, choice.selection)
    return _share_view(source, choice, choice.outcome)


def _caseload_view(source: Source, selection: Selection) -> View:
    section = ask(source, "Deltagare över tid", selection, also=(caseload_by_quarter,))
    shown = [caseload.headline(section)]
    if section.delivered and section.figures.one(section.place, *_STARTED).k:
        shown.append(caseload_time.over_time(section))
    return View(selection, section, tuple(shown), "over-tid", "deltagare")


def _quarters(selection: Selection) -> list[Period]:
    """List the quarters from the project's start whose end the period has reached."""
    start, end = selection.project.start, selection.period.end
    span = Period(max(start, end), start, "").quarters()
    return [quarter for quarter in span if quarter.start <= end]


def _share_view(source: Source, choice: TimeChoice, outcome: Outcome) -> View:
    selection = choice.selection
    section = ask(source, "Utfall över tid", selection, outcome)
    counts = section.delivered and wording.delivers_counts(section)
    rows = [section.figures.frame]
    moments = []
    for quarter in _quarters(selection):
        end = _within(quarter, selection.period)
        # people's rows have dates, so one reading serves every quarter; counts are of their own
        reading = Reading(end if counts else selection.period, selection.only)
        now = ask_briefly(source, selection, outcome, end, reading)
        rows.append(_of_quarter(now, section, quarter, NOW))
        then = None
        if choice.as_known_then:
            reading = Reading(end, selection.only, as_known=quarter)
            then = ask_briefly(source, selection, outcome, end, reading)
            rows.append(_of_quarter(then, section, quarter, THEN))
        moments.append(
            Moment(
                quarter,
                _look(outcome, section, now),
                None if then is None else _look(outcome, section, then),
            )
        )
    whole = replace(section, figures=Figures(pd.concat(rows, ignore_index=True)))
    story = _Story(choice, outcome, section, tuple(moments))
    slug = outcome.slug(selection.project) + ("-som-kant-da" if choice.as_known_then else "")
    return View(selection, whole, tuple(_exhibits(story)), "over-tid", slug)


def _within(quarter: Period, period: Period) -> Period:
    """Give the quarter, or as much of the last one as the period has of it."""
    end = min(quarter.end, period.end)
    return quarter if end == quarter.end else Period(end, quarter.start, f"{quarter.label}-del")


def _look(outcome: Outcome, section: Section, figures: Figures) -> Figure:
    if not len(figures.frame):
        return _NOTHING
    return outcome.figure(replace(section, figures=figures), section.place)


def _of_quarter(figures: Figures, section: Section, quarter: Period, known: str) -> pd.DataFrame:
    """Give a quarter's rows as rows of the view's own period."""
    keys = f"quarter={quarter.label};known={known}"
    rows = figures.frame
    group = rows["group"].map(lambda text: f"{text};{keys}" if text else keys)
    return rows.assign(group=group.astype("str"), period=section.period.label)


def _exhibits(story: _Story) -> Iterator[Exhibit]:
    section = story.section
    if not section.delivered:
        yield Prose(wording.no_delivery(section), lead=True)
        return
    yield Prose(_conclusion(story), lead=True)
    yield Prose(*(text for text in _told(story) if text))
    most = max(
        (n for m in story.moments for f in (m.figure, m.then) if f and (n := f.n)), default=0
    )
    if not most:
        return
    if most >= wording.FEW:
        yield _chart(story)
    yield _table(story)


def _conclusion(story: _Story) -> str:
    section, figure, where = story.section, story.now, story.choice.selection.where
    goal = story.outcome.goal
    if figure.value is None:
        about = f"Målet ”{goal.name}”" if goal else "Andelen med steg framåt"
        verb = "prövas än" if goal else "räknas"
        return f"{about} kan inte {verb} {where}. {story.outcome.why(section, where)}"
    if goal is not None:
        return verdict(goal, figure, where)
    return (
        f"{wording.share(figure)} hade {where} rört sig framåt {section.until}, "
        f"{wording.confidence(figure)}."
    )


def _told(story: _Story) -> Iterator[str]:
    outcome, project = story.outcome, story.section.project
    named = f"Definitionen är ”{outcome.variant.label}”: " if outcome.variant else "Räknat: "
    texts = [f"{named}{outcome.meaning(project)}"]
    if outcome.group is not None and outcome.group.population == "positiv":
        texts.append(f"Med {positive(project)}")
    if outcome.goal is not None:
        texts += [origin(outcome.goal), "Målet är satt för projektet som helhet"]
    yield " ".join(swedish.sentence(text) for text in texts if text)
    yield _READING
    if story.choice.as_known_then:
        yield _THEN
    yield wording.caution(story.now.n)


def _share(story: _Story, figure: Figure | None) -> str:
    if figure is None or not figure.n:
        return swedish.MISSING
    return wording.share(figure, wording.decimals(figure, story.outcome.target))


def _interval(story: _Story, figure: Figure | None) -> str:
    if figure is None:
        return swedish.MISSING
    decimals = wording.decimals(figure, story.outcome.target)
    return swedish.interval(figure.low, figure.high, decimals)


def _note(story: _Story) -> str:
    return wording.note(
        story.section,
        f"n = {wording.people(story.now.n or 0)} {story.outcome.whom}, i det sista kvartalet",
        "Räknat sista dagen i varje kvartal, alla dittills",
        wording.LOCAL,
        origin(story.outcome.goal) if story.outcome.goal else "",
    )


def _caption(story: _Story) -> str:
    return f"{story.outcome.label} {story.choice.selection.where}, kvartal för kvartal"


def _chart(story: _Story) -> Chart:
    said = "; ".join(_in_words(story, moment) for moment in story.moments)
    target = story.outcome.target
    bands = bool(story.outcome.unknown)
    reading = [f"Fylld punkt: som det är känt nu. Streck: 95{swedish.NBSP}% intervall."]
    if story.choice.as_known_then:
        reading.append("Ihålig punkt: som det var känt vid kvartalets slut.")
    if bands:
        reading.append(f"Ljust band: så lågt och så högt om {story.outcome.unknown} räknas in.")
    aimed = f" Målet {swedish.percent(target)} är en streckad linje." if target else ""
    return Chart.of(
        share_time_chart(story.moments, target, bands=bands),
        alt=f"Punktdiagram, en punkt för varje kvartal.{aimed} {said}.",
        caption=_caption(story),
        note=f"{_note(story)} {' '.join(reading)}",
    )


def _in_words(story: _Story, moment: Moment) -> str:
    share = _share(story, moment.figure) if moment.figure.n else "ingen att räkna"
    said = f"{short_quarter(moment.quarter)}: {share}"
    if moment.figure.n:
        said += f", 95{swedish.NBSP}% intervall {_interval(story, moment.figure)}"
    if moment.then is not None and moment.then.n:
        said += f", känt då {_share(story, moment.then)}"
    return said


def _table(story: _Story) -> Table:
    then = story.choice.as_known_then
    bounded = bool(story.outcome.unknown)
    rows = tuple(
        (
            short_quarter(moment.quarter),
            _share(story, moment.figure),
            _interval(story, moment.figure),
            *([swedish.interval(moment.figure.bound_low, moment.figure.bound_high)] * bounded),
            *([_share(story, moment.then)] * then),
        )
        for moment in story.moments
    )
    columns = (
        "Kvartal",
        "Andel",
        f"95{swedish.NBSP}% intervall",
        *(["Gränser för bortfall"] * bounded),
        *(["Som det var känt då"] * then),
    )
    return Table(columns, rows, caption=f"{_caption(story)}, i siffror", note=_note(story))
