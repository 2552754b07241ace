from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stegvis.period import Period, PeriodError

labels = st.builds(
    lambda year, part: f"{year}{part}",
    st.integers(2000, 2098),
    st.sampled_from(["", "Q1", "Q2", "Q3", "Q4", "H1", "H2"]),
)


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("2023Q3", date(2023, 7, 1), date(2023, 9, 30)),
        ("2024q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2023H1", date(2023, 1, 1), date(2023, 6, 30)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_parse(label: str, start: date, end: date) -> None:
    period = Period.parse(label)
    assert (period.start, period.end, period.label) == (start, end, label.upper())


@pytest.mark.parametrize("text", ["", "2023Q5", "2023H3", "23Q1", "2023-Q1", "2023M1", "kvartal"])
def test_what_is_no_period_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(PeriodError, match=r"är ingen period\. Skriv ett kvartal"):
        Period.parse(text)


@given(labels)
def test_quarters_fill_the_period(label: str) -> None:
    period = Period.parse(label)
    quarters = period.quarters()
    assert (quarters[0].start, quarters[-1].end) == (period.start, period.end)
    assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(quarters))


@pytest.mark.parametrize(
    ("label", "previous"),
    [
        ("2023Q3", "2023Q2"),
        ("2023Q1", "2022Q4"),
        ("2023H2", "2023H1"),
        ("2023H1", "2022H2"),
        ("2023", "2022"),
    ],
)
def test_the_period_before(label: str, previous: str) -> None:
    assert Period.parse(label).previous == Period.parse(previous)


@given(labels)
def test_the_period_before_is_of_the_same_kind_and_ends_where_this_begins(label: str) -> None:
    period = Period.parse(label)
    previous = period.previous
    if previous is None:
        assert period.start == date(2000, 1, 1)
    else:
        assert previous.end + timedelta(days=1) == period.start
        assert len(previous.quarters()) == len(period.quarters())
        assert Period.parse(previous.label) == previous


def test_a_whole_project_has_no_period_before() -> None:
    assert Period(date(2025, 6, 30), date(2023, 3, 1), "all").previous is None


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_a_day_lies_in_its_quarter(day: date) -> None:
    quarter = Period.quarter_of(day)
    assert quarter.start <= day <= quarter.end
    assert quarter.is_quarter
