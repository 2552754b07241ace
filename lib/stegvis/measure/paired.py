"""The same people at 6 and at 12 months: who held out, and who slipped back.

Only people with rows: counts of 6 and of 12 months are of different people.
"""

from __future__ import annotations

import pandas as pd

from stegvis.measure.lasting import MONTHS, WORK, due_people, latest_answers, with_bounds
from stegvis.measure.question import Question
from stegvis.measure.tally import figure_rows, tally
from stegvis.records import Records
from stegvis.statistics.intervals import wilson
from stegvis.statistics.paired import sign_test

FIRST, LATER = MONTHS
LASTING, RETENTION = ("held", "declined"), ("working", "other")
"""Each outcome's two answers, the good one first."""

_PERSON = ["municipality", "participant"]


def _twice(
    records: Records, question: Question, column: str, good: list[str], words: tuple[str, str]
) -> pd.DataFrame:
    """Give those who answered at ``FIRST`` months and are due at ``LATER``, with both answers.

    ``first`` and ``later`` are one of the two words; ``later`` is missing for who was not reached.
    """

    def said(months: int, name: str) -> pd.DataFrame:
        found = latest_answers(records, months, question, column)
        word = found[column].isin(good).map({True: words[0], False: words[1]})
        return found[_PERSON].assign(**{name: word})

    people = due_people(records, LATER, question).merge(said(FIRST, "first"), on=_PERSON)
    return people.merge(said(LATER, "later"), on=_PERSON, how="left")


def _figures(
    people: pd.DataFrame, outcome: str, words: tuple[str, str], question: Question
) -> list[pd.DataFrame]:
    held, lost = words
    both = people[people["later"].notna()]
    cells = tally(both, question, first=words, later=words)
    cells["n"] = cells.groupby("municipality", sort=False)["k"].transform("sum")
    whole = tally(both, question).rename(columns={"k": "n"})

    def of(first: str, later: str) -> pd.Series[int]:
        return tally(both[(both["first"] == first) & (both["later"] == later)], question)["k"]

    rows = [figure_rows(cells, f"paired.{outcome}", ["first", "later"])]
    for months, name in ((FIRST, "first"), (LATER, "later")):
        share = whole.assign(k=tally(both[both[name] == held], question)["k"])
        share = share.join(wilson(share["k"], share["n"])).assign(outcome=outcome, months=months)
        rows.append(figure_rows(share, "paired.share", ["outcome", "months"]))
    slipped, gained = of(held, lost), of(lost, held)
    out = whole[["municipality"]].assign(
        k=slipped,
        n=slipped + of(held, held),
        eligible=tally(people[people["first"] == held], question)["k"],
        outcome=outcome,
    )
    rows.append(figure_rows(with_bounds(out), "paired.slipped_back", ["outcome"]))
    changed = whole.assign(k=slipped + gained, outcome=outcome)
    changed["value"] = pd.Series(sign_test(slipped, gained)).astype("Float64")
    rows.append(figure_rows(changed, "paired.change", ["outcome"]))
    return rows


def paired(records: Records, question: Question) -> pd.DataFrame:
    """Measure the same people's answers at 6 and at 12 months.

    ``paired.lasting`` (``first=;later=``, each ``held`` or ``declined``): k of the n who answered
    both times. ``paired.retention``: the same for exits to work, ``working`` or ``other``.
    ``paired.share`` (``outcome=;months=``): k of the same n who held, Wilson interval.
    ``paired.slipped_back`` (``outcome=``): of the n who held at 6 months and answered at 12, the
    k who no longer held; Wilson interval, and bounds of all who held at 6 months and are due at
    12. ``paired.change`` (``outcome=``): k whose two answers differ, of n; ``value`` is the exact
    p of McNemar's test that as many slip back as recover, missing where nobody's differ.
    """
    lasting = _twice(records, question, "progression", ["increased", "kept"], LASTING)
    work = _twice(records, question, "occupation", [WORK], RETENTION)
    work = work[work["exit_reason"] == WORK]
    return pd.concat(
        [
            *_figures(lasting, "lasting", LASTING, question),
            *_figures(work, "retention", RETENTION, question),
        ],
        ignore_index=True,
    )
