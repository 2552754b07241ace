"""No text whatever breaks a page: it is shown, or refused with a sentence."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pdf_text import pdf_text
from stegvis.commentary.error import CommentaryError
from stegvis.commentary.words import words
from stegvis.export.html import render_html
from stegvis.export.pdf import render_pdf
from stegvis.show.commentary import Commentary
from stegvis.show.exhibit import Exhibit, Header

HEADER = Header("Mål", "Cresco+", "Hjo", "året 2023", "2023-12-31", "intern", True)
VOID = {"br", "hr", "meta", "img"}
SIGNS = st.text('ab \n#*_`[]()<>!|-:.\\"$@{};=~1', max_size=60)
PIECES = st.lists(
    st.sampled_from(
        [
            *("{{ goal.arbete_studier.share }}", "{{ figur mal 1 }}", "{{", "}}", "<!--", "-->"),
            *(
                "# ",
                "\n\n",
                "\n",
                "- ",
                "> ",
                "|a|b|\n|-|-|\n",
                "`",
                "```\n",
                "**",
                "~~",
                "[",
                "](",
            ),
            *(
                "https://x.se",
                ")",
                "<b>",
                "&amp;",
                "\\",
                '"',
                "#eval(",
                "å",
                "\ue0000\ue001",
                "$",
                "1. ",
            ),
        ]
    ),
    max_size=14,
).map("".join)


class _Balanced(HTMLParser):
    """Follows the elements that are open, and complains when another than the last is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _page(*shown: Exhibit):
    outputs = [new_output("display_data", data=one._repr_mimebundle_()) for one in shown]
    return new_notebook(cells=[new_code_cell("", outputs=[output]) for output in outputs])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SIGNS | PIECES)
def test_no_text_makes_invalid_html_or_stops_the_press(about, source: str) -> None:
    try:
        shown = words(about(source))
    except CommentaryError as error:
        assert str(error).startswith("data/commentary/")  # noqa: PT017  # either is right
        return
    notebook = _page(HEADER, *([shown] if shown else []))
    page = render_html(notebook)
    balanced = _Balanced()
    balanced.feed(page.split("</head>")[1].removesuffix("</html>\n"))
    balanced.close()
    assert page.count("<h1") == 1
    assert "<script" not in page
    assert "Mål" in pdf_text(render_pdf(notebook))


@pytest.mark.parametrize(
    "source",
    [
        '<script>alert(1)</script> <img src=x onerror="alert(1)">',
        "[a](javascript:alert(1)) ![b](https://x.se/b.png)",
        '#eval("1") #import "x" $x$ @a <b> \\ "',
        "# <script>alert(1)</script>",
        "{{ goal.arbete_studier.share }} <iframe src=//x.se></iframe>",
    ],
)
def test_what_looks_like_markup_of_a_page_is_text(about, source: str) -> None:
    notebook = _page(HEADER, words(about(source)))
    page = render_html(notebook)
    for unwanted in ("<script", "<img", "<iframe", 'href="javascript'):
        assert unwanted not in page
    assert render_pdf(notebook).startswith(b"%PDF-")


def test_the_name_of_a_figure_may_look_like_markup(about) -> None:
    known = """\
municipality,measure,group,definition,k,n,value,low,high,bound_low,bound_high
ALLA,skill.state,theme=**<b>#x;state=önskad,,7,,,,,,
"""
    section = about("{{ skill.state.**<b>#x.önskad.k }}", known=known)
    shown = words(section)
    assert shown is not None
    assert shown.html() == "<h2>Kommentar</h2>\n<p>7</p>"


def test_a_title_or_a_municipality_that_looks_like_markup_is_text(about) -> None:
    section = about("{{ figur <b>mål 2 }}")
    titles = {"x": "<b>mål", "mal": "Mål"}
    shown = words(replace(section, commentary=replace(section.commentary, titles=titles)))
    assert "figur\N{NO-BREAK SPACE}2 i avsnittet &lt;b&gt;mål" in shown.html()
    remark = Commentary("a", (), ("Antalet i <b>Hjo</b> var 1.",))
    assert "&lt;b&gt;Hjo&lt;/b&gt;" in remark.html()
    assert '#" Antalet i <b>Hjo</b> var 1."' in remark.typst()
