"""When the figures beneath a text have changed, the text says so."""

from __future__ import annotations

import pytest
from commentary.conftest import FIGURES
from stegvis.commentary.stale import changes, written_upon
from stegvis.commentary.words import words
from stegvis.own_words import OwnWords

TEXT = "Utfallet är {{ goal.arbete_studier.value }}."


def _plain(sentences: tuple[str, ...]) -> list[str]:
    return [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in sentences]


def test_a_text_is_written_upon_its_figures_and_the_places_headlines(about) -> None:
    section = about("{{ caseload.exit_reason.åter_remittent.k }} {{ Goal.arbete studier.value }}")
    upon = written_upon(section, section.commentary)
    assert {
        name: text.replace("\N{NO-BREAK SPACE}", " ") for name, text in upon.figures.items()
    } == {
        "caseload.exit_reason.åter_remittent.k": "60",
        "Goal.arbete studier.value": "27 %",
        "goal.varaktig_progression.value": "75 %",
        "caseload.started.k": "300",
        "caseload.exited.k": "300",
    }


def test_a_text_whose_figures_are_the_same_says_nothing_more(about) -> None:
    section = about(TEXT)
    upon = dict(written_upon(section, section.commentary).figures)
    again = about(TEXT, upon=upon)
    assert changes(again, again.commentary) == ()
    assert "ändrats" not in words(again).plain()


def test_each_figure_that_has_changed_is_told_in_words(about) -> None:
    section = about(TEXT)
    upon = dict(written_upon(section, section.commentary).figures)
    later = about(
        TEXT,
        upon=upon,
        known=FIGURES.replace("81,300,=,0.2229", "84,301,=,0.2229")
        .replace("caseload.started,,cumulative,300", "caseload.started,,cumulative,302")
        .replace("caseload.exited,,cumulative,300", "caseload.exited,,cumulative,301"),
    )
    assert _plain(changes(later, later.commentary)) == [
        "Texten skrevs när utfallet för Arbete eller studier var 27 %; nu är det 28 %.",
        "Texten skrevs när antalet startade var 300; nu är det 302.",
        "Texten skrevs när antalet avslutade var 300; nu är det 301.",
    ]
    shown = words(later).html()
    assert shown.index("Utfallet är 28") < shown.index("<strong>Siffrorna har ändrats")
    assert shown.endswith("nu är det 301.</p>")


@pytest.mark.parametrize(
    ("name", "before", "said"),
    [
        ("goal.arbete_studier.share", "1", "utfallet för Arbete eller studier var 1; nu är det 81"),
        ("goal.arbete_studier.interval", "1", "intervallet för Arbete eller studier var 1"),
        (
            "goal.arbete_studier.k",
            "1",
            "antalet utfall för Arbete eller studier var 1; nu är det 81.",
        ),
        (
            "goal.arbete_studier.med_arbetssokande.value",
            "1",
            "utfallet för Arbete eller studier (även arbetssökande) var 1; nu är det 32 %.",
        ),
        ("goal.arbete_studier.target", "25 %", "målet för Arbete eller studier var 25 %; nu är"),
        (
            "lasting.share.6.positiv.bounds",
            "1",
            "intervallet med bortfallet inräknat för varaktig progression med positiv "
            "stegförflyttning 6 månader efter avslut var 1; nu är det 55–82 %.",
        ),
        ("caseload.started.period.k", "1", "antalet startade under perioden var 1"),
        (
            "steps.person.coordinator.forward.k",
            "1",
            "antalet som gått framåt på samordnarens kort var 1; nu är det 183.",
        ),
        (
            "steps.person.mean.coordinator.forward.k",
            "1",
            "på samordnarens kort (medelvärdet har ändrats minst 0,5 steg) var 1; nu är det 150.",
        ),
        (
            "caseload.exit_reason.åter_remittent.k",
            "1",
            "talet för ”Avslut med orsaken åter till remittent” var 1; nu är det 60.",
        ),
        ("Hjo: caseload.started.k", "1", "antalet startade i Hjo var 1; nu är det 12."),
        ("panel.mean.available.participant.6.value", "1", "ett tal om kortens medelvärden var 1"),
        ("goal.arbete_studier.value", "–", "studier saknades; nu är det 27 %."),
        ("Hjo: goal.varaktig_progression.value", "50 %", "i Hjo var 50 %; nu saknas det."),
    ],
)
def test_a_changed_figure_has_a_name_in_words(about, name: str, before: str, said: str) -> None:
    section = about("text", upon={name: before})
    [sentence] = _plain(changes(section, section.commentary))
    assert sentence.startswith("Texten skrevs när ")
    assert said in sentence


def test_every_figure_there_is_has_a_name_in_words(cases) -> None:
    from stegvis.commentary.in_words import ABOUT

    families = {name.partition(".")[0] for name in cases.section("ALLA").figures.frame["measure"]}
    assert families - set(ABOUT) == set()


def test_a_figure_that_no_longer_has_its_name_is_not_told_of(about) -> None:
    section = about("text", upon={"old.measure.k": "1"})
    assert changes(section, section.commentary) == ()


def test_a_text_that_has_been_changed_is_written_upon_what_is_known_now(about) -> None:
    section = about(TEXT, upon={"goal.arbete_studier.value": "1"})
    old = section.commentary
    changed = OwnWords(old.section, old.file, old.source + " Nytt.", old.titles, old.upon)
    assert changes(section, changed) == ()


def test_of_a_place_without_a_delivery_only_the_text_is_kept(about) -> None:
    section = about("Inget att säga än.", place="Vara")
    assert written_upon(section, section.commentary).figures == {}
