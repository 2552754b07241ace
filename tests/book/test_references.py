"""What an analyst calls the second figure of a section is called otherwise in a book."""

from __future__ import annotations

import pytest
from stegvis.book.chapters import Chapter, Part, laid_out
from stegvis.book.references import counted_through
from stegvis.book.volumes import as_part
from stegvis.export.block import Block
from stegvis.show.chart import Chart
from stegvis.show.commentary import Commentary, Insert
from stegvis.show.markdown import Markdown
from stegvis.show.reference import Kind, MissingReferenceError
from stegvis.show.table import Table

CHART = Chart('<svg xmlns="http://www.w3.org/2000/svg"></svg>', alt="Alt.", caption="Bild")
TABLE = Table(("A", "B"), (("x", "1"),), "Tabell")


def text(section: str, kind: Kind, number: int) -> Markdown:
    insert = Insert(f"{kind} {number}", section, kind, number)
    return Markdown(Commentary("Se \ue0000\ue001.", (insert,)).tokens)


def part(section: str, *blocks: Block) -> Part:
    return Part(section, section.capitalize(), blocks)


def written(*chapters: Chapter) -> str:
    return "\n".join(block.html() for block in counted_through(laid_out(chapters), "alla kommuner"))


def test_a_reference_bears_the_books_number_and_leads_there() -> None:
    html = written(
        Chapter("Ett", (part("deltagare", CHART, TABLE, CHART),)),
        Chapter("Två", (part("mal", text("mal", "figur", 2), CHART, CHART, TABLE, TABLE),)),
        Chapter("Tre", (part("esf", text("mal", "tabell", 1)),)),
    )
    assert 'Se <a href="#figur-4">figur\N{NO-BREAK SPACE}4</a>.' in html
    assert 'Se <a href="#tabell-2">tabell\N{NO-BREAK SPACE}2</a>.' in html


def test_it_may_lead_to_what_comes_later() -> None:
    html = written(
        Chapter("Ett", (part("sammanfattning", text("mal", "figur", 1)), part("mal", CHART)))
    )
    assert '<a href="#figur-1">' in html


def test_a_municipalitys_text_refers_to_its_own_section() -> None:
    hjo = as_part("Hjo", "hjo", [part("mal", text("mal", "figur", 1), CHART)])
    skara = as_part("Skara", "skara", [part("mal", text("mal", "figur", 1), CHART)])
    html = written(
        Chapter("Mål", (part("mal", CHART),)), Chapter("Kommunerna", (hjo, skara), appendix=True)
    )
    assert [name for name in ("#figur-1", "#figur-2", "#figur-3") if f'"{name}"' in html] == [
        "#figur-2",
        "#figur-3",
    ]


@pytest.mark.parametrize(
    ("chapters", "said"),
    [
        (
            [Chapter("Mål", (part("mal", text("mal", "figur", 2), CHART),))],
            "Kommentaren mal.md för alla kommuner hänvisar till figur 2 i avsnittet mal, "
            "men den finns inte där.",
        ),
        (
            [
                Chapter("Mål", (part("mal", TABLE),)),
                Chapter("K", (as_part("Hjo", "hjo", [part("esf", text("mal", "tabell", 1))]),)),
            ],
            "Kommentaren esf.md för Hjo hänvisar till tabell 1 i avsnittet mal, "
            "men den finns inte där.",
        ),
    ],
)
def test_one_that_leads_nowhere_is_told_with_its_text(chapters: list[Chapter], said: str) -> None:
    with pytest.raises(MissingReferenceError) as found:
        written(*chapters)
    assert str(found.value) == said
