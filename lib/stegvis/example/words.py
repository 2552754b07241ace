"""The model's words as a project says them: its own are Cresco's."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from stegvis.example import people
from stegvis.project import MISREGISTERED, Project

_OCCUPATION = ("arbete", "studier", "arbetssökande", "annat")
_REASON = (*people.PLACED, *{**people.RETURNED, **people.DROPPED_OUT})
_SUPPORT = (*people.SUPPORT, *people.SUPPORT_AFTER)


@dataclass(frozen=True)
class Words:
    """What each word of the model is in the project, kind by kind."""

    gender: Mapping[str, str]
    age_group: Mapping[str, str]
    referrer: Mapping[str, str]
    support: Mapping[str, str]
    reason: Mapping[str, str]
    occupation: Mapping[str, str]


def words_of(project: Project) -> Words:
    """Find the project's words: its own where it has the model's, else its others in turn."""
    lists = project.lists
    return Words(
        gender=_said(people.GENDER, lists.gender),
        age_group=_said(people.AGE_GROUP, lists.age_group),
        referrer=_said(people.REFERRER, lists.referrer),
        support=_said(_SUPPORT, lists.support or _SUPPORT),
        reason={**_said(_REASON, project.reason_ids), MISREGISTERED: MISREGISTERED},
        occupation=_said(_OCCUPATION, lists.occupation),
    )


def _said(words: Collection[str], own: Sequence[str]) -> dict[str, str]:
    """Map words to a project's.

    >>> _said(["arbete", "studier", "flytt"], ["arbete", "flytt", "skola"])
    {'arbete': 'arbete', 'studier': 'skola', 'flytt': 'flytt'}
    """
    lacking = [word for word in words if word not in own]
    others = [word for word in own if word not in words] or own
    turns = dict(zip(lacking, cycle(others), strict=False))
    return {word: turns.get(word, word) for word in words}
