"""Numbers typed by hand in a text that leaves the office: there may be none.

A number that is written by a placeholder is as protected as its figure. One that is typed is not,
so an external text may have only years, dates and periods as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from stegvis.commentary.placeholder import Marked

TYPED = (
    "ett tal är skrivet för hand. I en text för extern spridning: skriv siffror med platshållare, "
    "som {{ caseload.started.k }}, så att ett skyddat tal inte kan komma ut. Bara år, datum och "
    "perioder får stå som de är."
)

_MONTHS = (
    "jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni|juli|aug(?:usti)?|sep(?:t|tember)?|"
    "okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:19|20)\d\d"
_ALLOWED = re.compile(
    rf"(?<![\w.,-])(?:{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?"
    rf"|{_YEAR}(?:Q[1-4]|H[12])"
    rf"|(?:[1-9]|[12]\d|3[01])\s+(?:{_MONTHS})(?:\s+{_YEAR})?"
    rf"|{_YEAR}(?:\s?[–-]\s?{_YEAR})?)(?![\w]|[.,]\d|\s?%|\s\d)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio)\s+"
    r"(?:av (?:dem|de)\b|deltagar|person|kvinn|män\b|avslut)",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"<!--.*?-->|\{\{[^{}]*\}\}", re.DOTALL)


def typed_by_hand(source: str, marked: Marked) -> Iterator[int]:
    """Give the lines of a text on which a number is typed, in order.

    Comments, which no reader sees, and placeholders, which are filled in, are passed by.
    """
    shown_raw = {
        one.line for number, one in enumerate(marked.placeholders) if number not in marked.used
    }
    seen = _UNSEEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    for line, text in enumerate(seen.split("\n"), start=1):
        if line in shown_raw or _has_number(unescape(text)):
            yield line


def _has_number(text: str) -> bool:
    rest = _ALLOWED.sub(" ", text)
    return any(sign.isnumeric() for sign in rest) or bool(_IN_WORDS.search(rest))
