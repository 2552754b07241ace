"""Support: what people lived on when they started and when they left.

It is free text unless the project lists the values, so spellings are folded into one, and only
the commonest of each place have a row of their own.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from stegvis.language import swedish_order
from stegvis.measure.population import exited
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.place import ALL, fold
from stegvis.project import Project
from stegvis.records import Records

OTHER = "annan"
"""Stands for every support that is not among the commonest."""
MOST = 8
"""Supports of their own, in each place; the rest are `OTHER`."""

_KEYS = {"before": ["support"], "after": ["support"], "change": ["before", "after"]}
_UNSAFE = re.compile(r"[;=\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def spelling(text: str) -> str:
    """Give the one spelling of a support, without what a figure's group may not hold.

    >>> spelling(" Sjukpenning;  hel ")
    'sjukpenning hel'
    """
    return fold(_UNSAFE.sub(" ", text))


def _spelled(texts: pd.Series[str], project: Project) -> pd.Series[str]:
    known = {text: text for text in project.lists.support}
    spellings = {text: known.get(text, spelling(text)) for text in texts.dropna().unique()}
    named = texts.map(spellings)
    return named.where(named != "")


def levels_of(people: pd.DataFrame, project: Project) -> list[str]:
    """List the supports in use: in the project's order, or else the commonest first.

    ``people`` has ``before`` and ``after``.
    """
    counts = pd.concat([people["before"], people["after"]]).value_counts()
    if project.lists.support:
        return [support for support in project.lists.support if support in counts]
    common = sorted(
        counts.index, key=lambda name: (name == OTHER, -counts[name], swedish_order(name))
    )
    return common if len(common) <= MOST + 1 else [*common[:MOST], OTHER]


def _cells(people: pd.DataFrame, question: Question) -> dict[str, pd.DataFrame]:
    """Count one place's people by support before, after and both; n is all of them."""
    levels = levels_of(people, question.project)
    common = people[["before", "after"]].where(people[["before", "after"]].isin(levels), OTHER)
    named = people.assign(**common)
    tables = {
        name: tally(named.assign(support=common[name]), question, support=levels)
        for name in ("before", "after")
    }
    tables["change"] = tally(named, question, before=levels, after=levels)
    return {name: table.assign(n=len(people)) for name, table in tables.items()}


def support(records: Records, question: Question) -> pd.DataFrame:
    """Measure support at start and at exit, of the same people: the exited with both known.

    ``support.known`` (k of n exited with own rows), ``support.before`` and ``support.after``
    (k of n known, group ``support=``), ``support.change`` (``before=;after=``) and
    ``support.same`` (k with the same support both times). The supports that have rows of their own
    are each place's own, so that a municipality's rows depend on its own people only.
    """
    left = exited(records.participants, question.period.end)
    left = left[left["municipality"].isin(list(question.places))]
    named = left.assign(
        before=_spelled(left["support_start"], question.project),
        after=_spelled(left["support_exit"], question.project),
    )
    people = named.dropna(subset=["before", "after"])
    n = tally(people, question)["k"]
    same = tally(people[people["before"] == people["after"]], question)
    tables = [
        figure_rows(tally(people, question).assign(n=tally(left, question)["k"]), "support.known"),
        figure_rows(same.assign(n=n), "support.same"),
    ]
    alone = question.in_parts()
    cells = [
        _cells(own, replace(alone, places=(place,)))
        for place in question.places
        if len(own := people[people["municipality"] == place])
    ]
    if question.total and len(people):
        cells.append(_cells(people.assign(municipality=ALL), replace(alone, places=(ALL,))))
    for name, keys in _KEYS.items() if cells else ():
        counted = pd.concat([tables_of[name] for tables_of in cells], ignore_index=True)
        tables.append(figure_rows(counted, f"support.{name}", keys))
    return pd.concat(tables, ignore_index=True)
