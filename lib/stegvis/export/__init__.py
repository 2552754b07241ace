"""A notebook as a page or a PDF, for any notebook and for ours in particular.

``jupyter nbconvert --to stegvis-html NOTEBOOK`` and ``--to stegvis-pdf NOTEBOOK`` come to
:mod:`stegvis.export.exporter` through the entry points of nbconvert; a run writes the same with
:mod:`stegvis.export.html` and :mod:`stegvis.export.pdf`.
"""
