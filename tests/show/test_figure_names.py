"""Rows of figures.csv by name."""

from __future__ import annotations

import pytest
from stegvis.show import swedish
from stegvis.show.figure_names import figure_name


@pytest.mark.parametrize(
    ("measure", "group", "definition", "expected"),
    [
        ("caseload.started", "", "cumulative", "Startade"),
        ("caseload.exited", "", "period", "Avslutade inom perioden"),
        (
            "caseload.exit_reason",
            "reason=åter_remittent",
            "cumulative",
            "Avslut med orsaken åter till remittent",
        ),
        (
            "goal",
            "",
            "arbete_studier/primar",
            "Utfall för Arbete eller studier (arbete eller studier)",
        ),
        (
            "goal",
            "",
            "varaktig_progression/6_manader",
            "Utfall för Varaktig progression (6 månader, positiv stegförflyttning)",
        ),
        (
            "lasting.share",
            "months=12;population=alla",
            "",
            "Ökat eller behållit sin progression 12 månader efter avslut (alla avslut)",
        ),
        (
            "lasting.eligible",
            "months=6;population=positiv",
            "",
            "Aktuella för uppföljning 6 månader efter avslut (positiv stegförflyttning)",
        ),
        ("retention.share", "months=6", "", "Kvar i arbete 6 månader efter avslut till arbete"),
        (
            "steps.person",
            "rater=coordinator;move=forward",
            "net",
            "Steg framåt (regeln ”summan av frågornas förändringar” på samordnarens kort)",
        ),
        ("fidelity", "", "", "Metodtrohet (BIP)"),
    ],
)
def test_the_headline_figures_have_names(cases, measure, group, definition, expected):
    named = figure_name(cases.project, measure, group, definition)
    assert named.replace(swedish.NBSP, " ") == expected


@pytest.mark.parametrize(
    ("measure", "group", "definition", "expected"),
    [
        ("esf.indicator", "gender=man", "EECR01", "esf.indicator gender=man EECR01"),
        ("change.below", "", "", "change.below"),
    ],
)
def test_any_other_figure_is_called_as_the_file_calls_it(
    plus, measure, group, definition, expected
):
    assert figure_name(plus.project, measure, group, definition) == expected
