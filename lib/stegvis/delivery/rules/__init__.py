"""What must hold within a sheet and between sheets, a file for each group of sheets.

A rule is a function of a typed frame, indexed by Excel row, and the :class:`Context`; it gives the
frame that is kept, which lacks what was repeated or is never counted, and the findings.
"""
