from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.book.amount import read_amount
from stegvis.show import swedish

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "value", "number_format"),
    [
        (f"27{NBSP}%", 0.27, "0 %"),
        (f"27,5{NBSP}%", 0.275, "0.0 %"),
        (f"1{NBSP}234", 1234, "#,##0"),
        ("0", 0, "0"),
        ("2023", 2023, "0"),
        ("3,20", 3.2, "0.00"),
        ("−0,10", -0.1, "0.00;−0.00"),
        ("+15", 15, "+0;−0"),
    ],
)
def test_a_number_is_read_with_the_format_it_was_written_in(
    text: str, value: float, number_format: str
) -> None:
    found = read_amount(text)
    assert found is not None
    assert (found.value, found.number_format) == (value, number_format)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "–",
        "81 av 300 (27 %)",
        "22–32 %",
        "0123",
        "1 234",
        "1 2345",
        "2023Q1",
        "p = 0,04",
        "2023-03-31",
        "=1",
        "-1",
        "1.5",
        "1e9",
        "٣",
        "1,",
        "nan",
        "5\n",
    ],
)
def test_what_is_not_wholly_a_number_is_none(text: str) -> None:
    assert read_amount(text) is None


@given(st.integers(-999_999, 999_999), st.integers(0, 3))
def test_every_number_is_the_one_that_was_written(thousandths: int, decimals: int) -> None:
    number = round(thousandths / 1000, decimals)
    for text in (swedish.decimal(number, decimals), swedish.percent(number, decimals)):
        found = read_amount(text)
        assert found is not None
        write = swedish.percent if "%" in text else swedish.decimal
        assert write(found.value, decimals) == text
