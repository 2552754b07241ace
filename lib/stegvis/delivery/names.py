"""Judge whether a text holds a person's name.

A false alarm refuses a whole delivery, and a miss stores a name, so the judgement is narrow and
written down here. A text holds a name when two words follow each other, both written with a
capital, and

* the first is one of the first names below, and the second is no word of the field (the project's
  own lists and municipalities); or
* the second ends as only Swedish surnames do (``-sson``, ``-ström``, ``-qvist`` …, but not as
  Stockholm and Falkenberg do), and the first does not end as an authority does
  (``Arbetsförmedlingen``, ``Vårdcentralen``);

or when it is a first name and a surname's ending in any case, *Surname, First*, or nothing but a
first name.
So ”Motiverande samtal”, ”Supported Employment” and ”Arbetsförmedlingen Skövde” are no names.

The first names are common ones in Sweden, in several languages; those that are also words (Love,
My, Per …) are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import pairwise

from stegvis.place import fold

_FIRST_NAMES = frozenset(
    """
    abdi abdullah adam agneta ahmed aida albin alexander alexandra ali alice alicia alma amanda
    amina amir amira anders andreas anette anita anja ann anna annelie annika annette arvid astrid
    axel barbro beata benjamin berit bertil birgit birgitta bo britt britta camilla carina carl
    carolina caroline cecilia charlotte christer christian christina claes daniel david dennis
    dilan ebba eeva egon elias elin elina elisabet elisabeth ella ellen elsa emelie emil emilia
    emma erik erika esther eva fadi farah fatima felicia felix filip frida fredrik gabriel
    gerd gertrud göran greta gun gunilla gunnar gustaf gustav göte hamid hanna hannah hans harriet
    hasan hassan helen helena helene henrik hugo hussein ibrahim ida inger ingrid ingegerd irene
    isabella isabelle ismail jakob jan jasmine jenny jens jesper jessica joakim johan johanna john
    johnny jonas jonathan josefin josefine julia karin karl karolina katarina kent kerstin kevin
    khadija khaled kjell klara kristina kristian kurt lars lena leif leila lennart leo liam lilian
    lina linda linn linnea linus lisa lisbeth louise lova lovisa lucas ludvig lukas magdalena
    magnus mahmoud maja malin margareta margaretha maria mariam marianne marie marika markus
    martin martina matilda mats mattias melker mia michael mikael mohamed mohammad mohammed moa
    mona monica monika mustafa nadia nathalie niklas nils nina nora olof olle olga oliver olivia
    omar oscar oskar osman patrik paul pernilla peter petra pia pontus rasmus rebecca rebecka
    richard rickard robert robin roger roland rolf rune ruth sabina said saga samir samuel sandra
    sanna sara sebastian selma simon siv sofia sofie solveig sonja staffan stefan stig stina sten
    susanna susanne svante sven tea teresia theodor therese thomas tilda tina tobias tom tomas
    tommy tora torbjörn tove ulf ulla ulrika ursula valter vera veronica veronika victor victoria
    viggo viktor viktoria vilma wilhelm william wilma yasmin yusuf yvonne zahra åke åsa
    """.split()  # noqa: SIM905  a list of 300 quoted names would be harder to read
)
_IN_DOUBLE_NAMES = frozenset({"per", "may", "rose", "love"})
_SURNAME = re.compile(
    r"\w{2,}(?:sson|ström|qvist|kvist|gren|dahl|stedt|lund|berg|blom|lind|holm)s?", re.IGNORECASE
)
_ONLY_A_SURNAME = re.compile(r"\w{2,}(?:sson|ström|qvist|kvist|gren|dahl|stedt)s?", re.IGNORECASE)
_AUTHORITY = re.compile(r"\w{4,}(?:en|et|an|ing|skola|center|kommun)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'´][^\W\d_]+)*")
_LONGEST = 2000


def holds_name(text: str, of_the_field: Collection[str] = ()) -> bool:
    """Whether a text holds a person's name; ``of_the_field`` are folded words that are none.

    >>> [holds_name(text) for text in ("Anna Andersson", "Motiverande samtal", "andersson, anna")]
    [True, False, True]
    """
    composed = unicodedata.normalize("NFC", text[:_LONGEST])
    found = list(_WORD.finditer(composed))
    words = [match[0] for match in found]
    if len(words) == 1:
        return _is_first(words[0]) and composed.strip() == words[0]
    for left, right in pairwise(found):
        between = composed[left.end() : right.start()]
        if between.strip(" \u00a0\t.") == "" and _is_pair(left[0], right[0], of_the_field):
            return True
        if between.strip() == "," and _is_pair(right[0], left[0], of_the_field):
            return True
    return False


def looks_written_as_a_name(text: str) -> bool:
    """Whether a text is two to four words of letters alone, as a name in an id column would be."""
    words = re.split(r"[\s,]+", text.strip(" ,"))
    letters = all(_WORD.fullmatch(word.rstrip(".")) for word in words)
    return letters and (2 <= len(words) <= 4 or _is_first(words[0]))


def stands_as_a_name(text: str, of_the_field: Collection[str] = ()) -> bool:
    """Whether a text is nothing but two to four capitalised words, none of them of the field.

    For cells where a name is what one expects, as under *samordnare* or *annat*: any name, in any
    language, and now and then something else.

    >>> stands_as_a_name("Xiomara Gonzalez"), stands_as_a_name("Ekonomiskt bistånd")
    (True, False)
    """
    words = re.split(r"[\s,]+", unicodedata.normalize("NFC", text).strip(" ,."))
    return 2 <= len(words) <= 4 and all(
        _WORD.fullmatch(word.rstrip("."))
        and word[0].isupper()
        and fold(word) not in of_the_field
        and _AUTHORITY.fullmatch(word) is None
        for word in words
    )


def _is_pair(first: str, last: str, of_the_field: Collection[str]) -> bool:
    if fold(first) in of_the_field or fold(last) in of_the_field:
        return False
    capitals = first[0].isupper() and last[0].isupper()
    if _is_first(first):
        return capitals or _SURNAME.fullmatch(last) is not None
    return (
        capitals
        and _ONLY_A_SURNAME.fullmatch(last) is not None
        and _AUTHORITY.fullmatch(first) is None
    )


def _is_first(word: str) -> bool:
    parts = word.casefold().split("-")
    known = _FIRST_NAMES | _IN_DOUBLE_NAMES if len(parts) > 1 else _FIRST_NAMES
    return all(part in known for part in parts)
