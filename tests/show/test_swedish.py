from datetime import date
from math import nan

import pytest
from stegvis.period import Period
from stegvis.show import swedish

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        (0.27, 0, "27"),
        (0.285, 0, "29"),
        (0.005, 0, "1"),
        (0.125, 1, "12,5"),
        (0, 0, "0"),
        (1, 0, "100"),
        (-0.125, 0, "−13"),
    ],
)
def test_a_share_is_a_percentage_with_a_no_break_space(
    share: float, decimals: int, text: str
) -> None:
    assert swedish.percent(share, decimals) == f"{text}{NBSP}%"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1.5, 1, "1,5"),
        (1.25, 1, "1,3"),
        (-0.04, 1, "0,0"),
        (12345.678, 2, f"12{NBSP}345,68"),
        (2, 0, "2"),
    ],
)
def test_a_decimal_number_has_a_comma(value: float, decimals: int, text: str) -> None:
    assert swedish.decimal(value, decimals) == text


def test_an_interval_has_one_percent_sign() -> None:
    assert swedish.interval(0.0945, 0.9055) == f"9–91{NBSP}%"


@pytest.mark.parametrize("missing", [None, nan])
def test_what_is_missing_is_an_en_dash(missing: float | None) -> None:
    assert swedish.decimal(missing) == "–"
    assert swedish.percent(missing) == "–"
    assert swedish.count(missing) == "–"
    assert swedish.interval(missing, 0.5) == "–"
    assert swedish.interval(0.5, missing) == "–"


def test_a_count_is_never_rounded() -> None:
    assert swedish.count(27000) == f"27{NBSP}000"
    with pytest.raises(ValueError, match="no count"):
        swedish.count(2.5)


def test_dates() -> None:
    assert swedish.date(date(2023, 9, 30)) == "2023-09-30"


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2023Q3", "tredje kvartalet 2023"),
        ("2023H1", "första halvåret 2023"),
        ("2023", "året 2023"),
    ],
)
def test_periods_in_words(label: str, words: str) -> None:
    assert swedish.period(Period.parse(label)) == words


def test_a_whole_project_in_words() -> None:
    assert swedish.period(Period(date(2025, 6, 30), date(2023, 3, 1), "all")) == "hela projekttiden"


def test_nouns_agree_with_their_number() -> None:
    counted = [swedish.plural(number, "kommun", "kommuner") for number in (0, 1, 2)]
    assert counted == [f"0{NBSP}kommuner", f"1{NBSP}kommun", f"2{NBSP}kommuner"]


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["Hjo"], "Hjo"), (["Hjo", "Vara"], "Hjo och Vara"), (list("abc"), "a, b och c")],
)
def test_a_list_of_words(words: list[str], text: str) -> None:
    assert swedish.listed(words) == text


def test_a_sentence_begins_and_ends_as_one() -> None:
    assert swedish.sentence("tredje kvartalet 2023") == "Tredje kvartalet 2023."
    assert swedish.sentence("Är det så?") == "Är det så?"
    assert swedish.sentence("") == ""
