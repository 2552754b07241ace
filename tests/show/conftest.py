from __future__ import annotations

import dataclasses
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from stegvis.card import RATERS
from stegvis.definitions import read_projects
from stegvis.delivery.tables import sheets
from stegvis.earlier import moments
from stegvis.figures import Figures
from stegvis.measure.earlier import Earlier
from stegvis.measure.everything import measure
from stegvis.measure.structure import SHEETS
from stegvis.period import Period
from stegvis.project import Project
from stegvis.records import Records
from stegvis.show.section import Section

PROJECTS = Path(__file__).parents[2] / "data" / "projects"
PEOPLE = {
    "Skövde": 60,
    "Hjo": 2,
    "Grästorp": 1,
    "Essunga": 0,
    "Mariestad": 8,
    "Skara": 8,
}
"""Municipalities by the number of made-up people; Karlsborg delivers counts, Vara nothing."""

EVERYBODY, NOBODY = "Mariestad", "Skara"
"""Where everybody has moved forward, left for work and kept it; and where nobody has."""

SUPPORTS = ("försörjningsstöd", "Sjukpenning", " sjukpenning", None, "lön; del=tid", "studiemedel")
"""What people live on, as freely as they may write it."""

PLACES = [*PEOPLE, "Karlsborg", "Vara", "ALLA"]
"""Everyone, whatever they deliver."""

Rows = list[dict[str, object]]


def _person(random: Random, project: Project, place: str, number: int) -> dict[str, object]:
    start = project.start + timedelta(days=random.randrange(500))
    stay = random.choice((None, 120, 200, 300, 420))
    lists = project.lists
    return {
        "municipality": place,
        "participant": f"{place[:3].upper()}-{number:03}",
        "gender": random.choice(lists.gender),
        "age_group": random.choice(lists.age_group),
        "referrer": random.choice((*lists.referrer, None)),
        "support_start": SUPPORTS[number % len(SUPPORTS)],
        "support_exit": SUPPORTS[number * number % len(SUPPORTS)] if stay else None,
        "start": pd.Timestamp(start),
        "exit": pd.Timestamp(start + timedelta(days=stay)) if stay else pd.NaT,
        "exit_reason": random.choice(project.reason_ids) if stay else None,
    }


def _cards(random: Random, project: Project, person: dict[str, object]) -> Rows:
    start = person["start"]
    assert isinstance(start, pd.Timestamp)
    rows: Rows = []
    for rater in RATERS:
        for turn in range(random.randrange(5)):
            answers = {
                item.id: random.choice((*range(project.card.low, project.card.high + 1), None))
                for item in project.card.items(rater)
            }
            day = start + pd.Timedelta(days=8 + 91 * turn)
            who = {key: person[key] for key in ("municipality", "participant")}
            rows.append({**who, "date": day, "rater": rater, **answers})
    return rows


def _followups(random: Random, person: dict[str, object]) -> Rows:
    left = person["exit"]
    if not isinstance(left, pd.Timestamp):
        return []
    who = {key: person[key] for key in ("municipality", "participant")}
    return [
        {
            **who,
            "months": months,
            "date": left + pd.DateOffset(months=months, days=9),
            "answered": random.random() < 0.7,
            "progression": random.choice(("increased", "kept", "declined")),
            "occupation": random.choice(("arbete", "studier", "annat")),
        }
        for months in (6, 12)
    ]


def _settle(project: Project, person: dict[str, object], cards: Rows, followups: Rows) -> None:
    """Let a person of `EVERYBODY` or `NOBODY` have left, with that place's one outcome."""
    place = person["municipality"]
    if place not in (EVERYBODY, NOBODY):
        return
    won = place == EVERYBODY
    start = person["start"]
    assert isinstance(start, pd.Timestamp)
    person["exit"] = start + pd.Timedelta(days=200)
    person["exit_reason"] = "arbete" if won else "avbrott"
    cards.clear()
    followups.clear()
    who = {key: person[key] for key in ("municipality", "participant")}
    scores = (project.card.low, project.card.high) if won else (project.card.high, project.card.low)
    for rater in RATERS:
        for day, score in zip((8, 190), scores, strict=True):
            answers = {item.id: score for item in project.card.items(rater)}
            cards.append({**who, "date": start + pd.Timedelta(days=day), "rater": rater, **answers})
    for months in (6, 12):
        answered = {
            "months": months,
            "date": person["exit"] + pd.DateOffset(months=months, days=9),
            "answered": True,
            "progression": "kept" if won else "declined",
            "occupation": "arbete" if won else "annat",
        }
        followups.append({**who, **answered})


def _counts(project: Project, place: str) -> tuple[Rows, Rows]:
    reasons = dict.fromkeys(project.reason_ids, 0) | {"arbete": 3, "studier": 2, "avbrott": 4}
    counts = {"startade": 12, "avslutade": 9} | reasons
    reached = {"eligible": 6, "reached": 5}
    outcomes = {"increased": 2, "kept": 2, "declined": 1}
    rows: Rows = [{"municipality": place, "measure": m, "value": v} for m, v in counts.items()]
    groups = {"alla": outcomes, "positiv": outcomes, "arbete": {"still_working": 4}}
    followups: Rows = [
        {"municipality": place, "population": name, "months": 6, **reached, **group}
        for name, group in groups.items()
    ]
    return rows, followups


def _change_coordinators(people: Rows) -> None:
    """Give everyone a number of coordinators, but a few whose number is blank."""
    random = Random(2024)  # noqa: S311  # as below; a generator of its own, so that people stay
    for person in people:
        person["coordinator_changes"] = random.choice((0, 0, 0, 1, 1, 2, 4, None))


def _structure(project: Project, place: str, turn: int, labels: tuple[str, str]) -> dict[str, Rows]:
    """Make up the structural sheets: of `NOBODY` from an older quarter, of `EVERYBODY` none."""
    if place == EVERYBODY:
        return {}
    label = labels[place == NOBODY]
    who = {"municipality": place, "period": label}
    spelled = str.upper if turn % 4 == 1 else str
    given, wanted, other = project.lists.skill_state
    posts = [(name, 0.5 + turn / 2, project.start) for name in project.lists.funding[: 1 + turn]]
    themes = {"motiverande samtal": given, "psykisk ohälsa": wanted, "arbetsgivarkontakter": other}
    return {
        "referrer_surveys": [
            {**who, "referrer": referrer, "answers": turn + number, "good_knowledge": number}
            for number, referrer in enumerate(project.lists.referrer[:4])
        ],
        "practices": [
            {**who, "practice": spelled(name), "state": (turn + number) % 4}
            for number, name in enumerate(("trepartssamtal med remittent", "jobbfokus från start"))
        ],
        "skills": [
            {**who, "theme": spelled(theme), "state": state, "people": turn or None}
            for theme, state in themes.items()
        ],
        "posts": [
            {**who, "funding": name, "full_time_equivalents": size, "since": pd.Timestamp(since)}
            for name, size, since in posts
            if turn
        ],
    }


def made_up_records(project: Project, people: dict[str, int], counting: tuple[str, ...]) -> Records:
    """Make up records of some people in each municipality; the same ones every time."""
    random = Random(2023)  # noqa: S311  # made-up people, not secrets
    rows: dict[str, Rows] = {code: [] for code in sheets(project)}
    for place, number in people.items():
        for turn in range(1, number + 1):
            person = _person(random, project, place, turn)
            cards, followups = _cards(random, project, person), _followups(random, person)
            _settle(project, person, cards, followups)
            rows["participants"].append(person)
            rows["cards"] += cards
            rows["followups"] += followups
    for place in counting:
        counts, followups = _counts(project, place)
        rows["counts"] += counts
        rows["followup_counts"] += followups
    for place in (*people, *counting):
        levels = enumerate(project.method)
        rows["method"] += [
            {"municipality": place, "component": part.id, "level": turn % 3}
            for turn, part in levels
        ]
    label = Period.quarter_of(project.end).label
    earlier = Period.quarter_of(project.end - timedelta(days=120)).label
    _change_coordinators(rows["participants"])
    for turn, place in enumerate((*people, *counting)):
        for code, made in _structure(project, place, turn, (label, earlier)).items():
            rows[code] += made
    for method in rows["method"]:
        method["period"] = label
    scopes = dict.fromkeys(people, "individ") | dict.fromkeys(counting, "antal")
    deliveries = [
        {
            "municipality": place,
            "period": label,
            "submitted": str(project.end + timedelta(days=5)),
            "scope": scope,
            "warnings": turn,
        }
        for turn, (place, scope) in enumerate(scopes.items())
    ]
    columns = ["municipality", "period", "submitted", "scope", "warnings"]
    return Records(
        deliveries=pd.DataFrame(deliveries, columns=columns),
        synthetic=True,
        **{code: typed_frame(project, code, rows[code]) for code in sheets(project)},
    )


def as_known_then(records: Records) -> Records:
    """Give what was known earlier of the same people.

    `NOBODY` had not delivered, Hjo's newest delivery was older and lacked its last person, and
    Skövde's first who left had another reason.
    """
    frames = {}
    for field in dataclasses.fields(records):
        frame = getattr(records, field.name)
        if isinstance(frame, pd.DataFrame):
            frames[field.name] = frame[frame["municipality"] != NOBODY]
    people, deliveries = frames["participants"], frames["deliveries"]
    if len(people):
        last = people.index[people["municipality"] == "Hjo"][-1:]
        left = people.index[(people["municipality"] == "Skövde") & people["exit"].notna()][:1]
        people = people.drop(index=last)
        reason = people["exit_reason"].mask(people.index.isin(left), "avbrott")
        frames["participants"] = people.assign(exit_reason=reason)
    quarter = deliveries["period"].mask(deliveries["municipality"] == "Hjo", "2022Q1")
    frames["deliveries"] = deliveries.assign(period=quarter)
    return dataclasses.replace(records, **frames)


def typed_frame(project: Project, code: str, rows: Rows) -> pd.DataFrame:
    """Make the frame of a sheet's rows, none or some, as records have it."""
    empty = sheets(project)[code].empty()
    empty.insert(0, "municipality", pd.Series(dtype="str"))
    if code in SHEETS.values():
        empty["period"] = pd.Series(dtype="str")
    return pd.DataFrame(rows).reindex(columns=empty.columns).astype(empty.dtypes.to_dict())


@dataclasses.dataclass(frozen=True)
class Cases:
    """Sections of every sort, by the name of the municipality.

    ``alone`` measures a municipality without the others, where only one is looked at.
    """

    project: Project
    records: Records
    alone: bool = False
    measured: dict[tuple[str, str], Figures] = dataclasses.field(default_factory=dict)

    def having(self, **frames: pd.DataFrame) -> Cases:
        """Give the same cases with some of the records' frames exchanged."""
        return Cases(self.project, dataclasses.replace(self.records, **frames), alone=True)

    def section(self, place: str, period: str = "all") -> Section:
        whole = "ALLA" if not self.alone else place
        if (whole, period) not in self.measured:
            self.measured[whole, period] = self._measure(whole, period)
        figures = self.measured[whole, period]
        kept = figures if place == whole else figures.of([place])
        span = self.project.period(period)
        return Section("Prov", self.project, place, span, "intern", True, kept)

    def _measure(self, place: str, period: str) -> Figures:
        total = place == "ALLA"
        names = [m.name for m in self.project.municipalities if total or m.name == place]
        span = self.project.period(period)
        then = as_known_then(self.records)
        known = [
            Earlier(moment, then if moment.known == "then" else self.records)
            for moment in moments(self.project, span)
        ]
        return measure(self.records, self.project, span, names, total, known)


@cache
def made_up(project_id: str) -> Cases:
    """Give the cases of a project, made once."""
    project = read_projects(PROJECTS)[project_id]
    return Cases(project, made_up_records(project, PEOPLE, ("Karlsborg",)))


@pytest.fixture(scope="session", params=["cresco-plus", "cresco-creare"])
def cases(request: pytest.FixtureRequest) -> Cases:
    return made_up(request.param)


@pytest.fixture(scope="session")
def plus() -> Cases:
    """Give the cases of Cresco+ alone, for what has nothing to do with the project."""
    return made_up("cresco-plus")


def people_moving(plus, *changes, rater="coordinator"):
    """Give a section of people in Hjo, each of whom changes alike on all items of a card."""
    ids = [f"HJO-{number:03}" for number in range(len(changes))]
    start = pd.Timestamp(plus.project.start)
    person = {"gender": "man", "age_group": "30–54", "start": start, "municipality": "Hjo"}
    people = pd.DataFrame([{**person, "participant": id_} for id_ in ids])
    items = [item.id for item in plus.project.card.items(rater)]
    cards = pd.DataFrame(
        [
            {
                **{"municipality": "Hjo", "participant": id_, "rater": rater},
                "date": start + pd.Timedelta(days=10 + turn * 91),
                **dict.fromkeys(items, 3 + turn * change),
            }
            for id_, change in zip(ids, changes, strict=True)
            for turn in range(2)
        ]
    )
    return plus.having(
        participants=as_known(people, plus.records.participants),
        cards=as_known(cards, plus.records.cards),
    ).section("Hjo")


@pytest.fixture
def moving(plus):
    """Give a section of people, each of whom changes alike on all items of a card."""
    return partial(people_moving, plus)


def as_known(frame, like):
    return frame.reindex(columns=like.columns).astype(like.dtypes.to_dict())


METHODS = {
    "Skövde": (2, 2, 2, 2, 2),
    "Hjo": (2, 0, 0, 0, 0),
    EVERYBODY: (2, 0, 0, 0, 0),
    NOBODY: (1, 1, 1, 1, 1),
}
"""A method for each of four municipalities: two of them use only the card."""


def _as_everywhere(cards: pd.DataFrame) -> pd.DataFrame:
    """Let the second card of `EVERYBODY` and `NOBODY` come as soon as everyone else's."""
    first = cards.groupby(["municipality", "participant", "rater"])["date"].transform("min")
    late = cards["municipality"].isin([EVERYBODY, NOBODY]) & (cards["date"] > first)
    return cards.assign(date=cards["date"].mask(late, first + pd.Timedelta(days=91)))


@pytest.fixture(scope="session")
def compared(plus: Cases) -> Cases:
    """Give four municipalities that can be compared in everything; Hjo has Skövde's people."""
    records = plus.records
    cards = _as_everywhere(records.cards)
    frames = {}
    for name, frame in (("participants", records.participants), ("cards", cards)):
        same = frame[frame["municipality"] == "Skövde"].assign(municipality="Hjo")
        others = frame[frame["municipality"] != "Hjo"]
        frames[name] = pd.concat([others, same.astype(frame.dtypes.to_dict())], ignore_index=True)
    method = records.method
    levels = [
        method[method["municipality"] == place].assign(level=list(level))
        for place, level in METHODS.items()
    ]
    return plus.having(method=pd.concat(levels).astype(method.dtypes.to_dict()), **frames)
