"""What a reader sees: charts, tables and sentences that know their own HTML and Typst.

Nothing here counts anything: every number comes in as a figure that has been counted, and leaves
as Swedish text.
"""
