"""Every row of the figures has a name, and only one row has it."""

from __future__ import annotations

from collections import Counter

import pytest
from stegvis.commentary.lookup import Lookup
from stegvis.commentary.names import Names
from stegvis.commentary.written import KINDS, columns_of, kind_of, written


def _dotted(measure: str, definition: str, group: str) -> str:
    """Write a row's whole name as the page about commentaries says it is made."""
    values = [part.split("=", 1)[1] for part in group.split(";") if part]
    return ".".join(
        [measure, *definition.split("/"), *values] if definition else [measure, *values]
    )


@pytest.mark.parametrize("place", ["Skövde", "Grästorp", "Karlsborg", "ALLA"])
def test_every_row_is_found_by_its_name_and_is_alone_in_having_it(cases, place) -> None:
    section = cases.section(place)
    names = Names(section.project, section.period, section.figures, place)
    frame = section.figures.frame
    rows = frame[frame["municipality"] == place]
    counted = Counter()
    for row in rows.itertuples():
        name = _dotted(row.measure, row.definition, row.group)
        counted[name] += 1
        found = names.find(name)
        assert found is not None, name
        group = ";".join(f"{key}={value}" for key, value in found.group)
        assert (found.measure, found.definition, group) == (row.measure, row.definition, row.group)
    assert [name for name, number in counted.items() if number > 1] == []


def test_every_number_of_every_row_can_be_written(cases) -> None:
    section = cases.section("ALLA")
    names = Names(section.project, section.period, section.figures, "ALLA")
    frame = section.figures.frame
    for row in frame[frame["municipality"] == "ALLA"].itertuples():
        found = names.find(_dotted(row.measure, row.definition, row.group))
        assert found is not None
        for column in columns_of(found):
            text = written(section.project, found, column)
            assert text
            assert "nan" not in text
            assert "None" not in text


def test_the_listed_measures_are_those_whose_value_is_no_share_of_k_and_n(cases) -> None:
    """A measure with another kind of value must be listed, or it would be written without care."""
    frame = cases.section("ALLA").figures.frame
    frame = frame[frame["value"].notna()]
    shares = (frame["k"] / frame["n"].where(frame["n"] > 0) - frame["value"]).abs() < 1e-9
    other = set(frame.loc[~shares.fillna(value=False), "measure"])
    assert other - set(KINDS) == set()


def test_a_measure_that_is_not_listed_is_a_share_only_where_it_is_one(about) -> None:
    known = """\
municipality,measure,group,definition,k,n,value,low,high,bound_low,bound_high
ALLA,caseload.started,,cumulative,4,,,,,,
ALLA,new.share,,,3,4,=,,,,
ALLA,new.other,,,3,4,2.5,,,,
"""
    look_up = Lookup(about("", known=known))
    assert look_up("new.share.value").text == "75\N{NO-BREAK SPACE}%"
    assert look_up("new.other.value").text == "2,50"


def test_an_outcome_is_never_rounded_to_look_equal_to_its_target(about) -> None:
    known = """\
municipality,measure,group,definition,k,n,value,low,high,bound_low,bound_high
ALLA,goal,,arbete_studier/primar,115,384,=,0.2558,0.3471,,
ALLA,earlier.goal,as_of=2022Q4;known=now,arbete_studier/primar,115,384,=,,,,
"""
    look_up = Lookup(about("", known=known))
    for name in ("goal.arbete_studier.share", "earlier.goal.arbete_studier.2022Q4.now.share"):
        assert look_up(name).text == "115 av 384 (29,9\N{NO-BREAK SPACE}%)"


def test_a_p_value_of_one_is_no_share_of_everybody(about) -> None:
    known = """\
municipality,measure,group,definition,k,n,value,low,high,bound_low,bound_high
ALLA,change.sign,rater=participant;item=f1,,6,6,1.0,,,,
"""
    section = about("", known=known)
    found = Lookup(section)("change.sign.participant.f1.value")
    assert found.text == "p\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}1,00"
    assert not kind_of("change.sign", found.row.figure).is_share


def test_the_nearest_names_are_found_in_a_moment_among_all_there_are(cases) -> None:
    section = cases.section("ALLA")
    names = Names(section.project, section.period, section.figures, "ALLA")
    assert "goal.arbete_studier" in names.nearest("goal.arbete_studie")
    assert "steps.person.coordinator.forward" in names.nearest("steps.person.coordinater.forward")
