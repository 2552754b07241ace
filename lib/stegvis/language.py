"""The language of everything that readers see: one setting, and the order of its alphabet.

Numbers, dates and lists follow the locale through Babel (`stegvis.show.swedish`). Names follow
its alphabet through pyuca: the Unicode Collation Algorithm (UTS #10) over its default table,
tailored as the Common Locale Data Repository does for Swedish (CLDR, ``common/collation/sv.xml``,
the standard order).
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from pyuca import Collator

LOCALE = "sv_SE"
"""The locale, as Babel and CLDR call it."""

_AFTER_Z = ("å", "äæę", "öøőœô")
"""CLDR: ``&[before 1]ǀ<å<ä<<æ<<ę<ö<<ø<<ő<<œ<<ô``: three letters, and what sorts as each of them."""
_SORTED_AS = {"d": "đð", "y": "üű"}
"""CLDR: ``&D<<đ<<ð`` and ``&Y<<ü<<ű``."""
_BEFORE = "ǀ"
"""What the default table has next after the Latin letters; it leaves just room for three."""

_UNMARKED = 0x20
_SMALL, _CAPITAL = 0x02, 0x08
_THORN = {"þ": ("t", 0x04), "Þ": ("T", 0x0A)}
"""CLDR: ``&t<<<þ/h``: as th, but for the kind of letter."""


def _letters(collator: Collator, primary: int, letters: str, mark: int) -> None:
    for second, letter in enumerate(letters, start=mark):
        for written, third in ((letter, _SMALL), (letter.upper(), _CAPITAL)):
            parts = [ord(part) for part in normalize("NFD", written)]
            collator.table.add(parts, [[primary, second, third]])


@lru_cache(maxsize=1)  # reading the table takes a fifth of a second: once, and only where needed
def _swedish() -> Collator:
    collator = Collator()
    [[before, *_]] = collator.collation_elements(_BEFORE)
    for primary, letters in enumerate(_AFTER_Z, start=before - len(_AFTER_Z)):
        _letters(collator, primary, letters, _UNMARKED)
    for base, letters in _SORTED_AS.items():
        [[primary, *_]] = collator.collation_elements(base)
        _letters(collator, primary, letters, _UNMARKED + 1)
    for thorn, (base, third) in _THORN.items():
        [[primary, second, _]] = collator.collation_elements(base)
        h = collator.collation_elements("h")
        collator.table.add([ord(thorn)], [[primary, second, third], *h])
    return collator


@lru_cache(maxsize=4096)  # the same names are sorted for every table
def swedish_order(name: str) -> tuple[int, ...]:
    """Key that sorts as Swedish does: å, ä and ö last and in that order, é with e, w after v.

    Composed and decomposed letters are the same; a space or a hyphen comes before any letter.

    >>> sorted(["Ängelholm", "Åre", "Örebro", "Vara"], key=swedish_order)
    ['Vara', 'Åre', 'Ängelholm', 'Örebro']
    """
    return tuple(_swedish().sort_key(name))
