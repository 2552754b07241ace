"""The final report: the sections of a project put together, numbered through, and published.

A book is made of blocks, as a section is, and is written as HTML, PDF, Word and a workbook from
the same blocks. It computes nothing: what it shows, a section has shown, or is a row of
``figures.csv``.
"""
