"""Numbers, dates and lists as Swedish readers write them, from CLDR through Babel.

A missing value (``None`` or NaN) is an en dash everywhere: nothing is said about it, and nothing
is made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as day_type
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isnan

from babel import Locale, numbers
from babel.lists import format_list

from stegvis.language import LOCALE
from stegvis.period import Period

NBSP = "\N{NO-BREAK SPACE}"
MISSING = "–"
HIDDEN = ".."
"""A number that is known but not told, as SCB writes it: it would say something of somebody."""
EVERYONE = "Alla kommuner"
"""How the municipality ``ALLA`` is called in a text."""

_LANGUAGE = Locale.parse(LOCALE)
_PERCENT: str = _LANGUAGE.percent_formats[None].suffix[0]
"""How the locale ends a percentage: a no-break space and the sign."""
_MOST_GIVEN = 4
_LEAST_P = 0.001
_ORDINALS = ("", "första", "andra", "tredje", "fjärde")
"""In words: CLDR has a quarter's ordinal in figures only (”3:e kvartalet”)."""


def _rounded(value: float, decimals: int, power: int = 0) -> Decimal:
    """Round ``value * 10**power`` half away from zero, from what the value looks like in print.

    57 of 200 is 28.5 %, which is 29 %; as a binary fraction times 100 it would be 28.
    """
    printed = Decimal(repr(float(value))).scaleb(power)
    rounded = printed.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


@lru_cache(maxsize=4096)  # a report writes the same few numbers over and over
def _written(rounded: Decimal, decimals: int) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    minus = numbers.get_minus_sign_symbol(LOCALE) if rounded < 0 else ""
    return minus + str(numbers.format_decimal(abs(rounded), pattern, locale=LOCALE))


def decimal(value: float | None, decimals: int = 1) -> str:
    """Write a number with a decimal comma and a fixed number of decimals.

    >>> decimal(1.25), decimal(-0.5), decimal(None)
    ('1,3', '−0,5', '–')
    """
    if value is None or isnan(value):
        return MISSING
    return _written(_rounded(value, decimals), decimals)


def count(value: float | None) -> str:
    r"""Write a whole number, with a no-break space between thousands.

    >>> count(27000) == "27\N{NO-BREAK SPACE}000"
    True

    Raises
    ------
    ValueError
        When the number is not whole: a count never is anything else.
    """
    if value is not None and not isnan(value) and value != int(value):
        raise ValueError(f"{value} is no count")
    return decimal(value, 0)


def percent(value: float | None, decimals: int = 0) -> str:
    r"""Write a share (0.27) as a percentage (27 %), with a no-break space.

    >>> percent(0.27) == "27\N{NO-BREAK SPACE}%"
    True
    """
    if value is None or isnan(value):
        return MISSING
    return _written(_rounded(value, decimals, power=2), decimals) + _PERCENT


def interval(low: float | None, high: float | None, decimals: int = 0) -> str:
    r"""Write an interval of shares with one percent sign.

    >>> interval(0.0945, 0.9055) == "9–91\N{NO-BREAK SPACE}%"
    True
    """
    if low is None or high is None or isnan(low) or isnan(high):
        return MISSING
    return percent(low, decimals).removesuffix(_PERCENT) + "–" + percent(high, decimals)


def points(value: float | None, decimals: int = 0) -> str:
    r"""Write a difference of shares (0.04) in percentage points.

    >>> [points(value).replace("\N{NO-BREAK SPACE}", " ") for value in (0.04, 0.01, None)]
    ['4 procentenheter', '1 procentenhet', '–']
    """
    if value is None or isnan(value):
        return MISSING
    number = percent(value, decimals).removesuffix(_PERCENT)
    rounded = float(_rounded(value, decimals, power=2))
    return number + NBSP + form(abs(rounded), "procentenhet", "procentenheter")


def decimal_interval(low: float | None, high: float | None, decimals: int = 2) -> str:
    """Write an interval of plain numbers.

    >>> decimal_interval(-0.104, 0.55)
    'från −0,10 till 0,55'
    """
    if low is None or high is None or isnan(low) or isnan(high):
        return MISSING
    return f"från {decimal(low, decimals)} till {decimal(high, decimals)}"


def signed(value: float | None, decimals: int = 1) -> str:
    """Write a difference with its sign, and no decimals where they are zeros.

    >>> signed(0.72), signed(-160.3), signed(15.0), signed(0.01)
    ('+0,7', '−160,3', '+15', '0')
    """
    text = amount(value, decimals)
    return "+" + text if text[0].isdigit() and text != "0" else text


def amount(value: float | None, decimals: int = 1) -> str:
    """Write a number that need not be whole, and no decimals where they are zeros.

    >>> amount(350.0), amount(160.3)
    ('350', '160,3')
    """
    return decimal(value, decimals).removesuffix("," + "0" * decimals)


def setting(value: float | None) -> str:
    """Write a number that somebody has chosen, with the decimals it was given: one at least.

    >>> setting(0.8), setting(0.85), setting(1.0), setting(None)
    ('0,8', '0,85', '1,0', '–')
    """
    given = "" if value is None else f"{value:.{_MOST_GIVEN}f}".rstrip("0").partition(".")[2]
    return decimal(value, max(1, len(given)))


def p_value(p: float | None) -> str:
    r"""Write a p value with as many decimals as it is worth.

    >>> nbsp = "\N{NO-BREAK SPACE}"
    >>> [p_value(p).replace(nbsp, " ") for p in (0.4321, 0.0123, 0.00001, None)]
    ['p = 0,43', 'p = 0,012', 'p < 0,001', '–']
    """
    if p is None or isnan(p):
        return MISSING
    if p < _LEAST_P:
        return f"p{NBSP}<{NBSP}{decimal(_LEAST_P, 3)}"
    return f"p{NBSP}={NBSP}{decimal(p, 2 if p >= 0.1 else 3)}"


def date(day: day_type) -> str:
    """Write a day as Swedish authorities do.

    >>> date(day_type(2023, 9, 30))
    '2023-09-30'
    """
    return day.isoformat()


def period(span: Period) -> str:
    """Say a period in words.

    >>> period(Period.parse("2023Q3")), period(Period.parse("2023H1")), period(Period.parse("2023"))
    ('tredje kvartalet 2023', 'första halvåret 2023', 'året 2023')
    """
    if "Q" in span.label:
        return f"{_ORDINALS[int(span.label[-1])]} kvartalet {span.start.year}"
    if "H" in span.label:
        return f"{_ORDINALS[int(span.label[-1])]} halvåret {span.start.year}"
    return f"året {span.label}" if span.label.isdigit() else "hela projekttiden"


def form(number: float, one: str, many: str) -> str:
    """Choose a word's form after the plural rule of the language.

    >>> form(1, "aktiv", "aktiva"), form(0, "aktiv", "aktiva"), form(2, "aktiv", "aktiva")
    ('aktiv', 'aktiva', 'aktiva')
    """
    return one if _LANGUAGE.plural_form(number) == "one" else many


def plural(number: int, one: str, many: str) -> str:
    r"""Write a count with its noun.

    >>> plural(1, "kommun", "kommuner") == "1\N{NO-BREAK SPACE}kommun"
    True
    """
    return count(number) + NBSP + form(number, one, many)


def listed(words: Iterable[str]) -> str:
    """Join words to a phrase; none make an empty one.

    >>> listed(["Hjo", "Skara", "Vara"])
    'Hjo, Skara och Vara'
    """
    return format_list([*words], style="standard", locale=LOCALE)


def either(words: Iterable[str]) -> str:
    """Join words to a phrase that any one of them fulfils.

    >>> either(["arbete", "studier"])
    'arbete eller studier'
    """
    return format_list([*words], style="or", locale=LOCALE)


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop, leaving the rest as it is.

    >>> sentence("tredje kvartalet 2023")
    'Tredje kvartalet 2023.'
    """
    text = text.strip()
    ended = text if text.endswith((".", "!", "?", ":", "”")) else text + "."
    return text and ended[:1].upper() + ended[1:]
