import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from stegvis.export.document import read_document, read_section
from stegvis.show.chart import Chart
from stegvis.show.commentary import Insert
from stegvis.show.exhibit import Commentary, Exhibit, Group, Header, Prose
from stegvis.show.markdown import Markdown, plain
from stegvis.show.reference import MissingReferenceError

HEADER = Header("Mål", "Cresco+", "Hjo", "året 2023", "2023-12-31", "extern", False)


def shown(exhibit: Exhibit) -> NotebookNode:
    output = new_output("display_data", data=exhibit._repr_mimebundle_())
    return new_code_cell("", outputs=[output])


def headings(*cells: NotebookNode) -> list[tuple[int, str]]:
    document = read_document(new_notebook(cells=list(cells)), "Filens namn")
    return [
        (token["attrs"]["level"], plain(token))
        for block in document.blocks
        if isinstance(block, Markdown)
        for token in block.tokens
        if token["type"] == "heading"
    ]


def test_the_header_gives_the_title_and_comes_first() -> None:
    cells = [new_markdown_cell("Först."), shown(HEADER)]
    document = read_document(new_notebook(cells=cells))
    assert document.full_title == "Mål – Cresco+ · Hjo · året 2023"
    assert document.blocks[0] == HEADER
    assert len(document.blocks) == 2


def test_without_a_header_the_first_heading_is_the_title() -> None:
    cells = [new_markdown_cell("Inledning.\n\n### Så *gick* det\n\n# Mer")]
    assert read_document(new_notebook(cells=cells)).title == "Så gick det"
    assert headings(*cells) == [(1, "Så gick det"), (2, "Mer")]


def test_without_any_heading_the_file_name_is_the_title() -> None:
    assert headings(new_markdown_cell("Bara text.")) == [(1, "Filens namn")]


def test_an_empty_notebook_still_has_a_title() -> None:
    assert headings() == [(1, "Filens namn")]


def test_no_heading_skips_a_level_beneath_the_header() -> None:
    cell = new_markdown_cell("# A\n\n#### B\n\n###### C\n\n## D\n\n#### E")
    levels = [level for level, _ in headings(shown(HEADER), cell)]
    assert levels == [2, 3, 4, 2, 3]


def test_a_heading_that_repeats_the_title_is_left_out() -> None:
    assert headings(new_markdown_cell("# Mål\n\n## Mål"), shown(HEADER)) == [(2, "Mål")]


def test_a_second_header_is_a_heading_beneath_the_first() -> None:
    second = Header("Uppföljning", "Cresco+", "Hjo", "året 2023", "2023-12-31", "extern", False)
    assert headings(shown(HEADER), shown(second)) == [(2, "Uppföljning")]


def test_an_empty_heading_is_left_out() -> None:
    assert headings(new_markdown_cell("#\n\n## \N{ZERO WIDTH SPACE}\n\n### A")) == [(1, "A")]


def test_a_group_is_what_it_holds() -> None:
    notebook = new_notebook(cells=[shown(Group(HEADER, Group(Prose("a"), Prose("b"))))])
    assert read_document(notebook).blocks == (HEADER, Prose("a"), Prose("b"))


def test_a_commentary_is_a_part_of_its_own_among_the_others() -> None:
    cells = [shown(HEADER), shown(Commentary("# Mål\n\n#### B")), new_markdown_cell("## C")]
    assert headings(*cells) == [(2, "Kommentar"), (3, "Mål"), (4, "B"), (2, "C")]


def test_equal_headings_have_different_anchors() -> None:
    document = read_document(new_notebook(cells=[new_markdown_cell("# A\n\n## B\n\n## B\n\n## …")]))
    markdown = document.blocks[0]
    assert isinstance(markdown, Markdown)
    anchors = [token["attrs"]["id"] for token in markdown.tokens if token["type"] == "heading"]
    assert len(set(anchors)) == 4


@pytest.mark.parametrize("cell", [new_raw_cell("hemligt"), new_code_cell("hemligt")])
def test_neither_code_nor_raw_cells_are_shown(cell: NotebookNode) -> None:
    assert "hemligt" not in str(read_document(new_notebook(cells=[cell])).blocks)


def test_what_papermill_says_of_an_error_is_left_to_the_output() -> None:
    cell = new_markdown_cell(
        "<span>Exception</span>", metadata={"tags": ["papermill-error-cell-tag"]}
    )
    assert headings(cell) == [(1, "Filens namn")]
    assert "Exception" not in str(read_document(new_notebook(cells=[cell])).blocks)


def _commented(*inserts: Insert) -> NotebookNode:
    chart = Chart('<svg xmlns="http://www.w3.org/2000/svg"></svg>', alt="Alt.", caption="Bild")
    text = " och ".join(f"\ue000{number}\ue001" for number in range(len(inserts)))
    return new_notebook(cells=[shown(Commentary(text, inserts)), shown(chart)])


def test_a_section_leads_to_its_own_figures_and_names_those_of_others() -> None:
    notebook = _commented(
        Insert("Figur 1", "mal", "figur", 1),
        Insert("tabell 9 i avsnittet Deltagare", "deltagare", "tabell", 9),
    )
    html = read_section(notebook, "mal").blocks[-2].html()
    assert (
        '<a href="#figur-1">Figur\N{NO-BREAK SPACE}1</a> och tabell 9 i avsnittet Deltagare' in html
    )


def test_a_section_that_refers_to_a_figure_it_has_not_is_told_so() -> None:
    notebook = _commented(Insert("figur 2", "mal", "figur", 2))
    with pytest.raises(MissingReferenceError, match=r"Kommentaren mal\.md hänvisar till figur 2"):
        read_section(notebook, "mal")


def test_a_book_gets_the_references_as_they_are() -> None:
    notebook = _commented(Insert("figur 2", "mal", "figur", 2))
    assert any(
        child["type"] == "reference"
        for block in read_document(notebook, "mal").blocks
        if isinstance(block, Markdown)
        for token in block.tokens
        for child in token.get("children", ())
    )
