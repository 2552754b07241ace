import json
import re
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure
from pydantic import ValidationError
from stegvis.show import style
from stegvis.show.exhibit import (
    MIME,
    TYPST_MIME,
    Chart,
    Exhibit,
    Group,
    Header,
    Prose,
    Table,
    read_exhibit,
)

HEADER = Header("Mål", "Cresco+", "ALLA", "året 2023", "2023-12-31", "intern", True, ("Märk väl.",))


def bars() -> Figure:
    with style.styled():
        figure, axes = style.canvas(4)
        axes.barh(["Skövde", "<b>"], [1, 2], **style.MOVES["backward"].kwargs)
    return figure


@pytest.fixture(scope="module")
def chart() -> Chart:
    return Chart.of(bars(), alt="Skövde 1, b 2.", caption="Antal", note="n = 3.")


@pytest.fixture(scope="module")
def everything(chart: Chart) -> Group:
    table = Table(("Kommun", "n"), (("Hjo", "3"),), "Antal", "Alla.", numeric=frozenset({1}))
    empty = Table(("Kommun",), (), "Tom", numeric=frozenset())
    return Group(HEADER, Prose("Först.", lead=True), chart, Group(table), empty, Prose())


def test_an_exhibit_survives_being_saved_in_a_notebook(everything: Group) -> None:
    saved = json.loads(json.dumps(everything._repr_mimebundle_()[MIME]))
    assert read_exhibit(saved) == everything


def test_what_is_no_exhibit_is_refused() -> None:
    with pytest.raises(ValidationError):
        read_exhibit({"kind": "poster", "text": "x"})


def test_every_place_that_shows_it_gets_its_own_form(everything: Group) -> None:
    bundle = everything._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", TYPST_MIME, MIME}
    assert all(bundle.values())


def test_in_a_notebook_nothing_is_numbered(everything: Group) -> None:
    assert 'class="number"' not in everything.html()


def test_the_same_figure_gives_the_same_chart(chart: Chart) -> None:
    again = Chart.of(bars(), alt="Skövde 1, b 2.", caption="Antal", note="n = 3.")
    assert again == chart


def test_a_charts_text_is_text(chart: Chart) -> None:
    root = ElementTree.fromstring(chart.svg)  # noqa: S314  # the chart we have just drawn
    texts = [element.text for element in root.iter()]
    assert "Skövde" in texts
    assert "<b>" in texts


def test_a_chart_leaves_the_rest_of_the_page_alone(chart: Chart) -> None:
    for unwanted in ("<style", "<script", "<metadata", "<?xml", "<!DOCTYPE", "<!--"):
        assert unwanted not in chart.svg


def test_a_charts_references_hold_and_are_its_own(chart: Chart) -> None:
    ids = re.findall(r'\bid="([^"]+)"', chart.svg)
    used = re.findall(r"url\(#([^)]+)\)", chart.svg)
    used += re.findall(r'href="#([^"]+)"', chart.svg)
    assert used
    assert set(used) == set(ids)
    assert len(set(ids)) == len(ids)
    other = Chart.of(Figure(), alt="Tomt.", caption="Tomt")
    assert not set(ids) & set(re.findall(r'\bid="([^"]+)"', other.svg))


@pytest.mark.parametrize("parts", [("", "rubrik"), ("alternativ", " ")])
def test_a_chart_has_an_alternative_and_a_caption(parts: tuple[str, str], chart: Chart) -> None:
    with pytest.raises(ValueError, match="alt text and a caption"):
        Chart(chart.svg, *parts)


def test_a_chart_is_an_svg_element() -> None:
    with pytest.raises(ValueError, match="svg element"):
        Chart("<script>", "alternativ", "rubrik")


def test_a_table_is_rectangular() -> None:
    with pytest.raises(ValueError, match="2 cells in a table of 3"):
        Table(("a", "b", "c"), (("1", "2"),), "rubrik")


def test_a_table_without_rows_says_so() -> None:
    table = Table(("Kommun", "n"), (), "rubrik")
    assert "Inget att visa." in table.html()
    assert "Inget att visa." in table.typst()


def test_numbers_are_flush_right_and_words_left() -> None:
    html = Table(("Kommun", "Ord", "n"), (("Hjo", "steg", "3"),), "rubrik", numeric={2}).html()
    assert re.findall(r"text-align:(\w+)", html) == ["left", "left", "right"] * 2


def test_a_head_is_marked_for_what_it_is() -> None:
    assert HEADER.marks == ("Syntetiska exempeldata", "Intern – får inte spridas")
    outside = Header("Mål", "Cresco+", "Hjo", "året 2023", "2023-12-31", "extern", False)
    assert outside.marks == ("Extern – små tal är skyddade",)


def test_all_municipalities_have_a_name_that_reads() -> None:
    assert HEADER.subject == "Cresco+ · Alla kommuner · året 2023"


@pytest.mark.parametrize(
    "exhibit",
    [
        Prose('<img src=x onerror="alert(1)">'),
        Header(*['<img src=x onerror="alert(1)">'] * 6, True, ('<img src=x onerror="alert(1)">',)),
        Table(*[('<img src=x onerror="alert(1)">',)], ((),) * 0, '<img src=x onerror="alert(1)">'),
    ],
)
def test_text_never_becomes_markup(exhibit: Exhibit) -> None:
    assert "<img" not in exhibit.html()
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;" in exhibit.html()
