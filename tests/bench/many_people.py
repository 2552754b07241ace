"""Two hundred thousand invented participants in 290 municipalities, each with eight cards.

The records are as :meth:`stegvis.delivery.store.Store.records` gives them: one frame a sheet, with
its columns and dtypes. Each person's cards are four by the participant and four by the coordinator,
three months apart. Nothing in them is regular: answers are left blank, people leave for every
reason or not at all, some are registered by mistake, some cards come too late to count, and ten
municipalities deliver counts only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from stegvis.delivery.tables import DTYPES, sheets
from stegvis.period import Period
from stegvis.place import Municipality
from stegvis.project import MISREGISTERED, Project
from stegvis.records import COUNT_EXITED, COUNT_STARTED, Records

PEOPLE, MUNICIPALITIES, CARDS = 200_000, 290, 8
COUNTED_EVERY = 29
"""Of so many municipalities one delivers counts only."""
PERIOD = Period.parse("2025Q2")
SEED = 290

_QUARTERLY = ("method", "posts", "referrer_surveys", "practices", "skills")


@dataclass(frozen=True)
class _Draw:
    """Draws for the same project, and for as many people."""

    project: Project
    random: np.random.Generator

    def some(self, values: object, size: int, *, blank: float = 0) -> pd.Series:
        """Draw values with repetition; a share of them are blank."""
        drawn = pd.Series(self.random.choice(np.asarray(values), size))
        return drawn.mask(self.random.random(size) < blank)

    def days_after(self, days: pd.Series, least: int, most: int) -> pd.Series:
        """Draw a day for each, so many days after it."""
        return days + pd.to_timedelta(self.random.integers(least, most, len(days)), unit="D")


def nationwide(project: Project, municipalities: int = MUNICIPALITIES) -> Project:
    """Give the project with as many municipalities as asked for, in place of its own."""
    places = tuple(
        Municipality(code=str(1001 + number), name=f"Kommun {number + 1:03}")
        for number in range(municipalities)
    )
    return project.model_copy(update={"municipalities": places})


def many_people(project: Project, people: int = PEOPLE) -> Records:
    """Invent the records of as many people, spread over the project's municipalities."""
    draw = _Draw(project, np.random.default_rng(SEED))
    names = [place.name for place in project.municipalities]
    counting, listing = names[::COUNTED_EVERY], names
    listing = [name for name in names if name not in counting]
    participants = _participants(draw, listing, people)
    frames = {
        "participants": participants,
        "cards": _cards(draw, participants),
        "followups": _followups(draw, participants),
        "counts": _counts(draw, counting),
        "followup_counts": _followup_counts(draw, counting),
        **{code: pd.DataFrame() for code in _QUARTERLY},
    }
    return Records(
        deliveries=_deliveries(names, counting),
        **{code: _as_stored(frame, code, project) for code, frame in frames.items()},
        synthetic=True,
    )


def _as_stored(frame: pd.DataFrame, code: str, project: Project) -> pd.DataFrame:
    """Give the frame the columns and dtypes that the store would have given it."""
    columns = {column.code: DTYPES[column.kind] for column in sheets(project)[code].columns}
    quarter = {"period": "str"} if code in _QUARTERLY else {}
    dtypes = {"municipality": "str", **columns, **quarter}
    return frame.reindex(columns=list(dtypes)).astype(dtypes)


def _deliveries(names: list[str], counting: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame({"municipality": names, "period": PERIOD.label, "hash": "0" * 64})
    return frame.assign(
        submitted=pd.Timestamp(PERIOD.end),
        scope=np.where(frame["municipality"].isin(counting), "antal", "individ"),
        warnings=pd.array([0] * len(frame), dtype="Int64"),
    ).astype({"submitted": "datetime64[us]", "scope": "str"})


def _participants(draw: _Draw, names: list[str], size: int) -> pd.DataFrame:
    lists, project = draw.project.lists, draw.project
    span = (project.end - project.start).days
    began = draw.days_after(pd.Series([pd.Timestamp(project.start)] * size), 0, span)
    left = draw.days_after(began, 30, 600).mask(draw.random.random(size) < 0.3)
    left = left.where(left <= pd.Timestamp(project.end))
    reasons = [*project.reason_ids * 5, MISREGISTERED]
    number = pd.Series(np.arange(size))
    return pd.DataFrame(
        {
            "municipality": np.asarray(names)[number % len(names)],
            "participant": "P-" + (number // len(names)).astype("str"),
            "gender": draw.some(lists.gender, size),
            "age_group": draw.some(lists.age_group, size),
            "referrer": draw.some(lists.referrer, size, blank=0.05),
            "start": began,
            "exit": left,
            "exit_reason": draw.some(reasons, size).where(left.notna()),
            "coordinator_changes": draw.random.integers(0, 4, size),
        }
    )


def _cards(draw: _Draw, participants: pd.DataFrame) -> pd.DataFrame:
    """Lay out each person's cards: half of them by each rater, every third month."""
    half = CARDS // 2
    turns = participants[["municipality", "participant", "start"]].loc[
        participants.index.repeat(half)
    ]
    turns = turns.assign(turn=np.tile(np.arange(half), len(participants))).reset_index(drop=True)
    parts = []
    for rater in ("participant", "coordinator"):
        items = [item.id for item in draw.project.card.items(rater)]
        due = turns["start"] + pd.to_timedelta(91 * turns["turn"], unit="D")
        scores = draw.random.integers(1, 6, (len(turns), len(items))).astype("float64")
        scores[draw.random.random(scores.shape) < 0.1] = np.nan
        scores[draw.random.random(len(turns)) < 0.05, : len(items) - 2] = np.nan
        part = turns.assign(rater=rater, date=draw.days_after(due, 0, 28))
        parts.append(part.join(pd.DataFrame(scores, columns=items)))
    cards = pd.concat(parts, ignore_index=True)
    return cards.iloc[draw.random.permutation(len(cards))].reset_index(drop=True)


def _followups(draw: _Draw, participants: pd.DataFrame) -> pd.DataFrame:
    """Ask those who have left after six and twelve months, some of them twice."""
    left = participants[participants["exit"].notna()]
    parts = []
    for months in (6, 12):
        due = left["exit"] + pd.DateOffset(months=months)
        asked = left[["municipality", "participant"]].assign(months=months)
        first = asked.assign(date=draw.days_after(due, 0, 40))
        again = asked.assign(date=draw.days_after(due, 40, 90))
        parts += [first.sample(frac=0.8, random_state=1), again.sample(frac=0.2, random_state=2)]
    asked = pd.concat(parts, ignore_index=True)
    size = len(asked)
    asked["answered"] = draw.some([True, True, True, False], size).astype("boolean")
    progression = draw.some(["increased", "kept", "declined"], size, blank=0.05)
    occupation = draw.some(draw.project.lists.occupation, size, blank=0.05)
    return asked.assign(
        progression=progression.where(asked["answered"].eq(True)),
        occupation=occupation.where(asked["answered"].eq(True)),
    )


def _counts(draw: _Draw, names: list[str]) -> pd.DataFrame:
    rows = []
    for name in names:
        given = {reason: int(draw.random.integers(0, 20)) for reason in draw.project.reason_ids}
        gone = sum(given.values())
        given |= {COUNT_EXITED: gone, COUNT_STARTED: gone + int(draw.random.integers(0, 50))}
        rows += [(name, measure, value) for measure, value in given.items()]
    return pd.DataFrame(rows, columns=["municipality", "measure", "value"])


def _followup_counts(draw: _Draw, names: list[str]) -> pd.DataFrame:
    rows = []
    for name in names:
        for population in ("alla", "positiv", "arbete"):
            for months in (6, 12):
                up, same, down = (int(number) for number in draw.random.integers(0, 10, 3))
                reached = up + same + down
                eligible = reached + int(draw.random.integers(0, 10))
                progress, working = (up, same, down), None
                if population == "arbete":
                    progress, working = (None, None, None), up
                counted = (*progress, working)
                rows.append((name, population, months, eligible, reached, *counted))
    columns = ("population", "months", "eligible", "reached")
    outcomes = ("increased", "kept", "declined", "still_working")
    return pd.DataFrame(rows, columns=["municipality", *columns, *outcomes])
