"""What a municipality knows at a quarter's end: the frames of its delivery.

A delivery is a full snapshot. Nothing dated later is in it: someone who has not left yet has no
exit, and a follow-up that was not made yet has no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import cycle

import pandas as pd

from stegvis.delivery.tables import DTYPES, sheets
from stegvis.example.cards import moved_forward
from stegvis.example.followups import DECLINED, INCREASED, KEPT, MONTHS
from stegvis.example.history import Course, History
from stegvis.example.municipalities import Traits
from stegvis.example.places import PLUS
from stegvis.example.words import Words, words_of
from stegvis.project import Project
from stegvis.records import COUNT_EXITED, COUNT_STARTED

Row = Sequence[object]
EXTRA_POSTS = (date(2023, 11, 1), date(2025, 4, 30))
"""The six extra posts of October 2023, with the year that was meant: 2025, not 2035."""
PEOPLE_A_POST = 30
WORK = "arbete"
"""The group that retention follows, by the name that a delivery of counts gives it."""

PRACTICES = (
    "progressionskort i ordinarie verksamhet",
    "trepartssamtal med remittent",
    "jobbfokus från första mötet",
    "parallella insatser på arbetsplats",
    "uppföljning efter avslut",
)
SKILLS = ("grundutbildning i BIP", "motiverande samtal", "arbetsgivarkontakter", "psykisk ohälsa")


def known(history: History, project: Project, end: date) -> dict[str, pd.DataFrame]:
    """Give the frames of the delivery, by the sheets' names in code, of what is known on a day."""
    started = [course for course in history.courses if course.person.start <= end]
    words = words_of(project)
    rows: dict[str, Iterable[Row]] = {
        "method": _method(history.place, project, end),
        "posts": _posts(history.place, project, end),
        "referrer_surveys": _referrer_surveys(history.place, project, words, end),
        "practices": _practices(history.place, end),
        "skills": _skills(history.place, project, end),
    }
    if history.place.counts_only_in(project.id):
        rows["counts"] = _counts(started, project, words, end)
        rows["followup_counts"] = _followup_counts(started, project, words, end)
    else:
        rows["participants"] = _participants(started, words, end)
        rows["cards"] = _cards(started, project, end)
        rows["followups"] = _followups(started, words, end)
    return _frames(project, rows)


def _frames(project: Project, rows: Mapping[str, Iterable[Row]]) -> dict[str, pd.DataFrame]:
    frames = {}
    for code, sheet in sheets(project).items():
        if code in rows:
            columns = [column.code for column in sheet.columns]
            frame = pd.DataFrame(list(rows[code]), columns=columns, dtype=object)
            frames[code] = frame.astype({c.code: DTYPES[c.kind] for c in sheet.columns})
    return frames


def _has_left(course: Course, end: date) -> bool:
    return course.person.exit <= end


def _participants(started: Iterable[Course], words: Words, end: date) -> Iterable[Row]:
    for course in started:
        person = course.person
        left = _has_left(course, end)
        yield (
            person.id,
            words.gender[person.gender],
            words.age_group[person.age_group],
            words.referrer[person.referrer],
            words.support[person.support_start],
            person.start,
            person.exit if left else None,
            words.reason[person.reason] if left else None,
            words.support[person.support_exit] if left else None,
            person.changes_by(end),
        )


def _cards(started: Iterable[Course], project: Project, end: date) -> Iterable[Row]:
    width = len(project.card.columns)
    for course in started:
        for card in course.cards:
            if card.date <= end:
                blank = [None] * (width - len(card.scores))
                yield (course.person.id, card.date, card.rater, *card.scores, *blank)


def _followups(started: Iterable[Course], words: Words, end: date) -> Iterable[Row]:
    for course in started:
        for made in course.followups:
            if made.asked is not None and made.asked <= end:
                yield (
                    course.person.id,
                    made.months,
                    made.asked,
                    made.answered,
                    made.progression if made.answered else None,
                    words.occupation[made.occupation] if made.answered else None,
                )


def _counts(started: Sequence[Course], project: Project, words: Words, end: date) -> Iterable[Row]:
    counted = [course for course in started if course.counts]
    left = [course for course in counted if _has_left(course, end)]
    reasons = [words.reason[course.person.reason] for course in left]
    yield (COUNT_STARTED, len(counted))
    yield (COUNT_EXITED, len(reasons))
    for reason in project.reason_ids:
        yield (reason, reasons.count(reason))


def _followup_counts(
    started: Sequence[Course], project: Project, words: Words, end: date
) -> Iterable[Row]:
    left = [course for course in started if course.counts and _has_left(course, end)]
    populations = {
        "alla": left,
        "positiv": [c for c in left if moved_forward(list(c.cards), c.person, end, project)],
        WORK: [c for c in left if words.reason[c.person.reason] == WORK],
    }
    for population, courses in populations.items():
        for months in MONTHS:
            due = [f for c in courses for f in c.followups if f.months == months and f.due <= end]
            made = [f for f in due if f.answered and f.asked is not None and f.asked <= end]
            if population == WORK:
                still = sum(words.occupation[answer.occupation] == WORK for answer in made)
                yield (population, months, len(due), len(made), None, None, None, still)
            else:
                answers = [answer.progression for answer in made]
                outcomes = [answers.count(word) for word in (INCREASED, KEPT, DECLINED)]
                yield (population, months, len(due), len(made), *outcomes, None)


def _method(place: Traits, project: Project, end: date) -> Iterable[Row]:
    return zip((part.id for part in project.method), cycle(place.method_on(end)), strict=False)


def _posts(place: Traits, project: Project, end: date) -> Iterable[Row]:
    halves = max(1, round(2 * (place.people(project.id) or 0) / PEOPLE_A_POST))
    yield (project.lists.funding[0], halves / 2, project.start, project.end)
    if place.extra_post and project.id == PLUS and EXTRA_POSTS[0] <= end:
        yield ("förbundet", 1.0, *EXTRA_POSTS)


def _years(place: Traits, end: date) -> int:
    """How many surveys have been made: one each turn of the year, the same for everyone."""
    return max(0, end.year - 2022)


def _referrer_surveys(place: Traits, project: Project, words: Words, end: date) -> Iterable[Row]:
    size = 3 + (place.people(project.id) or 0) // 12
    shares = {"Arbetsförmedlingen": 3, "Försäkringskassan": 2, "kommunen": 4, "vården": 1}
    knowledge = sum(place.method_on(end)) + _years(place, end)
    for referrer, share in {words.referrer[word]: share for word, share in shares.items()}.items():
        answers = max(1, size * share // 4)
        yield (referrer, answers, min(answers, answers * share * knowledge // 60))


def _practices(place: Traits, end: date) -> Iterable[Row]:
    levels = place.method_on(end)
    for practice, level in zip(PRACTICES, levels, strict=True):
        yield (practice, min(3, level + (end.year >= 2025 and level == 2)))


def _skills(place: Traits, project: Project, end: date) -> Iterable[Row]:
    posts = len(place.coordinator_biases)
    given, wanted, *_ = project.lists.skill_state
    for number, theme in enumerate(SKILLS):
        done = number < sum(place.method_on(end)) // 3
        yield (theme, given if done else wanted, posts)
