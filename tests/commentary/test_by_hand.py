"""Numbers typed by hand are refused in a text that leaves the office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from stegvis.commentary.draft import draft
from stegvis.commentary.error import CommentaryError
from stegvis.commentary.fill import MOST_FAULTS, fill
from stegvis.own_words import OwnWords
from stegvis.show.section import Section

About = Callable[..., Section]

ALLOWED = (
    "Under 2023 började arbetet.",
    "Styrgruppen beslutade 2023-10-24 om det, och i 2023-10 kom svaret.",
    "Den 24 oktober 2023 och 3 maj.",
    "Mellan 2021–2023, i 2023Q3, 2023H1 och 2023.",
    "Hittills {{ caseload.started.k }} deltagare.",
    "<!-- 17 personer, ska kontrolleras -->Text.",
    "Sex månader efter avslut.",
    "Två av projektets mål handlar om arbete.",
)
REFUSED = (
    "Totalt 17 deltagare.",
    "Andelen var 27 %.",
    "2023 % av dem",
    "Den var 2023,5.",
    "Fyra är \N{ARABIC-INDIC DIGIT FOUR}.",
    "Hälften är \N{VULGAR FRACTION ONE HALF}.",
    "Upphöjt \N{SUPERSCRIPT TWO}.",
    "Gömt som &#52;.",
    "Gömt som &frac12;.",
    "1. En lista",
    "Summan 20233 är stor.",
    "12023Q3",
    "2023Q7",
    "2023-13-45",
    "`4`",
    "`{{ 4 }}`",
    "[hit](https://exempel.se/4)",
    "Bara tre deltagare avbröt.",
    "Det gällde fyra av dem som började: fyra av dem.",
)


def _external(about: About, source: str) -> tuple[Section, OwnWords]:
    section = replace(about(source), audience="extern")
    assert section.commentary is not None
    return section, section.commentary


@pytest.mark.parametrize("source", ALLOWED)
def test_years_dates_periods_and_placeholders_may_stand(about: About, source: str) -> None:
    assert fill(*_external(about, source)).markdown


@pytest.mark.parametrize("source", REFUSED)
def test_any_other_number_is_refused(about: About, source: str) -> None:
    with pytest.raises(CommentaryError, match="skriv siffror med platshållare"):
        fill(*_external(about, source))


@pytest.mark.parametrize("source", REFUSED[:6])
def test_an_internal_text_may_have_them(about: About, source: str) -> None:
    section = about(source)
    assert section.commentary is not None
    assert fill(section, section.commentary).markdown


def test_the_fault_says_where_and_does_not_repeat_what_was_typed(about: About) -> None:
    with pytest.raises(CommentaryError) as refused:
        fill(*_external(about, "Ingen siffra.\n\n<!-- 5\n6 -->\nTal: 19121212"))
    assert "rad 5: ett tal är skrivet för hand" in str(refused.value)
    assert "1912" not in str(refused.value)


def test_a_text_full_of_numbers_is_not_told_of_line_by_line(about: About) -> None:
    with pytest.raises(CommentaryError) as refused:
        fill(*_external(about, "\n".join("7 personer" for _ in range(50))))
    assert len(str(refused.value).splitlines()) <= MOST_FAULTS + 1


def test_a_hidden_figure_is_two_points(about: About) -> None:
    names = ("goal.arbete_studier.share", "goal.arbete_studier.low", "caseload.started.k")
    section, words = _external(about, " ".join(f"{{{{ {name} }}}}" for name in names))
    frame = section.figures.frame.copy()
    goal = (frame["measure"] == "goal") & (frame["definition"] == "arbete_studier/primar")
    frame.loc[goal, "suppressed"] = True
    frame.loc[goal, ["k", "n", "value", "low", "high"]] = None
    hidden = replace(section, figures=type(section.figures)(frame))
    assert [insert.text for insert in fill(hidden, words).inserts] == ["..", "..", "300"]


def test_a_draft_can_be_published_as_it_is(about: About) -> None:
    section, words = _external(about, "")
    text = draft(section, "mal", "Mål")
    assert "{{ goal.arbete_studier.share }}" in text
    assert fill(section, replace(words, source=text)).inserts
