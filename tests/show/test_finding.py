import pytest
from stegvis.figures import Figure
from stegvis.show.finding import ahead, extremes


def shares(**values):
    return [
        (name, Figure(None, None, value, None, None, None, None)) for name, value in values.items()
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"Hjo": 0.2, "Skara": 0.5},
            "Andelen är störst för Skara (50 %) och minst för Hjo (20 %).",
        ),
        (
            {"Hjo": 0.2, "Skara": 0.5, "Vara": 0.501, "Tibro": None},
            "Andelen är störst för Skara och Vara (50 %) och minst för Hjo (20 %).",
        ),
        ({"Hjo": 0.5, "Skara": 0.5}, "Andelen är 50 % för alla."),
        ({"Hjo": 0.5}, "Andelen är 50 % för Hjo."),
        ({"Hjo": None}, "Andelen kan inte räknas."),
        ({}, "Andelen kan inte räknas."),
    ],
)
def test_the_greatest_and_the_least_are_said(values, said):
    assert extremes("Andelen", shares(**values)).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ([("a", 3, 1), ("b", 2, 0)], "Fler för alla rader."),
        ([("a", 3, 1)], "Fler för a."),
        ([("a", 3, 1), ("b", 0, 1), ("c", 2, 0)], "Fler för a och c. Färre för b."),
        ([("a", 1, 1), ("b", 0, 1)], "Färre för b. Lika många för a."),
    ],
)
def test_rows_are_said_by_which_of_two_counts_is_ahead(counted, said):
    assert ahead(counted, "Fler för", "Färre för") == said
