"""A text as it reads, however it was typed, for what looks for a pattern in it."""

from __future__ import annotations

import unicodedata

_SEEN_AS_A_DASH = "\u2043\u2212"
_DROPPED = frozenset({"Cf", "Mn", "Me"})


def plain(text: str) -> str:
    r"""Give a text with ordinary digits, dashes and spaces, without marks that cannot be seen.

    Digits of every script become 0–9, every dash ``-``, every space that does not break a line an
    ordinary one; letters are composed. Tabs and line breaks stay.

    >>> plain("٨١١٢١٨–９８７６"), plain("8112\u200b18\u00a09876")
    ('811218-9876', '811218 9876')
    """
    if text.isascii():
        return text
    return "".join(map(_mark, unicodedata.normalize("NFKC", text)))


def _mark(mark: str) -> str:
    if mark.isascii():
        return mark
    category = unicodedata.category(mark)
    if category in _DROPPED:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(mark))
    if category == "Pd" or mark in _SEEN_AS_A_DASH:
        return "-"
    return " " if category == "Zs" else mark
