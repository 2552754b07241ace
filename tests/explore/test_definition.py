"""Definitions put together by hand."""

from __future__ import annotations

import pytest
from stegvis.explore.definition import OWN, of_exits, of_followup
from stegvis.explore.selection import ChoiceError, select
from stegvis.place import UnknownNameError


@pytest.fixture
def exits(cresco_plus):
    return cresco_plus.goals[1]


@pytest.fixture
def lasting(cresco_plus):
    return cresco_plus.goals[0]


def test_what_means_the_same_as_one_of_the_goals_is_that(cresco_plus, exits, lasting):
    same = of_exits(exits, cresco_plus, ["studier", "arbete"], "exited", ["flytt"])
    assert same is exits.variants[0]
    for variant in lasting.variants:
        rule = "net" if variant.population == "positiv" else "majority"
        found = of_followup(
            lasting, cresco_plus, variant.months, variant.population, rule, "coordinator"
        )
        assert found is variant


@pytest.mark.parametrize(
    ("reasons", "denominator", "within", "id_"),
    [
        (["arbetssökande"], "exited", [], "egen_arbetssokande_av_avslutade"),
        (["arbete", "studier"], "started", [], "egen_arbete_studier_av_startade"),
        (["studier"], "within", ["studier", "arbete"], "egen_studier_av_arbete_studier"),
    ],
)
def test_the_id_of_an_own_definition_says_what_it_counts(
    cresco_plus, exits, reasons, denominator, within, id_
):
    variant = of_exits(exits, cresco_plus, reasons, denominator, within)
    assert (variant.id, variant.label, variant.official) == (id_, OWN, False)


def test_the_rule_is_in_the_id_where_it_matters(cresco_plus, lasting):
    own = of_followup(lasting, cresco_plus, 6, "positiv", "majority", "participant")
    assert own.id == "egen_6_manader_positiv_majority_deltagaren"
    other = of_followup(lasting, cresco_plus, 9, "alla", "majority", "participant")
    assert other.id == "egen_9_manader_alla"


@pytest.mark.parametrize(
    ("reasons", "denominator", "within", "said"),
    [
        ([], "exited", [], "Välj minst en avslutsorsak som ska räknas som nått mål."),
        (["arbete"], "within", [], "Välj minst en avslutsorsak att räkna andelen bland."),
        (["arbete"], "within", ["flytt"], "Ingen av orsakerna som räknas som nått mål finns"),
        (["felregistrering"], "exited", [], "Välj minst en avslutsorsak som ska räknas"),
    ],
)
def test_a_definition_that_asks_nothing_is_refused_in_a_sentence(
    cresco_plus, exits, reasons, denominator, within, said
):
    with pytest.raises(ChoiceError, match=said):
        of_exits(exits, cresco_plus, reasons, denominator, within)


def test_municipalities_are_selected_by_name_or_code_once_and_in_order(cresco_plus):
    selection = select(cresco_plus, "2025Q2", ["Vara", "hjo", "1497", "Götene"])
    assert selection.municipalities == ("Götene", "Hjo", "Vara")
    with pytest.raises(ChoiceError, match="Välj minst en kommun"):
        select(cresco_plus, "2025Q2", [])
    with pytest.raises(UnknownNameError, match="Menade du Hjo"):
        select(cresco_plus, "2025Q2", ["Hju"])
