from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbconvert.nbconvertapp import NbConvertApp
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from stegvis.export.exporter import HTMLExporter, PDFExporter
from stegvis.export.html import render_html
from stegvis.export.pdf import render_pdf


def test_nbconvert_knows_both() -> None:
    assert get_exporter("stegvis-html") is HTMLExporter
    assert get_exporter("stegvis-pdf") is PDFExporter


def test_both_give_what_a_run_gives(notebook: NotebookNode) -> None:
    assert HTMLExporter().from_notebook_node(notebook)[0] == render_html(notebook)
    assert PDFExporter().from_notebook_node(notebook)[0] == render_pdf(notebook)


@pytest.mark.parametrize(
    ("to", "ending", "opening"),
    [("stegvis-html", "html", b"<!DOCTYPE html>"), ("stegvis-pdf", "pdf", b"%PDF-")],
)
def test_any_notebook_can_be_converted_from_the_command_line(
    tmp_path: Path, to: str, ending: str, opening: bytes
) -> None:
    source = tmp_path / "Mina siffror.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("Hej åäö.")]), source)
    app = NbConvertApp()
    app.initialize(["--to", to, "--log-level", "ERROR", str(source)])
    app.start()
    written = (tmp_path / f"Mina siffror.{ending}").read_bytes()
    assert written.startswith(opening)
    assert b"Mina siffror" in written or ending == "pdf"
