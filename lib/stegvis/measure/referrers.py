"""Referrers: how many of those asked say that they know BIP well."""

from __future__ import annotations

import pandas as pd

from stegvis.measure.question import Question
from stegvis.measure.tally import add_total, figure_rows
from stegvis.records import Records
from stegvis.statistics.intervals import wilson

_COUNTS = ["k", "n"]


def knowledge(records: Records, question: Question) -> list[pd.DataFrame]:
    """Measure the referrers' knowledge of BIP from the newest survey of each municipality.

    ``referrer.knowledge``, group ``referrer=``: k with good knowledge of n answers, with a 95 %
    Wilson interval. ``referrer.all``: the same for everyone who answered, whoever they refer for;
    it depends on how many answered of each kind. Rows only where a survey was delivered.
    """
    surveys = records.referrer_surveys
    own = surveys[surveys["municipality"].isin(list(question.places))]
    answers = own.rename(columns={"good_knowledge": "k", "answers": "n"})
    answers = answers[["municipality", "referrer", *_COUNTS]]
    together = answers.groupby("municipality", sort=False)[_COUNTS].sum().reset_index()
    if question.total and len(own):
        answers = add_total(answers, ["referrer"], _COUNTS)
        together = add_total(together, [], _COUNTS)
    return [
        figure_rows(table.join(wilson(table["k"], table["n"])), measure, keys)
        for table, measure, keys in (
            (answers, "referrer.knowledge", ["referrer"]),
            (together, "referrer.all", []),
        )
    ]
