"""Own numbers are shown as the reports show theirs, and few people are never told as many."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
import stegvis
from stegvis.errors import WrongError
from stegvis.show.style import canvas, styled

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_the_published_interval(k: int, n: int, low: float, high: float) -> None:
    found = stegvis.share(np.int64(k), n)
    assert (found.k, found.n, found.value) == (k, n, k / n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_nobody_there_is_no_share_and_what_is_none_is_refused() -> None:
    none = stegvis.share(0, 0)
    assert (none.value, none.low, none.high) == (None, None, None)
    for k, n in ((3, 2), (-1, 2), (0, -1)):
        with pytest.raises(WrongError, match="är ingen andel"):
            stegvis.share(k, n)


def test_a_chart_tells_every_row_in_words_and_names_the_small_ones() -> None:
    shares = {
        "Hjo": stegvis.share(7, 12),
        "Vara <b>": stegvis.share(2, 4),
        "Ny": stegvis.share(0, 0),
    }
    chart = stegvis.share_chart(shares, caption="I arbete", alt="Ungefär lika", target=0.3)
    assert chart.alt.startswith("Ungefär lika. Hjo: 7 av 12")
    assert f"Vara <b>: 2 av 4 (50{SPACE}%), 95{SPACE}% intervall 15–85{SPACE}%" in chart.alt
    assert "läs antalen: Vara <b>." in chart.note
    assert "Hjo" not in chart.note
    assert f"mål 30{SPACE}%" in chart.svg
    assert "<b>" not in chart.html()


@pytest.mark.parametrize(
    ("shares", "more", "told"),
    [
        ({"Hjo": (1, 2)}, {}, "Av färre än 3 personer"),
        ({}, {}, "Av färre än 3 personer"),
        ({"Hjo": (7, 12)}, {"alt": " "}, "behöver en alternativtext"),
        ({"Hjo": (7, 12)}, {"caption": ""}, "behöver en alternativtext"),
    ],
)
def test_a_chart_that_would_say_nothing_is_refused(shares, more, told: str) -> None:
    asked = {"caption": "I arbete", "alt": "Hjo", **more}
    with pytest.raises(WrongError, match=told):
        stegvis.share_chart({name: stegvis.share(*of) for name, of in shares.items()}, **asked)


def test_a_table_is_written_in_swedish_and_its_texts_are_texts() -> None:
    frame = pd.DataFrame(
        {
            "kommun": ["Hjo", "<script>"],
            "antal": pd.array([1200, None], "Int64"),
            "andel": [0.285, np.nan],
            "medel": [1.25, -0.5],
            "dag": pd.to_datetime(["2023-09-30", None]),
            "klar": [True, False],
        }
    )
    shown = stegvis.table(frame, caption="Läget", note="n i tabellen", shares=["andel"])
    assert shown.columns == ("kommun", "antal", "andel", "medel", "dag", "klar")
    assert shown.rows[0] == ("Hjo", f"1{SPACE}200", f"29{SPACE}%", "1,3", "2023-09-30", "ja")
    assert shown.rows[1] == ("<script>", "–", "–", "−0,5", "–", "nej")
    assert shown.numeric_columns >= {1, 2, 3}
    assert "<script>" not in shown.html()
    with pytest.raises(WrongError, match="Tabellen har inte kolumnen procent"):
        stegvis.table(frame, caption="Läget", shares=["procent"])


def test_a_chart_of_one_s_own_needs_words_too() -> None:
    with styled():
        figure, axes = canvas(4)
        axes.plot([date(2023, 1, 1), date(2023, 4, 1)], [1, 2])
    assert stegvis.Chart.of(figure, alt="Två punkter.", caption="Två").svg.startswith("<svg ")
    with pytest.raises(TypeError):
        stegvis.Chart.of(figure, caption="Två")  # type: ignore[call-arg]  # that is what is tried
