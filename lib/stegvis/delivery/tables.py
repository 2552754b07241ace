"""The sheets of a delivery: one declaration that reading, checking, templates and docs share.

Swedish names are what people fill in; the English code is the column of the stored frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from stegvis.project import Project
from stegvis.records import COUNT_EXITED, COUNT_STARTED


class Kind(StrEnum):
    """What a cell holds, and so how it is read."""

    IDENTIFIER = "identifier"
    CHOICE = "choice"
    DATE = "date"
    COUNT = "count"
    NUMBER = "number"
    SCORE = "score"
    YES_NO = "yes_no"
    TEXT = "text"


DTYPES: Mapping[Kind, str] = {
    Kind.IDENTIFIER: "str",
    Kind.CHOICE: "str",
    Kind.DATE: "datetime64[us]",
    Kind.COUNT: "Int64",
    Kind.NUMBER: "Float64",
    Kind.SCORE: "Int64",
    Kind.YES_NO: "boolean",
    Kind.TEXT: "str",
}


@dataclass(frozen=True)
class Column:
    """A column: its Swedish name, its name in code, and what its cells hold.

    ``choices`` maps what may stand in the cell to what is stored. ``filled`` says that a cell may
    not be blank.
    """

    name: str
    code: str
    kind: Kind
    choices: Mapping[str, str] | None = None
    filled: bool = True

    @property
    def spellings(self) -> dict[str, str]:
        """Map what is stored to the word that is written for it: the first of its spellings."""
        written: dict[str, str] = {}
        for word, stored in (self.choices or {}).items():
            written.setdefault(stored, word)
        return written


@dataclass(frozen=True)
class Sheet:
    """A sheet: its Swedish name, its name in code, its columns and which scope must have it."""

    name: str
    code: str
    columns: tuple[Column, ...]
    required_for: frozenset[str] = frozenset()
    only_for: str | None = None

    def empty(self) -> pd.DataFrame:
        """Give the stored frame with its columns and dtypes and no rows."""
        return pd.DataFrame(
            {column.code: pd.Series(dtype=DTYPES[column.kind]) for column in self.columns}
        )


RATER = {"deltagare": "participant", "samordnare": "coordinator"}
PROGRESSION = {"ökat": "increased", "behållit": "kept", "minskat": "declined"}
POPULATION = {"alla": "alla", "positiv": "positiv", "arbete": "arbete"}
SCOPES = ("individ", "antal")
INSTRUCTIONS, LISTS = "instruktion", "listor"
"""Sheets of the workbook that is filled in (:mod:`stegvis.form`) beside those of the delivery."""
TO_MEND = "Att rätta"
"""The sheet that an answer (:mod:`stegvis.answer`) puts first in its copy of a delivery."""
PASSED_OVER = (INSTRUCTIONS, LISTS, "att rätta")
"""Folded names of sheets that are read for what may point to a person, like every sheet, and
otherwise left alone."""


def _own(values: tuple[str, ...]) -> dict[str, str]:
    return {value: value for value in values}


def sheets(project: Project) -> dict[str, Sheet]:
    """Declare the sheets of a project's deliveries, by their name in code, in workbook order.

    The sheet ``leverans`` (key and value) is not a table and is read by itself.
    """
    lists = project.lists
    reasons = {reason.id: reason.id for reason in project.exit_reasons}
    support = _own(lists.support)
    participants = Sheet(
        "deltagare",
        "participants",
        (
            Column("deltagar_id", "participant", Kind.IDENTIFIER),
            Column("kön", "gender", Kind.CHOICE, _own(lists.gender)),
            Column("åldersgrupp", "age_group", Kind.CHOICE, _own(lists.age_group)),
            Column("remittent", "referrer", Kind.CHOICE, _own(lists.referrer), filled=False),
            Column(
                "försörjning_start",
                "support_start",
                Kind.CHOICE if support else Kind.TEXT,
                support or None,
                filled=False,
            ),
            Column("startdatum", "start", Kind.DATE),
            Column("avslutsdatum", "exit", Kind.DATE, filled=False),
            Column("avslutsorsak", "exit_reason", Kind.CHOICE, reasons, filled=False),
            Column(
                "försörjning_avslut",
                "support_exit",
                Kind.CHOICE if support else Kind.TEXT,
                support or None,
                filled=False,
            ),
            Column("samordnarbyten", "coordinator_changes", Kind.COUNT, filled=False),
        ),
        frozenset({"individ"}),
        "individ",
    )
    cards = Sheet(
        "progressionskort",
        "cards",
        (
            Column("deltagar_id", "participant", Kind.IDENTIFIER),
            Column("datum", "date", Kind.DATE),
            Column("bedömare", "rater", Kind.CHOICE, RATER),
            *(Column(item, item, Kind.SCORE, filled=False) for item in project.card.columns),
        ),
        frozenset({"individ"}),
        "individ",
    )
    followups = Sheet(
        "uppföljning",
        "followups",
        (
            Column("deltagar_id", "participant", Kind.IDENTIFIER),
            Column("månader", "months", Kind.COUNT),
            Column("datum", "date", Kind.DATE),
            Column("svarade", "answered", Kind.YES_NO),
            Column("progression", "progression", Kind.CHOICE, PROGRESSION, filled=False),
            Column(
                "sysselsättning", "occupation", Kind.CHOICE, _own(lists.occupation), filled=False
            ),
        ),
        only_for="individ",
    )
    counts = Sheet(
        "antal",
        "counts",
        (
            Column(
                "mått",
                "measure",
                Kind.CHOICE,
                {
                    COUNT_STARTED: COUNT_STARTED,
                    COUNT_EXITED: COUNT_EXITED,
                    "started": COUNT_STARTED,
                    "exited": COUNT_EXITED,
                    **reasons,
                    **{f"avslut_{reason}": reason for reason in reasons},
                },
            ),
            Column("värde", "value", Kind.COUNT),
        ),
        frozenset({"antal"}),
        "antal",
    )
    followup_counts = Sheet(
        "uppföljning_antal",
        "followup_counts",
        (
            Column("grupp", "population", Kind.CHOICE, POPULATION),
            Column("månader", "months", Kind.COUNT),
            Column("antal_aktuella", "eligible", Kind.COUNT),
            Column("antal_svar", "reached", Kind.COUNT),
            Column("antal_ökat", "increased", Kind.COUNT, filled=False),
            Column("antal_behållit", "kept", Kind.COUNT, filled=False),
            Column("antal_minskat", "declined", Kind.COUNT, filled=False),
            Column("antal_kvar", "still_working", Kind.COUNT, filled=False),
        ),
        only_for="antal",
    )
    method = Sheet(
        "metod",
        "method",
        (
            Column(
                "komponent",
                "component",
                Kind.CHOICE,
                {part.id: part.id for part in project.method},
            ),
            Column("nivå", "level", Kind.COUNT),
        ),
    )
    posts = Sheet(
        "tjänster",
        "posts",
        (
            Column("finansiering", "funding", Kind.CHOICE, _own(lists.funding)),
            Column("årsarbetskrafter", "full_time_equivalents", Kind.NUMBER),
            Column("från", "since", Kind.DATE),
            Column("till", "until", Kind.DATE, filled=False),
        ),
    )
    referrer_surveys = Sheet(
        "remittenter",
        "referrer_surveys",
        (
            Column("remittent", "referrer", Kind.CHOICE, _own(lists.referrer)),
            Column("antal_svar", "answers", Kind.COUNT),
            Column("antal_god_kunskap", "good_knowledge", Kind.COUNT),
        ),
    )
    practices = Sheet(
        "implementering",
        "practices",
        (
            Column("arbetssätt", "practice", Kind.TEXT),
            Column("läge", "state", Kind.COUNT),
        ),
    )
    skills = Sheet(
        "kompetens",
        "skills",
        (
            Column("tema", "theme", Kind.TEXT),
            Column("läge", "state", Kind.CHOICE, _own(lists.skill_state)),
            Column("antal", "people", Kind.COUNT, filled=False),
        ),
    )
    return {
        sheet.code: sheet
        for sheet in (
            participants,
            cards,
            followups,
            counts,
            followup_counts,
            method,
            posts,
            referrer_surveys,
            practices,
            skills,
        )
    }
