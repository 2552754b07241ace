"""The summary of a quarter names every municipality where it belongs, and gives nothing away."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from english import english_in
from hypothesis import given, settings
from hypothesis import strategies as st
from stegvis.answer.received import Received
from stegvis.answer.state import Row, Standing, State
from stegvis.delivery.cover import Cover
from stegvis.delivery.finding import Finding
from stegvis.language import swedish_order
from stegvis.period import Period
from stegvis.project import Project
from stegvis.quarter.reported import Reported
from stegvis.quarter.summary import summary
from stegvis.report.outcome import Status

Q4 = Period.parse("2023Q4")
DUE, TODAY = date(2024, 1, 20), date(2024, 1, 25)
WHERE = "reports/cresco-plus/2023Q4/intern/slutrapport.html"
REPORTED = Reported(Q4, 78, 18, 0, Status.DONE, WHERE)
GROUP = re.compile(r"(Avvisade|Godkända men inte inlagda|Saknas|Sena) \((\d+)\): (.+)\.")

Drawn = list[tuple[Standing, bool, int, bool]]
"""For each municipality its standing, whether it is late, its errors, and whether it is unkept."""

DRAWN = st.lists(
    st.tuples(st.sampled_from(Standing), st.booleans(), st.integers(1, 40), st.booleans()),
    min_size=14,
    max_size=14,
)


def _state(project: Project, drawn: Drawn) -> State:
    places = sorted(project.municipalities, key=lambda place: swedish_order(place.name))
    rows = tuple(
        Row(place, standing, None, late, errors, 0, None, None)
        for place, (standing, late, errors, _) in zip(places, drawn, strict=True)
    )
    return State(project, Q4, DUE, TODAY, rows)


def _lines(text: str) -> list[str]:
    return text.replace("\N{NO-BREAK SPACE}", " ").splitlines()


def _all_done(project: Project) -> State:
    return _state(project, [(Standing.ACCEPTED, False, 0, False)] * 14)


@settings(deadline=None)  # the first one reads the locale and the alphabet
@given(DRAWN)
def test_every_municipality_is_named_where_it_belongs_and_the_counts_add_up(
    cresco_plus: Project, drawn: Drawn
) -> None:
    state = _state(cresco_plus, drawn)
    told = list(zip(state.rows, drawn, strict=True))
    held = {row.municipality.code for row, (*_, unkept) in told if unkept}
    lines = _lines(summary(state, REPORTED, held))
    found = [match for line in lines if (match := GROUP.fullmatch(line))]
    groups = {match[1]: re.split(", | och ", match[3]) for match in found}

    def named(*, refused: bool = False, unkept: bool = False, missing: bool = False) -> list[str]:
        return [
            row.municipality.name
            for row, (standing, *_, is_unkept) in told
            if (refused and standing is Standing.REFUSED)
            or (unkept and standing.is_accepted and is_unkept)
            or (missing and standing is Standing.MISSING)
        ]

    errors = {row.municipality.name: row.errors for row in state.rows}
    refused = [f"{name} ({errors[name]} fel)" for name in named(refused=True)]
    assert groups.get("Avvisade", []) == refused
    assert groups.get("Godkända men inte inlagda", []) == named(unkept=True)
    assert groups.get("Saknas", []) == named(missing=True)
    assert groups.get("Sena", []) == [row.municipality.name for row in state.rows if row.is_late]
    assert all(int(match[2]) == len(groups[match[1]]) for match in found)

    [done] = [int(line.split()[0]) for line in lines if " av 14 kommuner är klara" in line]
    waiting = named(refused=True, unkept=True, missing=True)
    assert done + len(waiting) == 14
    assert [line[2:].split(": ")[0] for line in lines if line.startswith("- ")] == waiting
    assert ("Inget är kvar." in lines) is not bool(waiting)


def test_all_is_swedish_plain_text_and_says_project_quarter_and_day(cresco_plus: Project) -> None:
    drawn = [(standing, True, 3, False) for standing in Standing]
    state = _state(cresco_plus, [*drawn, *[(Standing.ACCEPTED, False, 0, True)] * 10])
    text = summary(state, REPORTED, {state.rows[-1].municipality.code})
    assert english_in(text) == []
    assert _lines(text)[:2] == [
        "Cresco+, fjärde kvartalet 2023",
        "Läget 2024-01-25. Sista dagen att lämna var 2024-01-20.",
    ]
    assert text.endswith("\n")
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("reported", "said", "left"),
    [
        (REPORTED, f"Slutrapporten är gjord: {WHERE}", None),
        (
            Reported(Q4, 0, 96, 0, Status.SKIPPED, WHERE),
            f"Slutrapporten är oförändrad: {WHERE}",
            None,
        ),
        (Reported(Q4, 95, 0, 1, Status.FAILED, WHERE), "gick inte att göra", "1 avsnitt"),
        (Reported(Q4, 96, 0, 0, Status.FAILED, WHERE), "gick inte att göra", "Slutrapporten: "),
        (None, "Inga rapporter är gjorda.", "Rapporterna: "),
    ],
)
def test_it_says_what_is_made_and_what_of_it_is_left(
    cresco_plus: Project, reported: Reported | None, said: str, left: str | None
) -> None:
    lines = _lines(summary(_all_done(cresco_plus), reported))
    assert any(said in line for line in lines)
    if left is None:
        assert lines[-1] == "Inget är kvar."
    else:
        assert lines[-1].startswith("- ")
        assert left in lines[-1]


def test_how_sections_ended_is_counted(cresco_plus: Project) -> None:
    ended = Reported(Q4, 78, 16, 2, Status.FAILED, WHERE)
    told = _lines(summary(_all_done(cresco_plus), ended))
    assert "Avsnitt: 78 gjordes, 16 var oförändrade och 2 misslyckades." in told


def test_reports_of_an_earlier_quarter_are_said_to_be(cresco_plus: Project) -> None:
    before = Reported(Period.parse("2023Q3"), 1, 0, 0, Status.DONE, WHERE)
    assert "Rapporterna gäller tredje kvartalet 2023" in summary(_all_done(cresco_plus), before)
    assert "Rapporterna gäller" not in summary(_all_done(cresco_plus), REPORTED)


@pytest.mark.parametrize("synthetic", [True, False])
def test_nothing_of_a_delivery_is_in_it_but_that_it_is_an_example(
    cresco_plus: Project, synthetic: bool
) -> None:
    finding = Finding("error", "deltagare", 2, "kön", "blank", "Cellen är tom. Fyll i kön.")
    row = _all_done(cresco_plus).rows[0]
    cover = Cover(cresco_plus, row.municipality, Q4, DUE, "individ", synthetic)
    path = Path("HJO-017 Anna Andersson.xlsx")
    come = Received(path, cover, False, (finding,), {}, (), frozenset(), (), "0" * 64)
    refused = Row(row.municipality, Standing.REFUSED, DUE, False, 1, 0, come, None)
    text = summary(State(cresco_plus, Q4, DUE, TODAY, (refused,)), None)
    assert ("Syntetiska exempeldata." in text) is synthetic
    assert not any(said in text for said in ("HJO-017", "Anna", ".xlsx", "Fyll i kön"))
