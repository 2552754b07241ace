"""Names that people write freely, such as a practice's: the same one is known by any spelling."""

from __future__ import annotations

import unicodedata

import pandas as pd

from stegvis.place import fold

NAMELESS = "utan namn"
"""Stands for a name of which nothing is left to show."""

_RESERVED = str.maketrans({";": ",", "=": "-"})
"""What a row's group is written with, and what stands for it in a name."""


def shown(name: str) -> str:
    """Give a name as it can stand in a row's group: on one line, without ``;`` and ``=``.

    >>> shown(" trepartssamtal;  remittent=AF")
    'trepartssamtal, remittent-AF'
    """
    composed = unicodedata.normalize("NFC", name).translate(_RESERVED)
    plain = "".join(" " if unicodedata.category(c).startswith("C") else c for c in composed)
    return " ".join(plain.split()) or NAMELESS


def same(names: pd.Series[str]) -> pd.Series[str]:
    """Reduce each name to what all its spellings have in common."""
    return names.map({name: fold(shown(name)) for name in names.unique()}).astype("str")


def one_spelling(names: pd.Series[str], within: pd.Series[str] | None = None) -> pd.Series[str]:
    """Give each name in the spelling that is most common among those that are the same.

    ``within`` names the part that each row belongs to, such as a municipality, whose spellings
    alone decide. Of spellings that are as common, the first in the alphabet, so that the order of
    rows makes no difference. Compare names from different parts by :func:`stegvis.place.fold`.

    >>> list(one_spelling(pd.Series(["Psykisk ohälsa", "psykisk  ohälsa", "Psykisk ohälsa"])))
    ['Psykisk ohälsa', 'Psykisk ohälsa', 'Psykisk ohälsa']
    """
    keys = pd.DataFrame({"within": "" if within is None else within, "same": same(names)})
    written = keys.assign(name=names.map({name: shown(name) for name in names.unique()}))
    counts = written.value_counts().rename("times").reset_index()
    ordered = counts.sort_values(["times", "name"], ascending=[False, True])
    best = ordered.drop_duplicates(["within", "same"])[["within", "same", "name"]]
    return keys.merge(best, how="left")["name"].set_axis(names.index).astype("str")
