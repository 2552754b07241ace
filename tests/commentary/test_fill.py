"""A text's placeholders, filled in or refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stegvis.commentary.error import CommentaryError
from stegvis.commentary.words import words


@pytest.mark.parametrize(
    ("placeholder", "written"),
    [
        ("{{ goal.arbete_studier.value }}", "27 %"),
        ("{{ goal.arbete_studier.primar.value }}", "27 %"),
        ("{{goal.arbete_studier.share}}", "81 av 300 (27 %)"),
        ("{{ goal.arbete_studier.interval }}", "22–32 %"),
        ("{{ goal.arbete_studier.low }}", "22 %"),
        ("{{ goal.arbete_studier.k }}", "81"),
        ("{{ goal.arbete_studier.target }}", "30 %"),
        ("{{ goal.arbete_studier.med_arbetssokande.share }}", "96 av 300 (32 %)"),
        ("{{ goal.varaktig_progression.bounds }}", "55–82 %"),
        ("{{ lasting.share.6.positiv.bounds }}", "55–82 %"),
        ("{{ caseload.started.k }}", "300"),
        ("{{ caseload.started.cumulative.k }}", "300"),
        ("{{ caseload.started.period.k }}", "1 200"),
        ("{{ caseload.exit_reason.åter_remittent.k }}", "60"),
        ("{{ participants.age_group.started.18-29.value }}", "41 %"),
        ("{{ steps.person.coordinator.forward.k }}", "183"),
        ("{{ steps.person.mean.coordinator.forward.k }}", "150"),
        ("{{ panel.mean.available.participant.6.value }}", "3,04"),
        ("{{ panel.mean.available.participant.6.interval }}", "från 2,90 till 3,19"),
        ("{{ change.sign.participant.f1.value }}", "p = 0,004"),
        ("{{ pooled.share.arbete_studier.Hjo.value }}", "26 %"),
        ("{{ forecast.goal.arbete_studier.value }}", "mindre än 1 %"),
        ("{{ forecast.goal.arbete_studier.interval }}", "20–30 %"),
        ("{{ deviation.total.arbete_studier.value }}", "−9"),
        ("{{ caseload.started.value }}", "–"),
        ("{{ Hjo: goal.arbete_studier.share }}", "3 av 12 (25 %)"),
        ("{{ 1497:caseload.started.k }}", "12"),
        ("{{ Hjo: goal.varaktig_progression.value }}", "–"),
        ("{{ figur mal 2 }}", "figur 2"),
        ("{{ Figur mal 2 }}", "Figur 2"),
        ("{{ tabell uppfoljning 1 }}", "tabell 1 i avsnittet Uppföljning"),
        ("{{ tabell Uppföljning 1 }}", "tabell 1 i avsnittet Uppföljning"),
        ("{{ figur Två bedömare 3 }}", "figur 3 i avsnittet Två bedömare"),
    ],
)
def test_a_placeholder_is_written_out(read, placeholder: str, written: str) -> None:
    assert read(f"Se {placeholder}.") == f"Se {written}."


@pytest.mark.parametrize(
    "name",
    [
        "GOAL.Arbete_Studier.VALUE",
        "goal.arbete studier.value",
        " goal . arbete_studier . value ",
        "goal.arbete_studier.\nvalue",
    ],
)
def test_the_spelling_of_a_name_is_read_as_it_is_meant(read, name: str) -> None:
    assert read(f"Se {{{{{name}}}}}.") == "Se 27 %."


@pytest.mark.parametrize("dash", ["-", "–", "‑", "—", "−"])
def test_every_kind_of_dash_is_the_same(read, dash: str) -> None:
    assert read(f"{{{{ participants.age_group.started.18{dash}29.k }}}}") == "124"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("goal.arbete_studie.value", "”goal.arbete_studie.value” finns inte. Menade du ”goal.arb"),
        ("goal.arbete_studier.valu", "Menade du ”goal.arbete_studier.value”"),
        ("goal.arbete_studier", "säger inte vilket av siffrans tal"),
        ("goal.arbetslöshet.target", "Menade du ”goal.arbete_studier"),
        ("panel.mean.available.participant.6.share", "finns inte. Menade du"),
        ("Hjå: goal.arbete_studier.k", "Kommunen ”Hjå” finns inte. Menade du Hjo"),
        ("Vara: goal.arbete_studier.k", "Vara har inte lämnat någon leverans"),
        ("Hjo: goal.arbete_studie.k", "Menade du ”Hjo: goal.arbete_studier.k”"),
        ("qwx", "Namnen står i figures.csv"),
        ("figur jamforelse 1", "avsnittet ”jamforelse” finns inte bland dem"),
        ("figur mål", "”figur mål” är ingen hänvisning. Skriv till exempel {{ figur mal 2 }}"),
        ("tabell mal 0", "är ingen hänvisning"),
        ("", "{{  }} är tom. Skriv till exempel {{ goal.arbete_studier.value }}"),
    ],
)
def test_what_cannot_be_understood_is_told_with_file_line_and_what_is_near(
    about, source: str, said: str
) -> None:
    with pytest.raises(CommentaryError) as caught:
        words(about(f"# Rubrik\n\nSe {{{{ {source} }}}} här."))
    message = str(caught.value)
    assert message.startswith("data/commentary/cresco-creare/2023Q1/alla/mal.md, rad 3: ")
    assert said in message


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a\n\nb {{ goal.arbete_studier.value", "rad 3: det som börjar med {{ har inget }}"),
        ("a }} b", "rad 1: }} har inget {{ före sig"),
        ("a {{ b {{ goal.arbete_studier.k }}", "rad 1: det som börjar med {{ har inget }}"),
        ("a\n<!-- b\n\nc", "rad 2: det som börjar med <!-- slutar aldrig"),
        ("[a](https://x.se/{{ goal.arbete_studier.k }})", "står i en länks adress"),
        ("[a](https://x.se/å{{goal.arbete_studier.k}})", "står i en länks adress"),
        ("https://x.se/{{goal.arbete_studier.k}}", "står i en länks adress"),
        ("## Om {{ figur mal 1 }}", "{{ figur mal 1 }} står i en rubrik."),
        ("[a]\n\n[a]: https://x.se/{{goal.arbete_studier.k}}", "står i en länks adress"),
    ],
)
def test_what_is_not_whole_is_told_with_its_line(about, source: str, said: str) -> None:
    with pytest.raises(CommentaryError, match=r"mal\.md, rad") as caught:
        words(about(source))
    assert said in str(caught.value)


def test_every_fault_of_a_text_is_told_at_once(about) -> None:
    with pytest.raises(CommentaryError) as caught:
        words(about("{{ a.b.k }}\n\n{{ goal.arbete_studier.k }}\n\n{{ c.d.k }} {{ }}"))
    lines = str(caught.value).splitlines()
    assert [line.partition(": ")[0].partition(", ")[2] for line in lines] == [
        "rad 1",
        "rad 5",
        "rad 5",
    ]


def test_of_very_many_faults_the_first_are_told(about) -> None:
    with pytest.raises(CommentaryError) as caught:
        words(about("{{ a.b.k }}\n" * 12_000))
    lines = str(caught.value).splitlines()
    assert len(lines) == 11
    assert "rad 10: " in lines[9]
    assert lines[10] == "Det kan finnas fler fel; rätta de här först."


def test_a_municipalitys_text_has_its_own_figures_and_no_others(read, about) -> None:
    assert (
        read("{{ caseload.started.k }} och {{ Hjo: goal.arbete_studier.k }}", "Hjo") == "12 och 3"
    )
    with pytest.raises(CommentaryError, match="är en siffra för Skövde, men texten gäller Hjo"):
        words(about("{{ Skövde: goal.arbete_studier.k }}", "Hjo"))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("`{{ vad som helst }}`", "<code>{{ vad som helst }}</code>"),
        ("```\n{{ x }}\n}}\n```", "{{ x }}\n}}\n</code>"),
        ("    {{ x }}", "<code>{{ x }}</code>"),
    ],
)
def test_in_code_a_placeholder_is_shown_as_it_is_written(about, source: str, html: str) -> None:
    assert html in words(about(source)).html()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("{{ goal.arbete_studier.k }}. Så många", "<p>81. Så många</p>"),
        ("**{{ goal.arbete_studier.k }}**", "<strong>81</strong>"),
        ("### Av {{ goal.arbete_studier.n }}", "<h3>Av 300</h3>"),
        ("- {{ goal.arbete_studier.k }}", "<li>81</li>"),
        ("|a|\n|-|\n|{{ goal.arbete_studier.k }}|", ">81</td>"),
        ("[{{ goal.arbete_studier.k }}](https://x.se)", '<a href="https://x.se">81</a>'),
        ("<b>{{ goal.arbete_studier.k }}</b>", "&lt;b&gt;81&lt;/b&gt;"),
        ("![{{ goal.arbete_studier.k }}](https://x.se/a.png)", "[Bild: 81]"),
    ],
)
def test_a_figure_stands_wherever_text_can_and_is_never_markup(
    about, source: str, html: str
) -> None:
    assert html in words(about(source)).html()


def test_comments_are_not_shown_nor_what_they_hold_looked_up(read) -> None:
    assert read("a <!-- {{ okänt.k }} --> b\n\n<!--\nc\n\n{{ d\n-->\n\ne") == "a  b\n\ne"


@pytest.mark.parametrize("source", ["", "  \n\n", "<!-- bara en minnesanteckning -->\n"])
def test_a_text_that_says_nothing_is_no_text(about, source: str) -> None:
    assert words(about(source)) is None


def test_without_a_text_nothing_is_shown(about) -> None:
    assert words(replace(about(""), commentary=None)) is None
