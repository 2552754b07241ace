import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_markdown_cell, new_notebook
from pdf_text import pdf_text
from stegvis.export.html import render_html
from stegvis.export.pdf import render_pdf
from stegvis.show.markdown import Markdown, parse


def html(source: str) -> str:
    return Markdown(parse(source)).html()


def typst(source: str) -> str:
    return Markdown(parse(source)).typst()


@pytest.mark.parametrize(
    ("source", "as_html", "as_typst"),
    [
        ("*a* **b** ~~c~~", "<em>a</em> <strong>b</strong> <del>c</del>", '#emph[#"a";];#" ";'),
        ("`<x>`", "<code>&lt;x&gt;</code>", '#raw("<x>");'),
        ("a  \nb", "a<br>b", "#linebreak();"),
        ("a\nb", "a\nb", '#"a";#" ";#"b";'),
        ("> a", "<blockquote><p>a</p></blockquote>", "#written(quote(block: true)["),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>", 'list([#"a";], [#"b";])'),
        ("3. a", '<ol start="3"><li>a</li></ol>', 'enum(start: 3, [#"a";])'),
        ("a\n\n***\n\nb", "<hr>", "#rule();"),
        ("```\n<x>\n```", "<code>&lt;x&gt;\n</code>", '#raw("<x>\\n", block: true);'),
        ("[a](https://x.se/?a=1&b)", '<a href="https://x.se/?a=1&amp;b">a</a>', "#link("),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>", '#"<b>";#"a";#"</b>";'),
        ("<div>a</div>", "<p>&lt;div&gt;a&lt;/div&gt;", '#"<div>a</div>\\n";'),
        ("![*en* bild](https://x.se/a.png)", "[Bild: <em>en</em> bild]", '#"[Bild: ";#emph['),
    ],
)
def test_markup_is_the_same_in_both(source: str, as_html: str, as_typst: str) -> None:
    assert as_html in html(source)
    assert as_typst in typst(source)


def test_a_table_has_header_cells_and_alignment() -> None:
    source = "| a | b |\n|:--|--:|\n| 1 | 2 |"
    assert '<th scope="col" style="text-align:right">b</th>' in html(source)
    assert '<td style="text-align:left">1</td>' in html(source)
    assert 'align: (left, right,), table.header([#"a";], [#"b";], )' in typst(source)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x.se/a",
        "a.html",
        "javascript&colon;alert(1)",
    ],
)
def test_a_link_leads_to_the_web_or_to_mail_or_nowhere(address: str) -> None:
    assert "<a " not in html(f"[text](<{address}>)")
    assert "#link" not in typst(f"[text](<{address}>)")
    assert "text" in html(f"[text](<{address}>)")


@pytest.mark.parametrize("source", ["> # a", "- # a", "1. > ## a"])
def test_a_heading_within_something_is_no_part_of_the_page(source: str) -> None:
    assert "<strong>a</strong>" in html(source)
    assert '#strong[#"a";]' in typst(source)
    assert "<h" not in html(source)
    assert "#heading" not in typst(source)


@settings(deadline=None)  # the first one reads the fonts
@given(st.text('ab \n#*_`[]()<>!|-:.\\"$@{};=~1', max_size=60))
def test_no_markdown_stops_the_press(source: str) -> None:
    notebook = new_notebook(cells=[new_markdown_cell("# Rubrik\n\n" + source)])
    assert "Rubrik" in pdf_text(render_pdf(notebook))
    assert render_html(notebook).count("<h1 ") == 1
