"""nbconvert's way to our pages; the entry points ``stegvis-html`` and ``stegvis-pdf``."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from stegvis.export.document import UNTITLED
from stegvis.export.html import render_html
from stegvis.export.pdf import render_pdf

Resources = dict[str, Any]


def _name(resources: Resources) -> str:
    """Give the notebook's file name, as nbconvert knows it."""
    return str(resources.get("metadata", {}).get("name") or UNTITLED)


class HTMLExporter(Exporter):
    """Exports a notebook as a self-contained, accessible HTML page without its code."""

    export_from_notebook = "stegvis: HTML"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # the base gives a node, exporters a file
        self, nb: NotebookNode, resources: Resources | None = None, **kwargs: Any
    ) -> tuple[str, Resources]:
        """Convert a notebook that has been executed."""
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return render_html(notebook, _name(resources)), resources


class PDFExporter(Exporter):
    """Exports a notebook as a tagged PDF (PDF/UA-1) without its code."""

    export_from_notebook = "stegvis: PDF"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # the base gives a node, exporters a file
        self, nb: NotebookNode, resources: Resources | None = None, **kwargs: Any
    ) -> tuple[bytes, Resources]:
        """Convert a notebook that has been executed."""
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return render_pdf(notebook, _name(resources)), resources
