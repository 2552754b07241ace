r"""The two ways a text leaves the program: as HTML and as Typst.

Typst has markup in which nearly any character can mean something, so no text is ever put there.
It goes as a string literal into code (``#lead("…")``), where two characters, ``\`` and ``"``,
are all there is to escape.
"""

from __future__ import annotations

import html as _html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from stegvis.show.typeface import FACES, FALLBACK_FACES

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_DIRECTION_OVERRIDES = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_UNSPEAKABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
"""A date, which no line is to break."""
_BEYOND_LATIN = re.compile(r"[^\n\t\x20-\x7e\xa0-\u017f]")


def clean(text: str) -> str:
    """Give a text without what no page can show.

    Letters are composed (å is one character), every kind of line break is a newline, control
    characters, lone surrogates and non-characters become U+FFFD, and the characters that make
    a text read in another order than it is stored are left out.
    """
    text = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    return _UNSPEAKABLE.sub(REPLACEMENT, _DIRECTION_OVERRIDES.sub("", text))


def html(text: str) -> str:
    """Write a text as HTML, for an element's content or a quoted attribute."""
    return _html.escape(clean(text), quote=True)


def running(text: str) -> str:
    """Write a text as HTML content in which no date is broken at the end of a line.

    >>> running("t.o.m. 2023-09-30")
    't.o.m. <span class="whole">2023-09-30</span>'
    """
    return DATE.sub(r'<span class="whole">\g<0></span>', html(text))


@lru_cache(maxsize=1)
def _displayable() -> frozenset[int]:
    """Collect the characters that every face of one of our two families has."""
    from matplotlib.font_manager import get_font  # brings Matplotlib: most pages need none of it

    families = (
        frozenset.intersection(*(frozenset(get_font(Path(face)).get_charmap()) for face in faces))
        for faces in (FACES, FALLBACK_FACES)
    )
    return frozenset().union(*families)


def printable(text: str) -> str:
    """Replace by U+FFFD the characters that no font of the PDF has, as PDF/UA demands.

    HTML has the reader's own fonts; a PDF has only those that it carries.
    """
    return _BEYOND_LATIN.sub(
        lambda found: found[0] if ord(found[0]) in _displayable() else REPLACEMENT, text
    )


TypstValue = str | int | bool | None | Sequence["TypstValue"] | Mapping[str, "TypstValue"]


def typst(value: TypstValue) -> str:
    r"""Write a value as a Typst expression.

    Text becomes a string literal, a sequence an array, a mapping a dictionary.

    >>> print(typst('#eval("1")'))
    "#eval(\"1\")"
    >>> typst(["Hjo"]), typst({"n": 3})
    ('("Hjo",)', '("n": 3,)')
    """
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _literal(printable(clean(value)))
    if isinstance(value, Mapping):
        pairs = "".join(f"{typst(key)}: {typst(item)}," for key, item in value.items())
        return f"({pairs or ':'})"
    return f"({''.join(typst(item) + ',' for item in value)})"


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'
