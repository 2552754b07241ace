"""A notebook as a page or a PDF, for any notebook and for ours in particular.

``jupyter nbconvert --to stegvis-html NOTEBOOK`` and ``--to stegvis-pdf NOTEBOOK`` come here through
the entry points of nbconvert; a run calls `render_html` and `render_pdf`, which are all there is
to it.
"""

from stegvis.export.exporter import HTMLExporter, PDFExporter
from stegvis.export.page import render_html
from stegvis.export.pdf import render_pdf

__all__ = ["HTMLExporter", "PDFExporter", "render_html", "render_pdf"]
